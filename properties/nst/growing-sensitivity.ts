import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { RealSides } from "./numbers-claim.js";
import { type SettingCase, type SettingValues, settingClaim } from "./setting-claim.js";

const byQuotient = "d(n)/n ≤ p̃γ/(18·|S|) in the place of the printed conditions on n0";

/** d(n) = d·n^a, d·n/ln n, d·n/ln ln n: each is below any multiple of n for large n. */
function sensitivityAt({ setting: { d }, n, own }: SettingValues, { growth }: Switches): R.Real {
  const [at, factor] = [R.fromInteger(n), R.fromRational(d)];
  if (growth === "power") return R.multiply(factor, R.power(at, own.exponent!));
  const log = R.ln(at);
  return R.divide(R.multiply(factor, at), growth === "over-ln" ? log : R.ln(log));
}

const times = (c: Q.Rational, x: R.Real): R.Real => R.multiply(R.fromRational(c), x);
const whole = (n: bigint): Q.Rational => Q.rational(n);
const isBelow = (x: R.Real, y: R.Real): boolean | undefined => {
  const sign = R.compareReals(x, y);
  return sign === undefined ? undefined : sign < 0;
};

/** n from which the printed conditions are asked for: any n0 is to be followed by larger ones. */
const large = 2n ** 60n;

const exponents = ["1/4", "1/2", "3/4"];
const settings = [
  { pTilde: "1", gamma: "1", alternatives: "1" },
  { pTilde: "1/2", gamma: "1", alternatives: "2" },
  { pTilde: "1/3", gamma: "1/2", alternatives: "3" },
  { pTilde: "1/2", gamma: "1", alternatives: "1000" },
];
const bits: Readonly<Record<Budget, readonly bigint[]>> = {
  gate: [4n, 60n, 400n],
  standard: [2n, 4n, 8n, 16n, 27n, 32n, 60n, 61n, 64n, 100n, 200n, 400n],
  deep: [2n, 4n, 8n, 16n, 27n, 32n, 60n, 61n, 64n, 80n, 100n, 128n, 160n, 200n, 300n, 400n, 500n],
};

/** The exponents k of n = 2^k; failing cases are shown at the least one that counts. */
const exponentsOf = (budget: Budget, { says, growth }: Switches): readonly bigint[] =>
  says === "conditions" && growth !== "power" ? [4n, 60n, 61n] : bits[budget];

function cases(budget: Budget, switches: Switches): readonly SettingCase[] {
  const { growth } = switches;
  const factors = growth === "over-lnln" ? ["1/16", "1/1000"] : ["1"];
  return exponentsOf(budget, switches).flatMap((k) =>
    settings.flatMap((setting) =>
      factors.flatMap((d) => {
        const own = { ...setting, d, n: `${2n ** k}` };
        return growth === "power" ? exponents.map((exponent) => ({ ...own, exponent })) : [own];
      }),
    ),
  );
}

/** p̃·γ. */
const product = ({ setting: { pTilde, gamma } }: SettingValues): Q.Rational => Q.multiply(pTilde, gamma);

/** z = 2·(d(n)/n)/(p̃γ|S|), whose inverse is in every logarithm. */
const zOf = (values: SettingValues, switches: Switches): R.Real => {
  const scale = Q.divide(whole(2n), Q.multiply(product(values), whole(values.setting.alternatives * values.n)));
  return times(scale, sensitivityAt(values, switches));
};

const isConclusions = ({ says }: Switches, made: readonly string[]): boolean =>
  says === "conclusions" || made.includes(byQuotient);

/** Whether d(n)/n ≤ p̃γ/(18|S|), and for the printed conditions n = 2^k, k ≥ 60; d(n) is a sensitivity only where it is positive. */
const isInside = (values: SettingValues, switches: Switches, made: readonly string[], limit: bigint): boolean => {
  const { n, setting } = values;
  if (n < 3n || (!isConclusions(switches, made) && (n < large || (n & (n - 1n)) !== 0n))) return false;
  const bound = Q.divide(whole(1n), whole(limit * setting.alternatives ** 2n));
  return isBelow(R.fromRational(bound), zOf(values, switches)) === false;
};

const parts = ["first", "second", "third", "fourth"] as const;

/**
 * Footnote 7: the results go through for d = d(n) with d(n)/n → 0. `limit` is 9 in d(n)/n ≤ p̃γ/(2·9·|S|), which is enough.
 */
export const growingSensitivity = (made: readonly string[] = [], limit = 9n): Claim<SettingCase> => {
  const inside = (values: SettingValues, switches: Switches) => isInside(values, switches, made, limit);
  return settingClaim({
    id: "nst/remark-footnote7",
    place: "Footnote 7, with Lemma 5 and Theorem 2",
    statement:
      "The results go through with d = d(n) in the place of d as long as lim d(n)/n = 0. For every such d(n), for all n from some number on: q* < 1, ε* < p̃γ, n > 2e·d(n)/(ε*|S|), and the bound β = 6·√(d(n)/(p̃γn))·√ln(n·p̃γ|S|/(2·d(n))) tends to 0, as a finite inequality β⁴ ≤ 360·|S|·d(n)/(p̃γ·n).",
    hypotheses: ["d(n)/n → 0; n so large that d(n)/n ≤ p̃γ/(18·|S|)", "p̃, γ, |S| do not depend on n"],
    readings: readingsOf({ says: ["conclusions", "conditions"], growth: ["power", "over-ln", "over-lnln"] }),
    switchMeanings: {
      conclusions: "what Lemma 5 and Theorem 2 say of n > n0 holds for large n",
      conditions:
        "there is an n0 as it is printed, with d = d(n), that every larger n satisfies, too: n ≥ (8d/(p̃γ))·ln(p̃γ|S|/(2d)), n ≥ 4e²d/(p̃γ|S|), n/ln n > 8d/(p̃γ); asked of n = 2^k, k ≥ 60",
      power: "d(n) = d·n^a, a = 1/4, 1/2, 3/4",
      "over-ln": "d(n) = d·n/ln n",
      "over-lnln": "d(n) = d·n/ln ln n",
    },
    cases,
    describe: (budget, switches) =>
      `n = 2^k, k = ${exponentsOf(budget, switches).join(", ")}, four (p̃, γ, |S|), ${switches.growth === "over-lnln" ? "d = 1/16 and 1/1000" : "d = 1"}`,
    argument: () =>
      "All n and every d(n)/n → 0: with z = 2·d(n)/(n·p̃γ|S|) ≤ 1/(9·|S|²), q*² = 2·|S|·z·ln(1/z) is at most (2/9)·ln(9·|S|²)/|S| < 1, because z·ln(1/z) rises up to 1/e; ε* = p̃γ·q*/2; the condition of Lemma 3 is ln(1/z) > 2e²z/|S|, where ln 9 > 2e²/9; and 9·z·ln²(1/z) ≤ 36/e² < 5. Nothing depends on n but d(n)/n. The printed n/ln n > 8·d(n)/(p̃γ) is ln n < n·p̃γ/(8·d(n)): for d·n/ln n it is d < p̃γ/8 at every n, which d = 1 never meets; for d·n/ln ln n it is p̃γ·ln ln n > 8d·ln n, false for large n whatever d is; for d·n^a it holds for large n, as n^{1−a}/ln n rises beyond e^{1/(1−a)}.",
    own: ({ growth }) => (growth === "power" ? ["exponent"] : []),
    parts,
    corners: {
      "d(n)/n too large": (values, switches) => !isInside(values, switches, [byQuotient], 9n),
      "n below 2^60": ({ n }) => n < large,
      "n from 2^60 on": ({ n }) => n >= large,
      "one alternative": ({ setting }) => setting.alternatives === 1n,
      "a thousand alternatives": ({ setting }) => setting.alternatives === 1000n,
    },
    decide(values, part, switches) {
      const { n, setting } = values;
      const z = zOf(values, switches);
      if (!inside(values, switches)) return { isInside: false, holds: true };
      const log = R.negate(R.ln(z));
      const S = whole(setting.alternatives);
      const two = whole(2n);
      if (isConclusions(switches, made)) {
        const zLog = R.multiply(z, log);
        const of = {
          first: () => isBelow(times(Q.multiply(two, S), zLog), R.fromInteger(1n)),
          second: () => isBelow(times(Q.divide(S, two), zLog), R.fromInteger(1n)),
          third: () => isBelow(times(Q.divide(two, S), R.multiply(R.multiply(R.euler, R.euler), z)), log),
          fourth: () => isBelow(times(whole(9n), R.multiply(zLog, log)), R.fromInteger(5n)),
        }[part];
        return { isInside: true, holds: of!() };
      }
      // In terms of z: 8d/(p̃γ) = 4·|S|·n·z.
      const at = R.fromInteger(n);
      const quotient = times(Q.multiply(whole(4n), S), z);
      const holds = {
        first: () => isBelow(R.multiply(quotient, R.subtract(log, R.ln(at))), R.fromInteger(1n)),
        second: () => isBelow(times(two, R.multiply(R.multiply(R.euler, R.euler), z)), R.fromInteger(1n)),
        third: () => isBelow(R.multiply(quotient, R.ln(at)), R.fromInteger(1n)),
        fourth: () => true,
      }[part];
      return { isInside: true, holds: holds!() };
    },
    sides: (values, part, switches) =>
      sidesOf(values, part, isConclusions(switches, made), switches, inside(values, switches)),
    evidence: (_budget, { growth }) => ({
      best: "the largest |S|·d(n)/(p̃γ·n) that the argument allows is 1/18; q* < 1 itself is 2·|S|·z·ln(1/z) < 1 for z = 2·d(n)/(n·p̃γ|S|)",
      ...(growth !== "power" && {
        printed:
          growth === "over-ln"
            ? "the printed n/ln n > 8d(n)/(p̃γ) at d(n) = n/ln n says p̃γ > 8: no n meets it, so n0 does not exist"
            : "the printed n/ln n > 8d(n)/(p̃γ) at d(n) = d·n/ln ln n says p̃γ·ln ln n > 8d·ln n: false for all large n",
      }),
    }),
    ...(made.length === 0 && {
      repair: {
        statement:
          "For all n with d(n)/n ≤ p̃γ/(18·|S|): q* < 1, ε* < p̃γ, n > 2e·d(n)/(ε*|S|) and β⁴ ≤ 360·|S|·d(n)/(p̃γ·n), which tends to 0.",
        changes: [byQuotient],
        of: ["conditions+over-ln", "conditions+over-lnln"],
        claim: (changes: readonly string[]) => growingSensitivity(changes, limit),
      },
    }),
  });
};

/** The inequalities as they are printed. */
function sidesOf(
  values: SettingValues,
  part: string,
  isConclusion: boolean,
  switches: Switches,
  inside: boolean,
): RealSides {
  const { n, setting } = values;
  const pg = product(values);
  const S = whole(setting.alternatives);
  const d = n < 3n ? R.fromInteger(1n) : sensitivityAt(values, switches);
  const at = R.fromInteger(n);
  const always = isConclusion ? "" : "; what fails fails for every larger n: see the argument";
  const explanation = `n = ${n}, d(n) is about ${printed(d)}${always}`;
  const make = (left: R.Real, right: R.Real, inequality: string, isStrict = true): RealSides => ({
    isInside: inside,
    left,
    right,
    isStrict,
    inequality,
    explanation,
  });
  if (!inside) return make(R.fromInteger(0n), R.fromInteger(0n), "0 <= 0", false);
  if (!isConclusion) {
    const c = times(Q.divide(whole(8n), pg), d);
    if (part === "third" || part === "fourth") {
      // d(n)·ln(n)/n is rational for one growth, where enclosures would not tell equality.
      const slope = switches.growth === "over-ln" ? R.fromRational(setting.d) : R.divide(R.multiply(d, R.ln(at)), at);
      return make(times(Q.divide(whole(8n), pg), slope), R.fromInteger(1n), "(8d/(p̃γ))·ln(n)/n < 1");
    }
    if (part === "second") {
      const e2 = R.multiply(R.euler, R.euler);
      return make(times(Q.divide(whole(4n), Q.multiply(pg, S)), R.multiply(e2, d)), at, "4e²d/(p̃γ|S|) <= n", false);
    }
    const log = R.ln(R.divide(R.fromRational(Q.divide(Q.multiply(pg, S), whole(2n))), d));
    return make(R.multiply(c, log), at, "(8d/(p̃γ))·ln(p̃γ|S|/(2d)) <= n", false);
  }
  const log = R.ln(R.divide(R.fromRational(Q.divide(Q.multiply(pg, Q.multiply(S, whole(n))), whole(2n))), d));
  const epsilon = R.sqrt(R.multiply(times(Q.divide(pg, whole(n)), d), log));
  if (part === "first") return make(times(Q.divide(whole(2n), pg), epsilon), R.fromInteger(1n), "q* < 1");
  if (part === "second") return make(epsilon, R.fromRational(pg), "ε* < p̃γ");
  if (part === "third") {
    return make(R.divide(times(Q.divide(whole(2n), S), R.multiply(R.euler, d)), epsilon), at, "2ed/(ε*|S|) < n");
  }
  const squared = R.multiply(times(Q.divide(whole(36n), Q.multiply(pg, whole(n))), d), log);
  const bound = times(Q.divide(Q.multiply(whole(360n), S), Q.multiply(pg, whole(n))), d);
  return make(R.multiply(squared, squared), bound, "β⁴ <= 360·|S|·d/(p̃γ·n)", false);
}

const printed = (x: R.Real): string => {
  const { low } = R.enclosureOf(x, 64);
  return `${low.numerator / low.denominator}`;
};
