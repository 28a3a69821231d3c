import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { noisyVcg } from "../../src/mechanisms/cckmv/noisy-vcg.js";
import { noiseStep, typesUpToShift } from "../../src/mechanisms/cckmv/welfare.js";
import { integersWithLog } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { coarser, type OrderedRing, type Quotient, type Ring, safeInteger, sum } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { comparedReports, inOwnSteps, reportsOf, shiftArgument, twoAlternatives, type VcgPlace } from "./vcg-cases.js";
import { liesAt, typeOf, vectorOf } from "./vcg-coins.js";
import { comparisonOf } from "./vcg-comparison.js";

/** What a control changes: the bound (nM + 1), or the misreport that is taken for the least likely to matter. */
export interface RareControl {
  readonly terms?: (players: number, maximum: number) => number;
}

/**
 * The least positive Pr_r[M^1 differ] of n players and two alternatives: everybody wants 1 by all of M, and one player says
 * M − 1. Then λ_1 − λ_0 must be −nM exactly, the farthest value from 0 at which a misreport alone can matter.
 */
function leastChange<S>(R: Ring<S>, environment: Alternatives, players: number): Quotient<S> {
  const { maximum } = environment;
  const joint = noisyVcg.coupled(
    R,
    { rate: Q.one },
    environment,
    players === 1 ? [] : [{ report: [0, maximum], count: players - 1 }],
    [0, maximum],
    [0, maximum - 1],
  );
  const changed = joint.entries.filter(({ outcome: [o, p] }) => o.chosen !== p.chosen);
  return over(
    sum(
      R,
      changed.map(({ weight }) => weight),
    ),
    joint.total,
  );
}

/** ((1 − a)/(1 + a))²·(nM + (1 + a²)/(1 − a²))·a^{nM} with a = e^{−ε/(2M)}: the same in closed form. */
function leastInClosedForm(a: Q.Rational, distance: number): Q.Rational {
  const square = Q.multiply(a, a);
  const share = Q.divide(Q.subtract(Q.one, a), Q.add(Q.one, a));
  const weight = Q.add(Q.rational(BigInt(distance)), Q.divide(Q.add(Q.one, square), Q.subtract(Q.one, square)));
  return [share, share, weight, Q.integerPower(a, BigInt(distance))].reduce(Q.multiply);
}

const playersOf = (place: VcgPlace): number => place.rest.reduce((count, group) => count + group.count, 1);

const mostPlayers: Readonly<Record<Budget, number>> = { gate: 4, standard: 16, deep: 48 };
const fewPlayers: Readonly<Record<Budget, number>> = { gate: 2, standard: 3, deep: 5 };

/** One case for each M and n. */
const byCounts = (budget: Budget): readonly SituationCase[] =>
  [1, 2, 3].flatMap((maximum) =>
    Array.from({ length: mostPlayers[budget] }, (_, i) => ({
      environment: { outcomes: 2, maximum },
      reports: Array.from({ length: i + 1 }, () => [0, maximum]),
    })),
  );

/** Every type of player 0 beside every difference of the sums that n − 1 others can have. */
const everySum = (budget: Budget): readonly SituationCase[] =>
  [1, 2].flatMap((maximum) =>
    Array.from({ length: fewPlayers[budget] }, (_, i) => i).flatMap((rest) =>
      twoAlternatives(maximum, rest * maximum).flatMap((at) => {
        const others = reportsOf(at);
        const all = [...others, ...Array.from({ length: rest - others.length }, () => [0, 0])];
        return typesUpToShift(at.environment).map((type) => ({
          environment: { ...at.environment } as JsonObject,
          reports: [type, ...all],
        }));
      }),
    ),
  );

const inequalities: Readonly<Record<string, string>> = {
  small: "min Pr[o* != o'] <= (nM + 1) e^(-nε/|O|)",
  least: "Pr[o* != o'] at the misreport that the bound is shown for <= Pr[o* != o']",
  suffices: "p Pr[o* = o', pi != pi'] <= Pr[o* != o']",
};

/**
 * Collecting payments with probability p only, multiplied by 1/p [CCKMV, Section 7, before Lemma 7.4]: with p the minimum
 * nonzero Pr_r[M^1 differ] the payments do not contribute more than the outcome, but it is exponentially small in n.
 */
export const rarePayments = (control: RareControl = {}): Claim<SituationCase> =>
  inOwnSteps((step) => claimAt(control, step));

const claimAt = (
  { terms = (players, maximum) => players * maximum + 1 }: RareControl,
  step: Q.Rational,
): Claim<SituationCase> =>
  situationClaim(noisyVcgFormat, {
    id: "cckmv/remark-7-rare-payments",
    citation: cite("cckmv", "Section 7, before Lemma 7.4"),
    statement:
      "In order for payments not to contribute more to the statistical difference than the outcome, collect them with probability p only, multiplied by 1/p, and " +
      "take p to be the minimum possible nonzero value of Pr_r[M^1(θ_i, θ_{-i}; r) ≠ M^1(θ_i', θ_{-i}; r)]. This quantity is exponentially small in n: " +
      "for |O| = 2 at most (nM + 1)·e^{−nε/2}.",
    hypotheses: ["ε > 0", "|O| = 2"],
    readings: readingsOf({ part: ["small", "least", "suffices"] }),
    switchMeanings: {
      small: "the minimum over all misreports and all reports of n players is at most (nM + 1)·e^{−nε/2}",
      least: "that minimum is attained where everybody wants alternative 1 by all of M and one player reports M − 1",
      suffices: "with p the minimum, p·Pr_r[M^1 the same, M^2 differ] ≤ Pr_r[M^1 differ] for every misreport",
    },
    step,
    cases: (budget, { part }) => (part === "small" ? byCounts(budget) : everySum(budget)),
    describe: (budget, { part }) =>
      part === "small"
        ? `|O| = 2, M = 1 to 3, 1 to ${mostPlayers[budget]} players`
        : `|O| = 2, M = 1 and 2, 1 to ${fewPlayers[budget]} players: every truth, lie and difference of the others' sums`,
    argument:
      `${shiftArgument} Every n and M: a misreport that changes U(θ_i, 1) − U(θ_i, 0) at all changes the outcome at some λ_1 − λ_0 of at most nM in absolute ` +
      "value, whose masses p fall with the distance from 0; p(nM) = ((1 − a)/(1 + a))²·(nM + (1 + a²)/(1 − a²))·a^{nM} ≤ (nM + 1)·a^{nM}, a = e^{−ε/(2M)}. The " +
      "payments contribute p at most, and nothing where the misreport is a constant. More alternatives: the same with all but one far behind, at most (|O| − 1) times.",
    corners: {
      "one player": (place) => playersOf(place) === 1,
      "two players": (place) => playersOf(place) === 2,
      "utilities up to 2": ({ environment }) => environment.maximum === 2,
    },
    hypothesesAt: ({ environment }) => (environment.outcomes === 2 ? "inside" : "outside"),
    reports: comparedReports,
    draws: { gate: 5, standard: 40, deep: 400 },
    decide(R, setting, switches) {
      const { environment } = setting;
      const players = playersOf(setting);
      const stride = Q.divide(noiseStep({ rate: Q.one }, environment), step);
      const least = leastChange(coarser(R, safeInteger(stride.numerator, "step")), environment, players);
      if (switches.part === "small") {
        const bound = setting.expEpsilon(Q.rational(BigInt(-players), 2n));
        const right = scaled(R, bound, terms(players, environment.maximum));
        return compared(R, least, right, {});
      }
      const findings = liesAt(setting).flatMap((lie) => {
        const { changes, onlyInformation, total } = comparisonOf(R, setting, lie, "S");
        const isConstant = R.equals(changes, R.zero);
        if (switches.part === "least") return isConstant ? [] : [compared(R, least, over(changes, total), { lie })];
        const share = R.multiply(least.numerator, onlyInformation);
        return [compared(R, over(share, R.multiply(least.denominator, total)), over(changes, total), { lie })];
      });
      return findings.find(({ conclusion }) => conclusion === "fails") ?? findings[0]!;
    },
    choices: { lie: (setting): readonly Json[] => liesAt(setting) },
    sides(setting, choices, { part }) {
      const { environment, situation, R } = setting;
      const { maximum } = environment;
      const [truth, lie, players] = [typeOf(setting), vectorOf(choices.lie), playersOf(setting)];
      const a = setting.power(Q.rational(-1n, BigInt(2 * maximum)));
      const least = leastInClosedForm(a, players * maximum);
      const joint = situation.coupled!(truth, lie);
      const mass = (entries: typeof joint.entries): Q.Rational =>
        Q.divide(
          sum(
            R,
            entries.map(({ weight }) => weight),
          ),
          joint.total,
        );
      const changes = mass(joint.entries.filter(({ outcome: [o, p] }) => o.chosen !== p.chosen));
      const information = mass(joint.entries.filter(({ outcome: [o, p] }) => o.chosen === p.chosen && o !== p));
      const bound = Q.multiply(
        Q.rational(BigInt(terms(players, maximum))),
        Q.integerPower(a, BigInt(players * maximum)),
      );
      const isOutside = part === "least" && Q.signOfRational(changes) === 0;
      return {
        hypotheses: isOutside ? "outside" : "inside",
        left: part === "suffices" ? Q.multiply(least, information) : least,
        right: part === "small" ? bound : changes,
        larger: "right",
        inequality: inequalities[part!]!,
        explanation: `${players} players, M = ${maximum}: the least positive chance that a misreport changes the outcome is ${Q.printRational(least)}; it is ${Q.printRational(changes)} for (${truth.join(", ")}) and (${lie.join(", ")})`,
      };
    },
    evidence: (budget, { part }) => (part === "small" ? noRemedy(budget) : {}),
  });

const scaled = <S>(R: Ring<S>, { numerator, denominator }: Quotient<S>, k: number): Quotient<S> => ({
  numerator: R.multiply(R.integer(BigInt(k)), numerator),
  denominator,
});

const compared = <S>(R: OrderedRing<S>, left: Quotient<S>, right: Quotient<S>, witness: { lie?: Utilities }) =>
  ({
    hypotheses: "inside",
    conclusion:
      R.sign(
        R.subtract(R.multiply(right.numerator, left.denominator), R.multiply(left.numerator, right.denominator)),
      ) >= 0
        ? "holds"
        : "fails",
    witness,
    sides: { left, right, larger: "right" },
  }) as const;

/** What collecting payments that rarely leads to, at e^ε = 4 and M = 1. */
function noRemedy(budget: Budget): JsonObject {
  const environment: Alternatives = { outcomes: 2, maximum: 1 };
  const R = integersWithLog(2n, 1n);
  const halfStep = noiseStep({ rate: Q.one }, environment);
  const counts = [1, 2, 4, 8, 16].filter((players) => players <= mostPlayers[budget]);
  return {
    bestConstant:
      "p = ((1 − a)/(1 + a))²·(nM + (1 + a²)/(1 − a²))·e^{−nε/2} exactly, a = e^{−ε/(2M)}, proved; 1 is the least C with p ≤ C·(nM + 1)·e^{−nε/2}, approached as ε grows.",
    noRemedy:
      "A payment of 1/|O| that is collected becomes 1/(|O|p), at least e^{nε/2}/(2(nM + 1)). If all differences V_o* − V_o were public, the payments would contribute " +
      "p·(1 − Pr[M^1 differ]), so that no p above least/(1 − least) would do; with the information of Mechanism 7.1, p = e^{−ε/|O|}/(2M) does for every n, which is Lemma 7.4.",
    "least chance at e^ε = 4, M = 1": counts.map((players) => {
      const least = Q.fromQuotient(leastChange(R, environment, players));
      return {
        players,
        least: Q.printRational(least),
        "a payment of 1/2 becomes": Q.printRational(Q.divide(halfStep, least)),
      };
    }),
  };
}
