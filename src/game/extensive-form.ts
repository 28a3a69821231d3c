import { add, multiply, one, type Rational, signOfRational, zero } from "../number/rational.js";

/**
 * A finite game tree with chance and simultaneous moves. Terminals keep their identity: two may carry the same outcome, and are
 * told apart by their names.
 */
export type GameNode<O> = Terminal<O> | Chance<O> | Moves<O>;

/** Where play ends, and with what. */
export interface Terminal<O> {
  readonly kind: "terminal";
  readonly name: string;
  readonly outcome: O;
}

/** The probabilities sum to 1; a branch of probability 0 is a part of the tree that play never enters. */
export interface Chance<O> {
  readonly kind: "chance";
  readonly branches: readonly Branch<O>[];
}

/** What chance may bring. */
export interface Branch<O> {
  readonly probability: Rational;
  readonly node: GameNode<O>;
}

/** Some players move at once. A name stands once in a tree. */
export interface Moves<O> {
  readonly kind: "moves";
  readonly name: string;
  readonly movers: readonly Mover[];
  /** The node after one action a mover, in their order. */
  after(actions: readonly string[]): GameNode<O>;
}

/** One who moves, and what she may do. */
export interface Mover {
  readonly player: number;
  readonly actions: readonly string[];
}

/** The end of that name. */
export const terminal = <O>(name: string, outcome: O): Terminal<O> => ({ kind: "terminal", name, outcome });

/** A draw among branches. */
export const chance = <O>(branches: readonly Branch<O>[]): Chance<O> => ({ kind: "chance", branches });

/** A place at which a player decides. */
export interface Decision {
  readonly node: string;
  readonly player: number;
  readonly actions: readonly string[];
}

/** Every place at which somebody decides, whatever is done before, in order of first appearance. */
export function decisionsOf<O>(root: GameNode<O>): readonly Decision[] {
  const found = new Map<string, Decision>();
  const visit = (node: GameNode<O>): void => {
    if (node.kind === "terminal") return;
    if (node.kind === "chance") {
      for (const branch of node.branches) visit(branch.node);
      return;
    }
    for (const { player, actions } of node.movers) {
      found.set(decisionKey(node.name, player), { node: node.name, player, actions });
    }
    for (const actions of jointActions(node.movers)) visit(node.after(actions));
  };
  visit(root);
  return [...found.values()];
}

/** What a pure profile says at a decision. */
export type PureProfile = ReadonlyMap<string, string>;

/** The key of a decision in a pure profile. */
export const decisionKey = (node: string, player: number): string => `${node} ${player}`;

/** One action a mover, the last mover's fastest. */
function* jointActions(movers: readonly Mover[]): Generator<readonly string[]> {
  const [first, ...rest] = movers;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const action of first.actions) for (const others of jointActions(rest)) yield [action, ...others];
}

/** A terminal that play reaches, with its probability > 0. */
export interface Reached<O> {
  readonly terminal: Terminal<O>;
  readonly probability: Rational;
}

/**
 * The law over the terminals under a pure profile; of a terminal that is reached in two ways the probabilities are added. Throws
 * RangeError where the profile does not say what is done at a node that is reached.
 */
export function terminalLaw<O>(root: GameNode<O>, profile: PureProfile): readonly Reached<O>[] {
  const reached = new Map<string, Reached<O>>();
  const visit = (node: GameNode<O>, probability: Rational): void => {
    if (node.kind === "chance") {
      for (const branch of node.branches) {
        if (signOfRational(branch.probability) !== 0) visit(branch.node, multiply(probability, branch.probability));
      }
    } else if (node.kind === "moves") {
      visit(node.after(node.movers.map(({ player }) => actionAt(profile, node.name, player))), probability);
    } else {
      const before = reached.get(node.name)?.probability ?? zero;
      reached.set(node.name, { terminal: node, probability: add(before, probability) });
    }
  };
  visit(root, one);
  return [...reached.values()];
}

function actionAt(profile: PureProfile, node: string, player: number): string {
  const action = profile.get(decisionKey(node, player));
  if (action === undefined) throw new RangeError(`terminalLaw: no action of player ${player} at node ${node}`);
  return action;
}
