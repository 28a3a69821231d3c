import type { Claim } from "../../src/claim/claim.js";
import { onlyReading, readingsOf } from "../../src/claim/reading.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { allAlternatives, isNontrivial, unseparated } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { describeModelTables, modelTables } from "./model-tables.js";
import { largest, type PlainTable, plainlySeparating, smallest, subsetsOf, triplesOf, upTo } from "./plain-table.js";
import { type TableClaim, tableClaim } from "./table-claim.js";

const share = (alternatives: number): Q.Rational => Q.rational(1n, BigInt(alternatives));

const isMeant = (environment: KnownEnvironment): boolean =>
  environment.types.some((own) => own > 1) && isNontrivial(environment);

/** The largest p̃ of all P and S̃: P uniform on a separating set of the fewest alternatives, because |S̃|·p̃ ≤ 1. */
function bestShare(environment: KnownEnvironment): Q.Rational {
  const least = subsetsOf(environment.alternatives).find((set) => unseparated(environment, set) === undefined)!;
  return share(least.length);
}

const size = (alternatives: number): bigint => BigInt(alternatives);

/** Laws P with full support: uniform, and P(s) proportional to s + 1. */
const fullLaws = (alternatives: number): readonly (readonly Q.Rational[])[] => [
  upTo(alternatives).map(() => share(alternatives)),
  upTo(alternatives).map((s) => Q.rational(2n * (BigInt(s) + 1n), size(alternatives) * (size(alternatives) + 1n))),
];

/** Laws uniform on each set of alternatives. */
const uniformLaws = (alternatives: number): readonly (readonly Q.Rational[])[] =>
  subsetsOf(alternatives).map((set) => upTo(alternatives).map((s) => (set.includes(s) ? share(set.length) : Q.zero)));

const leastOf = (law: readonly Q.Rational[]): Q.Rational => smallest(law.filter(({ numerator }) => numerator > 0n));

const shared: Pick<TableClaim, "hypotheses" | "describe" | "corners"> & { tables: TableClaim["tables"] } = {
  hypotheses: ["the environment is non-trivial", "somebody has a second type"],
  tables: modelTables,
  describe: describeModelTables,
  corners: {
    "one alternative": ({ alternatives }) => alternatives === 1,
    "fewer alternatives separate": (environment) =>
      isNontrivial(environment) &&
      allAlternatives(environment).some(
        (left) =>
          unseparated(
            environment,
            allAlternatives(environment).filter((s) => s !== left),
          ) === undefined,
      ),
    "every alternative is needed": (environment) =>
      isNontrivial(environment) &&
      environment.alternatives > 1 &&
      allAlternatives(environment).every(
        (left) =>
          unseparated(
            environment,
            allAlternatives(environment).filter((s) => s !== left),
          ) !== undefined,
      ),
    "trivial environments": (environment) => !isNontrivial(environment),
    "everybody has one type": ({ types }) => types.every((own) => own === 1),
  },
};

const told = (law: readonly Q.Rational[]): string => `P = (${law.map(Q.printRational).join(", ")}), S̃ its support`;

/** The largest p̃ among the laws that are uniform on a separating set, and the law. */
function bestLaw(table: PlainTable): readonly Q.Rational[] {
  const laws = uniformLaws(table.alternatives).filter((law) => plainlySeparating(table, supportOf(law)));
  const most = largest(laws.map(leastOf));
  return laws.find((law) => Q.equals(leastOf(law), most))!;
}

const supportOf = (law: readonly Q.Rational[]): readonly number[] =>
  law.flatMap(({ numerator }, s) => (numerator > 0n ? [s] : []));

/** Section 3.2: some P has p̃ ≥ 1/|S|. `factor` is what p̃·|S| must reach. */
export const pTilde = (factor: Q.Rational = Q.one): Claim<LawCase> =>
  tableClaim({
    ...shared,
    id: "nst/remark-p-tilde",
    place: "Section 3.2",
    statement:
      "In a non-trivial environment one can choose P, with a separating set S̃ on which P > 0, such that p̃ = min_{s∈S̃} P(s) ≥ 1/|S|.",
    readings: onlyReading,
    argument:
      "All environments: S itself is separating in a non-trivial environment, and P uniform on S has p̃ = 1/|S|. The largest p̃ is 1/k for the least number k of alternatives that separate, as 1 ≥ P(S̃) ≥ |S̃|·p̃.",
    decide(environment) {
      if (!isMeant(environment)) return undefined;
      return {
        left: Q.multiply(bestShare(environment), Q.rational(size(environment.alternatives))),
        right: factor,
        larger: "left",
      };
    },
    sides(table) {
      if (triplesOf(table).length === 0 || !plainlySeparating(table)) return undefined;
      const law = bestLaw(table);
      return {
        left: Q.multiply(leastOf(law), Q.rational(size(table.alternatives))),
        right: factor,
        larger: "left",
        inequality: `max over P and S̃ of p̃·|S| >= ${Q.printRational(factor)}`,
        explanation: told(law),
      };
    },
    evidence: () => ({
      best: "the largest p̃ is 1/k, where k is the least number of alternatives that separate: 1/|S| exactly where no alternative can be left out",
    }),
  });

const some = "some P in the place of every P";
const least = "≥ in the place of >";

/** Section 6.3.3: p̃ > 1/|S|. */
export const pTildeStrict = (made: readonly string[] = []): Claim<LawCase> => {
  const isStrict = !made.includes(least);
  const holds = (left: Q.Rational, right: Q.Rational): boolean => Q.compare(left, right) > (isStrict ? 0 : -1);
  const isEvery = (chosen: string | undefined): boolean => chosen === "every" && !made.includes(some);
  return tableClaim({
    ...shared,
    hypotheses: [...shared.hypotheses!, "|S| ≥ 2: with one alternative p̃ = 1 = 1/|S|"],
    id: "nst/remark-p-tilde-strict",
    place: "Section 6.3.3",
    statement: "p̃ > 1/|S|, where p̃ = min_{s∈S̃} P(s) and S̃ is a separating set on which P > 0.",
    readings: readingsOf({ P: ["every", "some"] }),
    switchMeanings: {
      every: "for every separating P and S̃",
      some: "for the best choice of P and S̃",
    },
    argument:
      "All environments: the best choice of P and S̃ has p̃ = 1/k, where k ≤ |S| is the least number of alternatives that separate.",
    decide(environment, { P }) {
      const { alternatives } = environment;
      if (!isMeant(environment) || alternatives === 1) return undefined;
      const left = isEvery(P) ? smallest(fullLaws(alternatives).map(leastOf)) : bestShare(environment);
      return { left, right: share(alternatives), larger: "left", holds: holds(left, share(alternatives)) };
    },
    choices: ({ P }): Readonly<Record<string, (table: PlainTable) => readonly (readonly string[])[]>> =>
      isEvery(P) ? { P: ({ alternatives }) => fullLaws(alternatives).map((law) => law.map(Q.printRational)) } : {},
    sides(table, choices: JsonObject, { P }) {
      if (triplesOf(table).length === 0 || !plainlySeparating(table) || table.alternatives === 1) return undefined;
      const law = isEvery(P) ? (choices.P as readonly string[]).map((text) => Q.parseRational(text)!) : bestLaw(table);
      const [left, right] = [leastOf(law), share(table.alternatives)];
      return {
        left,
        right,
        larger: "left",
        holds: holds(left, right),
        inequality: isStrict ? "p̃ > 1/|S|" : "p̃ >= 1/|S|",
        explanation: told(law),
      };
    },
    evidence: () => ({
      equality:
        "p̃ = 1/|S| for P uniform on S with S̃ = S, the one P of Corollary 2; and whatever P is where no alternative can be left out, as with one alternative",
      below:
        "P(s) ∝ s + 1 with S̃ = S has p̃ = 2/(|S|(|S| + 1)) < 1/|S|: the sentence of Section 6.3.3 is about a choice of P",
    }),
    ...(made.length === 0 && {
      repair: [
        {
          statement: "For some separating P and S̃, p̃ ≥ 1/|S|.",
          changes: [some, least],
          of: ["every"],
          claim: (changes: readonly string[]) => pTildeStrict(changes),
        },
        {
          statement: "For some separating P and S̃, p̃ ≥ 1/|S|.",
          changes: [least],
          of: ["some"],
          claim: (changes: readonly string[]) => pTildeStrict(changes),
        },
      ],
    }),
  });
};
