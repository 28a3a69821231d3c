import { decisionKey, type GameNode, type PureProfile } from "../game/extensive-form.js";
import { readContext } from "../instance/acm-context.js";
import { votingFormats } from "../instance/acm-formats.js";
import { printOutcome, readOutcome } from "../instance/acm-reports.js";
import { loadInstance } from "../instance/index.js";
import { readObject, readPositive, readProbability } from "../instance/input.js";
import { toJson } from "../instance/output.js";
import { type Context, type Outcome, playersOf, utilityOf } from "../mechanisms/acm/context.js";
import { type Coalition, type Game, solved, strictlyDominant } from "../notions/collusive-dominance.js";
import { printRational, signOfRational, zero } from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { PictureNode, TreePicture } from "../verdict/picture.js";
import { measure } from "./index.js";

/** Games of more nodes than this are no picture. */
const nodeLimit = 60;

/**
 * The game after the announcement among the choices [ACM, Section 4], or else after the one that it is shifted to, or after the
 * only best one; with what the coalitions do whose strategies are strictly dominant. Undefined for anything else, and where play ends at once.
 * Throws InputError.
 */
export function treePicture(instance: JsonObject, choices: JsonObject): TreePicture | undefined {
  for (const { announced, isBest } of openings(instance, choices)) {
    const after = gameAfter(instance, announced);
    if (after === undefined || after.root.kind === "terminal" || sizeOf(after.root) > nodeLimit) continue;
    const { environment, root, coalitions } = after;
    const game = { root, utility: (outcome: Outcome, player: number) => utilityOf(environment, outcome, player) };
    const profile = rationalPlay(game, environment.players, coalitions);
    const isTold = announced === choices.announced;
    return {
      tree: drawn(game, playersOf(environment), profile),
      coalitions,
      ...(!isTold && { announced }),
      ...(isBest && { isBest }),
    };
  }
  return undefined;
}

/** What player 1 may announce, and whether nothing else is as good for her. */
interface Opening {
  readonly announced: Json;
  readonly isBest?: true;
}

/** The announcements of which a claim speaks, the first one first. Throws InputError. */
export function openings(instance: JsonObject, choices: JsonObject): readonly Opening[] {
  const named = [choices.announced, choices.shifted].flatMap((announced) =>
    announced === undefined ? [] : [{ announced }],
  );
  if (named.length > 0) return named;
  const announced = Object.keys(choices).length === 0 ? bestOf(instance) : undefined;
  return announced === undefined ? [] : [{ announced, isBest: true }];
}

/** The only best announcement, where the instance says who stands together and there is no other. */
function bestOf(instance: JsonObject): Json | undefined {
  if (instance.question !== "root") return undefined;
  const { answer } = toJson(measure(loadInstance(instance))) as { readonly answer: JsonObject };
  const { optimal } = answer;
  return Array.isArray(optimal) && optimal.length === 1 ? optimal[0] : undefined;
}

/** A game after an announcement, and who plays it together. */
interface GameAfter {
  readonly environment: Context;
  readonly coalitions: readonly Coalition[];
  readonly root: GameNode<Outcome>;
}

/** The game that the others play once player 1 has announced; undefined where there is none. Throws InputError. */
export function gameAfter(instance: JsonObject, announced: Json): GameAfter | undefined {
  const format = votingFormats.find(({ id }) => id === instance.mechanism);
  if (format === undefined || format.parameters.includes("fine")) return undefined;
  const environment = readContext(instance.environment);
  const given = readObject(instance.parameters, "parameters", { required: format.parameters });
  const parameters = {
    discount: readProbability(given.discount, "parameters.discount"),
    delta: given.delta === undefined ? zero : readPositive(given.delta, "parameters.delta"),
    fine: zero,
  };
  const root = format.tree(parameters, environment, readOutcome(announced, "announced", environment));
  return { environment, coalitions: environment.coalitions ?? playersOf(environment).map((player) => [player]), root };
}

/** The number of nodes, those behind branches of probability 0 included. */
function sizeOf(node: GameNode<Outcome>): number {
  if (node.kind === "terminal") return 1;
  const below = node.kind === "chance" ? node.branches.map((branch) => branch.node) : ways(node).map((way) => way.node);
  return below.reduce((sum, next) => sum + sizeOf(next), 1);
}

/** What each coalition does at its decisions; undefined where one has no strictly dominant strategy. */
function rationalPlay(game: Game<Outcome>, players: number, coalitions: readonly Coalition[]): PureProfile | undefined {
  const known = solved(game, players);
  const profile = new Map<string, string>();
  for (const coalition of coalitions) {
    const joint = strictlyDominant(known, coalition);
    if (joint === undefined) return undefined;
    joint.decisions.forEach(({ node, player }, i) => {
      profile.set(decisionKey(node, player), joint.actions[i]!);
    });
  }
  return profile;
}

type Moves = Extract<GameNode<Outcome>, { kind: "moves" }>;

/** Every joint action with where it leads, the last mover's fastest. */
const ways = ({
  movers,
  after,
}: Moves): readonly { readonly actions: readonly string[]; readonly node: GameNode<Outcome> }[] =>
  movers
    .reduce<readonly (readonly string[])[]>(
      (found, { actions }) => found.flatMap((before) => actions.map((action) => [...before, action])),
      [[]],
    )
    .map((actions) => ({ actions, node: after(actions) }));

function drawn(
  { root, utility }: Game<Outcome>,
  players: readonly number[],
  profile: PureProfile | undefined,
): PictureNode {
  const draw = (node: GameNode<Outcome>, isPlayed: boolean): PictureNode => {
    const played = isPlayed && ({ played: true } as const);
    if (node.kind === "terminal") {
      const { name, outcome } = node;
      const utilities = players.map((player) => printRational(utility(outcome, player)));
      return { kind: "end", name, outcome: printOutcome(outcome), utilities, ...played };
    }
    if (node.kind === "chance") {
      const branches = node.branches
        .filter(({ probability }) => signOfRational(probability) !== 0)
        .map((branch) => ({ probability: printRational(branch.probability), node: draw(branch.node, isPlayed) }));
      return { kind: "chance", branches, ...played };
    }
    // Where nobody moves there is one way on.
    if (node.movers.length === 0) return draw(node.after([]), isPlayed);
    const isDone = (action: string, i: number): boolean =>
      profile?.get(decisionKey(node.name, node.movers[i]!.player)) === action;
    return {
      kind: "moves",
      name: node.name,
      players: node.movers.map(({ player }) => player),
      branches: ways(node).map(({ actions, node: next }) => ({
        actions,
        node: draw(next, isPlayed && actions.every(isDone)),
      })),
      ...played,
    };
  };
  return draw(root, profile !== undefined);
}
