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
import {
  comparedReports,
  inOwnSteps,
  liesAt,
  manyAlternatives,
  type Others,
  reportsOf,
  shiftArgument,
  twoAlternatives,
  typeOf,
  type VcgPlace,
  vectorOf,
} from "./vcg-cases.js";
import { comparisonOf } from "./vcg-comparison.js";

/** What a control changes: the bound (nM + 1), or the pair that is taken for the least likely to matter. */
export interface RareControl {
  readonly terms?: (players: number, maximum: number) => number;
}

/**
 * The least positive Pr_r[M^1 differ] of n players: everybody gives M to every alternative but 0, and one player gives 1
 * to alternative 0 beside. Then λ_0 must exceed all other noises by nM exactly, the farthest at which one report can matter.
 */
function leastChange<S>(R: Ring<S>, environment: Alternatives, players: number): Quotient<S> {
  const { outcomes, maximum } = environment;
  const allBut0 = (first: number): Utilities => Array.from({ length: outcomes }, (_, o) => (o === 0 ? first : maximum));
  const joint = noisyVcg.coupled(
    R,
    { rate: Q.one },
    environment,
    players === 1 ? [] : [{ report: allBut0(0), count: players - 1 }],
    allBut0(0),
    allBut0(1),
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

/**
 * Pr[λ_0 = D + max of k other noises] = Σ_t Pr[λ_0 = t + D]·(G(t)^k − G(t−1)^k) from the noise law alone, where G(t) = Pr[λ ≤ t]:
 * term by term for −D < t < 0, and by geometric series on both sides.
 */
function leastInClosedForm(a: Q.Rational, distance: number, others: number): Q.Rational {
  const power = (k: number): Q.Rational => Q.integerPower(a, BigInt(k));
  const onePlus = Q.add(Q.one, a);
  const raised = (x: Q.Rational): Q.Rational => Q.integerPower(x, BigInt(others));
  const below = (t: number): Q.Rational => raised(Q.divide(power(-t), onePlus));
  const less = (k: number): Q.Rational => Q.subtract(Q.one, power(k));
  const down = Q.divide(Q.subtract(below(-distance), below(-distance - 1)), less(others + 1));
  const middle = Array.from({ length: Math.max(0, distance - 1) }, (_, i) => i + 1 - distance).map((t) =>
    Q.multiply(power(t + distance), Q.subtract(below(t), below(t - 1))),
  );
  // G(t)^k = Σ_j (k over j)·(−a^{t+1}/(1 + a))^j from t = −1 on.
  let binomial = 1n;
  const up: Q.Rational[] = [];
  for (let j = 1; j <= others; j++) {
    binomial = (binomial * BigInt(others - j + 1)) / BigInt(j);
    const share = Q.integerPower(Q.divide(Q.rational(-1n), onePlus), BigInt(j));
    up.push([Q.rational(-binomial), share, less(j), power(distance), Q.divide(Q.one, less(j + 1))].reduce(Q.multiply));
  }
  return Q.multiply(Q.divide(less(1), onePlus), [down, ...middle, ...up].reduce(Q.add));
}

const playersOf = (place: VcgPlace): number => place.rest.reduce((count, group) => count + group.count, 1);

/** How many players there are at most for two alternatives, and for three with M = 1. */
type Players = Readonly<Record<Budget, Readonly<Record<2 | 3, number>>>>;
const mostPlayers: Players = { gate: { 2: 4, 3: 2 }, standard: { 2: 16, 3: 5 }, deep: { 2: 48, 3: 24 } };
const fewPlayers: Players = { gate: { 2: 2, 3: 1 }, standard: { 2: 3, 3: 2 }, deep: { 2: 5, 3: 3 } };

/** One case for each |O|, M and n. */
const byCounts = (budget: Budget): readonly SituationCase[] =>
  [2 as const, 3 as const].flatMap((outcomes) =>
    (outcomes === 2 ? [1, 2, 3] : [1]).flatMap((maximum) =>
      Array.from({ length: mostPlayers[budget][outcomes] }, (_, i) => ({
        environment: { outcomes, maximum },
        reports: Array.from({ length: i + 1 }, () =>
          Array.from({ length: outcomes }, (_, o) => (o === 0 ? 0 : maximum)),
        ),
      })),
    ),
  );

/** Every type of player 0 beside every difference of the sums that n − 1 others can have. */
const everySum = (budget: Budget): readonly SituationCase[] => [
  ...[1, 2].flatMap((maximum) =>
    upTo(fewPlayers[budget][2]).flatMap((rest) => besideSums(rest, twoAlternatives(maximum, rest * maximum))),
  ),
  ...upTo(fewPlayers[budget][3]).flatMap((rest) => besideSums(rest, manyAlternatives(3, 1, rest))),
];

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const besideSums = (rest: number, sums: readonly Others[]): readonly SituationCase[] =>
  sums.flatMap((at) => {
    const others = reportsOf(at);
    const nobody = Array.from({ length: at.environment.outcomes }, () => 0);
    const all = [...others, ...Array.from({ length: rest - others.length }, () => nobody)];
    return typesUpToShift(at.environment).map((type) => ({
      environment: { ...at.environment } as JsonObject,
      reports: [type, ...all],
    }));
  });

const inequalities: Readonly<Record<string, string>> = {
  small: "min Pr[o* != o'] <= (|O| - 1)(nM + 1) e^(-nε/|O|)",
  least: "Pr[o* != o'] at the pair that the bound is shown for <= Pr[o* != o']",
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
      "as a finite statement, at most (|O| − 1)·(nM + 1)·e^{−nε/|O|}.",
    hypotheses: ["ε > 0", "|O| ≥ 2"],
    readings: readingsOf({ part: ["small", "least", "suffices"] }),
    switchMeanings: {
      small: "the minimum over all typePairs and all reports of n players is at most (|O| − 1)·(nM + 1)·e^{−nε/|O|}",
      least:
        "that minimum is attained where everybody gives M to all alternatives but 0, and one player gives 1 to alternative 0 beside; for |O| = 3 " +
        "the word is about the cases of the domain only, at every ε",
      suffices: "with p the minimum, p·Pr_r[M^1 the same, M^2 differ] ≤ Pr_r[M^1 differ] for every pair",
    },
    step,
    cases: (budget, { part }) => (part === "small" ? byCounts(budget) : everySum(budget)),
    describe: (budget, { part }) =>
      part === "small"
        ? `|O| = 2, M = 1 to 3, 1 to ${mostPlayers[budget][2]} players; |O| = 3, M = 1, 1 to ${mostPlayers[budget][3]} players`
        : `|O| = 2, M = 1 and 2, 1 to ${fewPlayers[budget][2]} players; |O| = 3, M = 1, up to ${fewPlayers[budget][3]}: every truth, lie and difference of the others' sums`,
    argument:
      `${shiftArgument} |O| = 2, every n and M: a pair that changes U(θ_i, 1) − U(θ_i, 0) at all changes the outcome at some λ_1 − λ_0 of at most nM in absolute ` +
      "value, whose masses p fall with the distance from 0; p(nM) = ((1 − a)/(1 + a))²·(nM + (1 + a²)/(1 − a²))·a^{nM} ≤ (nM + 1)·a^{nM}, a = e^{−ε/(2M)}. Every |O|, " +
      "`small`: λ_0 exceeds some other noise by nM exactly, which has the chance (|O| − 1)·p(nM) at most with a = e^{−ε/(M|O|)}. The payments contribute p at most, and " +
      "nothing where the pair is a constant, so that `suffices` follows from the definition of p.",
    corners: {
      "one player": (place) => playersOf(place) === 1,
      "two players": (place) => playersOf(place) === 2,
      "utilities up to 2": ({ environment }) => environment.maximum === 2,
      "three alternatives": ({ environment }) => environment.outcomes === 3,
    },
    hypothesesAt: ({ environment }) => (environment.outcomes > 1 ? "inside" : "outside"),
    reports: comparedReports,
    draws: { gate: 5, standard: 25, deep: 400 },
    decide(R, setting, switches) {
      const { environment } = setting;
      const players = playersOf(setting);
      const stride = Q.divide(noiseStep({ rate: Q.one }, environment), step);
      const least = leastChange(coarser(R, safeInteger(stride.numerator, "step")), environment, players);
      if (switches.part === "small") {
        const bound = setting.expEpsilon(Q.rational(BigInt(-players), BigInt(environment.outcomes)));
        const right = scaled(R, bound, (environment.outcomes - 1) * terms(players, environment.maximum));
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
      const { outcomes, maximum } = environment;
      const [truth, lie, players] = [typeOf(setting), vectorOf(choices.lie), playersOf(setting)];
      const a = setting.power(Q.negate(noiseStep({ rate: Q.one }, environment)));
      const least = leastInClosedForm(a, players * maximum, outcomes - 1);
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
        Q.rational(BigInt((outcomes - 1) * terms(players, maximum))),
        Q.integerPower(a, BigInt(players * maximum)),
      );
      const isOutside = part === "least" && Q.signOfRational(changes) === 0;
      return {
        hypotheses: isOutside ? "outside" : "inside",
        left: part === "suffices" ? Q.multiply(least, information) : least,
        right: part === "small" ? bound : changes,
        larger: "right",
        inequality: inequalities[part!]!,
        explanation: `${players} players, |O| = ${outcomes}, M = ${maximum}: the least positive chance that a pair changes the outcome is ${Q.printRational(least)}; it is ${Q.printRational(changes)} for (${truth.join(", ")}) and (${lie.join(", ")})`,
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
  const counts = [1, 2, 4, 8, 16].filter((players) => players <= mostPlayers[budget][2]);
  return {
    bestConstant:
      "|O| = 2: p = ((1 − a)/(1 + a))²·(nM + (1 + a²)/(1 − a²))·e^{−nε/2} exactly, a = e^{−ε/(2M)}, proved; 1 is the least C with p ≤ C·(nM + 1)·e^{−nε/2}, approached as " +
      "ε grows. |O| = 3: with D = nM and a = e^{−ε/(3M)}, ((1 − a)/(1 + a))²·(a^D·(2/(1 − a²) − 1/(1 − a³) + a·(1 − a^D)/(1 − a)) + a^{2D+3}/(1 − a³)) at the reports of " +
      "`least`, the minimum on the domain: no factor grows with n beside e^{−nε/3}.",
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
