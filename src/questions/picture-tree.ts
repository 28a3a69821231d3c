import { decisionKey, type GameNode, type PureProfile } from "../game/extensive-form.js";
import { readContext } from "../instance/acm-context.js";
import { printOutcome, readOutcome } from "../instance/acm-reports.js";
import { readObject, readPositive, readProbability } from "../instance/input.js";
import { type Outcome, playersOf, utilityOf } from "../mechanisms/acm/context.js";
import { market } from "../mechanisms/acm/market.js";
import { type Coalition, type Game, solved, strictlyDominant } from "../notions/collusive-dominance.js";
import { printRational, signOfRational } from "../number/rational.js";
import type { JsonObject } from "../verdict/json.js";
import type { PictureNode, TreePicture } from "../verdict/picture.js";

/** Games of more nodes than this are no picture. */
const nodeLimit = 60;

/**
 * The game M after the announcement among the choices [ACM, Section 4], with what the coalitions do whose strategies are strictly
 * dominant. Undefined for anything else, and where play ends at once. Throws InputError.
 */
export function treePicture(instance: JsonObject, { announced }: JsonObject): TreePicture | undefined {
  if (instance.mechanism !== "acm/M" || announced === undefined) return undefined;
  const environment = readContext(instance.environment);
  const { coalitions, players } = environment;
  if (coalitions === undefined) return undefined;
  const given = readObject(instance.parameters, "parameters", { required: ["discount", "delta"] });
  const stakes = {
    discount: readProbability(given.discount, "parameters.discount"),
    delta: readPositive(given.delta, "parameters.delta"),
  };
  const root = market(stakes, environment, readOutcome(announced, "announced", environment));
  if (root.kind === "terminal" || sizeOf(root) > nodeLimit) return undefined;
  const game = { root, utility: (outcome: Outcome, player: number) => utilityOf(environment, outcome, player) };
  const profile = rationalPlay(game, players, coalitions);
  return { tree: drawn(game, playersOf(environment), profile), coalitions };
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
