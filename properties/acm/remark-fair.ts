import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { boundOf, type Context, worthOf } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import {
  add,
  divide,
  multiply,
  type Rational,
  rational,
  signOfRational,
  subtract,
  zero,
} from "../../src/number/rational.js";
import type { Affine } from "../../src/number/triangle.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { blockUtilities } from "./claimed-set.js";
import { marketCorners } from "./market-claim.js";
import { expectedUtility, type MarketTree, type MarketWorld } from "./market-world.js";
import { drawnCases, drawnSaid, drawsOf } from "./relabelled.js";
import { plainRootProfiles, profileOf, rootProfilesByTree } from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

type Group = readonly number[];

/** Σ_{i∈C} θ_i(E_i). */
const kept = (context: Context, block: Group): bigint =>
  block.reduce((sum, player) => sum + worthOf(context, context.endowment, player), 0n);

const known = new WeakMap<MarketWorld, { readonly utilities: readonly Affine[] | undefined }>();

/** What `utilitiesOf` finds, once a world. */
function fairUtilities(world: MarketWorld): readonly Affine[] | undefined {
  const found = known.get(world) ?? { utilities: utilitiesOf(world) };
  known.set(world, found);
  return found.utilities;
}

/** n·nB times the utility of each block in M-fair, for all legal stakes; undefined where it differs among best announcements. */
function utilitiesOf(world: MarketWorld): readonly Affine[] | undefined {
  const { R, sign } = allLegalStakes(world.context);
  let sums = world.partition.map(() => R.zero);
  for (const { world: drawn, renamed } of drawsOf(world, market)) {
    const root = drawn.rootForAll();
    if (root.undecidedAt || root.mixed) return undefined;
    const stakes = allLegalStakes(drawn.context);
    const all = [
      ...(root.byStatusQuo ? [drawn.partition.map(() => R.zero)] : []),
      ...root.optimal.map((found) =>
        blockUtilities(stakes, drawn, found)!.map(({ heads, tails }) => R.add(heads, tails)),
      ),
    ];
    const [first] = all;
    if (all.some((other) => other.some((utility, i) => sign(R.subtract(utility, first![i]!)) !== 0))) return undefined;
    sums = world.partition.map((block, i) => {
      const name = renamed(block).join();
      return R.add(sums[i]!, first![drawn.partition.findIndex((other) => other.join() === name)]!);
    });
  }
  return sums;
}

/** The blocks' utilities per head in M-fair at the stakes of the instance, by the game tree. */
function fairByTree(world: MarketWorld, tree: MarketTree): readonly Rational[] | undefined {
  let sums: readonly Rational[] = world.partition.map(() => zero);
  for (const { world: drawn, renamed } of drawsOf(world, tree)) {
    const [plain] = drawn.context.players <= 2 ? (rootProfilesByTree(drawn) ?? []) : plainRootProfiles(drawn);
    const profile = plain && profileOf(drawn, plain.announced);
    if (profile === undefined) return undefined;
    sums = world.partition.map((block, i) => add(sums[i]!, expectedUtility(drawn, profile.reached, renamed(block))));
  }
  const { players } = world.context;
  return sums.map((sum, i) => divide(sum, rational(BigInt(players * world.partition[i]!.length))));
}

const pairsOf = ({ partition }: MarketWorld): readonly (readonly [number, number])[] =>
  partition.flatMap((_, i) => partition.slice(i + 1).map((_, j) => [i, i + 1 + j] as const));

const absolute = (x: Rational): Rational => (signOfRational(x) < 0 ? subtract(zero, x) : x);

/** Section 5.2: M-fair gives every player almost the same expected utility. */
export const remarkFair = (tree: MarketTree = market): Claim => {
  const isInside = (world: MarketWorld, { who }: Switches): boolean =>
    who === "blocks" || world.partition.every((block) => block.length === 1);
  return worldClaim(
    {
      id: "acm/remark-fair",
      place: "Section 5.2, Almost Ex-Ante Fairness",
      statement:
        "Where a player drawn uniformly plays the role of player 1 all players have almost the same expected utility; two may differ only through step c, where they value their endowments differently.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B"],
      readings: readingsOf({ says: ["only", "almost"], who: ["players", "blocks"] }),
      switchMeanings: {
        only: "they differ by at most δ·(n − 1)/n times the difference of their values of their endowments: not at all where that is 0",
        almost: "they differ by at most 2ε",
        players: "players, all of them independent",
        blocks: "blocks per head, whoever colludes: a player in a block has no utility of her own",
      },
      structures: ({ who }) => (who === "blocks" ? "any" : "independent"),
      examples: (budget, { who }) => drawnCases(budget, who === "blocks" ? "any" : "independent"),
      describe: (budget, { who }) => drawnSaid(budget, who === "blocks" ? "any" : "independent"),
      scope: "all announcements, all pairs, all legal stakes at once",
      argument: () =>
        "All sizes, SW(E) < max with D = max SW − SW(E), c = |C|, e_C = Σ_{i∈C} θ_i(E_i): the block of the player drawn has (1 − δ)(D − 2(n − c)ε) + δ(D − (n − 1)e_C − (n − c)(n + 1)ε)/n, another one (1 − δ)2cε + δ(c(n + 1)ε − (n − 1)e_C)/n. Weighed with c/n and (n − c)/n the discounts cancel: c/n·((1 − δ)D + δD/n) − δ·(n − 1)/n·e_C. Per head this differs through e_C/c alone, by at most 2(B − 1)δ(n − 1)/n < 2ε. With SW(E) = max all have 0.",
      corners: marketCorners,
      decide(world, switches) {
        if (!isInside(world, switches)) return "outside";
        const utilities = fairUtilities(world);
        if (utilities === undefined) return { fails: {} };
        const { context, partition } = world;
        const { R, discount, delta, sign } = allLegalStakes(context);
        const whole = (n: bigint, x: Affine) => R.multiply(R.integer(n), x);
        const n = BigInt(context.players);
        const unit = n * boundOf(context);
        const bad = pairsOf(world).find(([i, j]) => {
          const [c, d] = [BigInt(partition[i]!.length), BigInt(partition[j]!.length)];
          const difference = R.subtract(whole(d, utilities[i]!), whole(c, utilities[j]!));
          const endowed = d * kept(context, partition[i]!) - c * kept(context, partition[j]!);
          const bound =
            switches.says === "almost"
              ? whole(2n * n * unit * c * d, discount)
              : whole((n - 1n) * unit * (endowed < 0n ? -endowed : endowed), delta);
          const signs = [sign(R.subtract(bound, difference)), sign(R.add(bound, difference))];
          return !signs.every((found) => found === 0 || found === 1);
        });
        return bad ? { fails: { pair: [...bad] } } : "holds";
      },
      choices: () => ({ pair: (world) => pairsOf(world).map((pair) => [...pair]) }),
      sides(world, choices: JsonObject, switches) {
        const [i, j] = choices.pair as unknown as readonly [number, number];
        const { context, partition, stakes } = world;
        const utilities = fairByTree(world, tree);
        const perHead = (place: number): Rational =>
          rational(kept(context, partition[place]!), BigInt(partition[place]!.length));
        const n = BigInt(context.players);
        const step = multiply(stakes.delta, rational(n - 1n, n));
        const right =
          switches.says === "almost"
            ? multiply(rational(2n), stakes.discount)
            : multiply(step, absolute(subtract(perHead(i), perHead(j))));
        return {
          left: utilities ? absolute(subtract(utilities[i]!, utilities[j]!)) : add(right, rational(1n)),
          right,
          larger: "right",
          hypotheses: isInside(world, switches) ? "inside" : "outside",
          inequality:
            switches.says === "almost"
              ? "|U_C/|C| − U_D/|D|| <= 2ε"
              : "|U_C/|C| − U_D/|D|| <= δ·(n − 1)/n·|e_C/|C| − e_D/|D||",
          explanation: `C = {${partition[i]!.join(", ")}}, D = {${partition[j]!.join(", ")}}`,
        };
      },
      evidence: () => ({
        "exact difference": "δ·(n − 1)/n·(e_D/|D| − e_C/|C|) where SW(E) < max, and 0 otherwise",
        "best constant": "sup of it over contexts: 2(B − 1)·δ·(n − 1)/n",
      }),
    },
    tree,
  );
};
