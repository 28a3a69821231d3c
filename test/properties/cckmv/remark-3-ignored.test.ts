import { expect, test } from "vitest";
import { ignoredReport } from "../../../properties/cckmv/remark-3-ignored.js";
import {
  atGate,
  boundAt,
  instanceOf,
  one,
  proved,
  ratios,
  readTable,
  repaired,
  switchesOf,
  tables,
  verdicts,
} from "./by-hand.js";

test("the argument of F is 1; that F is 0 there needs F(1) = 0 or a nondecreasing F", async () => {
  const result = await atGate(ignoredReport());
  expect(verdicts(result)).toEqual({
    "limit+both+two-signed+any+extended+open": repaired,
    "zero+both+two-signed+any+extended+open": proved,
    "limit+argument+two-signed+any+extended+open": proved,
    "limit+both+cost+any+extended+open": repaired,
    "limit+both+two-signed+monotone+extended+open": proved,
    "limit+both+two-signed+any+finite+open": repaired,
    "limit+both+two-signed+any+extended+closed": repaired,
  });
  const { instance, choices, lhs, rhs } = result.counterexample!;
  const [x] = ratios(readTable(instance)).values();
  expect(x).toEqual(one);
  expect([boundAt(choices.F!, one).toFraction(), lhs, rhs]).toEqual(["1", "1", "0"]);
});

test("second route: in every table whose columns are constant all ratios are 1", () => {
  const claim = ignoredReport();
  let met = 0;
  for (const table of [1, 2, 3].flatMap((coins) => tables(2, 3, coins))) {
    const ignores = table.rows[0]!.every((o, r) => o === table.rows[1]![r]);
    const example = { instance: instanceOf(table), choices: { player: 0, F: { kind: "linear", slope: "1" } } };
    const check = claim.check(example, switchesOf(claim));
    expect(check.hypotheses).toBe(ignores ? "inside" : "outside");
    if (!ignores) continue;
    met++;
    for (const x of ratios(table).values()) expect(x).toEqual(one);
    expect(check).toMatchObject({ holds: true });
  }
  expect(met).toBe(3 + 9 + 27);
});

test("near misses: a report that counts, an F that does not vanish", async () => {
  const { readings } = await atGate(ignoredReport([], true));
  expect(readings.find(({ name }) => name.startsWith("limit+argument"))?.verdict).toBe("refuted");
  const claim = ignoredReport();
  const instance = instanceOf(tables(2, 1, 1)[0]!);
  const step = { player: 0, F: { kind: "step", value: "1", atOne: "1" } };
  expect(claim.check({ instance, choices: step }, switchesOf(claim)).hypotheses).toBe("outside");
});
