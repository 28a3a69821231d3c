import type { Mechanism, Rules } from "../game/mechanism.js";
import { others, type Profile } from "../game/profile.js";
import { situationAt } from "../game/situation.js";
import type { LogForm } from "../number/log-form.js";
import type { Rational } from "../number/rational.js";
import type { Coupled } from "../probability/coupling.js";
import type { Citation } from "../verdict/citation.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { Asked } from "./asked.js";
import { type Epsilon, printEpsilon, readEpsilon } from "./epsilon.js";
import { member, readObject } from "./input.js";
import type { AnyLoaded, Facts, Loaded, LoadedRules } from "./loaded.js";
import { once } from "./once.js";
import { printReports, readReports } from "./reports.js";
import { fieldsOf, instanceSchema, type JsonSchema, noFields, type ObjectSchema, reportsSchema } from "./schema.js";

/** A mechanism as `loadInstance` knows it. */
export interface KnownMechanism {
  readonly id: string;
  readonly citation: Citation;
  readonly summary: string;
  readonly schema: JsonSchema;
  /** The fields of each question that it answers, by name. */
  readonly questions: Readonly<Record<string, ObjectSchema>>;
  /** Throws InputError. What a question ignores is not read. */
  load(parts: InstanceParts, question?: Asked): AnyLoaded;
}

/** The parts of an instance as they stand in the input; undefined where left out. */
export interface InstanceParts {
  readonly parameters?: unknown;
  readonly environment?: unknown;
  readonly reports?: unknown;
}

/** How the parameters or the environment are written. `read` is given an object whose keys are those of the schema. */
export interface PartFormat<V> {
  readonly schema: ObjectSchema;
  read(fields: Readonly<Record<string, unknown>>): V;
  print(value: V): JsonObject;
}

/** Nothing to write: the parameters of a mechanism that takes none, and the environment of an election. */
export const nothing: PartFormat<Record<string, never>> = { schema: noFields, read: () => ({}), print: () => ({}) };

/** The values of one instance. */
export interface Values<P, E, T> {
  readonly epsilon?: Epsilon;
  readonly parameters: P;
  readonly environment: E;
  readonly profile: Profile<T>;
  /** Whether the reports were given by counts: the players of a group are then never told apart. */
  readonly byCounts: boolean;
}

/** How the instances of one mechanism are written. null is a report among T where players may be absent. */
export interface RulesFormat<P, E, T> {
  readonly mechanism: Rules<P, E, T | null>;
  /** The parameter that is in the place of ε: `epsilon` where this is left out. */
  readonly epsilonName?: string;
  /** Its schema holds that parameter where the mechanism has one; `read` and `print` leave that to the loader. */
  readonly parameters: PartFormat<P>;
  readonly environment: PartFormat<E>;
  readonly report: {
    readonly schema: JsonSchema;
    /** The reports as keys of `{"counts": …}`; left out where reports are only given as a list. */
    readonly keys?: JsonSchema;
    /** In a list of reports the player is told. */
    read(value: unknown, field: string, environment: E, player?: number): T | null;
    print(report: T | null): Json;
    /** Whether an instance may have no reports at all. */
    readonly mayBeNone?: boolean;
  };
  readonly questions: Readonly<Record<string, ObjectSchema>>;
  /** The environment with what it takes from the reports, such as the grid on which they all lie. */
  complete?(environment: E, profile: Profile<T | null>): E;
  /** The parameters with what they take from the environment, such as defaults. Throws InputError. */
  settle?(parameters: P, environment: E): P;
  /** Whether ε may be left out, because nothing depends on it. */
  mayLackEpsilon?(parameters: P): boolean;
  /** What the parts of an instance must have in common. Throws InputError. */
  check?(values: Values<P, E, T | null>): void;
  degree?(values: Values<P, E, T | null>): number;
  /** See `LoadedRules.checkWork`. */
  checkWork?(values: Values<P, E, T | null>, digits?: bigint): void;
  payments?(values: Values<P, E, T | null>): readonly (Rational | LogForm | null)[];
  extras?(values: Values<P, E, T | null>): Facts;
  quantities?(values: Values<P, E, T | null>): Facts;
  answers?(values: Values<P, E, T | null>): LoadedRules["answers"];
}

/** How the instances of a mechanism with finitely many outcomes are written. */
export interface Format<P, E, T, O> extends RulesFormat<P, E, T> {
  readonly mechanism: Mechanism<P, E, T | null, O>;
  printOutcome(outcome: O, environment: E): Json;
  objective?(values: Values<P, E, T | null>, outcome: O): Rational;
  /** See `Loaded.checkRatios`. */
  checkRatios?(values: Values<P, E, T | null>): void;
  /** See `Loaded.compared`. */
  compared?(values: Values<P, E, T | null>, truth: T | null, lie: T | null): (joint: Coupled<O, bigint>) => Facts;
  /** See `Loaded.size`. */
  size?(values: Values<P, E, T | null>): number;
}

/** Reads the values of an instance. Throws InputError. */
export function readValues<P, E, T>(format: RulesFormat<P, E, T>, parts: InstanceParts): Values<P, E, T | null> {
  const fields = readObject(parts.parameters, "parameters", fieldsOf(format.parameters.schema));
  const given = format.environment.read(
    readObject(parts.environment, "environment", fieldsOf(format.environment.schema)),
  );
  const profile = readReports(parts.reports, "reports", {
    read: (value, field, player) => format.report.read(value, field, given, player),
    print: format.report.print,
    listOnly: format.report.keys === undefined,
    ...(format.report.mayBeNone && { mayBeNone: true }),
  });
  const byCounts = parts.reports !== undefined && !Array.isArray(parts.reports);
  const environment = format.complete?.(given, profile) ?? given;
  const written = format.parameters.read(fields);
  const parameters = format.settle?.(written, environment) ?? written;
  const values = { parameters, environment, profile, byCounts };
  format.check?.(values);
  if (format.mechanism.step === undefined) return values;
  const { epsilonName = "epsilon" } = format;
  if (!Object.hasOwn(fields, epsilonName) && format.mayLackEpsilon?.(parameters)) return values;
  return { epsilon: readEpsilon(fields[epsilonName], member("parameters", epsilonName)), ...values };
}

/** The JSON of an instance: the inverse of `readValues`, parts that would be empty left out. */
export function printValues<P, E, T>(format: RulesFormat<P, E, T>, values: Values<P, E, T | null>): JsonObject {
  const { epsilon } = values;
  const parameters = {
    ...(epsilon && { [format.epsilonName ?? "epsilon"]: printEpsilon(epsilon) }),
    ...format.parameters.print(values.parameters),
  };
  const environment = format.environment.print(values.environment);
  return {
    mechanism: format.mechanism.id,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(environment).length > 0 && { environment }),
    reports: printReports(values.profile, {
      read: () => null,
      print: format.report.print,
      listOnly: format.report.keys === undefined,
    }),
  };
}

/** The view of one instance that does not speak of outcomes. */
export function loadRules<P, E, T>(
  format: RulesFormat<P, E, T>,
  values: Values<P, E, T | null>,
): LoadedRules<T | null> {
  const { mechanism, epsilonName, degree, checkWork, payments, extras, quantities, answers } = format;
  const { epsilon, parameters, environment, profile } = values;
  return {
    id: mechanism.id,
    ...(epsilon && { epsilon }),
    ...(epsilonName !== undefined && { epsilonName }),
    ...(mechanism.step && { step: mechanism.step(parameters, environment) }),
    ...(degree && { degree: degree(values) }),
    ...(checkWork && { checkWork: (digits?: bigint) => checkWork(values, digits) }),
    profile,
    reports: once(() => mechanism.reports(environment)),
    ...(payments && { payments: () => payments(values) }),
    extras: extras?.(values) ?? {},
    quantities: quantities?.(values) ?? {},
    answers: answers?.(values) ?? {},
    readReport: (value, field) => format.report.read(value, field, environment),
    printReport: format.report.print,
    print: () => printValues(format, values),
  };
}

/** The erased view of one instance with a finite outcome law. */
export function loadValues<P, E, T, O>(
  format: Format<P, E, T, O>,
  values: Values<P, E, T | null>,
): Loaded<T | null, O> {
  const { mechanism, checkRatios, objective, compared, size } = format;
  const { parameters, environment, profile } = values;
  return {
    ...loadRules(format, values),
    ...(size && { size: size(values) }),
    outcomes: once(() => mechanism.outcomes(environment, parameters, profile)),
    law: (R) => mechanism.law(R, parameters, environment, profile),
    situation: (R, player) => situationAt(R, mechanism, parameters, environment, others(profile, player), player),
    ...(checkRatios && { checkRatios: () => checkRatios(values) }),
    ...(objective && { objective: (outcome: O) => objective(values, outcome) }),
    ...(compared && { compared: (truth: T | null, lie: T | null) => compared(values, truth, lie) }),
    printOutcome: (outcome) => format.printOutcome(outcome, environment),
  };
}

/** A mechanism for the list in `index.ts`, from its format. */
export const known = <P, E, T, O>(format: Format<P, E, T, O>): KnownMechanism =>
  knownBy(format, (values) => loadValues(format, values) as Loaded);

/** A mechanism for the list in `index.ts` whose instances are loaded in a way of their own. */
export function knownBy<P, E, T>(
  format: RulesFormat<P, E, T>,
  load: (values: Values<P, E, T | null>) => AnyLoaded,
): KnownMechanism {
  const { id, citation, summary } = format.mechanism;
  const schema = instanceSchema(id, summary, {
    parameters: format.parameters.schema,
    environment: format.environment.schema,
    reports: reportsSchema(format.report.schema, format.report.keys, format.report.mayBeNone),
    ...(format.report.mayBeNone && { mayBeNone: true }),
    questions: format.questions,
  });
  return {
    id,
    citation,
    summary,
    schema,
    questions: format.questions,
    load: (parts) => load(readValues(format, parts)),
  };
}
