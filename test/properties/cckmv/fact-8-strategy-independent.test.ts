import { expect, test } from "vitest";
import { strategyIndependent } from "../../../properties/cckmv/fact-8-strategy-independent.js";
import { atGate, beliefInstance, beliefs, type HandBelief, posterior, proved, repaired, verdicts } from "./by-hand.js";

const claim = strategyIndependent();
const actuals = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

test("the rule knows S_i only; but what is seen may be impossible under S_i where x = ∞", async () => {
  const result = await atGate(claim);
  expect(verdicts(result)).toEqual({ believed: proved, actual: repaired });
  const fallen = result.readings[1]!.counterexample!;
  const { prior, strategy, likelihood } = fallen.instance.environment as unknown as Record<string, string[]>;
  const belief = {
    prior: prior!.map(Number),
    strategy: strategy!.map((row) => [...row].map(Number)),
    likelihood: likelihood!.map(Number),
  };
  expect(posterior(belief)).toBeUndefined();
  const actual = fallen.choices.actual as number[];
  expect(actual.some((report) => belief.likelihood[report]! > 0)).toBe(true);
});

test("second route: what she learns by σ, world by world, for every σ of two types", () => {
  let [undefinedSeen, same] = [0, 0];
  for (const belief of beliefs(2)) {
    // She plays σ, the outcome is or is not o; the adversary keeps the worlds of her own belief in which it is.
    const learned = actuals
      .filter((sigma) => sigma.some((report) => belief.likelihood[report]! > 0))
      .map(
        () =>
          posterior(belief)
            ?.map((p) => p.toFraction())
            .join() ?? "none",
      );
    expect(new Set(learned).size).toBeLessThanOrEqual(1);
    const check = claim.check({ instance: beliefInstance(belief), choices: {} }, { seen: "actual" });
    const seen = learned.length > 0;
    expect(check.hypotheses).toBe(seen ? "inside" : "outside");
    if (!seen) continue;
    expect(check.holds).toBe(learned[0] !== "none");
    if (learned[0] === "none") undefinedSeen++;
    else same++;
    if (learned[0] === "none") expect(Math.min(...belief.likelihood)).toBe(0);
  }
  expect(Math.min(undefinedSeen, same)).toBeGreaterThan(10);
});

test("second route: with the actual strategy in the rule the posterior differs", async () => {
  const control = strategyIndependent((_believed, actual) => actual);
  const result = await atGate(control);
  expect([...new Set(Object.values(verdicts(result)))]).toEqual(["refuted"]);
  let differing = 0;
  for (const belief of beliefs(2)) {
    if (!posterior(belief)) continue;
    const learned = actuals
      .filter((sigma) => sigma.some((report) => belief.likelihood[report]! > 0))
      .map((sigma) => {
        const strategy = sigma.map((report) => [0, 1].map((r) => (r === report ? 1 : 0)));
        return (
          posterior({ ...belief, strategy })
            ?.map((p) => p.toFraction())
            .join() ?? "none"
        );
      });
    const same = new Set(learned).size <= 1;
    const check = control.check({ instance: beliefInstance(belief), choices: {} }, { seen: "believed" });
    expect(check.hypotheses).toBe("inside");
    expect(check.holds).toBe(same && learned[0] !== "none");
    if (!same) differing++;
  }
  expect(differing).toBeGreaterThan(10);
});

test("the update does depend on the strategy that is believed", () => {
  const likelihood = [1, 2];
  const at = (strategy: HandBelief["strategy"]) =>
    posterior({ prior: [1, 1], strategy, likelihood })!.map((p) => p.toFraction());
  expect(
    at([
      [1, 0],
      [0, 1],
    ]),
  ).toEqual(["1/3", "2/3"]);
  expect(
    at([
      [0, 1],
      [1, 0],
    ]),
  ).toEqual(["2/3", "1/3"]);
  expect(
    at([
      [1, 1],
      [1, 1],
    ]),
  ).toEqual(["1/2", "1/2"]);
});
