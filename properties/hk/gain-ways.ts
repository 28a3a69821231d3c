import { type Deviation, deviationOf, drawn } from "../../src/mechanisms/hk/deviation.js";
import { gainAsDivergence, gainAsPrinted, gainInShort, hold, identities } from "../../src/mechanisms/hk/gain.js";
import { type Prior, type Range, rateOf, type Sharpness, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import type { ExactSetting, Place } from "../setting.js";
import { type Chances, divergence, freeWelfare, mean, overRate } from "./divergence-forms.js";

/** What the truth gains over the report in the place, from the weights alone. */
const deviationAt = ({ environment, rest, type }: Place<unknown, Range, ValueRow>, lie: ValueRow): Deviation =>
  deviationOf(environment, rest, type!, lie);

/**
 * Over any ring: the gain by the payments of Figure 1 as printed, the entropy summed outcome by outcome; by the payments in short;
 * and (1/a)·KL(P_lie‖P_truth), term by term: three formal sums with the same coefficients. The two laws are one if and only if
 * the lie differs from the truth by a constant where the prior has mass.
 */
export function gainsAgree<S>(R: OrderedRing<S>, place: Place<unknown, Range, ValueRow>, lie: ValueRow): boolean {
  const deviation = deviationAt(place, lie);
  const divergenceOfLaws = gainAsDivergence(R, deviation);
  const agree = [gainAsPrinted(R, deviation), gainInShort(R, deviation)].every((gain) =>
    hold(R, identities(R, deviation.grid, gain, divergenceOfLaws)),
  );
  return agree && isOneLaw(R, deviation) === isShift(deviation);
}

function isOneLaw<S>(R: OrderedRing<S>, deviation: Deviation): boolean {
  const [truth, lie] = [drawn(R, deviation, "truth"), drawn(R, deviation, "lie")];
  return truth.weights.every((weight, r) =>
    R.equals(R.multiply(weight, lie.total), R.multiply(lie.weights[r]!, truth.total)),
  );
}

const isShift = ({ truth, lie, prior }: Deviation): boolean => {
  const differences = truth.flatMap((k, r) => (prior?.[r] === 0n ? [] : [k - lie[r]!]));
  return differences.every((difference) => difference === differences[0]);
};

type RangeSetting<E extends Range> = ExactSetting<Sharpness, E, ValueRow, number>;

/**
 * At one ε, from the chances of the law: the gain by the payments as printed, with Z(0, b_{−i}) from powers; (1/a)·KL(P_lie‖P_truth);
 * and the difference of two free social welfares, the larger of them as its maximum (1/a)·ln Z(v_i, b_{−i}).
 */
export function gainForms<E extends Range>(setting: RangeSetting<E>, lie: ValueRow): readonly L.LogForm[] {
  const { parameters, environment, type } = setting;
  const prior = normalised(environment.prior);
  const others = welfareOfOthers(setting);
  const [P, lieP] = [chancesAt(setting, type!), chancesAt(setting, lie)];
  const Z = (values: readonly Q.Rational[]): Q.Rational =>
    values
      .map((value, r) => Q.multiply(prior?.[r] ?? Q.one, setting.power(Q.multiply(rateOf(parameters), value))))
      .reduce(Q.add, Q.zero);
  const printed = (nu: Chances): L.LogForm => {
    const charge = L.subtract(overRate(L.ln(Z(others)), parameters), freeWelfare(nu, others, parameters, prior)!);
    return L.subtract(L.fromRational(mean(nu, type!)), charge);
  };
  const welfare = others.map((value, r) => Q.add(value, type![r]!));
  return [
    L.subtract(printed(P), printed(lieP)),
    overRate(divergence(lieP, P)!, parameters),
    L.subtract(overRate(L.ln(Z(welfare)), parameters), freeWelfare(lieP, welfare, parameters, prior)!),
  ];
}

/** Pr[r] for all outcomes when the player makes a report. */
export const chancesAt = <E extends Range>(setting: RangeSetting<E>, report: ValueRow): Chances =>
  setting.environment.outcomes.map((_, r) => setting.chance(report, r));

/** Σ_{k≠i} b_k(r). */
const welfareOfOthers = ({ environment, rest }: RangeSetting<Range>): readonly Q.Rational[] =>
  environment.outcomes.map((_, r) =>
    rest.map(({ report, count }) => Q.multiply(Q.rational(BigInt(count)), report![r]!)).reduce(Q.add, Q.zero),
  );

/** The prior with total mass 1. */
export function normalised(prior: Prior | undefined): Chances | undefined {
  if (prior === undefined) return undefined;
  const total = prior.weights.reduce((sum, weight) => sum + weight, 0n);
  return prior.weights.map((weight) => Q.rational(weight, total));
}
