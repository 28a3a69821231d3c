import { testFunctions } from "../../generators/test-functions.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient, type Sign, sum } from "../../src/number/ring.js";
import { support, totalVariation } from "../../src/probability/divergence.js";
import { probability } from "../../src/probability/law.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { printByOutcome, readByOutcome } from "./by-outcome.js";
import { tableClaim } from "./table-claim.js";
import { allOf, firstViolation } from "./table-findings.js";
import { absolute, lawsOf } from "./table-laws.js";
import { liesOf } from "./table-player.js";
import { deviations, type TableCase, type TableSetting } from "./tables.js";

/** f(x) by the sign of Pr[X = x] − Pr[Y = x]. */
export type TestFunction = (order: Sign) => 1 | 0 | -1;

/** The f that the proof names: 1 where Pr[X = x] > Pr[Y = x] and −1 otherwise, also where they are equal. */
export const asPrinted: TestFunction = (order) => (order > 0 ? 1 : -1);

/**
 * Lemma 5.2, proof: for all discrete X, Y and f : 𝒰 → [−1, 1], |E[f(X)] − E[f(Y)]| ≤ 2SD(X, Y), and the f that is 1 where
 * Pr[X = x] > Pr[Y = x] and −1 otherwise maximises the left side. The left side is linear in f, so its maximum is
 * Σ |Pr[X = x] − Pr[Y = x]|, at an f with values ±1. X and Y are the outcomes of two reports of a table.
 */
export const testFunction = (constant = Q.rational(2n), maximiser: TestFunction = asPrinted): Claim<TableCase> => {
  const check = (setting: TableSetting, choices: JsonObject, part: string) =>
    checkFunction(setting, choices, part, constant, maximiser);
  return tableClaim({
    id: "cckmv/fact-5.2-test-function",
    place: "Lemma 5.2, proof, with footnote 4",
    statement:
      "For every two discrete random variables X and Y with values in 𝒰 and every f : 𝒰 → [−1, 1], |E[f(X)] − E[f(Y)]| ≤ 2SD(X, Y). " +
      "The f that maximises the left side sets f(x) = 1 when Pr[X = x] > Pr[Y = x] and f(x) = −1 otherwise. " +
      "SD(X, Y) = max over S ⊆ 𝒰 of |Pr[X ∈ S] − Pr[Y ∈ S]|.",
    hypotheses: ["X and Y are discrete"],
    readings: readingsOf({ part: ["bound", "maximiser"] }),
    switchMeanings: {
      bound: "the inequality for every f",
      maximiser: "the f that is named, f* below, gives at least as much as every other f",
    },
    argument:
      "Any two laws: Σ f(x)(p_x − q_x) ≤ Σ |p_x − q_x| for |f| ≤ 1. Σ (p_x − q_x) = 0, so the terms with p_x > q_x sum to half of it, " +
      "which is Pr[X ∈ S] − Pr[Y ∈ S] for the best S = {p_x > q_x}. The f that is named gives Σ |p_x − q_x|: where p_x = q_x its value " +
      "does not count. Every two laws with rational masses on finitely many values are those of two reports of a table.",
    decide(R, situation, { types }, { part }) {
      return allOf(
        deviations(types).map(([truth, lie]) => {
          const [P, P2] = [situation.law(truth), situation.law(lie)];
          const values = support(R, [P, P2]).map((o) => {
            const [p, q] = [probability(R, P, o), probability(R, P2, o)];
            const order = compareQuotients(R, p, q);
            // The largest value of f(x)(p_x − q_x), or its value at the f that is named.
            return times(R, part === "bound" ? order : maximiser(order), difference(R, p, q));
          });
          const left = { numerator: sum(R, values), denominator: R.multiply(P.total, P2.total) };
          const { numerator, denominator } = totalVariation(R, P, P2);
          const factor = part === "bound" ? constant : Q.rational(2n);
          const right = {
            numerator: R.multiply(R.integer(factor.numerator), numerator),
            denominator: R.multiply(R.integer(factor.denominator), denominator),
          };
          const order = compareQuotients(R, left, right);
          const holds = part === "bound" ? order <= 0 : order >= 0;
          return {
            hypotheses: "inside",
            conclusion: holds ? "holds" : "fails",
            witness: { truth, lie },
            sides: { left, right },
          };
        }),
      );
    },
    choices: (environment, { part }) =>
      firstViolation(
        environment,
        () => [{}],
        (setting, choices) => check(setting, choices, part!),
      ),
    check: (setting, choices, { part }) => check(setting, choices, part!),
    drawnCorners: [
      "f = ±1 everywhere",
      "f fractional",
      "masses equal somewhere",
      "X and Y alike",
      "X and Y never alike",
    ],
    drawChoices: () =>
      testFunctions.map(
        (values) =>
          ({ environment }): JsonObject =>
            values
              ? {
                  f: printByOutcome(
                    environment.outcomes.map((_, o) => values[o]!),
                    environment,
                  ),
                }
              : {},
      ),
  });
};

const difference = <S>(R: OrderedRing<S>, p: Quotient<S>, q: Quotient<S>): S =>
  R.subtract(R.multiply(p.numerator, q.denominator), R.multiply(q.numerator, p.denominator));

const times = <S>(R: OrderedRing<S>, f: Sign, k: S): S => (f === 0 ? R.zero : f > 0 ? k : R.subtract(R.zero, k));

function checkFunction(
  setting: TableSetting,
  choices: JsonObject,
  part: string,
  constant: Q.Rational,
  maximiser: TestFunction,
) {
  const { environment, report } = setting;
  const { chances } = lawsOf(setting);
  const compared = liesOf(setting, choices).map((lie) => {
    const ks = chances[report]!.map((p, o) => Q.subtract(p, chances[lie]![o]!));
    const at = (f: readonly Q.Rational[]) => absolute(ks.reduce((s, k, o) => Q.add(s, Q.multiply(k, f[o]!)), Q.zero));
    const f = choices.f === undefined ? best(ks) : readFunction(choices, setting);
    if (part === "bound") return { lie, ks, f, left: at(f), right: Q.multiply(constant, byEvents(ks)) };
    const named = ks.map((k) => Q.rational(BigInt(maximiser(Q.signOfRational(k)))));
    return { lie, ks, f, left: at(named), right: at(f) };
  });
  const surplus = ({ left, right }: (typeof compared)[number]) =>
    part === "bound" ? Q.subtract(left, right) : Q.subtract(right, left);
  const shown = compared.reduce((most, next) => (Q.compare(surplus(next), surplus(most)) > 0 ? next : most));
  const { lie, ks, f, left, right } = shown;
  const zeros = ks.filter((k) => k.numerator === 0n).length;
  const whole = f.every((value) => Q.equals(absolute(value), Q.one));
  return {
    hypotheses: "inside" as const,
    holds: Q.signOfRational(surplus(shown)) <= 0,
    inequality:
      part === "bound"
        ? `|E[f(X)] - E[f(Y)]| <= ${Q.printRational(constant)}SD(X, Y)`
        : "|E[f*(X)] - E[f*(Y)]| >= |E[f(X)] - E[f(Y)]|",
    left,
    right,
    larger: part === "bound" ? ("right" as const) : ("left" as const),
    choices: { ...choices, truth: report, lie, f: printByOutcome(f, environment) },
    explanation: `Pr[X = x] − Pr[Y = x] is ${ks.map((k, o) => `${Q.printRational(k)} at ${environment.outcomes[o]}`).join(", ")}; f is ${f.map((value, o) => `${Q.printRational(value)} at ${environment.outcomes[o]}`).join(", ")}`,
    corners: [
      whole ? "f = ±1 everywhere" : "f fractional",
      ...(zeros > 0 ? ["masses equal somewhere"] : []),
      ...(zeros === ks.length ? ["X and Y alike"] : []),
      ...(chances[report]!.every((p, o) => p.numerator === 0n || chances[lie]![o]!.numerator === 0n)
        ? ["X and Y never alike"]
        : []),
    ],
  };
}

/** An f with the largest |E[f(X)] − E[f(Y)]|: the sign of each difference. */
const best = (ks: readonly Q.Rational[]): readonly Q.Rational[] =>
  ks.map((k) => Q.rational(k.numerator < 0n ? -1n : 1n));

function readFunction(choices: JsonObject, { environment }: TableSetting): readonly Q.Rational[] {
  const f = readByOutcome(choices.f, "choices.f", environment);
  const stranger = f.find((value) => Q.compare(absolute(value), Q.one) > 0);
  if (stranger === undefined) return f;
  throw refuse("choices.f", `expected values from -1 to 1, got ${Q.printRational(stranger)}`);
}

/**
 * SD by footnote 4: the largest |Pr[X ∈ S] − Pr[Y ∈ S]| over all events S. Each event is tried on up to 12 outcomes where
 * the masses differ; beyond that the event {Pr[X = x] > Pr[Y = x]} stands for all.
 */
function byEvents(differences: readonly Q.Rational[]): Q.Rational {
  const ks = differences.filter((k) => k.numerator !== 0n);
  if (ks.length > 12) return ks.filter((k) => k.numerator > 0n).reduce(Q.add, Q.zero);
  let sums: readonly Q.Rational[] = [Q.zero];
  for (const k of ks) sums = sums.flatMap((s) => [s, Q.add(s, k)]);
  return sums.map(absolute).reduce(Q.maximum);
}
