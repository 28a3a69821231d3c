import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { bases } from "../../generators/rationals.js";
import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, powerQuotient, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { everyProfile, forPlayers } from "../cases.js";
import { repairOf } from "../repairs.js";
import { bins } from "./lines.js";
import {
  chanceOfNoises,
  exactChance,
  type Noise,
  type NoiseCase,
  noiseExample,
  oneMore,
  readNoiseExample,
} from "./noises.js";

/** How many bins there are, and the largest t; s goes beyond every 2t. */
const sizes = {
  gate: { bins: 2, t: 1 },
  standard: { bins: 2, t: 3 },
  deep: { bins: 2, t: 6 },
} as const;

const weaker = "≤ in the place of =";

/** What a control changes: the k of e^{kε/2}. */
export interface NoiseProperty {
  readonly steps?: number;
  readonly made?: readonly string[];
}

/**
 * "The only property the proof uses about the noise distribution is that Pr[r = s] = e^{ε/2}·Pr[r = f_j(s)]. This property
 * does not hold for Xiao's noise distribution as described, due to it being truncated above at 2t, but would hold if his
 * noise distribution was truncated only below" [CCKMV, after Lemma 6.2]. f_j is defined in the missing proof only: it adds
 * one to r_j. With ≤, which is all that the proof needs, every word of it is right.
 */
export const noiseProperty = ({ steps = 1, made = [] }: NoiseProperty = {}): Claim<NoiseCase> => {
  const isEquation = ({ property }: Switches): boolean => property === "equality" && !made.includes(weaker);
  const sign = (switches: Switches, fails: boolean): string =>
    isEquation(switches) ? (fails ? "!=" : "=") : fails ? ">" : "<=";
  const keepsIt = (order: -1 | 0 | 1, switches: Switches): boolean => (isEquation(switches) ? order === 0 : order <= 0);
  return {
    id: "cckmv/remark-6.2-noise-property",
    citation: cite("cckmv", "Section 6, after Lemma 6.2"),
    statement:
      "Pr[r = s] = e^{ε/2}·Pr[r = f_j(s)] for all s ∈ ℕ^q and all j, where f_j adds one to s_j: it holds for the noise of Mechanism 6.1, it does not hold for " +
      "Xiao's noise as described, due to it being truncated above at 2t, and it would hold if that were truncated only below.",
    hypotheses: ["ε > 0", ...made],
    readings: readingsOf({
      property: ["equality", "at-most"],
      noise: ["all", "geometric", "two-sided", "below", "elsewhere"],
    }),
    switchMeanings: {
      equality: "the property with =, as printed",
      "at-most": "the property with ≤ in the place of =",
      all: "the whole remark: geometric, two-sided and below",
      geometric: "the noise of Mechanism 6.1 has the property",
      "two-sided":
        "Xiao's noise as described, or with the other sign, does not have it at any s with s_j = 2t and Pr[r = s] > 0",
      below: "Xiao's noise would have it if truncated only below, with Pr[r_j = k] proportional to e^{−(ε/2)|k−t|}",
      elsewhere:
        "truncation is the only cause: Xiao's noise as described, or with the other sign, has it where s_j ≠ 2t",
    },
    step: Q.rational(1n, 2n),
    corners: ["one location", "two locations", "s_j = 0", "another noise is 0"],
    domain: (budget, { noise }) => ({
      description: describe(budget),
      argument:
        "All q: the other bins have the same chance on both sides. All s_j: beyond t both sides are multiplied by e^{σε/2} from s_j to s_j + 1, σ = −1 for the noise of " +
        "Mechanism 6.1 and for noise truncated only below; with truncation above at 2t up to there, and past 2t both are 0. " +
        "All t: s_j enters by whether it is below t, from t on, at 2t or beyond.",
      cases: casesOf(budget, noise!),
      exhaustive: true,
      draws: { gate: 20, standard: 200, deep: 2000 }[budget],
    }),
    decide(R, c, switches) {
      const left = chanceOfNoises(R, c.noise, c.s);
      const right = times(R, powerQuotient(R, steps), chanceOfNoises(R, c.noise, oneMore(c)));
      const kept = keepsIt(compareQuotients(R, left, right), switches);
      return {
        hypotheses: "inside",
        conclusion: kept !== isCut(c) ? "holds" : "fails",
        witness: {},
        ...(!isCut(c) && !isEquation(switches) && { sides: { left, right, larger: "right" } }),
      };
    },
    cornersOf,
    exhibit: (c, base) => noiseExample(c, base!),
    check(example, switches) {
      const c = readNoiseExample(example);
      const left = exactChance(c.noise, c.base, c.s);
      const right = Q.multiply(Q.integerPower(c.base, BigInt(steps)), exactChance(c.noise, c.base, oneMore(c)));
      const isMeant = isOf(c, switches.noise!);
      return {
        hypotheses: isMeant ? "inside" : "outside",
        holds: keepsIt(Q.compare(left, right), switches) !== isCut(c),
        inequality: `Pr[r = s] ${sign(switches, isCut(c))} e^{${steps === 1 ? "" : steps}ε/2}·Pr[r = f_j(s)]`,
        left,
        right,
        larger: isCut(c) ? "left" : "right",
        choices: example.choices,
        explanation: `f_j(s) = ${oneMore(c).join(", ")}${c.noise === "geometric" ? "" : `; t = ${c.noise.t}`}`,
        corners: cornersOf(c),
      };
    },
    draw: (switches) => ({
      sample: (seed, count) =>
        sample(
          fc.record({ c: fc.constantFrom(...casesOf("standard", switches.noise!)), base: bases }),
          seed,
          count,
        ).map(({ c, base }) => noiseExample(c, base)),
    }),
    evidence: () => ({
      needed:
        "The proof of Lemma 6.2 compares Pr[r = s] with Pr[r = s + 1_a + 1_o] from above only, so that ≤ is enough; the median with noise truncated only below is " +
        "ε-differentially private (cckmv/lemma-6.2, reading replace+truncated-below). The factor is exactly e^{ε/2} from s_j = t on and e^{−ε/2} below t, for σ = −1.",
    }),
    repair: (reading) =>
      reading.switches.property === "equality" &&
      ["all", "below", "elsewhere"].includes(reading.switches.noise!) &&
      made.length === 0
        ? repairOf(reading, {
            statement: `As printed, with ${weaker}, which is what the proof needs.`,
            changes: [weaker],
            claim: (kept) => noiseProperty({ steps, made: kept }),
          })
        : undefined,
  };
};

const describe = (budget: Budget): string =>
  `1 to ${sizes[budget].bins} bins, each noise from 0 to ${2 * sizes[budget].t + 1}, t from 0 to ${sizes[budget].t}`;

/** Whether f_j leads from the support out of it. */
const isCut = ({ noise, s, j }: NoiseCase): boolean =>
  noise !== "geometric" && noise.truncation === "both" && s[j] === 2 * noise.t && s.every((k) => k <= 2 * noise.t);

/** Whether a reading speaks of a case. */
function isOf(c: NoiseCase, noise: string): boolean {
  const kind =
    c.noise === "geometric"
      ? "geometric"
      : c.noise.truncation === "below"
        ? "below"
        : isCut(c)
          ? "two-sided"
          : "elsewhere";
  return kind === noise || (noise === "all" && kind !== "elsewhere");
}

function noisesOf(most: number): readonly Noise[] {
  const xiao = bins(most + 1).flatMap((t): Noise[] => [
    { t, sigma: 1, truncation: "both" },
    { t, sigma: -1, truncation: "both" },
    { t, sigma: -1, truncation: "below" },
  ]);
  return ["geometric", ...xiao];
}

function casesOf(budget: Budget, noise: string): readonly NoiseCase[] {
  const { bins: most, t } = sizes[budget];
  return forPlayers(1, most, (q) =>
    everyProfile(bins(2 * t + 2), q).flatMap((s) =>
      noisesOf(t).flatMap((law) => bins(q).map((j) => ({ noise: law, s, j }))),
    ),
  ).filter((c) => isOf(c, noise));
}

const cornersOf = ({ s, j }: NoiseCase): readonly string[] => [
  ...(s.length === 1 ? ["one location"] : []),
  ...(s.length === 2 ? ["two locations"] : []),
  ...(s[j] === 0 ? ["s_j = 0"] : []),
  ...(s.some((k, bin) => k === 0 && bin !== j) ? ["another noise is 0"] : []),
];

const times = <S>(R: OrderedRing<S>, x: Quotient<S>, y: Quotient<S>): Quotient<S> =>
  over(R.multiply(x.numerator, y.numerator), R.multiply(x.denominator, y.denominator));
