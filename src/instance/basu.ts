import type { Rational } from "../number/rational.js";
import type { Json } from "../verdict/json.js";
import type { Asked } from "./asked.js";
import { bayesianSchema, type Players, type Populated, readPopulated } from "./basu-environment.js";
import { bayesianQuantities, exAnte, lawAt, libraryFacts, posteriorAt } from "./basu-facts.js";
import { type BayesianFormat, bayesianFormats, parametersOf, type Seated } from "./basu-formats.js";
import { bayesianAnswers, bayesianQuestions } from "./basu-questions.js";
import { readSignals, signalReportsSchema } from "./basu-reports.js";
import { checkNumbers, checkReach } from "./basu-work.js";
import type { InstanceParts, KnownMechanism } from "./format.js";
import { readNonNegative, readObject, refuse } from "./input.js";
import type { LoadedGame } from "./loaded.js";
import { once } from "./once.js";
import { instanceSchema } from "./schema.js";

function known(format: BayesianFormat): KnownMechanism {
  const { id, citation, summary, parameters } = format;
  const questions = bayesianQuestions(format.family !== undefined);
  return {
    id,
    citation,
    summary,
    questions,
    schema: instanceSchema(id, summary, {
      parameters,
      environment: bayesianSchema,
      reports: signalReportsSchema,
      mayBeNone: true,
      questions,
    }),
    load: (parts, question) => load(format, parts, question),
  };
}

/** The parameters and the environment of an instance. */
export interface DirectInstance extends Populated {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** ε of Definition 1. */
  readonly slack?: Rational;
}

/** Reads all but the reports; a question ignores players. Throws InputError. */
export function readDirect(format: BayesianFormat, parts: InstanceParts, ignoresPlayers = false): DirectInstance {
  const parameters = readObject(parts.parameters, "parameters", parametersOf(format));
  const slack =
    parameters.tolerance === undefined ? undefined : readNonNegative(parameters.tolerance, "parameters.tolerance");
  return { parameters, ...(slack && { slack }), ...readPopulated(parts.environment, ignoresPlayers) };
}

/** The mechanism with the players of the instance. Throws InputError. */
export const seatedBy = (format: BayesianFormat, instance: DirectInstance): Seated =>
  format.seated(instance.parameters, { environment: instance.environment, players: playersOf(instance) });

function playersOf({ players }: Populated): Players {
  if (players) return players;
  throw refuse("environment", 'nobody is named; add "players", the utility of each, or "groups", their sizes');
}

function load(format: BayesianFormat, parts: InstanceParts, question?: Asked): LoadedGame {
  const read = readDirect(format, parts, question !== undefined);
  const reports = question === undefined ? readSignals(parts.reports, read) : undefined;
  if (question === undefined && read.players) seatedBy(format, read);
  const seated = once(() => seatedBy(format, read));
  const summed = once(() => {
    checkReach(seated().population);
    return seated();
  });
  const keyedBy = read.parameters.keyedBy === "profile" ? "profile" : "counts";
  const reported = () => {
    if (reports === undefined) throw refuse("reports", "missing; give a list with one signal a player");
    if (keyedBy === "profile" && reports.profile === undefined) {
      throw refuse("reports", "a table by profiles needs a list with one signal a player");
    }
    return reports;
  };
  return {
    id: format.id,
    distribution: () => {
      const reports = reported();
      checkNumbers(seated().population);
      return lawAt(seated(), playersOf(read), reports);
    },
    extras: {
      posterior: () => posteriorAt(seated(), reported()),
      exAnte: () => exAnte(seated(), playersOf(read)),
    },
    quantities:
      question === undefined
        ? {
            ...bayesianQuantities(summed, keyedBy, () => playersOf(read), read.slack),
            ...libraryFacts(read.environment),
          }
        : {},
    answers: bayesianAnswers(read.environment, format.family?.(read.parameters)),
    print: () => ({
      mechanism: format.id,
      ...Object.fromEntries(
        (["parameters", "environment", "reports"] as const).flatMap((name) =>
          parts[name] === undefined ? [] : [[name, parts[name] as Json]],
        ),
      ),
    }),
  };
}

/** The mechanisms of *Optimal Mechanism Design with Approximate Incentive Compatibility and Many Players*. */
export const basu: readonly KnownMechanism[] = bayesianFormats.map(known);
