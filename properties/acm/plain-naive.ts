import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";

/** What player 1 announces. */
export interface Said {
  readonly owners: readonly number[];
  readonly prices: readonly number[];
}

/** A naive form at a context, in plain integers: for the checks, which share nothing with the mechanisms. */
export interface PlainGame {
  readonly mechanism: string;
  readonly n: number;
  readonly B: number;
  readonly endowment: readonly number[];
  readonly e: Q.Rational;
  readonly fine: Q.Rational;
  readonly allocations: readonly (readonly number[])[];
  /** d_i(A). */
  gain(player: number, owners: readonly number[]): number;
  welfare(owners: readonly number[]): number;
  readonly bestWelfare: number;
  readonly isEndowmentBest: boolean;
}

/** 0, …, length − 1. */
export const upTo = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

/** 2^k. */
export const twoTo = (k: number): number => Number(1n << BigInt(k));

/** The remainder of a count. */
export const remainder = (count: number, by: number): number => Number(BigInt(count) % BigInt(by));

const listsOf = (length: number, values: readonly number[]): readonly (readonly number[])[] =>
  length === 0 ? [[]] : listsOf(length - 1, values).flatMap((list) => values.map((value) => [...list, value]));

/** Reads an instance that has been read before. */
export function plainGame(mechanism: string, { environment, parameters }: JsonObject): PlainGame {
  const {
    players: n,
    goods,
    bits,
    endowment,
    valuations,
  } = environment as unknown as {
    readonly [field in "players" | "goods" | "bits"]: number;
  } & { readonly endowment: readonly number[]; readonly valuations: readonly (readonly number[])[] };
  const given = (parameters ?? {}) as Readonly<Record<string, string>>;
  const read = (name: string) => (given[name] === undefined ? Q.zero : Q.parseRational(given[name])!);
  const worth = (player: number, owners: readonly number[]): number =>
    valuations[player - 1]![owners.reduce((sum, owner, g) => (owner === player ? sum + twoTo(g) : sum), 0)]!;
  const welfare = (owners: readonly number[]): number => upTo(n).reduce((sum, i) => sum + worth(i + 1, owners), 0);
  const allocations = listsOf(goods, upTo(n + 1));
  const bestWelfare = Math.max(...allocations.map(welfare));
  return {
    mechanism,
    n,
    B: twoTo(bits - 1),
    endowment,
    e: read("discount"),
    fine: read("fine"),
    allocations,
    gain: (player, owners) => worth(player, owners) - worth(player, endowment),
    welfare,
    bestWelfare,
    isEndowmentBest: welfare(endowment) === bestWelfare,
  };
}

/** Everything that may be announced: the others' prices below B or 2B in size, player 1's below B unless free. */
export function allSaid(game: PlainGame, { isWide, isFree }: { isWide: boolean; isFree: boolean }): readonly Said[] {
  const size = isWide ? 2 * game.B : game.B;
  const vectors = listsOf(
    game.n - 1,
    upTo(2 * size - 1).map((i) => i - size + 1),
  )
    .map((others) => [others.reduce((sum, price) => sum - price, 0), ...others])
    .filter(([first]) => isFree || (first! < game.B && -first! < game.B));
  return game.allocations.flatMap((owners) => vectors.map((prices) => ({ owners, prices })));
}

/** d_i − P_i. */
export const surplus = (game: PlainGame, { owners, prices }: Said, player: number): number =>
  game.gain(player, owners) - prices[player - 1]!;

/** Whether it is (E, 0). */
export const isNothing = ({ endowment }: PlainGame, { owners, prices }: Said): boolean =>
  owners.join() === endowment.join() && prices.every((price) => price === 0);

/** A maximises social welfare and P_i = d_i for i ≠ 1. */
export const isPlainlyTruthful = (game: PlainGame, said: Said): boolean =>
  game.welfare(said.owners) === game.bestWelfare &&
  upTo(game.n).every((i) => i === 0 || surplus(game, said, i + 1) === 0);

/** The truthful outcome of an allocation: P_i = d_i for i ≠ 1, whether or not such prices may be announced. */
export function plainlyTruthful(game: PlainGame, owners: readonly number[]): Said {
  const others = upTo(game.n - 1).map((i) => game.gain(i + 2, owners));
  // Not −Σ d_i: that is −0 where they sum to 0.
  return { owners, prices: [others.reduce((sum, price) => sum - price, 0), ...others] };
}

const int = (n: number): Q.Rational => Q.rational(BigInt(n));

/** The chance that what was announced comes about with Y votes YES, and what player 1 is fined on average. */
export function chancesOf({ mechanism, n, B, e, fine }: PlainGame, yes: number): readonly [Q.Rational, Q.Rational] {
  if (yes === n - 1) return [Q.one, Q.zero];
  if (mechanism === "acm/naive-3") return [Q.multiply(e, Q.rational(BigInt(yes), BigInt(n))), Q.zero];
  if (mechanism === "acm/naive-4") {
    return [Q.multiply(e, Q.rational(BigInt(yes), BigInt(n * B))), Q.subtract(Q.one, e)];
  }
  return [Q.zero, mechanism === "acm/naive-2-fined" ? fine : Q.zero];
}

/** Σ_{i ∈ C} u_i if what was announced comes about: the others get e each, player 1 pays it. */
export function acceptedUtility(game: PlainGame, said: Said, block: readonly number[]): Q.Rational {
  const whole = block.reduce((sum, player) => sum + surplus(game, said, player), 0);
  const discounts = block.reduce((sum, player) => sum + (player === 1 ? 1 - game.n : 1), 0);
  return Q.add(int(whole), Q.multiply(int(discounts), game.e));
}

/** Σ_{i ∈ C} u_i with Y votes YES. */
export function plainUtility(game: PlainGame, said: Said, block: readonly number[], yes: number): Q.Rational {
  if (isNothing(game, said)) return Q.zero;
  const [share, fine] = chancesOf(game, yes);
  const accepted = Q.multiply(share, acceptedUtility(game, said, block));
  return block.includes(1) ? Q.subtract(accepted, fine) : accepted;
}

/** How many vote YES where each block votes by the sign of Σ (d_i − P_i). */
export const yesBySign = (game: PlainGame, said: Said, blocks: readonly (readonly number[])[]): number =>
  blocks.reduce(
    (sum, block) =>
      block.reduce((total, player) => total + surplus(game, said, player), 0) >= 0
        ? sum + block.filter((player) => player !== 1).length
        : sum,
    0,
  );

/** Players 2, …, n by themselves. */
export const alone = ({ n }: PlainGame): readonly (readonly number[])[] => upTo(n - 1).map((i) => [i + 2]);

/** The best of all that may be said for player 1, voting by sign: its worth, and what attains it. */
export function plainlyBest(
  game: PlainGame,
  said: readonly Said[],
  blocks = alone(game),
): { readonly utility: Q.Rational; readonly optima: readonly Said[] } {
  const worths = said.map((one) => plainUtility(game, one, [1], yesBySign(game, one, blocks)));
  const utility = worths.reduce(Q.maximum);
  return { utility, optima: said.filter((_, i) => Q.compare(worths[i]!, utility) === 0) };
}

/** For explanations. */
export const say = ({ owners, prices }: Said): string =>
  `owners (${owners.join(", ")}) at prices (${prices.join(", ")})`;
