import { expectedSteps, type Figure1, figure1, paymentForm, truthfulUtility } from "../mechanisms/hk/figure-1.js";
import { partitionFunction } from "../mechanisms/hk/gibbs-weights.js";
import { limitOf } from "../mechanisms/hk/limit.js";
import { type Range, type ValueRow, welfareSteps, welfareSums } from "../mechanisms/hk/range.js";
import { greatest } from "../mechanisms/hk/vcg.js";
import type { LogForm } from "../number/log-form.js";
import { divide, fromQuotient, type Rational, rational } from "../number/rational.js";
import { type RangeValues, ringOf } from "./hk-range.js";
import { refuse } from "./input.js";
import type { Facts } from "./loaded.js";

/** Figure 1 at the ε and the reports of the instance, worked out once. */
export function figureOf(values: RangeValues): Figure1<bigint> {
  const figure = figures.get(values) ?? figure1(ringOf(values), values.environment, values.profile);
  figures.set(values, figure);
  return figure;
}

const figures = new WeakMap<RangeValues, Figure1<bigint>>();

/** Z(b), with the prior as given. */
export function normalizer(values: RangeValues): Rational {
  const z = fromQuotient(partitionFunction(ringOf(values), figureOf(values).drawn));
  return divide(z, rational(values.environment.prior?.denominator ?? 1n));
}

/** What each agent pays. */
export function figurePayments(values: RangeValues): readonly LogForm[] {
  const { payment } = figureOf(values);
  return eachReport(values, (report) => paymentForm(payment(report), values.parameters));
}

/** What each agent gets whose report is her true valuation. */
export function figureUtilities(values: RangeValues): readonly LogForm[] {
  const { payment } = figureOf(values);
  return eachReport(values, (report) => truthfulUtility(payment(report), values.parameters));
}

/** One answer an agent. */
export const eachReport = <A>({ profile }: RangeValues<unknown>, answer: (report: ValueRow) => A): readonly A[] =>
  profile.flatMap(({ report, count }): readonly A[] => Array.from<A>({ length: count }).fill(answer(report!)));

/** Expected and largest welfare. */
export const welfareFacts = (values: RangeValues): Facts => ({
  expectedObjective() {
    const { environment, profile } = values;
    const welfare = welfareSteps(environment, profile);
    const { drawn } = figureOf(values);
    return fromQuotient(expectedSteps(ringOf(values), environment, welfare, drawn, welfare.map(BigInt)));
  },
  optimum: () => largestWelfare(values),
});

/** max_r Σ_i b_i(r). */
export const largestWelfare = ({ environment, profile }: RangeValues<unknown>): Rational =>
  rational(greatest(welfareSums(environment, profile)), environment.grid);

/** The question `limit`: the distribution and the payments as ε → ∞. Throws InputError with a prior. */
export function limitAnswer({ environment, profile }: RangeValues): Facts {
  if (environment.prior !== undefined) throw refuse("question", '"limit" is asked without environment.prior');
  const limit = limitOf(environment, profile);
  return {
    distribution: () => limit.outcomes.map((r) => keptBy(environment, r, limit.outcomes.length)),
    payments: () => eachReport({ environment, profile } as RangeValues, limit.payment),
  };
}

const keptBy = ({ outcomes }: Range, r: number, among: number) => ({
  outcome: outcomes[r]!,
  probability: rational(1n, BigInt(among)),
});
