import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { type PublicOutcome, paymentInParts } from "../../src/mechanisms/cckmv/payment-information.js";
import type { NoisyValuesParameters } from "../../src/mechanisms/cckmv/welfare.js";
import * as Q from "../../src/number/rational.js";
import { type OrderedRing, sum } from "../../src/number/ring.js";
import { lieMarginal, truthMarginal } from "../../src/probability/coupling.js";
import type { ExactSetting, Setting } from "../setting.js";
import { typeOf } from "./vcg-cases.js";

type Exact = ExactSetting<NoisyValuesParameters, Alternatives, Utilities, PublicOutcome>;
type Over<S> = Setting<NoisyValuesParameters, Alternatives, Utilities, PublicOutcome, S>;

/** What separates the worlds of the truth and of a lie, as weights over one total. */
export interface Comparison<S> {
  /** Pr_r[M^1 differ]. */
  readonly changes: S;
  /** Pr_r[M^1 the same, M^2 differ]. */
  readonly onlyInformation: S;
  /** |O| times the expected gain from telling the truth. */
  readonly gain: S;
  /** The statistical difference of the two laws. */
  difference(): S;
  readonly total: S;
}

/** The two reports under the same coins, coin by coin. */
export function comparisonOf<S>(R: OrderedRing<S>, setting: Over<S>, lie: Utilities, at: "L" | "S"): Comparison<S> {
  const { situation, environment } = setting;
  const truth = typeOf(setting);
  const n = environment.outcomes;
  const joint = situation.coupled!(truth, lie);
  const [changed, informed, gains]: [S[], S[], S[]] = [[], [], []];
  for (const { outcome, weight } of joint.entries) {
    const [o, p] = outcome;
    if (o.chosen !== p.chosen) changed.push(weight);
    // Equal outcomes are one object.
    else if (o !== p) informed.push(weight);
    const gain =
      n * (truth[o.chosen]! - truth[p.chosen]!) -
      paymentInParts(environment, truth, o) +
      paymentInParts(environment, lie, at === "L" ? o : p);
    if (gain !== 0) gains.push(R.multiply(R.integer(BigInt(gain)), weight));
  }
  return {
    changes: sum(R, changed),
    onlyInformation: sum(R, informed),
    gain: sum(R, gains),
    difference() {
      const other = new Map(lieMarginal(R, joint).entries.map(({ outcome, weight }) => [outcome, weight]));
      const excess = truthMarginal(R, joint).entries.map(({ outcome, weight }) =>
        R.subtract(weight, other.get(outcome) ?? R.zero),
      );
      return sum(
        R,
        excess.filter((weight) => R.sign(weight) > 0),
      );
    },
    total: joint.total,
  };
}

/** The same from the two laws, with payments by their definition; what needs common coins is counted pair by pair. */
export function exactComparison(setting: Exact, lie: Utilities, at: "L" | "S"): Comparison<Q.Rational> {
  const { environment, chance, situation } = setting;
  const truth = typeOf(setting);
  const [n, outcomes] = [environment.outcomes, setting.outcomes()];
  const pays = (report: Utilities, { chosen, revealed }: PublicOutcome): Q.Rational =>
    revealed
      .map(([o, gap]) => Q.rational(BigInt(n * (report[chosen]! - report[o]!) - gap), BigInt(n)))
      .reduce(Q.maximum);
  const mean = (report: Utilities, value: (outcome: PublicOutcome) => Q.Rational): Q.Rational =>
    outcomes.map((outcome) => Q.multiply(chance(report, outcome), value(outcome))).reduce(Q.add, Q.zero);
  const own = (outcome: PublicOutcome): Q.Rational => Q.rational(BigInt(truth[outcome.chosen]!));
  const honest = Q.subtract(
    mean(truth, own),
    mean(truth, (outcome) => pays(truth, outcome)),
  );
  const dishonest = Q.subtract(
    mean(lie, own),
    mean(at === "L" ? truth : lie, (outcome) => pays(lie, outcome)),
  );
  const joint = situation.coupled!(truth, lie);
  const mass = (event: (o: PublicOutcome, p: PublicOutcome) => boolean): Q.Rational =>
    Q.divide(
      joint.entries
        .filter(({ outcome: [o, p] }) => event(o, p))
        .map(({ weight }) => weight)
        .reduce(Q.add, Q.zero),
      joint.total,
    );
  const gaps = outcomes.map((outcome) => Q.subtract(chance(truth, outcome), chance(lie, outcome)));
  return {
    changes: mass((o, p) => o.chosen !== p.chosen),
    onlyInformation: mass((o, p) => o.chosen === p.chosen && o !== p),
    gain: Q.multiply(Q.rational(BigInt(n)), Q.subtract(honest, dishonest)),
    difference: () => Q.divide(gaps.map((gap) => Q.maximum(gap, Q.negate(gap))).reduce(Q.add, Q.zero), Q.rational(2n)),
    total: Q.one,
  };
}
