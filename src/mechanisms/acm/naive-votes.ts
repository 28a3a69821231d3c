import { chance, type GameNode, terminal } from "../../game/extensive-form.js";
import { add, divide, multiply, one, type Rational, rational, subtract, zero } from "../../number/rational.js";
import { boundOf, type Context, isStatusQuo, type Outcome, playersOf } from "./context.js";
import { votes } from "./market.js";

/** The discount that rewards each voter. */
export interface Discount {
  readonly discount: Rational;
}

/** What happens when not all vote YES: `accepted` is what all YES lead to. */
type Refusal = (context: Context, accepted: Outcome, yes: number) => GameNode<Outcome>;

const whole = (n: number | bigint): Rational => rational(BigInt(n));

/** (E, (first, 0, …, 0)). */
const statusQuo = ({ players, endowment }: Context, first = zero): Outcome => ({
  allocation: endowment,
  prices: Array.from({ length: players }, (_, i) => (i === 0 ? first : zero)),
});

/** (A, (P_1 + (n−1)ε, P_2 − ε, …, P_n − ε)). */
const rewarded = ({ discount }: Discount, { players }: Context, { allocation, prices }: Outcome): Outcome => ({
  allocation,
  prices: prices.map((price, i) =>
    i === 0 ? add(price, multiply(whole(players - 1), discount)) : subtract(price, discount),
  ),
});

/** Player 1 has announced; the others vote at once, and all YES give what was announced, each of them rewarded. */
function naive(parameters: Discount, context: Context, announced: Outcome, refusal: Refusal): GameNode<Outcome> {
  if (isStatusQuo(context, announced)) return terminal("stop", announced);
  const accepted = rewarded(parameters, context, announced);
  const voters = playersOf(context).slice(1);
  return {
    kind: "moves",
    name: "2",
    movers: voters.map((player) => ({ player, actions: votes })),
    after(actions) {
      const yes = actions.filter((action) => action === "YES").length;
      return yes === voters.length ? terminal("yes", accepted) : refusal(context, accepted, yes);
    },
  };
}

/** Naive-2 [ACM, Section 4]: one NO, and everything stays as it is. */
export const naive2 = (parameters: Discount, context: Context, announced: Outcome): GameNode<Outcome> =>
  naive(parameters, context, announced, () => terminal("no", statusQuo(context)));

/** Naive-2 with a fine: one NO also costs player 1 the fine. */
export const naive2Fined = (
  parameters: Discount & { readonly fine: Rational },
  context: Context,
  announced: Outcome,
): GameNode<Outcome> =>
  naive(parameters, context, announced, () => terminal("no", statusQuo(context, parameters.fine)));

/** Naive-3: with Y votes YES, not all, the announced outcome still has the chance εY/n. */
export const naive3 = (parameters: Discount, context: Context, announced: Outcome): GameNode<Outcome> =>
  naive(parameters, context, announced, (_, accepted, yes) => {
    const share = divide(multiply(parameters.discount, whole(yes)), whole(context.players));
    return chance([
      { probability: subtract(one, share), node: terminal("no", statusQuo(context)) },
      { probability: share, node: terminal("yes", accepted) },
    ]);
  });

/** Naive-4: a NO costs player 1 a unit with probability 1 − ε; else the announced outcome has the chance Y/(nB). */
export const naive4 = (parameters: Discount, context: Context, announced: Outcome): GameNode<Outcome> =>
  naive(parameters, context, announced, (_, accepted, yes) => {
    const { discount } = parameters;
    const share = divide(whole(yes), whole(BigInt(context.players) * boundOf(context)));
    return chance([
      { probability: subtract(one, discount), node: terminal("fine", statusQuo(context, one)) },
      { probability: multiply(discount, share), node: terminal("yes", accepted) },
      { probability: multiply(discount, subtract(one, share)), node: terminal("no", statusQuo(context)) },
    ]);
  });

/** Naive-2 with votes in the order 2, 3, …, n; each sees those before. The node of player i is "2.i|" and the votes so far. */
export function naive2Sequential(parameters: Discount, context: Context, announced: Outcome): GameNode<Outcome> {
  if (isStatusQuo(context, announced)) return terminal("stop", announced);
  const accepted = rewarded(parameters, context, announced);
  const votersLeft = (player: number, before: string): GameNode<Outcome> => {
    if (player > context.players) {
      return before.includes("N") ? terminal("no", statusQuo(context)) : terminal("yes", accepted);
    }
    return {
      kind: "moves",
      name: `2.${player}|${before}`,
      movers: [{ player, actions: votes }],
      after: ([vote]) => votersLeft(player + 1, before + (vote === "YES" ? "Y" : "N")),
    };
  };
  return votersLeft(2, "");
}
