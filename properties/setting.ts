import type { Example } from "../src/claim/claim.js";
import type { Switches } from "../src/claim/reading.js";
import { others, type Profile, reportOf, size } from "../src/game/profile.js";
import { type Situation, situationAt } from "../src/game/situation.js";
import { baseOf, type Epsilon, readEpsilon } from "../src/instance/epsilon.js";
import { type Format, readValues } from "../src/instance/format.js";
import { readChoice, readIndex, refuse } from "../src/instance/input.js";
import { once } from "../src/instance/once.js";
import {
  commonMeasure,
  divide,
  isInteger,
  multiply,
  one,
  printRational,
  type Rational,
  rationals,
} from "../src/number/rational.js";
import { coarser, type OrderedRing, powerQuotient, type Quotient, type Ring, safeInteger } from "../src/number/ring.js";
import { type Law, probability } from "../src/probability/law.js";
import { canonical, type Json, type JsonObject } from "../src/verdict/json.js";

/**
 * One case of a claim about one player, as plain data: an instance as users write it, but without ε, and the player.
 * With an ε among its parameters it is what `mechproof law` reads.
 */
export interface SituationCase {
  readonly parameters?: JsonObject;
  readonly environment?: JsonObject;
  /** Everybody's reports; the player's own is her type. */
  readonly reports: readonly Json[];
  /** Player 0 unless told. */
  readonly player?: number;
}

/** The values of a case, whatever the ring. */
export interface Place<P, E, T> {
  readonly parameters: P;
  readonly environment: E;
  readonly profile: Profile<T | null>;
  readonly player: number;
  /** The player's own report. */
  readonly type: T | null;
  /** The profile of all others. */
  readonly rest: Profile<T | null>;
}

/** A case over one ring: what `decide` works on. */
export interface Setting<P, E, T, O, S> extends Place<P, E, T> {
  readonly situation: Situation<T | null, O, S>;
  /** The outcome law at everybody's reports. */
  law(): Law<O, S>;
  /** e^{kε}. Throws RangeError where k is not a multiple of the claim's step. */
  expEpsilon(k: Rational): Quotient<S>;
}

/** An example in rationals, at its own ε: what `sides` works on. */
export interface ExactSetting<P, E, T, O> extends Setting<P, E, T, O, Rational> {
  readonly R: OrderedRing<Rational>;
  /** Absent for a claim without ε. */
  readonly epsilon?: Epsilon;
  /** Every outcome that some report of the player can lead to. */
  outcomes(): readonly O[];
  /** Pr[outcome] when the player makes a report. */
  chance(report: T | null, outcome: O): Rational;
  /** e^{kε} as one number. Throws InputError where it is irrational. */
  power(k: Rational): Rational;
  printReport(report: T | null): Json;
  printOutcome(outcome: O): Json;
  /** The report, or the outcome, of a choice. */
  readReport(value: Json | undefined): T | null;
  readOutcome(value: Json | undefined): O;
}

/** How the cases and the examples of one claim are read. */
export interface Places<P, E, T, O> {
  /** The step of the claim's rings; absent for a claim without ε. */
  readonly step?: Rational;
  ofCase(c: SituationCase): Place<P, E, T>;
  over<S>(R: Ring<S>, place: Place<P, E, T>): Setting<P, E, T, O, S>;
  /** Throws InputError; with switches also where the parameters are those of no case of the gate. */
  ofExample(example: Example, within?: Switches): ExactSetting<P, E, T, O>;
}

/** What `placesOf` needs to know of a claim. */
export interface Claimed<P, E, T> {
  readonly step: Rational | undefined;
  readonly reports: ((place: Place<P, E, T>) => readonly (T | null)[]) | undefined;
  readonly gate: (switches?: Switches) => readonly SituationCase[];
}

/** Stands for every ε while a case is read. */
const someEpsilon = { times: "1", log: "2" };

/** See `Places`. */
export function placesOf<P, E, T, O>(
  format: Format<P, E, T, O>,
  { step: stated, reports, gate }: Claimed<P, E, T>,
): Places<P, E, T, O> {
  const { mechanism } = format;
  const known = new WeakMap<SituationCase, Place<P, E, T>>();

  const placeAt = (parts: SituationCase, values = readValues(format, { ...parts })): Place<P, E, T> => {
    const { parameters, environment, profile } = values;
    const player = readIndex(parts.player ?? 0, "choices.player", size(profile), "player");
    return {
      parameters,
      environment,
      profile,
      player,
      type: reportOf(profile, player),
      rest: others(profile, player).filter(({ count }) => count > 0),
    };
  };
  const ofCase = (c: SituationCase): Place<P, E, T> => {
    const parameters = { ...(mechanism.step && { epsilon: someEpsilon }), ...c.parameters };
    const place = known.get(c) ?? placeAt({ ...c, parameters });
    known.set(c, place);
    return place;
  };

  const step = stated ?? (mechanism.step && stepAt(gate()[0]));
  function stepAt(first: SituationCase | undefined): Rational {
    if (first === undefined) throw new RangeError(`${mechanism.id}: expected at least one case at the gate`);
    const { parameters, environment } = ofCase(first);
    return commonMeasure(mechanism.step!(parameters, environment), one);
  }

  const over = <S>(R: Ring<S>, place: Place<P, E, T>): Setting<P, E, T, O, S> => {
    const { parameters, environment, rest, player, type } = place;
    const own = mechanism.step?.(parameters, environment);
    const stride = own ? countOfSteps(own, step!) : 1;
    const listed = situationAt(coarser(R, stride), mechanism, parameters, environment, rest, player);
    const situation = reports ? { ...listed, reports: reports(place) } : listed;
    return {
      ...place,
      situation,
      law: () => situation.law(type),
      expEpsilon: (k) => powerQuotient(R, countOfSteps(k, step ?? one)),
    };
  };

  const printed = (parameters: P): string => canonical(format.parameters.print(parameters));
  const legal = new Map<string, ReadonlySet<string>>();
  const checkParameters = ({ parameters }: Place<P, E, T>, switches: Switches): void => {
    const key = canonical(switches);
    const those = legal.get(key) ?? new Set(gate(switches).map((c) => printed(ofCase(c).parameters)));
    legal.set(key, those);
    if (those.has(printed(parameters))) return;
    throw refuse(
      "instance.parameters",
      `the claim is about ${mechanism.id} at the parameters ${[...those].join(", ")}`,
    );
  };

  const ofExample = ({ instance, choices }: Example, within?: Switches): ExactSetting<P, E, T, O> => {
    readChoice(instance.mechanism, "instance.mechanism", [mechanism.id]);
    const values = readValues(format, instance);
    const player = readIndex(choices.player, "choices.player", size(values.profile), "player");
    const place = placeAt({ reports: [], player }, values);
    if (within) checkParameters(place, within);
    const epsilon = step && (values.epsilon ?? readEpsilon(choices.epsilon, "choices.epsilon"));
    const R = rationals(epsilon ? baseOf(epsilon, step) : one);
    return exactly(format, { ...over(R, place), R }, epsilon);
  };
  return { ...(step && { step }), ofCase, over, ofExample };
}

/** k as a count of steps. Throws RangeError where it is none. */
function countOfSteps(k: Rational, step: Rational): number {
  const count = divide(k, step);
  if (isInteger(count)) return safeInteger(count.numerator, "step");
  throw new RangeError(
    `step: ${printRational(k)} is no multiple of ${printRational(step)}; let the claim state a finer \`step\``,
  );
}

function exactly<P, E, T, O>(
  format: Format<P, E, T, O>,
  setting: Setting<P, E, T, O, Rational> & { readonly R: OrderedRing<Rational> },
  epsilon: Epsilon | undefined,
): ExactSetting<P, E, T, O> {
  const { R, situation, environment } = setting;
  const printOutcome = (outcome: O): Json => format.printOutcome(outcome, environment);
  const textOf = (report: T | null): string => canonical(format.report.print(report));
  const possible = [setting.type, ...situation.reports, ...(situation.absent === undefined ? [] : [situation.absent])];
  // A report that is read again is the one whose law is known already.
  const reports = new Map(possible.map((report) => [textOf(report), report]));
  const outcomes = once(() => {
    const all = possible.flatMap((report) => situation.law(report).entries);
    return new Map(all.map(({ outcome }) => [canonical(printOutcome(outcome)), outcome]));
  });
  return {
    ...setting,
    ...(epsilon && { epsilon }),
    outcomes: () => [...outcomes().values()],
    chance(report, outcome) {
      const { numerator, denominator } = probability(R, situation.law(report), outcome);
      return divide(numerator, denominator);
    },
    power(k) {
      if (!epsilon) throw new RangeError(`power: ${format.mechanism.id} has no epsilon`);
      return k.numerator === 0n ? one : baseOf({ ...epsilon, times: multiply(epsilon.times, k) }, one);
    },
    printReport: format.report.print,
    printOutcome,
    readReport(value) {
      const known = reports.get(canonical(value ?? null));
      return known === undefined ? format.report.read(value, "choices", environment) : known;
    },
    readOutcome(value) {
      const found = outcomes().get(canonical(value ?? null));
      if (found === undefined) throw refuse("choices", "expected an outcome of the mechanism");
      return found;
    },
  };
}
