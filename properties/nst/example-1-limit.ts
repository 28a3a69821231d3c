import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readCount, readList, readObject, readProbability, refuse } from "../../src/instance/input.js";
import { uniformSetting } from "../../src/mechanisms/nst/generic-setting.js";
import { mainPopulation } from "../../src/mechanisms/nst/populations.js";
import { epsilonStar, qStar } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { real } from "./facility-numbers.js";
import { quotient } from "./grid-cases.js";
import type { RealSides } from "./numbers-claim.js";
import { numbersClaim } from "./numbers-claim.js";
import { isBeyond, quotientOf, secondBound } from "./printed-n0.js";
import { roughly } from "./setting-cases.js";

const apart = "the two programs with the fewest first choices differ by at least n/10 in these";

/** The scheme with the welfare as objective: d = γ = 1/3, p̃ = 1/3 and three alternatives. */
const setting = uniformSetting(Q.rational(1n, 3n), Q.rational(1n, 3n), 3n);
const { n0 } = mainPopulation(setting);

interface Values {
  /** How many players have a, b and c as their first choice. */
  readonly tops: readonly number[];
  readonly n: bigint;
  readonly delta: Q.Rational;
}

const big = (n: number): bigint => BigInt(n);
const half = (x: Q.Rational): Q.Rational => Q.divide(x, Q.rational(2n));

/** ε and q. */
interface Scheme {
  readonly epsilon: R.Real;
  readonly q: R.Real;
}

const schemes: Readonly<Record<string, (values: Values) => Scheme>> = {
  generic: ({ n }) => ({ epsilon: epsilonStar(setting, n)!, q: qStar(setting, n)! }),
  fixed: ({ delta }) => ({ epsilon: real(1n), q: R.fromRational(half(delta)) }),
  free: ({ delta }) => ({
    epsilon: R.multiply(real(2n), R.ln(R.fromRational(Q.divide(Q.rational(4n), delta)))),
    q: R.fromRational(half(delta)),
  }),
};

/** The same from the formulas: ε* = √(ln(n/2)/(27n)), q* = 18ε*. */
const printedSchemes: typeof schemes = {
  ...schemes,
  generic({ n }) {
    const epsilon = R.sqrt(R.divide(R.ln(real(n, 2n)), real(27n * n)));
    return { epsilon, q: R.multiply(real(18n), epsilon) };
  },
};

const schemeAt = (values: Values, { parameters }: Switches): Scheme => schemes[parameters!]!(values);
const least = (counts: readonly number[]): number => counts.reduce((x, y) => (x < y ? x : y));

/** Programs that are left out of a best pair. */
const leftOut = ({ tops }: Values): readonly number[] =>
  tops.flatMap((count, program) => (count === least(tops) ? [program] : []));

/** Pr[a best pair]: the pair without x has the weight e^{−(ε/2)·(first choices of x)}, as its welfare is 3n less these. */
function chanceOf(values: Values, { epsilon, q }: Scheme, isEach: boolean): R.Real {
  const { tops } = values;
  const weights = tops.map((count) => {
    const excess = count - least(tops);
    return excess === 0 ? real(1n) : R.exp(R.multiply(real(-big(excess), 2n), epsilon));
  });
  const count = big(isEach ? 1 : leftOut(values).length);
  const exponential = R.divide(real(count), weights.reduce(R.add));
  return R.add(R.multiply(R.subtract(real(1n), q), exponential), R.multiply(q, real(count, 3n)));
}

/** Everything by pairs and their grades. */
function chanceByPairs(values: Values, { epsilon, q }: Scheme, isEach: boolean): R.Real {
  const pairs = [[0, 1], [0, 2], [1, 2]]; // biome-ignore format: one line
  const grades = pairs.map((pair) =>
    values.tops.reduce((sum, count, program) => sum + count * (pair.includes(program) ? 3 : 2), 0),
  );
  const most = grades.reduce((x, y) => (x > y ? x : y));
  const weights = grades.map((grade) =>
    grade === most ? real(1n) : R.exp(R.multiply(real(big(grade - most), 2n), epsilon)),
  );
  const best = grades.filter((grade) => grade === most).length;
  const count = big(isEach ? 1 : best);
  const part = R.divide(real(count), weights.reduce(R.add));
  return R.add(R.subtract(part, R.multiply(q, part)), R.multiply(q, real(count, 3n)));
}

/** What is missed where the two least popular programs differ by n/10: at most (2/3)·q + 2·e^{−(ε/2)·n/10}. */
const missedApart = (n: bigint, { epsilon, q }: Scheme): R.Real =>
  R.add(R.multiply(real(2n, 3n), q), R.multiply(real(2n), R.exp(R.multiply(real(-n, 20n), epsilon))));

const isApart = ({ tops, n }: Values): boolean => {
  const [first, second] = [...tops].sort((x, y) => x - y);
  return 10n * big(second! - first!) >= n;
};

const deltas: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["1/4"],
  standard: ["1/4", "1/10", "1/100"],
  deep: ["1/3", "1/4", "1/10", "1/100", "1/1000"],
};

const isLarge = (values: Values, switches: Switches): boolean =>
  (switches.parameters === "free" ||
    R.compareReals(missedApart(values.n, schemeAt(values, switches)), R.fromRational(values.delta)) !== 1) &&
  (switches.parameters !== "generic" || values.n > n0);

/** The first n among n0 + 1, 2·(n0 + 1), … that is large enough. */
function firstLarge(delta: Q.Rational, switches: Switches): bigint {
  let n = n0 + 1n;
  while (!isLarge({ n, delta, tops: [] }, switches)) n *= 2n;
  return n;
}

/** Profiles of n players: one vote apart, all tied, two of three tied, in proportion. */
function profilesOf(n: number): readonly (readonly number[])[] {
  const [third, tenth] = [quotient(n, 3), quotient(n, 10)];
  return [
    [n - 2 * third, third, third],
    [n - 2 * third + 1, third, third - 1],
    [n - 4 * tenth - 1, 2 * tenth + 1, 2 * tenth],
    [n - 5 * tenth, 3 * tenth, 2 * tenth],
    [n - 4 * tenth, 3 * tenth, tenth],
    [n, 0, 0],
    [n - 2 * tenth, 2 * tenth, 0],
  ];
}

function casesAt(budget: Budget, switches: Switches): readonly JsonObject[] {
  return deltas[budget].flatMap((delta) => {
    const first = firstLarge(Q.parseRational(delta)!, switches);
    const populations = switches.parameters === "free" ? [4n, 30n, first] : [n0, first, 10n * first];
    return populations.flatMap((n) => profilesOf(Number(n)).map((tops) => ({ tops: [...tops], delta })));
  });
}

const proofs: Readonly<Record<string, string>> = {
  near: "Every n > n0 and δ ≤ 1/3: where the two programs with the fewest first choices are one vote apart, the second best pair has e^{−ε/2} times the weight of the best one, which has at most 1/(1 + e^{−ε/2}) in the exponential part and 1/3 in the commitment: less than 2/3 for ε ≤ 1. No n is large enough for all profiles.",
  apart:
    "All n, δ and such profiles: what is missed is at most (2/3)·q + 2·e^{−(ε/2)·n/10}. With ε* = √(ln(n/2)/(27n)) and q* = 18ε* both terms fall to 0 for n > 2e; with a fixed ε and q = δ/2 the second one does.",
  free: "All n, δ and profiles: with ε = 2·ln(4/δ) every pair that is not best has at most δ/4 times the weight of a best one, so that at most 2·δ/4 are missed in the exponential part, and at most (2/3)·δ/2 with q = δ/2.",
};

/** Section 1.1, Example 1: the truly optimal pair is chosen with a probability near one. */
export const example1Limit = (made: readonly string[] = [], missedAt = missedApart): Claim<JsonObject> => {
  const read = (switches: Switches): Switches => (made.includes(apart) ? { ...switches, profiles: "apart" } : switches);
  const isInside = (values: Values, switches: Switches): boolean =>
    isLarge(values, switches) && (read(switches).profiles === "every" || isApart(values));
  const stands = (switches: Switches): boolean =>
    read(switches).profiles === "apart" || (switches.parameters === "free" && switches.pair === "any-best");
  return numbersClaim<Values>({
    id: "nst/example-1-limit",
    mechanism: "nst/retraining-scheme",
    place: "Example 1",
    statement:
      "If the population is large enough, the probability that the scheme chooses the truly optimal pair is arbitrarily close to one: at least 1 − δ.",
    hypotheses: [
      "the objective is the welfare, d = γ = p̃ = 1/3",
      "n is so large that (2/3)·q + 2·e^{−(ε/2)·n/10} ≤ δ, and n > n0 where ε = ε*",
      ...made,
    ],
    readings: readingsOf(
      { profiles: ["every", "apart"], parameters: ["generic", "fixed", "free"] },
      { pair: ["any-best", "each-best"] },
    ),
    switchMeanings: {
      every: "at every profile",
      apart:
        "at profiles whose proportions are kept: the two programs with the fewest first choices differ by at least n/10 in these",
      generic: "ε and q are those of Section 3.3, the nature made clear in the sequel",
      fixed: "ε = 1 and q = δ/2 for all n",
      free: "ε = 2·ln(4/δ) and q = δ/2 may be chosen for δ, as truth is dominant for all ε; then for all n",
      "any-best": "the probability that some optimal pair is chosen",
      "each-best": "that of each optimal pair",
    },
    cases: (budget, switches) => casesAt(budget, switches),
    describe: (budget, switches) =>
      `δ = ${deltas[budget].join(", ")}; n = ${switches.parameters === "free" ? "4, 30 and N" : "n0, N and 10·N, N the first n of (n0 + 1)·2^k that is large enough"}; seven profiles each, tied, one vote apart and in proportion${made.map((change) => `; ${change}`).join("")}`,
    argument: (switches) =>
      switches.pair === "any-best" && switches.parameters === "free"
        ? proofs.free
        : stands(switches)
          ? proofs.apart
          : proofs.near,
    read(choices) {
      const given = readObject(choices, "choices", { required: ["tops", "delta"] });
      const tops = readList(given.tops, "choices.tops", readCount);
      if (tops.length !== 3) throw refuse("choices.tops", `expected three counts, got ${tops.length}`);
      const delta = readProbability(given.delta, "choices.delta");
      if (delta.numerator === 0n) throw refuse("choices.delta", "must be above 0");
      const n = tops.reduce((sum, count) => sum + big(count), 0n);
      if (n < 3n) throw refuse("choices.tops", `expected at least 3 players, got ${n}`);
      return { tops, n, delta };
    },
    corners: {
      "all tied": ({ tops }) => new Set(tops).size === 1 || leftOut({ tops } as Values).length > 1,
      "one vote apart": ({ tops }) => tops.includes(least(tops) + 1),
      "in proportion": isApart,
      "one program without any first choice": ({ tops }) => tops.includes(0),
    },
    decide(values, switches) {
      if (!isInside(values, switches)) return { isInside: false, holds: undefined };
      const chance = chanceOf(values, schemeAt(values, switches), switches.pair === "each-best");
      const sign = R.compareReals(chance, R.fromRational(Q.subtract(Q.one, values.delta)));
      return { isInside: true, holds: sign === undefined ? undefined : sign >= 0 };
    },
    sides(values, _, switches): RealSides {
      const scheme = printedSchemes[switches.parameters!]!(values);
      const c = quotientOf(setting);
      const isPrinted =
        switches.parameters !== "generic" || isBeyond(values.n, { c, alternatives: 3n, second: secondBound(c, 3n) });
      const isEnough =
        switches.parameters === "free" ||
        R.compareReals(missedAt(values.n, scheme), R.fromRational(values.delta)) !== 1;
      return {
        isInside: isPrinted && isEnough && (read(switches).profiles === "every" || isApart(values)),
        left: R.fromRational(Q.subtract(Q.one, values.delta)),
        right: chanceByPairs(values, scheme, switches.pair === "each-best"),
        isStrict: false,
        inequality: "1 − δ <= Pr[optimal pair]",
        explanation: `n = ${values.n}, first choices ${values.tops.join(", ")} for a, b, c; ${leftOut(values).length} optimal${stands(switches) ? "" : "; for δ <= 1/3 one vote apart is enough at every n: see the argument"}`,
      };
    },
    evidence: (budget, switches) => (switches.profiles === "every" ? worstChances(budget) : {}),
    repairs: [
      {
        statement:
          "At profiles whose least popular program is so by n/10, the optimal pair has a probability of at least 1 − δ for all large n.",
        changes: [apart],
        claim: (changes) => example1Limit(changes, missedAt),
        of: ["every+generic+any-best", "every+fixed+any-best", "every+generic+each-best"],
      },
    ],
  });
};

/** Pr[optimal pair] where the two least popular programs are one vote apart, at ε* and q*. */
function worstChances(budget: Budget): JsonObject {
  const tenths = budget === "gate" ? [100, 100_000] : [100, 1000, 100_000, 10_000_000];
  return {
    "one vote apart": tenths.map((tenth) => {
      const values = { n: big(10 * tenth), tops: [6 * tenth - 1, 2 * tenth + 1, 2 * tenth], delta: Q.one };
      const chance = roughly(chanceOf(values, schemeAt(values, { parameters: "generic" }), false));
      return { n: 10 * tenth, chance };
    }),
    limit:
      "1/2 for ε* and q*, e^{ε/2}/(e^{ε/2} + 1) for a fixed ε and q to 0; 1/3 or 1/2 for each of several optimal pairs",
  };
}
