import {
  type Decision,
  decisionKey,
  decisionsOf,
  type GameNode,
  type PureProfile,
  terminalLaw,
} from "../game/extensive-form.js";
import { add, compare, multiply, type Rational, zero } from "../number/rational.js";

/** A set of players. */
export type Coalition = readonly number[];

/** What a coalition does: one action at each decision of its members. */
export interface JointStrategy {
  readonly decisions: readonly Decision[];
  readonly actions: readonly string[];
}

/** A game with what each player gets at each outcome. */
export interface Game<O> {
  readonly root: GameNode<O>;
  utility(outcome: O, player: number): Rational;
}

/** Everything that is asked about one game: the utilities of all players at every pure profile, computed once. */
export interface SolvedGame {
  readonly decisions: readonly Decision[];
  /** Utilities of the players 1, …, n at each pure profile, the last decision's action fastest. */
  readonly utilities: readonly (readonly Rational[])[];
}

/** The expected utility of every player under a pure profile. */
export const expectedUtilities = <O>(
  { root, utility }: Game<O>,
  players: number,
  profile: PureProfile,
): readonly Rational[] => {
  const reached = terminalLaw(root, profile);
  return Array.from({ length: players }, (_, i) =>
    reached.reduce(
      (sum, { terminal, probability }) => add(sum, multiply(probability, utility(terminal.outcome, i + 1))),
      zero,
    ),
  );
};

/** Runs through all pure profiles: their number is the product of the numbers of actions at all decisions. */
export function solved<O>(game: Game<O>, players: number): SolvedGame {
  const decisions = decisionsOf(game.root);
  const utilities: (readonly Rational[])[] = [];
  const profile = new Map<string, string>();
  const fill = (at: number): void => {
    const decision = decisions[at];
    if (decision === undefined) {
      utilities.push(expectedUtilities(game, players, profile));
      return;
    }
    for (const action of decision.actions) {
      profile.set(decisionKey(decision.node, decision.player), action);
      fill(at + 1);
    }
  };
  fill(0);
  return { decisions, utilities };
}

/**
 * The joint strategy of the coalition that is best, and uniquely so, against every pure profile of the others [ACM, Definition 1,
 * for s′_C ≠ s_C]; utilities add up within the coalition. Undefined where there is none; with no decisions where its members
 * have none.
 */
export function strictlyDominant(
  { decisions, utilities }: SolvedGame,
  coalition: Coalition,
): JointStrategy | undefined {
  const own = decisions.map(({ player }) => coalition.includes(player));
  const sizes = decisions.map(({ actions }) => actions.length);
  // Profiles by what the others do: for each, what the coalition's best is.
  const best = new Map<number, { readonly joint: number; readonly worth: Rational; readonly unique: boolean }>();
  utilities.forEach((worths, place) => {
    const { joint, rest } = splitPlace(place, sizes, own);
    const worth = coalition.map((player) => worths[player - 1]!).reduce(add, zero);
    const known = best.get(rest);
    const order = known === undefined ? 1 : compare(worth, known.worth);
    if (order > 0) best.set(rest, { joint, worth, unique: true });
    else if (order === 0) best.set(rest, { ...known!, unique: false });
  });
  const found = [...best.values()];
  const { joint } = found[0]!;
  if (!found.every((entry) => entry.unique && entry.joint === joint)) return undefined;
  const mine = decisions.filter((_, i) => own[i]);
  return { decisions: mine, actions: actionsOf(joint, mine) };
}

/** The number of a profile as the number of the coalition's actions and that of the others'. */
function splitPlace(place: number, sizes: readonly number[], own: readonly boolean[]): { joint: number; rest: number } {
  let [left, joint, rest, jointUnit, restUnit] = [BigInt(place), 0, 0, 1, 1];
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = BigInt(sizes[i]!);
    const digit = Number(left % size);
    left /= size;
    if (own[i]) [joint, jointUnit] = [joint + digit * jointUnit, jointUnit * sizes[i]!];
    else [rest, restUnit] = [rest + digit * restUnit, restUnit * sizes[i]!];
  }
  return { joint, rest };
}

function actionsOf(joint: number, decisions: readonly Decision[]): readonly string[] {
  let left = BigInt(joint);
  const actions: string[] = [];
  for (const { actions: possible } of [...decisions].reverse()) {
    const size = BigInt(possible.length);
    actions.unshift(possible[Number(left % size)]!);
    left /= size;
  }
  return actions;
}

/** Every partition of 1, …, n: blocks ascending, sorted by their first players. */
export function partitionsOf(players: number): readonly (readonly Coalition[])[] {
  let found: readonly (readonly Coalition[])[] = [[]];
  for (let player = 1; player <= players; player++) {
    found = found.flatMap((blocks) => [
      ...blocks.map((_, place) => blocks.map((block, i) => (i === place ? [...block, player] : block))),
      [...blocks, [player]],
    ]);
  }
  return found;
}

/** Every nonempty set of the players 1, …, n, by size and then lexicographically. */
export function coalitionsOf(players: number): readonly Coalition[] {
  const bySize: Coalition[][] = Array.from({ length: players + 1 }, () => []);
  const extend = (set: Coalition, from: number): void => {
    if (set.length > 0) bySize[set.length]!.push(set);
    for (let player = from; player <= players; player++) extend([...set, player], player + 1);
  };
  extend([], 1);
  return bySize.flat();
}
