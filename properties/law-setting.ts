import type { Example } from "../src/claim/claim.js";
import { baseOf, type Epsilon } from "../src/instance/epsilon.js";
import { type Format, readValues, type Values } from "../src/instance/format.js";
import { readChoice } from "../src/instance/input.js";
import { once } from "../src/instance/once.js";
import { divide, isInteger, multiply, one, printRational, type Rational, rationals } from "../src/number/rational.js";
import { coarser, powerQuotient, type Quotient, type Ring, safeInteger } from "../src/number/ring.js";
import type { Law } from "../src/probability/law.js";
import type { Json, JsonObject } from "../src/verdict/json.js";

/** One case of a claim about the whole law of an instance, with or without players, as users write it but without ε. */
export interface LawCase {
  readonly parameters?: JsonObject;
  readonly environment?: JsonObject;
  readonly reports: readonly Json[];
}

/** The values of a case, whatever the ring. */
export interface LawPlace<P, E, T, O> extends Values<P, E, T | null> {
  /** All outcomes in the order in which they are printed. */
  readonly outcomes: readonly O[];
}

/** A case over one ring: what `decide` works on. */
export interface LawSetting<P, E, T, O, S> extends LawPlace<P, E, T, O> {
  /** The ring that the mechanism wants for its laws in this environment or another. */
  ring(environment?: E): Ring<S>;
  /** The outcome law at everybody's reports, in this environment or another. */
  law(environment?: E): Law<O, S>;
  /** e^{kε}. Throws RangeError where k is not a multiple of the claim's step. */
  expEpsilon(k: Rational): Quotient<S>;
}

/** An example in rationals, at its own ε: what `sides` works on. */
export interface ExactLawSetting<P, E, T, O> extends LawSetting<P, E, T, O, Rational> {
  readonly epsilon: Epsilon;
  /** Every outcome with its probability. */
  readonly chances: readonly { readonly outcome: O; readonly chance: Rational }[];
  /** e^{kε} as one number. Throws InputError where it is irrational. */
  power(k: Rational): Rational;
  printOutcome(outcome: O): Json;
}

/** How the cases and the examples of one claim are read. */
export interface LawPlaces<P, E, T, O> {
  ofCase(c: LawCase): LawPlace<P, E, T, O>;
  over<S>(R: Ring<S>, place: LawPlace<P, E, T, O>): LawSetting<P, E, T, O, S>;
  /** Throws InputError, also where a weight is irrational. */
  ofExample(example: Example): ExactLawSetting<P, E, T, O>;
  /** The case as an instance at ε = (1/step)·ln base. */
  exampleOf(c: LawCase, base: Rational | undefined): Example;
}

/** Stands in the place of ε where the mechanism has none. */
const noEpsilon: Epsilon = { times: one, log: one };

/** See `LawPlaces`; rings are made for the base e^{step·ε} where the mechanism has an ε. */
export function lawPlacesOf<P, E, T, O>(format: Format<P, E, T, O>, step: Rational = one): LawPlaces<P, E, T, O> {
  const { mechanism, epsilonName = "epsilon" } = format;
  // Stands for every ε while a case is read.
  const someEpsilon = mechanism.step ? { [epsilonName]: { times: "1", log: "2" } } : {};
  const known = new WeakMap<LawCase, LawPlace<P, E, T, O>>();

  const placeAt = (values: Values<P, E, T | null>): LawPlace<P, E, T, O> => ({
    ...values,
    outcomes: mechanism.outcomes(values.environment, values.parameters, values.profile),
  });
  const ofCase = (c: LawCase): LawPlace<P, E, T, O> => {
    const place =
      known.get(c) ?? placeAt(readValues(format, { ...c, parameters: { ...someEpsilon, ...c.parameters } }));
    known.set(c, place);
    return place;
  };
  const over = <S>(R: Ring<S>, place: LawPlace<P, E, T, O>): LawSetting<P, E, T, O, S> => {
    const { parameters, profile } = place;
    const ring = (environment = place.environment): Ring<S> => {
      if (mechanism.step === undefined) return R;
      return coarser(R, countOf(divide(mechanism.step(parameters, environment), step), "the step of the law"));
    };
    return {
      ...place,
      ring,
      law: (environment = place.environment) => mechanism.law(ring(environment), parameters, environment, profile),
      expEpsilon: (k) => powerQuotient(R, countOf(divide(k, step), `${printRational(k)}·ε`)),
    };
  };

  return {
    ofCase,
    over,
    ofExample({ instance }) {
      readChoice(instance.mechanism, "instance.mechanism", [mechanism.id]);
      const place = placeAt(readValues(format, instance));
      const epsilon = place.epsilon ?? noEpsilon;
      // Its own step is enough here: an example may have a coarser ε than the claim's rings.
      const ring = (environment = place.environment): Ring<Rational> =>
        rationals(mechanism.step ? baseOf(epsilon, mechanism.step(place.parameters, environment)) : one);
      const lawIn = (environment: E): Law<O, Rational> =>
        mechanism.law(ring(environment), place.parameters, environment, place.profile);
      const own = once(() => lawIn(place.environment));
      const power = (k: Rational): Rational =>
        k.numerator === 0n ? one : baseOf({ ...epsilon, times: multiply(epsilon.times, k) }, one);
      return {
        ...place,
        epsilon,
        ring,
        law: (environment) => (environment === undefined ? own() : lawIn(environment)),
        expEpsilon: (k) => ({ numerator: power(k), denominator: one }),
        get chances() {
          return own().entries.map(({ outcome, weight }) => ({ outcome, chance: divide(weight, own().total) }));
        },
        power,
        printOutcome: (outcome) => format.printOutcome(outcome, place.environment),
      };
    },
    exampleOf: ({ parameters, environment, reports }, base) => ({
      instance: {
        mechanism: mechanism.id,
        parameters: {
          ...(mechanism.step && {
            [epsilonName]: { times: printRational(divide(one, step)), log: printRational(base!) },
          }),
          ...parameters,
        },
        ...(environment && { environment }),
        reports,
      },
      choices: {},
    }),
  };
}

/** A count of steps. Throws RangeError where it is none. */
function countOf(count: Rational, what: string): number {
  if (isInteger(count)) return safeInteger(count.numerator, what);
  throw new RangeError(`${what} is ${printRational(count)} steps: let the claim state a finer \`step\``);
}
