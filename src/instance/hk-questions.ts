import { beside, others, profileOf, reportOf, size } from "../game/profile.js";
import { type Deviation, deviationOf, exponentsOf } from "../mechanisms/hk/deviation.js";
import { figure1, paymentForm } from "../mechanisms/hk/figure-1.js";
import { gainForm } from "../mechanisms/hk/gain-forms.js";
import { jointLevel, privateLevel } from "../mechanisms/hk/laplace-payments.js";
import { outcomeRatio, privacyRatioBetween } from "../mechanisms/hk/outcome-ratio.js";
import { stepOf, type ValueRow, welfareSteps } from "../mechanisms/hk/range.js";
import { worstPrivacyRatio as worstRatio } from "../mechanisms/hk/worst-privacy-ratio.js";
import * as L from "../number/log-form.js";
import { compare, fromQuotient, one } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { type Asked, questionField } from "./asked.js";
import { baseOrError, type Epsilon } from "./epsilon.js";
import type { Question } from "./hk-questions-format.js";
import { checkWeights } from "./hk-questions-tail.js";
import { checkExponents, onGrid, type RangeValues, valueRowFormat, valuesSchema, welfareDegree } from "./hk-range.js";
import { InputError, readIndex, refuse } from "./input.js";
import { once } from "./once.js";
import { indexSchema, objectSchema } from "./schema.js";
import { integersOf } from "./weights.js";

/** `gain`: what telling the truth gains over the report in the instance, at the true row of the player. */
export const gain: Question<RangeValues> = {
  fields: objectSchema({ agent: indexSchema, truth: valuesSchema }),
  answer(given, asked) {
    const { values, R, player, other: truth } = readTwoRows(given, asked, "truth");
    const form = once(() => gainForm(R, deviationTo(values, player, truth), values.parameters));
    return { truthMinusLie: form, sign: () => L.sign(form(), values.epsilon!) };
  },
};

/** `privacyRatio`: the largest quotient of chances of one outcome at the instance and with another row of one player. */
export const privacyRatio: Question<RangeValues> = {
  fields: objectSchema({ agent: indexSchema, other: valuesSchema }),
  answer(given, asked) {
    const { values, R, player, other } = readTwoRows(given, asked, "other");
    const ratio = once(() => {
      const deviation = deviationTo(values, player, other);
      const [own, changed] = [exponentsOf(deviation, "lie"), exponentsOf(deviation, "truth")];
      return fromQuotient(privacyRatioBetween(R, own, changed, deviation.prior));
    });
    const expEpsilon = () => expOf(values.epsilon!, asked);
    return { ratio, expEpsilon, within: () => compare(ratio(), expEpsilon()) <= 0 };
  },
};

/** `worstPrivacyRatio`: the largest such ratio over all reports of everybody. Without prior. */
export const worstPrivacyRatio: Question<RangeValues> = {
  fields: objectSchema({}),
  answer({ epsilon, parameters, environment, profile }, asked) {
    refusePrior(environment, asked);
    const players = size(profile);
    // Types are corners of the box, whatever the grid of the reports is.
    const R = integersOf({ epsilon: epsilon!, step: stepOf(parameters, 1n), degree: players });
    return { ratio: () => fromQuotient(worstRatio(R, players, environment.outcomes.length)) };
  },
};

/** `jointPrivacy`: the exact level of the outcome together with one payment and Laplace noise of scale 1/ε. Without prior. */
export const jointPrivacy: Question<RangeValues> = {
  fields: objectSchema({ agent: indexSchema, other: valuesSchema, observer: indexSchema }),
  answer(given, asked) {
    refusePrior(given.environment, asked);
    const observer = readPlayer(given, asked, "observer");
    const { values, R, player, other } = readTwoRows(given, asked, "other");
    const { environment, profile, parameters } = values;
    const epsilon = values.epsilon!;
    const ratio = once(() => {
      const deviation = deviationTo(values, player, other);
      return outcomeRatio(R, exponentsOf(deviation, "lie"), exponentsOf(deviation, "truth"));
    });
    const excess = once(() => {
      const payments = [profile, beside(others(profile, player), player, other)].map((reports) => {
        const payment = figure1(R, environment, reports).payment(reportOf(reports, observer)!);
        return paymentForm(payment, parameters);
      });
      const level = jointLevel(privateLevel(payments[0]!, payments[1]!, epsilon), ratio());
      return L.subtract(level, L.timesEpsilon(L.fromRational(one), epsilon));
    });
    return { outcomeRatio: () => fromQuotient(ratio()), excess, sign: () => L.sign(excess()) };
  },
};

/** An instance that asks about another row of one player: all rows on one grid, and the ring for it. */
interface TwoRows<V> {
  readonly values: V;
  readonly R: OrderedRing<bigint>;
  readonly player: number;
  readonly other: ValueRow;
}

/** Reads the player at "agent" and her other row at `key`. Throws InputError. */
function readTwoRows<V extends RangeValues>(given: V, asked: Asked, key: string): TwoRows<V> {
  const player = readPlayer(given, asked, "agent");
  const other = valueRowFormat.read(asked.fields[key], questionField(asked, key), given.environment);
  const profile = [...given.profile, ...profileOf([other])];
  const environment = onGrid(given.environment, profile);
  const values = { ...given, environment };
  checkExponents({ ...values, profile });
  const R = integersOf({
    epsilon: values.epsilon!,
    step: stepOf(values.parameters, environment.grid),
    degree: welfareDegree({ ...values, profile }),
    checkWork: (digits) => checkWeights(new Set(welfareSteps(environment, profile)).size, digits),
  });
  return { values, R, player, other };
}

const readPlayer = ({ profile }: RangeValues, asked: Asked, key: string): number =>
  readIndex(asked.fields[key], questionField(asked, key), size(profile), "player");

/** Her deviation from this row to the one in the instance. */
const deviationTo = ({ environment, profile }: RangeValues, player: number, truth: ValueRow): Deviation =>
  deviationOf(environment, others(profile, player), truth, reportOf(profile, player)!);

/** e^ε. Throws InputError where it is irrational. */
function expOf(epsilon: Epsilon, { name }: Asked) {
  const exp = baseOrError(epsilon, one, "parameters.epsilon", `the question ${JSON.stringify(name)} needs`);
  if (exp instanceof InputError) throw exp;
  return exp;
}

function refusePrior({ prior }: RangeValues["environment"], { name }: Asked): void {
  if (prior !== undefined) throw refuse("question", `${JSON.stringify(name)} is asked without environment.prior`);
}
