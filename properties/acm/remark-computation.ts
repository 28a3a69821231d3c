import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { exampleClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { type MarketSize, workByFormula, workByPlay } from "./counted-work.js";
import { rootInstance } from "./market-cases.js";
import { type MarketWorld, marketWorld, stakesAt } from "./market-world.js";
import { isLegal } from "./optimal-play.js";

const withProducts = "products with n: linear in each of n, m, k where the others are held";

const readings: readonly Reading[] = ["words", "bits-each", "bits-together"].map((count, i) => ({
  name: count,
  switches: { count },
  literal: i === 0,
}));

const sizes: Readonly<Record<Budget, readonly (readonly number[])[]>> = {
  gate: [[1, 2, 8], [0, 2], [1, 4, 30]], // biome-ignore format: one line
  standard: [[1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3], [1, 2, 3, 8, 30]], // biome-ignore format: one line
  deep: [[1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6], Array.from({ length: 30 }, (_, i) => i + 1)], // biome-ignore format: one line
};

/** A context of the size in which nothing is worth anything: what is counted depends on the size alone. */
const exampleOf = (players: number, goods: number, bits: number): Example => ({
  instance: rootInstance(
    {
      players,
      goods,
      bits,
      endowment: Array.from({ length: goods }, () => 1),
      valuations: Array.from({ length: players }, () => Array.from({ length: Number(1n << BigInt(goods)) }, () => 0)),
      coalitions: Array.from({ length: players }, (_, i) => [i + 1]),
    },
    stakesAt(players, bits, [1, 2], [1, 2]),
  ),
  choices: {},
});

const whole = (n: number) => rational(BigInt(n));

/** What the work must not exceed. */
const boundAt = ({ players: n, goods: m, bits: k }: MarketSize, isProduct: boolean, factor: number): number =>
  isProduct ? 8 * n * (k + 2) + 3 * n * m + 2 * n + 3 : factor * (n + m + k);

/** A step a word; with one a bit as much as it takes for one player, and for one bit. */
const factorOf = (count: string): number => (count === "words" ? 8 : 24);

type World = MarketWorld & { readonly epsilon?: never };

/** Section 1.4, Footnote 4, and Section 5.3: the computation overhead. */
export const computationOverhead = (work = workByPlay, made: readonly string[] = []): Claim =>
  exampleClaim((instance) => marketWorld(instance) as World, {
    id: "acm/remark-computation",
    citation: cite("acm", "Section 1.4, Footnote 4"),
    statement:
      "After the announcement a rational play takes a number of elementary steps that is linear in each of n, m and k.",
    hypotheses: made,
    readings,
    switchMeanings: {
      words: "at most 8(n + m + k) steps, one for each operation on a price, value or owner",
      "bits-each":
        "at most 8n(k + 2) + 3nm + 2n + 3 steps, one for each bit of an operand: linear in each where the others are held",
      "bits-together": "at most 24(n + m + k) such steps, which are enough for n = 1 and for k = 1",
    },
    examples: (budget) => {
      const [players, goods, bits] = sizes[budget] as [readonly number[], readonly number[], readonly number[]];
      return players.flatMap((n) => goods.flatMap((m) => bits.map((k) => exampleOf(n, m, k))));
    },
    describe: (budget) => {
      const [n, m, k] = sizes[budget].map((list) => list.join(", "));
      return `n = ${n}; m = ${m}; k = ${k}: steps counted in the worst rational play`;
    },
    argument: ({ count }) =>
      count === "words"
        ? "All sizes: 8n + 3m steps."
        : count === "bits-each" || made.length > 0
          ? "All sizes: the digits of n are at most n, and counting to n changes fewer than 2n digits; add up the steps."
          : undefined,
    corners: {
      "one player": ({ context }) => context.players === 1,
      "no goods": ({ context }) => context.goods === 0,
      "one bit": ({ context }) => context.bits === 1,
    },
    decide({ context }, _, { count }) {
      const { words, bits } = workByFormula(context);
      const isProduct = count === "bits-each" || made.includes(withProducts);
      return {
        left: whole(count === "words" ? words : bits),
        right: whole(boundAt(context, isProduct, factorOf(count!))),
        larger: "right",
      };
    },
    sides(world, _, { count }) {
      const { context } = world;
      const { words, bits } = work(context);
      const isProduct = count === "bits-each" || made.includes(withProducts);
      return {
        hypotheses: isLegal(world) ? "inside" : "outside",
        left: whole(count === "words" ? words : bits),
        right: whole(boundAt(context, isProduct, factorOf(count!))),
        larger: "right",
        inequality: isProduct ? "steps <= 8n(k + 2) + 3nm + 2n + 3" : `steps <= ${factorOf(count!)}(n + m + k)`,
        explanation: `n = ${context.players}, m = ${context.goods}, k = ${context.bits}: ${words} operations, ${bits} on bits`,
      };
    },
    evidence: (_, { count }) => ({
      steps: "range, sum and (E, 0) checked, θ_i(A*_i) against θ_i(E_i) + P*_i, votes counted, the outcome set",
      ...(count === "words" && { exactly: "8n + 3m; none depends on k" }),
      ...(count === "bits-together" && {
        constant: "none would do: the n − 1 prices alone have (n − 1)(k + 1) bits to be read",
      }),
      ...(count === "bits-each" && {
        sum: "kept with one accumulator of k + 1 + log n bits it would cost n log n; with one counter a binary place it is linear in n",
      }),
    }),
    ...(made.length === 0 && {
      repair: repairedBy({
        statement:
          "At most 8n(k + 2) + 3nm + 2n + 3 steps on bits: linear in each of n, m and k where the others are held.",
        changes: [withProducts],
        of: ["bits-together"],
        claim: (changes) => computationOverhead(work, changes),
      }) as never,
    }),
  });
