import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { opponent } from "../../src/mechanisms/cckmv/election.js";
import { integersWithoutLog as Z } from "../../src/number/log-ring.js";
import { equals, type Polynomial, polynomials } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../../src/number/ring.js";
import { pivotal } from "../../src/probability/coupling.js";
import { totalVariation } from "../../src/probability/divergence.js";
import { probability } from "../../src/probability/law.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { electionCases, noisyElectionAt, restOf } from "./elections.js";
import { couplingOfThree, type MechanismCase } from "./fact-5-mechanisms.js";
import { tableClaim } from "./table-claim.js";
import { allOf, firstViolation } from "./table-findings.js";
import { lawsOf, statisticalDifference } from "./table-laws.js";
import { liesOf } from "./table-player.js";
import {
  deviations,
  environmentOf,
  type TableCase,
  type TableSetting,
  tableCases,
  tableInstance,
  tableSituation,
} from "./tables.js";

/**
 * After Lemma 5.2: Pr_r[M(θ_i, θ_−i; r) ≠ M(θ′_i, θ_−i; r)] ≥ SD(M(θ_i, θ_−i), M(θ′_i, θ_−i)). Whether both are equal depends on
 * the coins, not on the laws; for the mechanisms of the paper that is a reading of its own.
 */
export const couplingBound = (constant = Q.one, three = couplingOfThree()): Claim<TableCase> => {
  const check = (setting: TableSetting, choices: JsonObject) => checkCoupling(setting, choices, constant);
  const claim = tableClaim({
    id: "cckmv/fact-5-coupling",
    place: "Section 5, after Lemma 5.2",
    statement:
      "Pr_r[M(θ_i, θ_{-i}; r) ≠ M(θ_i', θ_{-i}; r)] ≥ SD(M(θ_i, θ_{-i}), M(θ_i', θ_{-i})) for every randomized mechanism M, θ_{-i}, θ_i and θ_i'.",
    hypotheses: ["both outcomes come from the same coins r"],
    readings: readingsOf({ mechanism: ["any", "all-three"] }),
    switchMeanings: {
      any: "the inequality, for every finite mechanism",
      "all-three": "the inequality for Mechanisms 4.1, 6.1 and 7.1, with the evidence where it is an equality",
    },
    argument:
      "Any mechanism: Pr[M(θ) ∈ S] − Pr[M(θ') ∈ S] ≤ Pr_r[M(θ; r) ∈ S, M(θ'; r) ∉ S] ≤ Pr_r[M(θ; r) ≠ M(θ'; r)] for every event S. " +
      "Equality holds exactly when no outcome is both left and entered: for every o, Pr_r[M(θ; r) = o ≠ M(θ'; r)] or " +
      "Pr_r[M(θ; r) ≠ o = M(θ'; r)] is 0.",
    decide(R, situation, { types }) {
      return allOf(
        deviations(types).map(([truth, lie]) => {
          const left = pivotal(R, situation.coupled!(truth, lie));
          const right = scaled(R, totalVariation(R, situation.law(truth), situation.law(lie)), constant);
          return {
            hypotheses: "inside",
            conclusion: compareQuotients(R, left, right) >= 0 ? "holds" : "fails",
            witness: { truth, lie },
            sides: { left, right },
          };
        }),
      );
    },
    choices: (environment) => firstViolation(environment, () => [{}], check),
    check: (setting, choices) => check(setting, choices),
    drawnCorners: ["equality", "more than SD"],
    evidence: (budget, { mechanism }) =>
      mechanism === "all-three"
        ? { ...three.evidence(budget), "Mechanism 4.1": electionEquality() }
        : { equality: equalities(budget) },
  });
  const isThree = ({ mechanism }: Switches): boolean => mechanism === "all-three";
  return {
    ...claim,
    domain: (budget, switches) => (isThree(switches) ? three.domain(budget) : claim.domain(budget, switches)),
    decide: (R, c, switches) =>
      isThree(switches) ? (three.decide(c as MechanismCase) as never) : claim.decide(R, c as TableCase, switches),
    cornersOf: (c, switches) =>
      isThree(switches) ? three.cornersOf(c as MechanismCase) : claim.cornersOf(c as TableCase, switches),
    exhibit: (c, base, switches) =>
      isThree(switches) ? three.exhibit(c as MechanismCase) : claim.exhibit(c as TableCase, base, switches),
    check: (example, switches) => (isThree(switches) ? three.check(example) : claim.check(example, switches)),
  } as Claim as Claim<TableCase>;
};

const scaled = <S>(R: OrderedRing<S>, { numerator, denominator }: Quotient<S>, c: Q.Rational): Quotient<S> => ({
  numerator: R.multiply(R.integer(c.numerator), numerator),
  denominator: R.multiply(R.integer(c.denominator), denominator),
});

function checkCoupling(setting: TableSetting, choices: JsonObject, constant: Q.Rational) {
  const { report, environment, situation } = setting;
  const { chances } = lawsOf(setting);
  const compared = liesOf(setting, choices).map((lie) => {
    // Coin by coin: M(·; r) is sure of its outcome.
    const differ = environment.coins.filter((_, r) => outcomeAt(setting, r, report) !== outcomeAt(setting, r, lie));
    const right = Q.multiply(constant, statisticalDifference(chances[report]!, chances[lie]!));
    return { lie, left: differ.reduce(Q.add, Q.zero), right };
  });
  const slack = ({ left, right }: (typeof compared)[number]) => Q.subtract(left, right);
  const shown = compared.reduce((most, next) => (Q.compare(slack(next), slack(most)) < 0 ? next : most));
  const { lie, left, right } = shown;
  const pairs = situation.coupled!(report, lie).entries.filter(({ weight }) => weight.numerator > 0n);
  return {
    hypotheses: "inside" as const,
    holds: Q.compare(left, right) >= 0,
    inequality: `Pr[M(θ_i; r) != M(θ_i'; r)] >= ${Q.equals(constant, Q.one) ? "" : Q.printRational(constant)}SD(M(θ_i), M(θ_i'))`,
    left,
    right,
    larger: "left" as const,
    choices: { ...choices, truth: report, lie },
    explanation: `the same coins lead to ${pairs.map(({ outcome }) => `(${outcome.map(setting.printOutcome).join(", ")})`).join(", ")}`,
    corners: [Q.equals(left, right) ? "equality" : "more than SD"],
  };
}

const outcomeAt = (setting: TableSetting, r: number, report: number): number =>
  setting
    .atCoin(r)
    .law(report)
    .entries.find(({ weight }) => weight.numerator > 0n)!.outcome;

/** How many pairs of reports of the enumerated tables attain equality, and the first table with one that does not. */
function equalities(budget: Parameters<typeof tableCases>[0]): JsonObject {
  let [equal, strict]: [number, number] = [0, 0];
  let first: JsonObject | undefined;
  for (const c of tableCases(budget)) {
    const environment = environmentOf(c);
    const situation = tableSituation(Z, environment);
    for (const [truth, lie] of deviations(c.types)) {
      if (truth > lie) continue;
      const [left, right] = [
        pivotal(Z, situation.coupled!(truth, lie)),
        totalVariation(Z, situation.law(truth), situation.law(lie)),
      ];
      if (compareQuotients(Z, left, right) === 0) equal++;
      else {
        strict++;
        first ??= {
          instance: tableInstance(environment, truth),
          lie,
          "Pr[M(θ_i; r) ≠ M(θ_i'; r)]": Q.printRational(Q.fromQuotient(left)),
          SD: Q.printRational(Q.fromQuotient(right)),
        };
      }
    }
  }
  return { equal, strict, "first strict one": first ?? null };
}

/**
 * For Mechanism 4.1 both sides are equal for every ε: with two outcomes SD = |Pr[A | θ_i] − Pr[A | θ_i′]|, and this is
 * Pr_r[different] as polynomials in e^ε, at every histogram of up to 8 voters.
 */
export function electionEquality(): JsonObject {
  const R = polynomials();
  const election = noisyElectionAt(Q.one);
  const cases = electionCases(8);
  const equal = cases.filter((c) => {
    const situation = election.situation(R, restOf(c));
    const chance = (vote: typeof c.truth) => probability(R, situation.law(vote), c.truth);
    const [p, q, d] = [
      chance(c.truth),
      chance(opponent(c.truth)),
      pivotal(R, situation.coupled!(c.truth, opponent(c.truth))),
    ];
    const times = (...factors: readonly Polynomial[]) => factors.reduce((x, y) => R.multiply(x, y));
    const gap = R.subtract(times(p.numerator, q.denominator), times(q.numerator, p.denominator));
    return equals(times(gap, d.denominator), times(d.numerator, p.denominator, q.denominator));
  });
  return {
    "Pr_r[different] = SD for every ε, as polynomials": equal.length === cases.length,
    "histograms of 1 to 8 voters": cases.length,
  };
}
