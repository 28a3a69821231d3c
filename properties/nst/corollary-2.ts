import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { uniformSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { corollary2Population } from "../../src/mechanisms/nst/populations.js";
import { epsilonStar, isLemma3Population, qStar, theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { corollaryN0, mainN0 } from "./known-populations.js";
import type { RealSides } from "./numbers-claim.js";
import { argumentAt, eulerSquared, isBeyond, quotientOf, secondBound } from "./printed-n0.js";
import { uniformCase } from "./setting-cases.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";

const theoremBound = "4e²d/γ for the printed second bound";

const proof =
  "Put y = 2d/γ, c = 8d|S|/γ = 4|S|y and x = n/y. The printed conditions give n ≥ c·ln(1/y) and n > c·ln n, so q*² = (c/(2n))·(ln n + ln(1/y)) < 1. Where |S| ≥ 2 the condition of Lemma 3, " +
  "(nε*|S|/(2d))² = |S|·x·ln(x)/2 > e², follows without any second bound: x = n/y > 4|S|·ln n ≥ 4·|S|·ln 3, so |S|·x·ln(x)/2 > 19. (3 may fail the third condition only where n0 = 2 and |S| = 1, and then q*² < 0.7 there.) " +
  "Where |S| = 1 the mechanism has no choice and no error. The rest is the proof of Theorem 2 with p̃ = 1/|S|, as 36d/(p̃γn) = 36d|S|/(γn) and n·p̃γ|S|/(2d) = nγ/(2d). All settings and all n. The second half, in strictly dominant strategies, is that of Theorem 2: it needs selections from the optimal reactions that depend on the own type alone.";

const meanings = {
  epsilon: "the second bound on n0 is 4ε²d/(γ|S|) as printed, ε being ε* at n",
  e: "the second bound on n0 is 4e²d/(γ|S|) with Euler's e",
  direct: "the printed n0 is enough: q* < 1, and the condition of Lemma 3 holds or there is one alternative",
  plugging: "p̃ = 1/|S| in Theorem 2 gives the corollary: every n above the printed n0 is above that of Theorem 2",
};

const settingAt = ({ setting: { d, gamma, alternatives } }: SettingValues): GenericSetting =>
  uniformSetting(d, gamma, alternatives);

const isPlugged = ({ proof: way }: Switches): boolean => way === "plugging";

/** n > n0 as printed, by the least n0. Where ε* is undefined nothing is said. */
function isBeyondLeast(values: SettingValues, switches: Switches, isRepaired: boolean): boolean {
  const { setting, n } = values;
  if (isRepaired) return n > mainN0(settingAt(values));
  const { d, gamma, alternatives } = setting;
  if (switches.second === "e") return n > corollaryN0(d, gamma, alternatives);
  const epsilon = epsilonStar(settingAt(values), n);
  return epsilon !== undefined && n > corollary2Population(d, gamma, alternatives, epsilon).n0;
}

/** The same by the printed conditions. */
function isPrinted(values: SettingValues, switches: Switches, isRepaired: boolean): boolean {
  const { alternatives } = values.setting;
  const c = quotientOf(settingAt(values));
  if (isRepaired) return isBeyond(values.n, { c, alternatives, second: secondBound(c, alternatives) });
  const epsilon = epsilonStar(settingAt(values), values.n);
  if (switches.second === "epsilon" && epsilon === undefined) return false;
  const square = switches.second === "e" ? eulerSquared : R.multiply(epsilon!, epsilon!);
  return isBeyond(values.n, { c, alternatives, second: secondBound(c, alternatives, square, 2n) });
}

const one = R.fromInteger(1n);

/** The first of these that is not true; undefined where one is not known and none is false. */
const allOf = (conditions: readonly (boolean | undefined)[]): boolean | undefined =>
  conditions.includes(false) ? false : conditions.includes(undefined) ? undefined : true;

function isEnough(values: SettingValues): boolean | undefined {
  const setting = settingAt(values);
  const [epsilon, q] = [epsilonStar(setting, values.n), qStar(setting, values.n)];
  if (epsilon === undefined || q === undefined) return false;
  const sign = R.compareReals(q, one);
  const isLarge = setting.alternatives === 1n || isLemma3Population(values.n, setting.d, setting.alternatives, epsilon);
  return allOf([sign === undefined ? undefined : sign < 0, isLarge]);
}

function sidesAt(values: SettingValues, part: string, switches: Switches): Omit<RealSides, "isInside"> {
  const { n, setting } = values;
  const { alternatives } = setting;
  const c = quotientOf(settingAt(values));
  if (isPlugged(switches)) {
    return {
      left: R.fromInteger(mainN0(settingAt(values))),
      right: R.fromInteger(n),
      isStrict: true,
      inequality: "n0 of Theorem 2 < n",
      explanation: "n is above the printed n0: is it above that of Theorem 2 with p̃ = 1/|S|?",
    };
  }
  const log = R.ln(R.fromRational(argumentAt(c, alternatives, n)));
  if (part === "q") {
    return {
      left: R.multiply(R.fromRational(Q.multiply(c, Q.rational(1n, 2n))), log),
      right: R.fromInteger(n),
      isStrict: true,
      inequality: "(4d|S|/γ)·ln(nγ/(2d)) < n",
      explanation: "q* < 1, so that the mechanism is defined",
    };
  }
  const weight = Q.multiply(argumentAt(c, alternatives, n), Q.rational(alternatives, 2n));
  return {
    left: alternatives === 1n ? R.fromInteger(0n) : eulerSquared,
    right: alternatives === 1n ? one : R.multiply(R.fromRational(weight), log),
    isStrict: true,
    inequality: alternatives === 1n ? "0 < 1" : "e² < |S|·x·ln(x)/2",
    explanation: "n > 2ed/(ε*|S|), the condition of Lemma 3, with x = nγ/(2d); nothing where there is one alternative",
  };
}

/** d, γ, |S|. */
type Row = readonly [d: string, gamma: string, alternatives: bigint];

const rows: Readonly<Record<Budget, readonly Row[]>> = {
  gate: [
    ["1/4", "1", 1n],
    ["1/8", "1", 2n],
    ["1/10", "1", 3n],
    ["1", "1/10", 11n],
  ],
  standard: [
    ["5/32", "1", 2n],
    ["9/50", "1", 2n],
    ["1/16", "1/2", 2n],
    ["17/250", "1", 5n],
    ["1", "1/5", 36n],
    ["20", "1/5", 4n],
    ["1/1000", "1", 40n],
  ],
  deep: ["1/60", "1/7", "2/3", "5"].flatMap((d) =>
    ["1", "3/5", "1/30"].flatMap((gamma) =>
      [1n, 2n, 3n, 4n, 7n, 1000n].map((alternatives): Row => [d, gamma, alternatives]),
    ),
  ),
};

const rowsAt = (budget: Budget): readonly Row[] => [
  ...rows.gate,
  ...(budget === "gate" ? [] : rows.standard),
  ...(budget === "deep" ? rows.deep : []),
];

const settingOf = ([d, gamma, alternatives]: Row): GenericSetting =>
  uniformSetting(Q.parseRational(d)!, Q.parseRational(gamma)!, alternatives);

/** Every n near the printed n0 and that of Theorem 2, and one far above. */
function casesAt(budget: Budget): readonly SettingCase[] {
  return rowsAt(budget).flatMap((row) => {
    const setting = settingOf(row);
    const most = mainN0(setting);
    const least = corollary2Population(setting.d, setting.gamma, setting.alternatives, R.fromInteger(0n)).n0;
    const near = Array.from({ length: Number(most - least) + 2 }, (_, k) => least + BigInt(k));
    return [...near.slice(0, 6), ...near.slice(6).slice(-4), 10n * most].map((n) => uniformCase(setting, n));
  });
}

/** Where the printed n0 is smaller, and β there. */
function between(budget: Budget): JsonObject {
  const found = rowsAt(budget).flatMap((row) => {
    const setting = settingOf(row);
    const n0 = mainN0(setting);
    const printed = corollaryN0(setting.d, setting.gamma, setting.alternatives);
    const beta = theorem2Beta(setting, printed + 1n);
    const isVacuous = beta !== undefined && R.compareReals(beta, one) === 1;
    return printed < n0
      ? [{ d: row[0], gamma: row[1], alternatives: `${row[2]}`, printed: `${printed}`, theorem: `${n0}`, isVacuous }]
      : [];
  });
  return { printedN0IsSmaller: found };
}

/** Corollary 2; with a constant before the small side of its inequalities, for near misses. */
export function corollary2(made: readonly string[] = [], constant = Q.one): Claim<SettingCase> {
  const isRepaired = made.includes(theoremBound);
  return settingClaim({
    id: "nst/corollary-2",
    place: "Corollary 2",
    statement:
      "For every n > n0 the generic mechanism with P uniform 6·√(d|S|/(γn))·√ln(nγ/(2d))-implements F in ex-post Nash equilibrium (in strictly dominant strategies for private reactions); n0 is the least integer with n0 ≥ max{(8d|S|/γ)·ln(γ/(2d)), 4ε²d/(γ|S|)} and n0/ln n0 > 8d|S|/γ.",
    hypotheses: ["non-trivial environment, F d-sensitive with values in [0, 1]", "n > n0"],
    readings: readingsOf({ second: ["epsilon", "e"], proof: ["direct", "plugging"] }),
    switchMeanings: meanings,
    isUniform: true,
    cases: (budget) => casesAt(budget),
    describe: (budget) =>
      `${rowsAt(budget).length} settings (d, γ, |S|) at the n from the printed n0 to that of Theorem 2 (at most 10 of them), and at 10 times that`,
    argument: (switches) =>
      isPlugged(switches)
        ? "Plugging p̃ = 1/|S| into the second bound of Section 3.3 gives 4e²d/γ, |S| times the printed one."
        : proof,
    parts: ["q", "Lemma 3"],
    corners: {
      "one alternative": ({ setting }) => setting.alternatives === 1n,
      "n between the two n0": (values) => {
        const { d, gamma, alternatives } = values.setting;
        const least = corollaryN0(d, gamma, alternatives);
        return values.n > least && values.n <= mainN0(settingAt(values));
      },
      "the bound is at least 1": (values) => comparesWithOne(values) === 1,
      "the bound is below 1": (values) => comparesWithOne(values) === -1,
      "γ at most 2d": ({ setting }) => Q.compare(setting.gamma, Q.multiply(Q.rational(2n), setting.d)) <= 0,
    },
    decide: (values, _, switches) => ({
      isInside: isBeyondLeast(values, switches, isRepaired),
      holds: isPlugged(switches) ? values.n > mainN0(settingAt(values)) : isEnough(values),
    }),
    sides(values, part, switches) {
      const found = sidesAt(values, part, switches);
      const left = Q.equals(constant, Q.one) ? found.left : R.multiply(R.fromRational(constant), found.left);
      return { ...found, left, isInside: isPrinted(values, switches, isRepaired) };
    },
    evidence: (budget) => between(budget),
    repair: {
      statement: "Corollary 2 with the n0 of Theorem 2 at p̃ = 1/|S|, whose second bound is 4e²d/γ.",
      changes: [theoremBound],
      claim: (changes) => corollary2(changes, constant),
      of: ["epsilon+plugging", "e+plugging"],
    },
  });
}

function comparesWithOne(values: SettingValues): number | undefined {
  const beta = theorem2Beta(settingAt(values), values.n);
  return beta && R.compareReals(beta, one);
}
