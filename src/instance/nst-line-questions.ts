import { stepsOf } from "../mechanisms/nst/line.js";
import type { LineCommitment } from "../mechanisms/nst/line-commitment.js";
import { commitmentLoss, isLocation } from "../mechanisms/nst/line-commitment.js";
import { cumulative, expectedDistance, type LineExponential } from "../mechanisms/nst/line-exponential.js";
import type { Rational } from "../number/rational.js";
import { type Asked, questionField } from "./asked.js";
import { readRational, refuse, show } from "./input.js";
import type { Facts } from "./loaded.js";
import { lawAt } from "./nst-line-facts.js";
import { type LineValues, lineEpsilonOf, readLocation } from "./nst-line-work.js";
import { type ObjectSchema, objectSchema, rationalSchema } from "./schema.js";

/** One question to the instances on the line that have the parameters P. */
export interface LineQuestion<P> {
  readonly fields: ObjectSchema;
  /** Throws InputError. */
  answer(values: LineValues<P>, asked: Asked): Facts;
}

type Questions<P> = Readonly<Record<string, LineQuestion<P>>>;

/** The fields of questions, for a format. */
export const questionsOf = <P>(questions: Questions<P>): Readonly<Record<string, ObjectSchema>> =>
  Object.fromEntries(Object.entries(questions).map(([name, { fields }]) => [name, fields]));

/** The answers to questions, for a format. */
export const answersOf =
  <P>(questions: Questions<P>) =>
  (values: LineValues<P>): Readonly<Record<string, (asked: Asked) => Facts>> =>
    Object.fromEntries(
      Object.entries(questions).map(([name, { answer }]) => [name, (asked: Asked) => answer(values, asked)]),
    );

const atFields = objectSchema({ at: rationalSchema });

/** `expectedDistance`: E[min_k |at − s_k|] in the exponential part. */
export const expectedDistanceAsked: LineQuestion<LineExponential> = {
  fields: atFields,
  answer(values, asked) {
    const at = readLocation(asked.fields.at, questionField(asked, "at"), values.environment);
    return { expectedDistance: () => expectedDistance(lineEpsilonOf(values), lawAt(values), at) };
  },
};

/** `cdf`: Pr[s ≤ at] in the exponential part with one facility. */
export const cdf: LineQuestion<LineExponential> = {
  fields: atFields,
  answer(values, asked) {
    const { environment } = values;
    if (environment.K !== 1) throw refuse("environment.K", `the question "cdf" needs K = 1, got ${environment.K}`);
    const at = readLocation(asked.fields.at, questionField(asked, "at"), environment);
    return { cdf: () => cumulative(lineEpsilonOf(values), lawAt(values), stepsOf(environment.m, at)) };
  },
};

/** `commitmentLoss`: what reporting `lie` in place of `truth` costs in expectation. */
export const commitmentLossAsked: LineQuestion<LineCommitment> = {
  fields: objectSchema({ truth: rationalSchema, lie: rationalSchema }),
  answer({ environment, parameters }, asked) {
    const [truth, lie] = ["truth", "lie"].map((key) => readPlace(asked.fields[key], questionField(asked, key)));
    return { commitmentLoss: () => commitmentLoss(parameters, environment.K, truth!, lie!) };
  },
};

/** A place on the line, on the grid or not. Throws InputError. */
function readPlace(value: unknown, field: string): Rational {
  const place = readRational(value, field);
  if (!isLocation(place)) throw refuse(field, `must be from 0 to 1, got ${show(value)}`);
  return place;
}
