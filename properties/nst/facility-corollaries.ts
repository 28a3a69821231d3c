import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Told } from "../real-sides.js";
import { casesAt, describeCases, measured } from "./facility-cases.js";
import {
  bySets,
  byTuples,
  checkPlacings,
  facilityError,
  firstLoc,
  type GridNumbers,
  type Loc,
  readCounts,
  readGridNumbers,
  readLocation,
  real,
  secondLoc,
  utilitiesOf,
} from "./facility-numbers.js";
import { upTo } from "./grid-cases.js";
import { numbersClaim, type RealSides } from "./numbers-claim.js";
import { isBeyond, quotientOf, secondBound } from "./printed-n0.js";

const several = "K >= 2";

/** What is decided of a corollary: the players where they announce the truth, those beside one player, or the formulas alone. */
interface Values extends GridNumbers {
  /** Everybody, or everybody else, by location; none for the formulas. */
  readonly counts: readonly number[];
}

/** What sets Corollaries 4 and 5 apart. */
interface Corollary {
  readonly id: string;
  readonly place: string;
  readonly loc: Loc;
  readonly statement: string;
  readonly beta: string;
  readonly readings: readonly Reading[];
  /** β as printed. */
  printed(numbers: GridNumbers): R.Real;
}

const big = (n: number): bigint => BigInt(n);

const proofs: Readonly<Record<string, string>> = {
  error:
    "All m, K and n > n0, all profiles: by Lemma 3, whose condition is Lemma 5's third part, the exponential part is off by at most (4/(nε))·ln(nε|S|/2) ≤ 2β/3, as ε < p̃γ by Lemma 5; " +
    "the commitment adds at most q·1 = β/3. γ enters by its printed value 1/m alone, so that K = 1 is no exception; F in [−1, 0] is as good as in [0, 1].",
  truthful:
    "All m, K ≥ 2 and n > n0, all types and announcements of the others: a lie gains less than 2ε in the exponential part by Lemma 2, as ε < p̃γ ≤ 1, and loses at least q·p̃γ = 2ε in the commitment.",
  alone:
    "K = 1 and every n > 2: on the locations 0, 1/3, 2/3, 1 with all others at 1 a player at 1/3 gains by announcing 0. It makes 0, at the distance 1/3, likelier against all others, whose odds stay, and her mean distance is above 1/3, as 1 is likelier than 1/3; the commitment costs nothing. So no n0 will do.",
  parameters:
    "All m, K and n: the formulas are those of Section 3.3 with d = 1, γ = 1/m and the p̃ and |S| of the mechanism.",
};

/** q·p̃·γ and 2ε as printed, and ε* of Section 3.3 beside the printed ε: all squared, divided by the logarithm they share. */
function parametersAgree(loc: Loc, numbers: GridNumbers, factor: Q.Rational): boolean {
  const { m, K, n } = numbers;
  const { pTilde, gamma, d, alternatives } = loc.setting(big(m), K);
  const share = Q.multiply(pTilde, gamma);
  const square = big(m) ** 2n;
  const printed = {
    factor: Q.rational(1n, square * n),
    argument: Q.rational(n * (big(m) + 1n) ** big(K), 2n * square),
  };
  return (
    Q.equals(Q.divide(Q.multiply(share, d), Q.rational(n)), printed.factor) &&
    Q.equals(
      Q.divide(Q.multiply(Q.rational(n * alternatives), share), Q.multiply(Q.rational(2n), d)),
      printed.argument,
    ) &&
    Q.equals(Q.multiply(Q.multiply(Q.multiply(Q.rational(2n * square), factor), pTilde), gamma), Q.rational(2n))
  );
}

/** A corollary of Section 4.2; `factor`, for near misses, scales the printed β and q. */
function corollary(parts: Corollary, made: readonly string[] = [], factor = Q.one): Claim<JsonObject> {
  const { loc } = parts;
  const scaled = (x: R.Real): R.Real => R.multiply(R.fromRational(factor), x);
  const isInside = (numbers: GridNumbers, { says }: Switches): boolean =>
    numbers.n > loc.n0(numbers) && !(says === "truthful" && made.includes(several) && numbers.K < 2);

  return numbersClaim<Values>({
    id: parts.id,
    mechanism: loc.mechanism,
    place: parts.place,
    statement: parts.statement,
    hypotheses: ["n > n0, with the n0 of Section 3.3", ...made],
    readings: parts.readings,
    switchMeanings: {
      error: `what Definition 3 asks of every strictly dominant tuple is so of the truth, the only one where it is one: an error of at most β = ${parts.beta}; whether it is one is the next reading`,
      truthful: "truth is strictly dominant, so that there is such a tuple",
      parameters: "the printed ε and q are those of Section 3.3: ε = ε* and q·p̃·γ = 2ε",
    },
    cases: (budget, switches) => casesAt(loc, budget, switches),
    describe: (budget, switches) => `${describeCases(budget, switches)}${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ says }) => proofs[says === "truthful" && !made.includes(several) ? "alone" : says!],
    read(choices, { says }) {
      const field = says === "parameters" ? undefined : says === "truthful" ? "others" : "players";
      const numbers = readGridNumbers(choices, field ? [field] : []);
      if (field) checkPlacings(numbers);
      const total = numbers.n - (says === "truthful" ? 1n : 0n);
      const counts = field ? readCounts(choices[field], `choices.${field}`, numbers.m, total) : [];
      return { ...numbers, counts };
    },
    corners: {
      "one facility": ({ K }) => K === 1,
      "several facilities": ({ K }) => K > 1,
      "two locations": ({ m }) => m === 1,
      "the first n": (numbers) => numbers.n === loc.n0(numbers) + 1n,
      "n above 10^6": ({ n }) => n > 10n ** 6n,
    },
    decide(values, switches): Told {
      if (!isInside(values, switches)) return { isInside: false, holds: undefined };
      if (switches.says === "parameters") return { isInside: true, holds: parametersAgree(loc, values, factor) };
      if (switches.says === "truthful") {
        const signs = liesOf(values.m).map((pair) => {
          const { after, truth } = utilitiesOf(bySets, loc, values, { others: values.counts, ...pair });
          return R.compareReals(after, truth);
        });
        const holds = signs.some((sign) => sign === 1 || sign === 0)
          ? false
          : signs.includes(undefined)
            ? undefined
            : true;
        return { isInside: true, holds };
      }
      const { beta } = loc.generic(values);
      const sign = R.compareReals(facilityError(bySets, loc, values, values.counts), scaled(beta));
      return { isInside: true, holds: sign === undefined ? undefined : sign <= 0 };
    },
    choices: (switches): Readonly<Record<string, (values: Values, chosen: JsonObject) => readonly number[]>> =>
      switches.says === "truthful"
        ? {
            truth: ({ m }) => upTo(m + 1),
            lie: ({ m }, { truth }) => upTo(m + 1).filter((k) => k !== truth),
          }
        : {},
    completed: ["truth", "lie"],
    sides(values, choices, switches): RealSides {
      const { m, K, n, counts } = values;
      const setting = loc.setting(big(m), K);
      const c = quotientOf(setting);
      const second = secondBound(c, setting.alternatives);
      const isOpen = switches.says === "truthful" && made.includes(several) && K < 2;
      const inside = { isInside: isBeyond(n, { c, alternatives: setting.alternatives, second }) && !isOpen };
      if (switches.says === "parameters") {
        // Section 3.3 with d = 1, γ = 1/m and p̃ by counting what is committed to, beside the printed formulas.
        const share = Q.rational(1n, big(m) * big(loc.committed(m, K).length));
        const square = Q.rational(big(m) ** 2n);
        const all = Q.rational(n * big(m + 1) ** big(K));
        const misses = [
          distanceOf(Q.divide(share, Q.rational(n)), Q.divide(Q.one, Q.multiply(square, Q.rational(n)))),
          distanceOf(Q.multiply(all, share), Q.divide(all, square)),
          distanceOf(Q.multiply(Q.multiply(factor, Q.multiply(Q.rational(2n), square)), share), Q.rational(2n)),
        ];
        return {
          ...inside,
          left: R.fromRational(misses.reduce(Q.add)),
          right: real(0n),
          isStrict: false,
          inequality: "|p̃γ/n − 1/(m²n)| + |n·p̃γ|S| − n(m + 1)^K/m²| + |(q/ε)·p̃γ − 2| <= 0",
          explanation: `m = ${m}, K = ${K}, n = ${n}, q/ε = 2m², p̃γ = ${Q.printRational(share)}`,
        };
      }
      if (switches.says === "truthful") {
        const [truth, lie] = ["truth", "lie"].map((name) => readLocation(choices[name], `choices.${name}`, m));
        const { after, truth: honest } = utilitiesOf(byTuples, loc, values, {
          others: counts,
          truth: truth!,
          lie: lie!,
        });
        return {
          ...inside,
          left: after,
          right: honest,
          isStrict: true,
          inequality: "E[u_i | lie] < E[u_i | truth]",
          explanation: `n = ${n}; a player at ${truth}/${m} announces ${lie}/${m}; of the others ${counts.join(", ")} announce 0, …, 1`,
        };
      }
      return {
        ...inside,
        left: facilityError(byTuples, loc, values, counts),
        right: scaled(parts.printed(values)),
        isStrict: false,
        inequality: "max F − E[F] <= β",
        explanation: `n = ${n}; ${counts.join(", ")} players at 0, …, 1; β = ${parts.beta}`,
      };
    },
    evidence: (budget, { says }) => (says === "error" ? measured(loc, budget) : {}),
    repairs: [
      {
        statement: "For K ≥ 2 and n > n0 truth is strictly dominant.",
        changes: [several],
        claim: (changes) => corollary(parts, changes, factor),
        of: ["truthful"],
      },
    ],
  });
}

const distanceOf = (x: Q.Rational, y: Q.Rational): Q.Rational =>
  Q.compare(x, y) >= 0 ? Q.subtract(x, y) : Q.subtract(y, x);

const liesOf = (m: number): readonly { readonly truth: number; readonly lie: number }[] =>
  upTo(m + 1).flatMap((truth) => upTo(m + 1).flatMap((lie) => (lie === truth ? [] : [{ truth, lie }])));

const rootOf = (factor: Q.Rational, argument: Q.Rational): R.Real =>
  R.multiply(R.sqrt(R.fromRational(factor)), R.sqrt(R.ln(R.fromRational(argument))));

/** Corollary 4: LOC1. */
export const corollary4 = (made: readonly string[] = [], factor = Q.one): Claim<JsonObject> =>
  corollary(
    {
      id: "nst/corollary-4",
      place: "Corollary 4",
      loc: firstLoc,
      statement:
        "There is n0 such that for all n > n0 LOC1 β-implements the optimal location in strictly dominant strategies, β = 6·√(m(m + 1)^K/n)·√ln(n/(2m)).",
      beta: "6·√(m(m + 1)^K/n)·√ln(n/(2m))",
      readings: readingsOf({ says: ["error", "truthful"] }),
      printed: ({ m, K, n }) =>
        R.multiply(real(6n), rootOf(Q.rational(big(m) * big(m + 1) ** big(K), n), Q.rational(n, 2n * big(m)))),
    },
    made,
    factor,
  );

/** Corollary 5: LOC2. */
export const corollary5 = (made: readonly string[] = [], factor = Q.one): Claim<JsonObject> =>
  corollary(
    {
      id: "nst/corollary-5",
      place: "Corollary 5, with its proof",
      loc: secondLoc,
      statement:
        "There is n0 such that for all n > n0 LOC2 β-implements the optimal location in strictly dominant strategies, β = (6m/√n)·√ln(n(m + 1)^K/(2m²)), with ε = (1/(m√n))·√ln(n(m + 1)^K/(2m²)) and q = 2εm².",
      beta: "(6m/√n)·√ln(n(m + 1)^K/(2m²))",
      readings: readingsOf({ says: ["error", "truthful", "parameters"] }),
      printed: ({ m, K, n }) =>
        R.multiply(
          real(6n * big(m)),
          rootOf(Q.rational(1n, n), Q.rational(n * big(m + 1) ** big(K), 2n * big(m) ** 2n)),
        ),
    },
    made,
    factor,
  );
