import { expect, test } from "vitest";
import { randomizedOnly } from "../../../properties/cckmv/remark-3-randomized-only.js";
import { atGate, instanceOf, proved, ratios, readTable, repaired, switchesOf, tables, verdicts } from "./by-hand.js";

test("for deterministic mechanisms whose outcome depends on the report; constants are the exception", async () => {
  const result = await atGate(randomizedOnly());
  expect(verdicts(result)).toEqual({ dependent: proved, every: repaired });
  const { instance, lhs, rhs } = result.readings[1]!.counterexample!;
  expect(new Set(readTable(instance).rows.flat()).size).toBe(1);
  expect([lhs, rhs]).toEqual(["1", "infinity"]);
});

test("second route: every deterministic table with two or three types", () => {
  const claim = randomizedOnly();
  for (const table of [2, 3].flatMap((types) => tables(types, 3, 1))) {
    const constant = new Set(table.rows.flat()).size === 1;
    const infinite = [...ratios(table).values()].filter((x) => x === "infinity").length;
    expect(infinite).toBe(constant ? 0 : ratios(table).size);
    const check = claim.check({ instance: instanceOf(table), choices: { player: 0 } }, switchesOf(claim));
    expect(check).toMatchObject({ hypotheses: constant ? "outside" : "inside", holds: !constant });
  }
});

test("near miss: without determinism a ratio may be finite", async () => {
  const result = await atGate(randomizedOnly({ deterministic: false }));
  expect(result.verdict).toBe("refuted");
  for (const x of ratios(readTable(result.counterexample!.instance)).values()) expect(x).not.toBe("infinity");
});
