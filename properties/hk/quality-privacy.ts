import type { Budget, Claim } from "../../src/claim/claim.js";
import { exponentialQualityFormat } from "../../src/instance/hk-scores.js";
import { readList, readRational, refuse } from "../../src/instance/input.js";
import type { ScoredRange } from "../../src/mechanisms/hk/exponential-quality.js";
import type { Sharpness } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import { over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { describeGaps, type GapSize, gapCorners, gapsOf, qualityCase } from "./score-cases.js";

const lipschitzConstants: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["1/2", "1", "2"],
  standard: ["1/2", "1", "2", "3"],
  deep: ["1/2", "1", "2", "3"],
};

const sizes: Readonly<Record<Budget, readonly GapSize[]>> = {
  gate: [
    [1, 0],
    [2, 2],
    [3, 1],
  ],
  standard: [
    [1, 0],
    [2, 4],
    [3, 3],
    [4, 2],
    [6, 1],
  ],
  deep: [
    [1, 0],
    [2, 8],
    [3, 5],
    [4, 4],
    [6, 2],
    [8, 1],
  ],
};

type At = LawPlace<Sharpness, ScoredRange, never, number>;

/** The scores of another data set: each moved by −Δ, 0 or Δ, as `by` says. */
const moved = ({ parameters, environment }: At, by: (r: number) => bigint): ScoredRange => {
  const quality = environment.quality.map((score, r) =>
    Q.add(score, Q.multiply(Q.rational(by(r)), parameters.lipschitz)),
  );
  return { ...environment, quality, grid: commonDenominator(quality) };
};

/** One against all others, both ways: among these is the worst D′ for every outcome. */
const extremes = (at: At): readonly { readonly r: number; readonly other: ScoredRange }[] =>
  at.outcomes.flatMap((r) => [1n, -1n].map((sign) => ({ r, other: moved(at, (s) => (s === r ? sign : -sign)) })));

/** Q′ in the place of Q: every corner up to four outcomes, and the extreme ones beyond. */
const neighbours = (at: At): readonly Json[] => {
  const m = at.outcomes.length;
  const all =
    m > 4
      ? extremes(at).map(({ other }) => other)
      : everyProfile(["-1", "0", "1"], m).map((signs) => moved(at, (r) => BigInt(signs[r]!)));
  return all.map(({ quality }) => quality.map(Q.printRational));
};

const ratioOf = <S>(top: Law<number, S>, under: Law<number, S>, r: number, multiply: (x: S, y: S) => S) =>
  over(multiply(top.entries[r]!.weight, under.total), multiply(under.entries[r]!.weight, top.total));

/**
 * Pr[EXP(D, ε) = r] ≤ e^ε·Pr[EXP(D′, ε) = r] and the reverse, where the instance has the scores of a data set D and D′ is any
 * other whose scores differ by at most Δ, outcome by outcome.
 */
export const qualityPrivate = (
  parts: Pick<LawClaim<Sharpness, ScoredRange, never, number>, "id" | "citation" | "statement"> &
    Pick<Claim, "readings" | "evidence">,
  format = exponentialQualityFormat,
): Claim<LawCase> =>
  lawClaim(format, {
    ...parts,
    hypotheses: ["ε > 0", "|Q(D, r) − Q(D', r)| ≤ Δ for all r and adjacent D, D'"],
    step: Q.rational(1n, 12n),
    argument:
      "All R, Q, Q', Δ: with w = e^{aQ'}, a = ε/(2Δ), d = Q − Q', Pr[r]/Pr'[r] = e^{a·d(r)}·(w_r + Σ_{s≠r} w_s)/(w_r·e^{a·d(r)} + Σ_{s≠r} w_s·e^{a·d(s)}), which rises with d(r) and falls with every d(s): it is largest at d(r) = Δ, d(s) = −Δ, where it is e^ε·(1 + x)/(e^ε + x) with x = Σ_{s≠r} w_s/w_r.",
    cases: (budget) =>
      gapsOf(sizes[budget]).flatMap((gaps) =>
        lipschitzConstants[budget].map((lipschitz) => qualityCase(gaps, lipschitz === "1" ? {} : { lipschitz })),
      ),
    describe: (budget) =>
      `every list of scores by its gaps: ${describeGaps(sizes[budget])}; Δ = ${lipschitzConstants[budget].join(", ")}; every adjacent list of scores, by the extreme ones`,
    corners: gapCorners(({ environment }) => environment.quality),
    draws: { gate: 10, standard: 100, deep: 1000 },
    decide(R, setting) {
      const right = setting.expEpsilon(Q.one);
      const own = setting.law();
      const ratios = extremes(setting).flatMap(({ r, other }) => {
        const law = setting.law(other);
        return [ratioOf(own, law, r, R.multiply), ratioOf(law, own, r, R.multiply)];
      });
      const failing = ratios.find((left) => compareQuotients(R, left, right) > 0);
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: {},
        sides: { left: failing ?? ratios[0]!, right, larger: "right" },
      };
    },
    choices: () => ({ other: (setting, { other }) => (other === undefined ? neighbours(setting) : [other]) }),
    completed: ["other"],
    sides(setting, choices) {
      const { parameters, environment } = setting;
      const quality = readList(choices.other, "choices.other", readRational);
      if (quality.length !== setting.outcomes.length) throw refuse("choices.other", "expected one score an outcome");
      const isNear = quality.every((score, r) => {
        const change = Q.subtract(score, environment.quality[r]!);
        return Q.compare(Q.maximum(change, Q.negate(change)), parameters.lipschitz) <= 0;
      });
      const law = setting.law({ ...environment, quality, grid: commonDenominator(quality) });
      const worst = setting.chances
        .flatMap(({ outcome, chance }) => {
          const other = Q.divide(law.entries[outcome]!.weight, law.total);
          return [
            { outcome, ratio: Q.divide(chance, other) },
            { outcome, ratio: Q.divide(other, chance) },
          ];
        })
        .reduce((most, next) => (Q.compare(next.ratio, most.ratio) > 0 ? next : most));
      return {
        hypotheses: isNear ? "inside" : "outside",
        left: worst.ratio,
        right: setting.power(Q.one),
        larger: "right",
        inequality: "max over r of Pr[EXP(D, ε) = r] / Pr[EXP(D', ε) = r] and its inverse <= e^ε",
        explanation: `the scores are ${environment.quality.map(Q.printRational).join(", ")} at D and ${quality.map(Q.printRational).join(", ")} at D'; the worst outcome is ${setting.printOutcome(worst.outcome)}`,
      };
    },
  });
