import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Epsilon } from "../../src/instance/epsilon.js";
import { printEpsilon } from "../../src/instance/epsilon.js";
import { readChoice, readObject, readPositive, refuse } from "../../src/instance/input.js";
import { exponential } from "../../src/mechanisms/nst/exponential.js";
import { lemma3Bound, realEpsilon } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { inequalityClaim } from "../inequality-claim.js";
import { findingOf, realSide } from "../real-sides.js";
import { type Words, wordsOf } from "../words.js";

/** The numbers of one term of a sequence. */
export interface Term {
  readonly n: bigint;
  readonly d: Q.Rational;
  readonly epsilon: Epsilon;
  /** |S|. */
  readonly alternatives: bigint;
}

/** A sequence of populations, with what d, ε and |S| are at each. */
export interface Sequence {
  /** In words, with formulas. */
  readonly name: string;
  /** The k-th term, k ≥ 1. */
  at(k: bigint): Term;
  /** The terms of a budget, ascending. */
  terms(budget: Budget): readonly bigint[];
}

/** A claim about (4d/(nε))·ln(nε|S|/(2d)) along sequences: a limit, as an inequality at each term. */
export interface LimitClaim extends Words {
  /** Smallest first. */
  sequences(switches: Switches): readonly Sequence[];
  argument(switches: Switches): string;
  readonly corners: Readonly<Record<string, (term: Term, switches: Switches) => boolean>>;
  /** What the error of Lemma 3 must be below at a term. */
  limit(term: Term, switches: Switches): R.Real;
  /** The inequality as a formula. */
  formula(switches: Switches): string;
  isInside(term: Term, switches: Switches): boolean;
  readonly repair?: Claim<TermCase>["repair"];
}

/** One term of one sequence. */
export interface TermCase {
  readonly sequence: string;
  readonly k: string;
}

/** A claim about the error of Lemma 3 along sequences. Its examples name the mechanism; the term is a choice. */
export function limitClaim(parts: LimitClaim): Claim<TermCase> {
  const termOf = (choices: unknown, switches: Switches): Term => {
    const given = readObject(choices, "choices", { required: ["sequence", "k"] });
    const sequences = parts.sequences(switches);
    const name = readChoice(
      given.sequence,
      "choices.sequence",
      sequences.map((sequence) => sequence.name),
    );
    const k = readPositive(given.k, "choices.k");
    if (k.denominator !== 1n) throw refuse("choices.k", "expected an integer");
    return sequences.find((sequence) => sequence.name === name)!.at(k.numerator);
  };
  return inequalityClaim<TermCase, Term, Term>({
    ...parts,
    ...wordsOf("nst", parts),
    cases: (budget, switches) =>
      parts
        .sequences(switches)
        .flatMap((sequence) => sequence.terms(budget).map((k) => ({ sequence: sequence.name, k: `${k}` }))),
    describe: (budget, switches) =>
      parts
        .sequences(switches)
        .map((sequence) => `${sequence.name}: k = ${sequence.terms(budget).join(", ")}`)
        .join("; "),
    hypothesesAt: (term, switches) => (parts.isInside(term, switches) ? "inside" : "outside"),
    ofCase: (c, switches) => termOf({ ...c }, switches),
    ofExample({ instance, choices }, switches) {
      readChoice(instance.mechanism, "instance.mechanism", [exponential.id]);
      return termOf(choices, switches);
    },
    decide(_, term, switches) {
      if (!parts.isInside(term, switches)) return findingOf({ isInside: false, holds: undefined });
      const sign = R.compareReals(errorOf(term), parts.limit(term, switches));
      return findingOf({ holds: sign === undefined ? undefined : sign < 0 });
    },
    exhibit: (c) => ({ instance: { mechanism: exponential.id, reports: [] }, choices: { ...c } }),
    sides(term, _, switches) {
      const [left, right] = [errorByParts(term), parts.limit(term, switches)];
      const sign = R.compareReals(left, right);
      if (sign === undefined) throw new RangeError(`${parts.id}: too near to equality to be decided`);
      return {
        left: realSide(left),
        right: realSide(right),
        larger: "right",
        holds: sign < 0,
        inequality: parts.formula(switches),
        explanation: sign < 0 ? printTerm(term) : `${printTerm(term)}; the same beyond every n: see the argument`,
      };
    },
  });
}

/** The error that Lemma 3 allows. */
const errorOf = ({ n, d, epsilon, alternatives }: Term): R.Real =>
  lemma3Bound(n, d, alternatives, realEpsilon(epsilon));

/** The same as (4ρ/n)·(ln(n/(2ρ)) + ln |S|) with ρ = d/ε. */
function errorByParts(term: Term): R.Real {
  const ratio = ratioOf(term);
  const n = R.fromInteger(term.n);
  const size = R.ln(R.divide(n, R.multiply(R.fromInteger(2n), ratio)));
  const logs = R.add(size, R.ln(R.fromInteger(term.alternatives)));
  return R.multiply(R.divide(R.multiply(R.fromInteger(4n), ratio), n), logs);
}

/** d/ε. */
export const ratioOf = ({ d, epsilon }: Term): R.Real => R.divide(R.fromRational(d), realEpsilon(epsilon));

function printTerm({ n, d, epsilon, alternatives }: Term): string {
  const { times, log } = printEpsilon(epsilon) as { times: string; log: string };
  const size = alternatives < 10n ** 20n ? `${alternatives}` : `a number of ${`${alternatives}`.length} digits`;
  return `n = ${n}, d = ${Q.printRational(d)}, ε = ${times === "1" ? "" : `${times} `}ln ${log}, |S| = ${size}`;
}
