import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, test } from "vitest";
import { answer } from "../cli/run.js";
import { checkAll } from "./batch.js";

const zero = new Fraction(0);
const text = (x: Fraction) => x.toFraction();

/** A law by integer weights, zeros and point masses included. */
const laws = (length: number) =>
  fc
    .tuple(fc.array(fc.nat({ max: 4 }), { minLength: length, maxLength: length }), fc.nat({ max: length - 1 }))
    .map(([weights, sure]) => {
      const raised = weights.some((w) => w > 0) ? weights : weights.map((_, i) => (i === sure ? 1 : 0));
      const total = raised.reduce((x, y) => x + y);
      return raised.map((weight) => new Fraction(weight, total));
    });

const beliefs = fc
  .record({ types: fc.integer({ min: 1, max: 3 }), reports: fc.integer({ min: 1, max: 3 }) })
  .chain(({ types, reports }) =>
    fc.record({
      prior: laws(types),
      strategy: fc.array(laws(reports), { minLength: types, maxLength: types }),
      likelihood: fc.array(
        fc.constantFrom("0", "1/10", "1/3", "1/2", "1").map((p) => new Fraction(p)),
        { minLength: reports, maxLength: reports },
      ),
    }),
  );

test("random beliefs against Bayes' rule in fractions, and the printed bounds", async () => {
  const seen = { impossible: 0, infinite: 0, moved: 0 };
  const cases = fc.sample(beliefs, { seed: 8, numRuns: 300 }).map(({ prior, strategy, likelihood }) => {
    const environment = {
      prior: prior.map(text),
      strategy: strategy.map((row) => row.map(text)),
      likelihood: likelihood.map(text),
    };
    const instance = { mechanism: "cckmv/bayes-posterior", environment };
    const check = ({ quantities }: { quantities: object }) => {
      expect(Object.keys(quantities)).toEqual(["posterior", "SD", "privacyRatio"]);

      // Pr[T = t and the outcome], by the law of total probability.
      const joint = prior.map((p, t) =>
        likelihood.reduce((sum, l, r) => sum.add(p.mul(strategy[t]![r]!).mul(l)), zero),
      );
      const outcome = joint.reduce((x, y) => x.add(y));
      const [most, least] = [...likelihood]
        .sort((x, y) => y.compare(x))
        .filter((_, i, all) => i === 0 || i === all.length - 1);
      const ratio = least === undefined ? new Fraction(1) : least.equals(0) ? undefined : most!.div(least);
      const printed = most!.equals(0) ? null : ratio === undefined ? "infinity" : text(ratio);
      expect(quantities).toMatchObject({ privacyRatio: { value: printed } });

      if (outcome.equals(0)) {
        seen.impossible++;
        expect(quantities).toMatchObject({ posterior: { value: null }, SD: { value: null } });
        return;
      }
      const after = joint.map((p) => p.div(outcome));
      const distance = after.reduce((sum, p, t) => sum.add(p.sub(prior[t]!).abs()), zero).div(2);
      expect(quantities).toMatchObject({ posterior: { value: after.map(text) }, SD: { value: text(distance) } });
      if (!distance.equals(0)) seen.moved++;
      if (ratio === undefined) {
        seen.infinite++;
        return;
      }
      for (const [t, p] of after.entries()) {
        expect(p.lte(ratio.mul(prior[t]!))).toBe(true);
        expect(prior[t]!.lte(ratio.mul(p))).toBe(true);
      }
      expect(distance.lte(ratio.sub(1))).toBe(true);
    };
    return { instance, check };
  });
  await checkAll("measure", cases);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
});

test("one likelihood for all reports teaches nothing; a pooling strategy neither", async () => {
  const ask = (environment: object) =>
    answer("measure", { mechanism: "cckmv/bayes-posterior", environment, reports: [] });
  const prior = ["1/4", "3/4"];
  const truthful = [
    ["1", "0"],
    ["0", "1"],
  ];
  const pooling = [
    ["1/2", "1/2"],
    ["1/2", "1/2"],
  ];
  const unmoved = { posterior: { value: prior }, SD: { value: "0" } };
  const flat = await ask({ prior, strategy: truthful, likelihood: ["1/5", "1/5"] });
  expect(flat.quantities).toEqual({ ...unmoved, privacyRatio: { value: "1" } });
  const pooled = await ask({ prior, strategy: pooling, likelihood: ["1/5", "3/5"] });
  expect(pooled.quantities).toEqual({ ...unmoved, privacyRatio: { value: "3" } });
  const told = await ask({ prior, strategy: truthful, likelihood: ["1/5", "3/5"] });
  expect(told.quantities).toMatchObject({ posterior: { value: ["1/10", "9/10"] }, SD: { value: "3/20" } });
});
