import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { notEachCoin } from "../../../properties/cckmv/remark-3-not-each-coin.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import { atGate, type HandTable, proved, ratios, readTable, switchesOf, tables, verdicts } from "./by-hand.js";

type Utility = (type: number, outcome: string) => Fraction;

/** Universal truthfulness for every U^priv bounded by F = x − 1, and the coins whose mechanism is not truthful for some. */
function judge({ rows, weights }: HandTable, utility: Utility) {
  const bounds = ratios({ rows, weights });
  const types = rows.map((_, t) => t);
  const truthful = (coins: readonly number[], bound: (o: string) => Fraction | undefined) =>
    coins.every((r) =>
      types.every((t) =>
        types.every((u) => {
          const [o, p] = [rows[t]![r]!, rows[u]![r]!];
          if (o === p) return true;
          const [cost, other] = [bound(o), bound(p)];
          return cost && other ? utility(t, o).sub(utility(t, p)).gte(cost.add(other)) : false;
        }),
      ),
    );
  const ofM = (o: string) => {
    const x = bounds.get(o)!;
    return x === "infinity" ? undefined : x.sub(1);
  };
  const coins = weights.map((_, r) => r);
  // Once r is known, an outcome that only some reports lead to has the ratio 1/0, and nothing bounds U^priv there.
  return { universally: truthful(coins, ofM), untruthful: coins.filter((r) => !truthful([r], () => undefined)) };
}

test("both witnesses, under every reading", async () => {
  const result = await atGate(notEachCoin());
  expect([...new Set(Object.values(verdicts(result)))]).toEqual([proved]);
  const { witnesses } = result.evidence as { witnesses: { instance: JsonObject; choices: JsonObject }[] };
  expect(witnesses).toHaveLength(2);
  for (const { instance, choices } of witnesses) {
    const { outcomeUtility, coin, privacyUtility, truth, lie } = choices as unknown as {
      outcomeUtility: string[][];
      privacyUtility: Record<string, string>;
      [index: string]: unknown;
    };
    const utility: Utility = (t, o) => new Fraction(outcomeUtility[t]![Number(o)]!);
    const table = readTable(instance);
    const found = judge(table, utility);
    expect(found.universally).toBe(true);
    expect(found.untruthful).toContain(coin);
    const total = (o: string) => utility(truth as number, o).add(privacyUtility[o]!);
    const [o, p] = [truth, lie].map((report) => table.rows[report as number]![coin as number]!);
    expect(total(o!).lt(total(p!))).toBe(true);
    for (const { switches } of result.readings) {
      expect(notEachCoin().check({ instance, choices }, switches)).toMatchObject({ hypotheses: "inside", holds: true });
    }
  }
});

test("second route: one coin is never a witness, two coins and two outcomes are the fewest", () => {
  const constant: Utility = () => new Fraction(0);
  const isWitness = (table: HandTable) => {
    const { universally, untruthful } = judge(table, constant);
    return universally && untruthful.length > 0;
  };
  expect([2, 3].flatMap((types) => tables(types, 3, 1)).filter(isWitness)).toEqual([]);
  expect(tables(2, 1, 2).filter(isWitness)).toEqual([]);
  expect(
    tables(2, 2, 2)
      .filter(isWitness)
      .map(({ rows }) => rows.map((row) => row.join("")).join()),
  ).toEqual(["01,10", "10,01"]);
});

test("second route: one voter in Mechanism 4.1 at e^ε = 2", () => {
  // Margins 1 and −1 against r, Pr[r = k] = (1/3)·2^{−|k|}: the votes differ for r = 0 and r = 1.
  const geometric = (from: number) => new Fraction(1, 3).mul(new Fraction(2).pow(-from)!).mul(2);
  const ifA = new Fraction(1).sub(geometric(2));
  const ifB = geometric(1);
  const [xA, xB] = [ifA.div(ifB), new Fraction(1).sub(ifB).div(new Fraction(1).sub(ifA))];
  expect([xA.toFraction(), xB.toFraction()]).toEqual(["5/2", "4"]);
  // With F = x − 1 and U^out(θ, θ) − U^out(θ, −θ) = F(x_A) + F(x_B) she is truthful for every r and every U^priv; with r = 0
  // revealed the winner is her vote, both ratios are 1/0, and U^priv = −(gap + 1) at her candidate makes her lie.
  const gap = xA.sub(1).add(xB.sub(1));
  const table: HandTable = {
    rows: [
      ["A", "A", "B"],
      ["A", "B", "B"],
    ],
    weights: [ifB, ifA.sub(ifB), new Fraction(1).sub(ifA)],
  };
  expect(Object.fromEntries(ratios(table))).toEqual({ A: xA, B: xB });
  const utility: Utility = (t, o) => (["A", "B"][t] === o ? gap : new Fraction(0));
  expect(judge(table, utility)).toEqual({ universally: true, untruthful: [1] });
  expect(judge(table, (t, o) => utility(t, o).mul("99/100")).universally).toBe(false);
});

test("near misses: M(·; r) with the ratios of M is truthful; a gap that is too small is not universally truthful", async () => {
  const result = await atGate(notEachCoin(false));
  expect([...new Set(result.readings.map(({ verdict }) => verdict))]).toEqual(["refuted"]);
  const claim = notEachCoin();
  const { instance, choices } = claim.exhibit(claim.domain("gate", {}).cases[1]!, undefined, {});
  const utility = [
    ["1", "0"],
    ["0", "1"],
  ];
  expect(
    claim.check({ instance, choices: { ...choices, outcomeUtility: utility } }, switchesOf(claim)).hypotheses,
  ).toBe("outside");
  const mild = { ...choices, privacyUtility: { "0": "-2", "1": "0" } };
  expect(claim.check({ instance, choices: mild }, switchesOf(claim)).holds).toBe(false);
});
