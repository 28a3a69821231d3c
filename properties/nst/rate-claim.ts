import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type GenericSetting, uniformSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { rootOf } from "./integer-root.js";
import { mainN0 } from "./known-populations.js";
import { isBeyond, printedBeta, quotientOf, secondBound } from "./printed-n0.js";
import { roughly, uniformCase } from "./setting-cases.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";
import { spikeError, spikeErrorBelow } from "./spike.js";

/** A rate at which an error is said to fall, for the uniform commitment. */
interface Rate {
  readonly formula: string;
  at(alternatives: bigint, n: bigint): R.Real;
}

const over = (x: R.Real, n: bigint): R.Real => R.divide(x, R.fromInteger(n));
const logarithm = (n: bigint): R.Real => R.ln(R.fromInteger(n));
const times = (count: bigint, x: R.Real): R.Real => R.multiply(R.fromInteger(count), x);

const rates = {
  root: { formula: "1/√n", at: (_, n) => R.sqrt(over(R.fromInteger(1n), n)) },
  linear: { formula: "|S|·ln n/n", at: (alternatives, n) => over(times(alternatives, logarithm(n)), n) },
  "root-log": { formula: "√(|S|·ln n/n)", at: (alternatives, n) => R.sqrt(over(times(alternatives, logarithm(n)), n)) },
} satisfies Readonly<Record<string, Rate>>;

type RateName = keyof typeof rates;
const rateOf = ({ rate }: Switches): Rate => rates[rate as RateName];

/** No rate, but that the error vanishes. */
const vanishing = "slower";
const isVanishing = ({ rate }: Switches): boolean => rate === vanishing;

/** The error is asked to be at most this. */
const level = "1/10";

/** The rate that is proved, with a constant from the setting; the others are asked with given constants. */
const isProved = ({ rate }: Switches): boolean => rate === "root-log";

/** 6·√(d/γ)·√(1 + max{0, ln(γ/(2d))}): β ≤ C·√(|S|·ln n/n) for n ≥ 3, as ln n ≥ 1. */
function provenConstant({ d, gamma }: GenericSetting): R.Real {
  const excess = R.ln(R.fromRational(Q.divide(gamma, Q.multiply(Q.rational(2n), d))));
  const more = R.maximum(R.fromInteger(0n), excess);
  const square = R.multiply(
    R.fromRational(Q.divide(Q.multiply(Q.rational(36n), d), gamma)),
    R.add(R.fromInteger(1n), more),
  );
  return R.sqrt(square);
}

const meanings = {
  root: "the error is at most C/√n for all n > n0, for some C: asked at given C",
  linear: "it is at most C·|S|·ln n/n, for some C: asked at given C",
  "root-log": "it is at most C·√(|S|·ln n/n), with C = 6·√(d/γ)·√(1 + max{0, ln(γ/(2d))})",
  slower: "where |S| grows slower than n/ln n, as ⌊√n⌋, it vanishes: it is at most a level, here 1/10, from some n on",
  bound: "the error is the β of Theorem 2",
  actual:
    "the error is that of the mechanism for the objective that is 1 at one alternative and 0 at the others, whatever the types: its own sensitivity is 0, and d only a bound that the mechanism is given",
};

const arguments_ = {
  "root-log":
    "All settings, all n ≥ 3: β² = (36d|S|/(γn))·(ln n + ln(γ/(2d))), and ln n ≥ 1. The error of the mechanism is at most β by Corollary 2.",
  root: "Every C: β·√n = 6·√(d|S|/γ)·√ln(nγ/(2d)) grows without bound, and the error of that objective is at least q*·(1 − 1/|S|) = (β/3)·(1 − 1/|S|).",
  linear:
    "Every C: β·n/(|S|·ln n) is at least 6·√(d/(γ|S|))·√(n·ln(nγ/(2d)))/ln n, which grows without bound, and the error of that objective is at least (β/3)·(1 − 1/|S|).",
};

const slower =
  "All settings, every |S| with |S|·ln n/n → 0: C in C·√(|S|·ln n/n), which bounds the error, does not depend on |S|. At |S| = ⌊√n⌋ the bound β falls from the listed n on. Where |S| is n/ln n and d ≥ γ/2 or so it does not vanish.";

/** Settings; the constants that the rates which fall are asked with. */
type Row = readonly [d: string, gamma: string, alternatives: bigint, constants: readonly string[]];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [["1/8", "1", 2n, ["1"]]],
  standard: [
    ["1/8", "1", 2n, ["6/5"]],
    ["1/100", "1/3", 30n, ["1"]],
    ["1/5", "1", 3n, ["1"]],
    ["1", "1/2", 5n, []],
    ["4", "1", 2n, []],
  ],
  deep: [
    ["1", "1/2", 5n, ["2", "10"]],
    ["1", "1/5", 6n, ["12"]],
    ["1/5", "1", 3n, ["2"]],
  ],
};

const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const settingOf = ([d, gamma, alternatives]: Row): GenericSetting =>
  uniformSetting(Q.parseRational(d)!, Q.parseRational(gamma)!, alternatives);

const chanceOf = ({ alternatives }: GenericSetting): Q.Rational => Q.rational(1n, alternatives);

const errorAt = (setting: GenericSetting, n: bigint, { error }: Switches): R.Real | undefined =>
  error === "actual" ? spikeError(setting, n, chanceOf(setting)) : theorem2Beta(setting, n);

/** The first n among n0 + 1, 2·(n0 + 1), 4·(n0 + 1), … at which the error exceeds C times the rate. */
function firstAbove(setting: GenericSetting, constant: Q.Rational, switches: Switches): bigint {
  for (let n = mainN0(setting) + 1n; ; n *= 2n) {
    const bound = R.multiply(R.fromRational(constant), rateOf(switches).at(setting.alternatives, n));
    const error = errorAt(setting, n, switches);
    if (error && R.compareReals(error, bound) === 1) return n;
  }
}

/** ⌊√n⌋ of n = 10^k, at the first k where the error is below the level, and at 10² and 10⁴ times that n. */
function vanishingCases(setting: GenericSetting): readonly SettingCase[] {
  const at = (n: bigint) => uniformSetting(setting.d, setting.gamma, rootOf(n));
  const isBelow = (n: bigint): boolean => {
    const beta = n > mainN0(at(n)) ? theorem2Beta(at(n), n) : undefined;
    return beta !== undefined && R.compareReals(beta, R.fromRational(Q.parseRational(level)!)) === -1;
  };
  let first = 100n;
  while (!isBelow(first)) first *= 10n;
  return [first, 100n * first, 10_000n * first].map((n) => ({ ...uniformCase(at(n), n), level }));
}

function casesAt(budget: Budget, switches: Switches): readonly SettingCase[] {
  return rowsAt(budget).flatMap((row) => {
    const setting = settingOf(row);
    if (isVanishing(switches)) return vanishingCases(setting);
    if (!isProved(switches)) {
      const at = (C: string) => firstAbove(setting, Q.parseRational(C)!, switches);
      return row[3].map((C) => ({ ...uniformCase(setting, at(C)), C }));
    }
    const n0 = mainN0(setting);
    return [n0, n0 + 1n, 2n * n0, 100n * n0, 10n ** 6n * n0].map((n) => uniformCase(setting, n));
  });
}

const isAfter = ({ setting, n }: SettingValues): boolean => setting.alternatives > 1n && n > mainN0(setting);

function isPrintedAfter({ setting, n }: SettingValues): boolean {
  const c = quotientOf(setting);
  const { alternatives } = setting;
  return alternatives > 1n && isBeyond(n, { c, alternatives, second: secondBound(c, alternatives) });
}

const constantOf = ({ setting, own }: SettingValues): R.Real =>
  own.C ? R.fromRational(own.C) : provenConstant(setting);

/** C times the rate, or the level. */
const boundOf = (values: SettingValues, switches: Switches): R.Real =>
  isVanishing(switches)
    ? R.fromRational(values.own.level!)
    : R.multiply(constantOf(values), rateOf(switches).at(values.setting.alternatives, values.n));

/** Of the |S| that grow slower than n/ln n, those of at most √n are spoken of. */
const isSlower = ({ setting, n }: SettingValues, switches: Switches): boolean =>
  !isVanishing(switches) || setting.alternatives ** 2n <= n;

/** Where a claim on a rate stands and what it says. */
export interface RateClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  /** The rate as printed. */
  readonly printed: RateName;
  /** Whether the error is also said to vanish where |S| grows slower than n/ln n. */
  readonly saysVanishing?: boolean;
  /** What is changed to make it hold. */
  readonly change: string;
}

/** A claim on the rate at which the error falls; with another proven constant, for near misses. */
export function rateClaim(parts: RateClaim, made: readonly string[] = [], factor = Q.one): Claim<SettingCase> {
  const { id, place, statement, printed, change, saysVanishing = false } = parts;
  const named = [printed, "root-log", ...(saysVanishing ? [vanishing] : [])] as const;
  const read = (switches: Switches): Switches => (made.includes(change) ? { ...switches, rate: "root-log" } : switches);
  const scaled = (x: R.Real): R.Real => R.multiply(R.fromRational(factor), x);
  return settingClaim({
    id,
    place,
    statement,
    hypotheses: ["d, γ and |S| ≥ 2 fixed, P uniform", "n > n0"],
    readings: readingsOf({ rate: named, error: ["bound", "actual"] }),
    switchMeanings: Object.fromEntries(
      [...named, "bound", "actual"].map((name) => [name, meanings[name as keyof typeof meanings]]),
    ),
    isUniform: true,
    own: (switches) => (isVanishing(switches) ? ["level"] : isProved(read(switches)) ? [] : ["C"]),
    cases: (budget, switches) => casesAt(budget, read(switches)),
    describe: (budget, switches) =>
      isVanishing(switches)
        ? `${rowsAt(budget).length} settings (d, γ) and |S| = ⌊√n⌋ at the first n = 10^k where the error is below ${level}, and at 100 and 10^4 times that`
        : isProved(read(switches))
          ? `${rowsAt(budget).length} settings (d, γ, |S|) at n = n0, n0 + 1, 2·n0, 100·n0, 10^6·n0`
          : `${rowsAt(budget).flatMap((row) => row[3]).length} settings (d, γ, |S|) and constants C, each at the first n of (n0 + 1)·2^k beyond C`,
    argument: (switches) => (isVanishing(switches) ? slower : arguments_[read(switches).rate as RateName]),
    corners: {
      "γ above 2d": ({ setting }) => Q.compare(setting.gamma, Q.multiply(Q.rational(2n), setting.d)) > 0,
      "more than two alternatives": ({ setting }) => setting.alternatives > 2n,
      "n at least 20": ({ n }) => n >= 20n,
    },
    decide(values, _, switches) {
      const error = errorAt(values.setting, values.n, switches);
      const bound = boundOf(values, read(switches));
      const sign = error && R.compareReals(error, scaled(bound));
      return {
        isInside: isAfter(values) && isSlower(values, switches),
        holds: sign === undefined ? undefined : sign <= 0,
      };
    },
    sides(values, _, switches) {
      const { setting, n } = values;
      const isAsked = !isProved(read(switches)) && !isVanishing(switches);
      const isActual = switches.error === "actual";
      // A bound from below where the claim is to fall, from above where it is to stand.
      const below = () => spikeErrorBelow(setting, n, chanceOf(setting));
      return {
        isInside: isPrintedAfter(values) && isSlower(values, switches),
        left: isActual && isAsked ? below() : printedBeta(setting, n),
        right: scaled(boundOf(values, read(switches))),
        isStrict: false,
        inequality: `${isActual ? "error" : "β"} ≤ ${isVanishing(switches) ? "level" : `C·${rateOf(read(switches)).formula}`}`,
        explanation: `${
          isActual
            ? "the objective is 1 at one alternative and 0 elsewhere; its error is at least q*·(1 − 1/|S|) and at most β"
            : "β = 6·√(d|S|/(γn))·√ln(nγ/(2d))"
        }${isAsked ? "; the same for every C: see the argument" : ""}`,
      };
    },
    evidence: (budget) => measured(budget),
    repair: {
      statement: "The error is at most C·√(|S|·ln n/n) for all n > n0, with C = 6·√(d/γ)·√(1 + max{0, ln(γ/(2d))}).",
      changes: [change],
      claim: (changes) => rateClaim(parts, changes, factor),
      of: [`${printed}+bound`, `${printed}+actual`],
    },
  });
}

/** β and the error of the objective with one best alternative, times √n and √(n/ln n), for n = 10^2 to 10^8. */
function measured(budget: Budget): JsonObject {
  const setting = settingOf(rows.gate[0]!);
  const exponents = budget === "gate" ? [2n, 4n] : [2n, 3n, 4n, 6n, 8n];
  return {
    setting: { d: "1/8", gamma: "1", alternatives: "2" },
    byN: exponents.map((k) => {
      const n = 10n ** k;
      const beta = theorem2Beta(setting, n)!;
      const error = spikeError(setting, n, chanceOf(setting))!;
      return {
        n: `${n}`,
        betaRootN: roughly(R.divide(beta, rates.root.at(1n, n))),
        errorRootN: roughly(R.divide(error, rates.root.at(1n, n))),
        betaByRate: roughly(R.divide(beta, rates["root-log"].at(1n, n))),
        errorOverBeta: roughly(R.divide(error, beta)),
      };
    }),
    "error/beta tends to": "(1 - 1/|S|)/3",
  };
}
