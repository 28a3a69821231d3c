import Fraction from "fraction.js";
import { loadInstance } from "../../../src/instance/index.js";
import { toJson } from "../../../src/instance/output.js";
import { measure } from "../../../src/questions/index.js";
import { lawOf } from "../../../src/questions/law.js";
import type { Form } from "../../questions/forms.js";
import { type World, zero } from "./range-route.js";
import { epsilonOf } from "./setup.js";

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into.
type Printed = any;

/** What `law` and `measure` print, as JSON. */
export const printedLaw = (json: unknown): Printed => toJson(lawOf(loadInstance(json)));
export const printedQuantities = (json: unknown): Printed =>
  (toJson(measure(loadInstance(json))) as Printed).quantities;
export const printedAnswer = (json: unknown): Printed => (toJson(measure(loadInstance(json))) as Printed).answer;

const texts = (row: readonly Fraction[]): readonly string[] => row.map((value) => value.toFraction());

/** ε of a world as it is written: weights are e^{(ε/2)·welfare} in the instance. */
export const epsilonText = (world: World) => {
  const { times, log } = epsilonOf(world);
  const text = (x: { numerator: bigint; denominator: bigint }) => new Fraction(x.numerator, x.denominator).toFraction();
  return { times: text(times), log: text(log) };
};

/** A world as an instance, with outcomes named by their numbers. */
export const instanceOf = (world: World, mechanism = "hk/exponential", environment: object = {}) => ({
  mechanism,
  parameters: { epsilon: epsilonText(world) },
  environment: {
    outcomes: (world.rows[0] ?? world.prior!).map((_, r) => `${r}`),
    ...(world.prior && { prior: texts(world.prior) }),
    ...environment,
  },
  reports: world.rows.map(texts),
});

/** The entries that `law` should print for these chances: the positive ones, in order. */
export const entriesOf = (chances: readonly Fraction[], name: (r: number) => unknown = (r) => `${r}`) =>
  chances.flatMap((chance, r) => (chance.equals(0) ? [] : [{ outcome: name(r), probability: chance.toFraction() }]));

/** rational + (coefficient·ln(log))/ε as it should be printed: one logarithm above 1, or none. */
export function formText(rational: Fraction, coefficient: number, log: Fraction): unknown {
  const [c, x] = log.compare(1) < 0 ? [-coefficient, log.inverse()] : [coefficient, log];
  if (x.equals(1)) return { rational: rational.toFraction(), logs: [], over: "1" };
  const logs = [{ coefficient: `${c}`, log: x.toFraction() }];
  return { rational: rational.toFraction(), logs, over: "epsilon" };
}

/** About the value of a form at an ε. */
export const formAbout = ({ rational, logs, over }: Form, epsilon: number): number =>
  logs.reduce(
    (sum, { coefficient, log }) =>
      sum +
      (new Fraction(coefficient).valueOf() * Math.log(new Fraction(log).valueOf())) / (over === "1" ? 1 : epsilon),
    new Fraction(rational).valueOf(),
  );

/** About ε. */
export const epsilonAbout = (world: World): number => {
  const { times, log } = epsilonText(world);
  return new Fraction(times).valueOf() * Math.log(new Fraction(log).valueOf());
};

export const largestOf = (values: readonly Fraction[]): Fraction =>
  values.reduce((x, y) => (x.compare(y) >= 0 ? x : y), values[0] ?? zero);
