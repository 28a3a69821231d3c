import { decisionsOf, type GameNode } from "../game/extensive-form.js";
import type { Context, Outcome } from "../mechanisms/acm/context.js";
import { utilityOf } from "../mechanisms/acm/context.js";
import type { Stakes } from "../mechanisms/acm/market.js";
import type { Described } from "../mechanisms/described.js";
import { coalitionsOf, solved, strictlyDominant } from "../notions/collusive-dominance.js";
import { compare, one, printRational, type Rational, signOfRational, zero } from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import { type Colluding, contextSchema, printContext, readContext } from "./acm-context.js";
import { playQuantities, printReached, profileOf, reachedBy } from "./acm-play.js";
import { type PlayerReport, printOutcome, readPlayerReports, type VoteName } from "./acm-reports.js";
import type { Asked } from "./asked.js";
import type { InstanceParts, KnownMechanism } from "./format.js";
import { member, readObject, readPositive, readRational, refuse } from "./input.js";
import type { Facts, LoadedGame } from "./loaded.js";
import { once } from "./once.js";
import { fieldsOf, instanceSchema, noFields, type ObjectSchema, objectSchema, rationalSchema } from "./schema.js";

/** The parameters of all these games; each uses its own. */
export interface GameParameters extends Stakes {
  readonly fine: Rational;
}

type ParameterName = keyof GameParameters;

/** How a game after player 1's announcement is written. */
export interface GameFormat extends Described {
  readonly parameters: readonly ParameterName[];
  tree(parameters: GameParameters, context: Context, announced: Outcome): GameNode<Outcome>;
  /** The votes that a player other than 1 reports. */
  readonly votes: readonly VoteName[];
  /** How many votes are cast on the way to a terminal. */
  votesAt(terminal: string, context: Context): number;
  /** Throws InputError for an announcement that the game does not allow. */
  checkAnnounced?(announced: Outcome, field: string, context: Context): void;
  /** Probabilities of branches, by the parameter that they come from: all in [0, 1], or the parameter is refused. */
  chances?(parameters: GameParameters, context: Context): Partial<Record<ParameterName, readonly Rational[]>>;
  /** Answers to questions beside `cds`, and their fields. */
  readonly questions?: Readonly<Record<string, ObjectSchema>>;
  readonly answers?: Readonly<Record<string, (game: ReadGame, asked: Asked) => Facts>>;
}

/** What is read of an instance. */
export interface ReadGame {
  readonly parameters: GameParameters;
  readonly context: Colluding;
  readonly reports: ReadonlyMap<number, PlayerReport>;
}

const parameterSchemas = { discount: rationalSchema, delta: rationalSchema, fine: rationalSchema };

/** A mechanism whose instances are plays, or questions about the game after an announcement. */
export function knownGame(format: GameFormat): KnownMechanism {
  const { id, citation, summary } = format;
  const schema = objectSchema(Object.fromEntries(format.parameters.map((name) => [name, parameterSchemas[name]])));
  const questions = { play: noFields, cds: noFields, ...format.questions };
  return {
    id,
    citation,
    summary,
    questions,
    schema: instanceSchema(id, summary, {
      parameters: schema,
      environment: contextSchema,
      reports: { type: "array", items: { type: "object" } },
      mayBeNone: true,
      questions,
    }),
    load: (parts) => loadGame(format, schema, parts),
  };
}

function loadGame(format: GameFormat, schema: ObjectSchema, parts: InstanceParts): LoadedGame {
  const context = readContext(parts.environment);
  const given = readObject(parts.parameters, "parameters", fieldsOf(schema));
  const parameters = readParameters(given, format, context);
  const reports = readPlayerReports(parts.reports, context, (player) => (player === 1 ? ["announce"] : format.votes));
  const game: ReadGame = { parameters, context, reports };
  const announced = reports.get(1)?.announce;
  if (announced) format.checkAnnounced?.(announced, announcedAt(parts.reports), context);
  const root = once(() => {
    if (announced === undefined) throw refuse("reports", 'player 1 announces nothing; add "announce"');
    return format.tree(parameters, context, announced);
  });
  const reached = once(() => {
    checkNoCoalitions(context);
    return reachedBy(root(), profileOf(root(), reports, format.votes));
  });
  return {
    id: format.id,
    distribution: () => printReached(reached()),
    quantities: playQuantities(context, reached, (terminal) => format.votesAt(terminal, context)),
    answers: {
      cds: () => ({ coalitions: () => dominantByCoalition(game, root()) }),
      ...Object.fromEntries(
        Object.entries(format.answers ?? {}).map(([name, answer]) => [name, (asked: Asked) => answer(game, asked)]),
      ),
    },
    print: () => ({
      mechanism: format.id,
      ...(Object.keys(given).length > 0 && { parameters: given as JsonObject }),
      environment: printContext(context) as unknown as Json,
      reports: [...reports].map(([player, report]) => ({ player, ...printReport(report) })),
    }),
  };
}

/** The place of player 1's announcement, for messages. */
const announcedAt = (reports: unknown): string => {
  const place = (reports as readonly { readonly player?: unknown }[]).findIndex(({ player }) => player === 1);
  return `reports[${place}].announce`;
};

export const printReport = ({ announce, valuation, ...votes }: PlayerReport): JsonObject => ({
  ...(announce && { announce: printOutcome(announce) }),
  ...votes,
  ...(valuation && { valuation: valuation.map(Number) }),
});

/** Values that are not legal in the paper are read too, as long as every branch has a probability. */
function readParameters(
  given: Readonly<Record<string, unknown>>,
  { parameters, chances }: GameFormat,
  context: Context,
): GameParameters {
  const read = (name: ParameterName, reader: typeof readRational): Rational =>
    parameters.includes(name) ? reader(given[name], member("parameters", name)) : zero;
  const found = {
    discount: read("discount", readRational),
    // Fines are divided by it.
    delta: read("delta", readPositive),
    fine: read("fine", readRational),
  };
  for (const [name, probabilities] of Object.entries(chances?.(found, context) ?? {})) {
    for (const p of probabilities) {
      if (signOfRational(p) >= 0 && compare(p, one) <= 0) continue;
      throw refuse(
        member("parameters", name),
        `makes a branch of probability ${printRational(p)}; expected one from 0 to 1`,
      );
    }
  }
  return found;
}

/** Throws InputError where coalitions are given to what does not ask for them. */
export function checkNoCoalitions({ coalitions }: Colluding): void {
  if (coalitions === undefined) return;
  throw refuse("environment.coalitions", 'only the questions "root" and "claim" ask for coalitions; leave them out');
}

/** The strictly dominant joint strategy of every set of players after the announcement; null where there is none. */
function dominantByCoalition({ context, reports }: ReadGame, root: GameNode<Outcome>) {
  checkNoCoalitions(context);
  for (const player of reports.keys()) {
    if (player !== 1)
      throw refuse("reports", `"cds" takes the announcement of player 1 alone; leave out player ${player}`);
  }
  checkProfiles(root);
  const game = solved({ root, utility: (outcome, player) => utilityOf(context, outcome, player) }, context.players);
  return coalitionsOf(context.players).map((coalition) => {
    const found = strictlyDominant(game, coalition);
    const entries = found?.decisions
      .map(({ node, player }, i) => ({ node, player, action: found.actions[i]! }))
      .toSorted((x, y) => x.player - y.player || (x.node < y.node ? -1 : 1));
    return { coalition: [...coalition], strictlyDominant: entries ?? null };
  });
}

/** More pure profiles than this are refused. */
const profileLimit = 65_536n;

/** Throws InputError where the game has too many pure profiles to run through. */
function checkProfiles(root: GameNode<Outcome>): void {
  const count = decisionsOf(root).reduce((product, { actions }) => product * BigInt(actions.length), 1n);
  if (count > profileLimit) {
    throw refuse("environment.players", `the votes make ${count} pure profiles; the limit is ${profileLimit}`);
  }
}
