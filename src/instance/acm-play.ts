import {
  type Decision,
  decisionKey,
  decisionsOf,
  type GameNode,
  type PureProfile,
  type Reached,
  terminalLaw,
} from "../game/extensive-form.js";
import { type Context, type Outcome, playersOf, totalPrice, utilityOf } from "../mechanisms/acm/context.js";
import { add, minimum, multiply, type Rational, rational, zero } from "../number/rational.js";
import { type PlayerReport, printOutcome, type VoteName } from "./acm-reports.js";
import { refuse } from "./input.js";
import type { Facts } from "./loaded.js";
import type { Output } from "./output.js";

/** What the votes of the reports say at every decision of the tree. Throws InputError where one is missing. */
export function profileOf(
  root: GameNode<Outcome>,
  reports: ReadonlyMap<number, PlayerReport>,
  votes: readonly VoteName[],
): PureProfile {
  const profile = new Map<string, string>();
  for (const decision of decisionsOf(root)) {
    const { node, player } = decision;
    const name = voteName(decision, votes);
    const vote = reports.get(player)?.[name];
    if (vote === undefined) throw refuse("reports", `player ${player} does not say how she votes; add "${name}"`);
    profile.set(decisionKey(node, player), vote);
  }
  return profile;
}

/** The field of a report that tells what is done at a decision: in the naive forms there is one vote. */
const voteName = ({ node }: Decision, votes: readonly VoteName[]): VoteName =>
  votes.includes("vote") ? "vote" : node === "2" ? "step2" : "step3";

/** The terminals that the play reaches, by their names. */
export const reachedBy = (root: GameNode<Outcome>, profile: PureProfile): readonly Reached<Outcome>[] =>
  terminalLaw(root, profile).toSorted((x, y) => (x.terminal.name < y.terminal.name ? -1 : 1));

/** The law over terminals as `law` prints it. */
export const printReached = (reached: readonly Reached<Outcome>[]): Output =>
  reached.map(({ terminal: { name, outcome }, probability }) => ({
    terminal: name,
    outcome: printOutcome(outcome),
    probability,
  }));

/** Σ probability·value. */
export const expected = (
  reached: readonly Reached<Outcome>[],
  value: (outcome: Outcome, terminal: string) => Rational,
): Rational =>
  reached.reduce(
    (sum, { terminal, probability }) => add(sum, multiply(probability, value(terminal.outcome, terminal.name))),
    zero,
  );

/** What `measure` tells of a play; `votes` is how many votes are cast on the way to a terminal. */
export const playQuantities = (
  context: Context,
  reached: () => readonly Reached<Outcome>[],
  votes: (terminal: string) => number,
): Facts => ({
  utilities: () =>
    playersOf(context).map((player) => expected(reached(), (outcome) => utilityOf(context, outcome, player))),
  expectedTotalPrice: () => expected(reached(), totalPrice),
  minTotalPrice: () =>
    reached()
      .map(({ terminal }) => totalPrice(terminal.outcome))
      .reduce(minimum),
  expectedVoteBits: () => expected(reached(), (_, terminal) => rational(BigInt(votes(terminal)))),
});
