import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { rootOf } from "./integer-root.js";
import { mainN0 } from "./known-populations.js";
import { isBeyond, printedBeta, quotientOf, secondBound } from "./printed-n0.js";
import { roughly } from "./setting-cases.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";
import { spikeErrorBelow } from "./spike.js";

const subexponential = "|S| = 2^⌊√n⌋ for |S| = 2^n";

const meanings = {
  exponential: "|S| = 2^n: the error vanishes, that is it is at most any level from some n on",
  "some-base":
    "for every level there is a c > 1 such that with |S| = ⌊c^n⌋ the error is at most the level from some n on: asked of c = 1 + p̃γ/(7200d) and the level 1/10",
  subexponential: "|S| = 2^⌊√n⌋: the error vanishes",
  rate: "at |S| = 2^n the error is at most C·√(ln(n|S|)/n), with C = 6·√(d/(p̃γ))·√(1 + max{0, ln(p̃γ/(2d))})",
};

const arguments_ = {
  exponential:
    "All n, and d, p̃, γ: β² = (36d/(p̃γ))·(ln 2 + ln(n·p̃γ/(2d))/n) is above (36d/(p̃γ))·ln 2 wherever n·p̃γ > 2d, whatever n. The error itself does not vanish either: for the objective that is 1 at one alternative " +
    "without weight in P and 0 elsewhere it is at least q* = β/3.",
  "some-base":
    "All settings and levels: with ln c ≤ p̃γ·level²/(72d), β² ≤ level²/2 + (36d/(p̃γ))·ln(n·p̃γ/(2d))/n, which falls to level²/2 from n·p̃γ = 2ed on. So |S| may be as high as an exponential function, whose base depends on the level; as high as every one it may not be.",
  subexponential:
    "β² = (36d/(p̃γ))·(⌊√n⌋·ln 2 + ln(n·p̃γ/(2d)))/n tends to 0; the level is undercut at the listed n and stays so where √n/n and ln(n)/n fall. The same for every |S| with ln |S|/n → 0: β² = (36d/(p̃γ))·(ln |S|/n + ln(n·p̃γ/(2d))/n).",
  rate: "All n ≥ 3 and all |S|: β² = (36d/(p̃γn))·(ln(n|S|) + ln(p̃γ/(2d))), and ln(n|S|) ≥ 1.",
};

type Row = readonly [d: string, pTilde: string, gamma: string];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [["1/40", "1", "1"]],
  standard: [
    ["1/25", "1/2", "1"],
    ["1/100", "1/3", "1/2"],
  ],
  deep: [
    ["1/1000", "1/10", "1/3"],
    ["1/20", "1", "1/2"],
  ],
};

const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const sizes: Readonly<
  Record<"subexponential" | "exponential" | "some-base" | "rate", Readonly<Record<Budget, readonly bigint[]>>>
> = {
  exponential: { gate: [12n, 100n], standard: [12n, 100n, 400n, 1000n], deep: [12n, 100n, 400n, 1000n, 3000n] },
  "some-base": { gate: [10_000n], standard: [10_000n, 20_000n], deep: [10_000n, 20_000n, 50_000n] },
  rate: { gate: [12n, 100n], standard: [12n, 100n, 400n, 1000n], deep: [12n, 100n, 400n, 1000n, 3000n] },
  subexponential: {
    gate: [160_000n],
    standard: [160_000n, 1_000_000n],
    deep: [160_000n, 1_000_000n, 100_000_000n],
  },
};

/** c = 1 + p̃γ/(7200d): ln c is below p̃γ·level²/(72d) for the level 1/10. */
const baseFor = ([d, pTilde, gamma]: Row): string => {
  const [per, share, loss] = [d, pTilde, gamma].map((text) => Q.parseRational(text)!) as [
    Q.Rational,
    Q.Rational,
    Q.Rational,
  ];
  const more = Q.divide(Q.multiply(share, loss), Q.multiply(Q.rational(7200n), per));
  return Q.printRational(Q.add(Q.one, more));
};

/** ⌊c^n⌋. */
const powerOf = ({ numerator, denominator }: Q.Rational, n: bigint): bigint => numerator ** n / denominator ** n;

/** β is asked to be at most this. */
const level = "1/10";

const ownOf: Readonly<Record<keyof typeof sizes, readonly string[]>> = {
  exponential: ["level"],
  "some-base": ["level", "base"],
  subexponential: ["level"],
  rate: [],
};

const partOf = ({ growth }: Switches) => growth as keyof typeof sizes;

const constantOf = ({ d, pTilde, gamma }: GenericSetting): R.Real => {
  const share = Q.multiply(pTilde, gamma);
  const excess = R.ln(R.fromRational(Q.divide(share, Q.multiply(Q.rational(2n), d))));
  const square = R.fromRational(Q.divide(Q.multiply(Q.rational(36n), d), share));
  return R.sqrt(R.multiply(square, R.add(R.fromInteger(1n), R.maximum(R.fromInteger(0n), excess))));
};

/** What the error is said to be at most. */
function boundAt({ setting, n, own }: SettingValues): R.Real {
  if (own.level) return R.fromRational(own.level);
  const log = R.ln(R.fromInteger(n * setting.alternatives));
  return R.multiply(constantOf(setting), R.sqrt(R.divide(log, R.fromInteger(n))));
}

/** 6·√(d·ln 2/(p̃γ)): β is above it at |S| = 2^n for every n with n·p̃γ > 2d. */
const floorOf = (c: Q.Rational): R.Real =>
  R.sqrt(R.multiply(R.fromRational(Q.multiply(c, Q.rational(9n, 2n))), R.ln(R.fromInteger(2n))));

/** Section 6.3.3; with a factor before the bound, for near misses. */
export function exponentialAlternatives(made: readonly string[] = [], factor = Q.one): Claim<SettingCase> {
  const read = (switches: Switches): Switches =>
    made.includes(subexponential) ? { growth: "subexponential" } : switches;
  const scaled = (x: R.Real): R.Real => R.multiply(R.fromRational(factor), x);
  return settingClaim({
    id: "nst/remark-exponential-alternatives",
    place: "Section 6.3.3",
    statement:
      "Where p̃ does not depend on |S| Theorem 2 yields the error O(√(ln(n|S|)/n)), so that |S| may be as high as an exponential function of n.",
    hypotheses: ["d, p̃ and γ fixed", "n > n0"],
    readings: readingsOf({ growth: ["exponential", "some-base", "subexponential", "rate"] }),
    switchMeanings: meanings,
    alternatives: (n, switches, { base }) =>
      base ? powerOf(base, n) : 2n ** (partOf(read(switches)) === "subexponential" ? rootOf(n) : n),
    own: (switches) => ownOf[partOf(read(switches))],
    cases: (budget, switches) =>
      rowsAt(budget).flatMap(([d, pTilde, gamma]) =>
        sizes[partOf(read(switches))][budget].map((n) => ({
          d,
          pTilde,
          gamma,
          n: `${n}`,
          ...(partOf(read(switches)) !== "rate" && { level }),
          ...(partOf(read(switches)) === "some-base" && { base: baseFor([d, pTilde, gamma]) }),
        })),
      ),
    describe: (budget, switches) =>
      `${rowsAt(budget).length} settings (d, p̃, γ) at n = ${sizes[partOf(read(switches))][budget].join(", ")}`,
    argument: (switches) => arguments_[partOf(read(switches))],
    corners: {
      "p̃ below 1": ({ setting }) => Q.compare(setting.pTilde, Q.one) < 0,
      "γ below 1": ({ setting }) => Q.compare(setting.gamma, Q.one) < 0,
      "n at least 1000": ({ n }) => n >= 1000n,
    },
    decide(values) {
      const beta = theorem2Beta(values.setting, values.n);
      const sign = beta && R.compareReals(beta, scaled(boundAt(values)));
      return {
        isInside: values.n > mainN0(values.setting),
        holds: sign === undefined ? undefined : sign <= 0,
      };
    },
    sides(values, _, switches) {
      const { setting, n } = values;
      const c = quotientOf(setting);
      const { alternatives } = setting;
      const part = partOf(read(switches));
      const isExponential = part === "exponential";
      return {
        isInside: isBeyond(n, { c, alternatives, second: secondBound(c, alternatives) }),
        left: isExponential ? floorOf(c) : printedBeta(setting, n),
        right: scaled(boundAt(values)),
        isStrict: false,
        inequality: {
          rate: "β ≤ C·√(ln(n|S|)/n)",
          exponential: "6·√(d·ln 2/(p̃γ)) ≤ level",
          "some-base": "β ≤ level",
          subexponential: "β ≤ level",
        }[part],
        explanation: isExponential
          ? "|S| = 2^n; β = 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d)) is above the left side for this and every greater n"
          : `|S| = ${{ rate: "2^n", "some-base": "⌊c^n⌋", subexponential: "2^⌊√n⌋" }[part]}; β = 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d))`,
      };
    },
    evidence: () => atTwoToTheN(),
    repair: {
      statement: "At |S| = 2^⌊√n⌋ the error vanishes.",
      changes: [subexponential],
      claim: (changes) => exponentialAlternatives(changes, factor),
      of: ["exponential"],
    },
  });
}

/** β at |S| = 2^n, the error of an objective that is worth nothing under P, and the limit of β². */
function atTwoToTheN(): JsonObject {
  const at = (n: bigint) => {
    const setting = { d: Q.rational(1n, 40n), pTilde: Q.one, gamma: Q.one, alternatives: 2n ** n };
    return {
      n: `${n}`,
      beta: roughly(theorem2Beta(setting, n)!),
      errorAtLeast: roughly(spikeErrorBelow(setting, n, Q.zero)),
    };
  };
  return {
    setting: { d: "1/40", pTilde: "1", gamma: "1", alternatives: "2^n" },
    byN: [100n, 1000n].map(at),
    limitOfBetaSquared: roughly(R.multiply(R.fromRational(Q.rational(36n, 40n)), R.ln(R.fromInteger(2n)))),
  };
}
