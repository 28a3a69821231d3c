import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { epsilonStar, isLemma3Population, qStar } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { mainN0 } from "./known-populations.js";
import type { RealSides } from "./numbers-claim.js";
import { argumentAt, eulerSquared, isBeyond, quotientOf, secondBound } from "./printed-n0.js";
import { caseOf, roughly, settingOfRow, settingRows } from "./setting-cases.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";

const quotients = ["undefined-at-1", "infinite-at-1"];

const meanings = {
  "undefined-at-1": "n0/ln n0 is undefined at n0 = 1, where the condition counts as not met",
  "infinite-at-1": "n0/ln n0 is infinite at n0 = 1, where the condition counts as met",
  e: "the second bound on n0 is 4e²d/(p̃γ|S|) with Euler's e, as Section 3.3 prints it",
  epsilon: "it is 4ε²d/(p̃γ|S|) with the privacy level ε* at n, as the proof of part 3 prints it",
};

const reduced =
  "Put c = 8d/(p̃γ) and x = n·p̃γ|S|/(2d) = 4|S|n/c. n0 satisfies n0 ≥ c·ln(4|S|/c), n0 ≥ ce²/(2|S|) and n0/ln n0 > c. As n/ln n increases over the integers from 3, every n > n0 " +
  "has n > c·ln n (3 alone might fail, for n0 = 2 and 3/ln 3 ≤ c < 2/ln 2; but then the first bound is above 2 for |S| ≥ 2, the second for |S| = 1; for n0 = 1 the two bounds make c < 1), and x > 2e². ";

const proofs = {
  q: "q*² = (c/(2n))·ln x = (c·ln n + c·ln(4|S|/c))/(2n), and both terms of the numerator are less than n. So the lemma holds for all d, p̃, γ, |S| and n; 1 is the best constant.",
  epsilon: "ε*/(p̃γ) = q*/2 < 1/2 by part 1.",
  size: "(nε*|S|/(2d))² = |S|·x·ln(x)/2 > |S|·e²·(2 + ln 2) > e².",
};

interface Part {
  readonly number: "1" | "2" | "3";
  readonly inequality: string;
  readonly proof: string;
  readonly readings: readonly Reading[];
  decide(values: SettingValues): boolean | undefined;
  /** Both sides in terms of c, |S| and n alone. */
  sides(at: Reduced): { readonly left: R.Real; readonly right: R.Real };
}

interface Reduced {
  readonly c: Q.Rational;
  readonly n: R.Real;
  readonly alternatives: R.Real;
  /** ln x. */
  readonly log: R.Real;
  readonly x: Q.Rational;
}

const below = (x: R.Real | undefined, y: R.Real): boolean | undefined => {
  const sign = x && R.compareReals(x, y);
  return sign === undefined ? undefined : sign < 0;
};

const real = R.fromRational;
const half = Q.rational(1n, 2n);

const parts: readonly Part[] = [
  {
    number: "1",
    inequality: "q* = 2ε*/(p̃γ) < 1",
    proof: proofs.q,
    readings: readingsOf({ quotient: quotients }),
    decide: ({ setting, n }) => below(qStar(setting, n), R.fromInteger(1n)),
    // q*² < 1 times n.
    sides: ({ c, log, n }) => ({ left: R.multiply(real(Q.multiply(c, half)), log), right: n }),
  },
  {
    number: "2",
    inequality: "ε* < p̃γ",
    proof: `${proofs.q} ${proofs.epsilon}`,
    readings: readingsOf({ quotient: quotients }),
    decide: ({ setting, n }) => below(epsilonStar(setting, n), real(Q.multiply(setting.pTilde, setting.gamma))),
    sides: ({ c, log, n }) => ({ left: R.multiply(real(Q.multiply(c, Q.rational(1n, 8n))), log), right: n }),
  },
  {
    number: "3",
    inequality: "n > 2ed/(ε*|S|)",
    proof: proofs.size,
    readings: readingsOf({ second: ["e", "epsilon"] }, { quotient: quotients }),
    decide: ({ setting, n }) => {
      const epsilon = epsilonStar(setting, n);
      return epsilon && isLemma3Population(n, setting.d, setting.alternatives, epsilon);
    },
    sides: ({ x, log, alternatives }) => ({
      left: eulerSquared,
      right: R.multiply(R.multiply(alternatives, real(Q.multiply(x, half))), log),
    }),
  },
];

function reducedAt({ setting, n }: SettingValues): Reduced {
  const c = quotientOf(setting);
  const x = argumentAt(c, setting.alternatives, n);
  return { c, n: R.fromInteger(n), alternatives: R.fromInteger(setting.alternatives), x, log: R.ln(real(x)) };
}

const usesEpsilon = ({ second }: Switches): boolean => second === "epsilon";

/** ε*² where the second bound is read with it, else e². */
function squareAt({ setting, n }: SettingValues, switches: Switches): R.Real | undefined {
  if (!usesEpsilon(switches)) return eulerSquared;
  const epsilon = epsilonStar(setting, n);
  return epsilon && R.multiply(epsilon, epsilon);
}

/** Whether n > n0. */
function isInside(values: SettingValues, switches: Switches): boolean {
  const { setting, n } = values;
  if (switches.quotient !== "infinite-at-1" && !usesEpsilon(switches)) return n > mainN0(setting);
  return isPrinted(values, switches);
}

function isPrinted(values: SettingValues, switches: Switches): boolean {
  const { setting, n } = values;
  const c = quotientOf(setting);
  const square = squareAt(values, switches);
  if (square === undefined) return false;
  const second = secondBound(c, setting.alternatives, square);
  const isInfiniteAtOne = switches.quotient === "infinite-at-1";
  return isBeyond(n, { c, alternatives: setting.alternatives, second, isInfiniteAtOne });
}

/** So far beyond n0: next to it, and far. */
const steps: Readonly<Record<Budget, readonly bigint[]>> = {
  gate: [0n, 1n, 2n],
  standard: [0n, 1n, 2n, 3n, 10n, 1000n],
  deep: [0n, 1n, 2n, 3n, 4n, 5n, 10n, 1000n, 1_000_000n],
};

function casesAt(budget: Budget): readonly SettingCase[] {
  const few = ["1/4", "1/1000", "1/100"].flatMap((d) =>
    [2n, 3n].map((n): SettingCase => ({ d, pTilde: "1", gamma: "1", alternatives: "1", n: `${n}` })),
  );
  const found = settingRows(budget).flatMap((row) => {
    const setting = settingOfRow(row);
    const n0 = mainN0(setting);
    return [...steps[budget].map((k) => caseOf(setting, n0 + k)), caseOf(setting, 3n * n0)];
  });
  return [...few, ...found];
}

const isFirst = ({ setting, n }: SettingValues, beyond: bigint): boolean => n === mainN0(setting) + beyond;

/** One part of Lemma 5; with Euler's e in the second bound whatever the reading where so told. */
function partOf(part: Part, isEuler: boolean, constant?: Q.Rational): Claim<SettingCase> {
  const read = (switches: Switches): Switches => (isEuler ? { ...switches, second: "e" } : switches);
  const scaled = (x: R.Real): R.Real => (constant ? R.multiply(real(constant), x) : x);
  return settingClaim({
    id: `nst/lemma-5-${part.number}`,
    place: "Lemma 5",
    statement: `For every n > n0, ε = √(p̃γd/n)·√ln(n·p̃γ|S|/(2d)) and q = 2ε/(p̃γ) satisfy ${part.inequality}; n0 is the least integer with n0 ≥ max{(8d/(p̃γ))·ln(p̃γ|S|/(2d)), 4e²d/(p̃γ|S|)} and n0/ln n0 > 8d/(p̃γ).`,
    hypotheses: ["d > 0, 0 < p̃ ≤ 1, 0 < γ ≤ 1, |S| ≥ 1", "n > n0"],
    readings: part.readings,
    switchMeanings: meanings,
    cases: (budget) => casesAt(budget),
    describe: (budget) =>
      `${settingRows(budget).length} settings (d, p̃, γ, |S|) at n = n0 + ${steps[budget].join(", ")} and 3·n0, and d = 1/4, 1/100, 1/1000 with one alternative at n = 2, 3`,
    argument: (switches) =>
      usesEpsilon(read(switches))
        ? "The second bound is nearly void: ε* < p̃γ where part 2 holds."
        : `All settings and all n > n0: ${reduced}${part.proof}`,
    corners: {
      "n = n0 + 1": (values) => isFirst(values, 1n),
      "n = n0, outside": (values) => isFirst(values, 0n),
      "one alternative": ({ setting }) => setting.alternatives === 1n,
      "the first bound is negative": ({ setting }) =>
        Q.compare(argumentAt(quotientOf(setting), setting.alternatives, 1n), Q.one) < 0,
      "n0 is 2": ({ setting }) => mainN0(setting) === 2n,
      "d at most 1/1000": ({ setting }) => Q.compare(setting.d, Q.rational(1n, 1000n)) <= 0,
    },
    decide: (values, _, switches) => ({ isInside: isInside(values, read(switches)), holds: part.decide(values) }),
    sides(values, _, switches): RealSides {
      const { left, right } = part.sides(reducedAt(values));
      return {
        isInside: isPrinted(values, read(switches)),
        left: scaled(left),
        right,
        isStrict: true,
        inequality: inequalities[part.number],
        explanation: `${part.inequality} in terms of c = 8d/(p̃γ) and x = n·p̃γ|S|/(2d)`,
      };
    },
    evidence: (budget) => (part.number === "3" ? leastSize(budget) : greatestQ(budget)),
    ...(part.number === "3" && {
      repair: {
        statement: "Part 3 of Lemma 5 with Euler's e in the second bound on n0, as Section 3.3 prints it.",
        changes: [eulerBound],
        claim: (made: readonly string[]) => partOf(part, made.includes(eulerBound)),
        of: ["epsilon+undefined-at-1"],
      },
    }),
  });
}

const eulerBound = "4e²d/(p̃γ|S|) for 4ε²d/(p̃γ|S|)";

const inequalities = {
  "1": "(c/2)·ln x < n",
  "2": "(c/8)·ln x < n",
  "3": "e² < |S|·x·ln(x)/2",
} as const;

/** The largest q* at n0 + 1. */
function greatestQ(budget: Budget): JsonObject {
  const all = settingRows(budget).map((row) => {
    const setting = settingOfRow(row);
    const n = mainN0(setting) + 1n;
    return { value: qStar(setting, n)!, at: caseOf(setting, n) };
  });
  const most = all.reduce((x, y) => (R.compareReals(y.value, x.value) === 1 ? y : x));
  return { greatestQ: roughly(most.value), at: most.at, "epsilon*/(p~gamma)": "q*/2" };
}

/** The least (nε*|S|/(2d))²/e² at n0 + 1. */
function leastSize(budget: Budget): JsonObject {
  const all = settingRows(budget).map((row) => {
    const setting = settingOfRow(row);
    const n = mainN0(setting) + 1n;
    const { right } = parts[2]!.sides(reducedAt({ setting, n, own: {} }));
    return { value: R.divide(right, eulerSquared), at: caseOf(setting, n) };
  });
  const least = all.reduce((x, y) => (R.compareReals(y.value, x.value) === -1 ? y : x));
  return { leastSquareOverESquared: roughly(least.value), at: least.at, provenLowerBound: "2 + ln 2" };
}

/** Part 1; with the small side of its inequality times a constant, for near misses. */
export const lemma51 = (constant?: Q.Rational): Claim<SettingCase> => partOf(parts[0]!, false, constant);
export const lemma52 = (constant?: Q.Rational): Claim<SettingCase> => partOf(parts[1]!, false, constant);
export const lemma53 = (constant?: Q.Rational): Claim<SettingCase> => partOf(parts[2]!, false, constant);
