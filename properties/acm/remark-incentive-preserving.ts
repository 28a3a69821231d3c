import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readAllocation } from "../../src/instance/acm-context.js";
import {
  type Allocation,
  allocationsOf,
  gainOf,
  isSameAllocation,
  type Outcome,
  playersOf,
  socialWelfare,
} from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import { add, compare, one, rational, zero } from "../../src/number/rational.js";
import type { Affine } from "../../src/number/triangle.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import { blockUtilities, firstBlock } from "./claimed-set.js";
import { withPartitions } from "./contexts.js";
import { rootInstance } from "./market-cases.js";
import { collusiveCorners } from "./market-claim.js";
import {
  expectedUtility,
  type MarketTree,
  type MarketWorld,
  printAnnouncement,
  readAnnouncement,
  usualStakes,
} from "./market-world.js";
import { drawnCases, drawnSaid } from "./relabelled.js";
import { announcedAt } from "./root-claim.js";
import { bestAnnouncements, heaviestOf, outcomeKey, plainRootProfiles, profileOf } from "./root-profiles.js";
import { worldClaim } from "./world-claim.js";

const priced = "player 1 announces only what f' may choose, (E, 0) or at prices d_i outside his block";

/** The plainest announcement of an allocation at prices d_i outside the block of player 1. */
function pricedAt({ context, partition }: MarketWorld, allocation: Allocation): Outcome {
  if (isSameAllocation(allocation, context.endowment)) return statusQuo(context);
  const first = firstBlock({ partition });
  return announcedAt(
    allocation,
    playersOf(context)
      .slice(1)
      .map((player) => (first.includes(player) ? 0 : Number(gainOf(context, allocation, player)))),
  );
}

/** An announcement of the allocation that the last player outside the block of player 1 refuses; undefined where there is none. */
function refusedAt(world: MarketWorld, allocation: Allocation): Outcome | undefined {
  const refuser = playersOf(world.context).findLast((player) => !firstBlock(world).includes(player));
  if (refuser === undefined) return undefined;
  const first = firstBlock(world);
  return announcedAt(
    allocation,
    playersOf(world.context)
      .slice(1)
      .map((player) => {
        const gain = first.includes(player) ? 0 : Number(gainOf(world.context, allocation, player));
        return player === refuser ? gain + 1 : gain;
      }),
  );
}

const known = new WeakMap<MarketWorld, Map<string, Affine | undefined>>();

/** What `found` tells, once an announcement. */
function utilityOf(world: MarketWorld, announced: Outcome): Affine | undefined {
  const utilities = known.get(world) ?? new Map<string, Affine | undefined>();
  known.set(world, utilities);
  const key = outcomeKey(announced);
  if (!utilities.has(key)) utilities.set(key, found(world, announced));
  return utilities.get(key);
}

/** nB times the utility of the block of player 1, for all legal stakes; undefined where a block has no strictly dominant strategy. */
function found(world: MarketWorld, { allocation, prices }: Outcome): Affine | undefined {
  const { context, partition } = world;
  const stakes = allLegalStakes(context);
  const { R } = stakes;
  const first = firstBlock(world);
  const own = prices.map(({ numerator }, i) => (first.includes(i + 1) ? 0 : Number(numerator)));
  if (outcomeKey({ allocation, prices }) === outcomeKey(statusQuo(context))) return R.zero;
  const utilities = blockUtilities(stakes, { context, partition }, { allocation, prices: own, size: 1n });
  const block = utilities?.[partition.findIndex((one) => one.includes(1))];
  return block && R.add(block.heads, block.tails);
}

/** Where half of the maximum is reached at E. */
const halves = withPartitions([
  { players: 2, goods: 1, bits: 3, endowment: [1], valuations: [[0, 1], [0, 2]] }, // biome-ignore format: one line
]).map((environment) => ({ instance: rootInstance(environment, usualStakes(2, 3)[0]!), choices: {} }));

/** What f' may choose where f does not: allocations of at least half of a positive maximum, and less than all. */
const approximate = ({ context }: MarketWorld): readonly Allocation[] => {
  const all = [...allocationsOf(context)];
  const most = all.map((allocation) => socialWelfare(context, allocation)).reduce((x, y) => (x > y ? x : y));
  return all.filter((allocation) => {
    const welfare = socialWelfare(context, allocation);
    return welfare < most && 2n * welfare >= most && most > 0n;
  });
};

/** Sections 1.4 and 5.3: M implements approximations of f too; more social welfare is more for player 1. */
export const remarkIncentivePreserving = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const isPriced = ({ announces }: Switches): boolean => announces === "priced" || made.includes(priced);
  const isImplementation = (switches: Switches): boolean => switches.says === "implements" && !isPriced(switches);
  /** Announcements of more and of less social welfare. */
  const pairsOf = (world: MarketWorld, switches: Switches): readonly (readonly [Outcome, Outcome])[] => {
    const { context } = world;
    const all = [...allocationsOf(context)];
    return all.flatMap((more) =>
      all
        .filter((less) => socialWelfare(context, less) < socialWelfare(context, more))
        .flatMap((less) => {
          const refused = isPriced(switches) ? undefined : refusedAt(world, more);
          return [pricedAt(world, more), ...(refused ? [refused] : [])].map((x) => [x, pricedAt(world, less)] as const);
        }),
    );
  };
  const printed = ([more, less]: readonly [Outcome, Outcome]): JsonObject => ({
    more: printAnnouncement(more),
    less: printAnnouncement(less),
  });
  return worldClaim(
    {
      id: "acm/remark-incentive-preserving",
      place: "Sections 1.4 and 5.3",
      statement:
        "Under the same solution concept M also implements any f' that produces budget-balanced outcomes with approximately maximum social welfare: the larger the social welfare of the announced (A*, P*) is, the larger is the utility of player 1.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings: readingsOf({ says: ["implements", "increasing"], announces: ["all", "priced"] }),
      switchMeanings: {
        implements:
          "f' gives an allocation of at least half of the maximum; M(s)^δ is in f'(θ) for every root-profile s",
        increasing:
          "of two announcements the one of larger social welfare has the larger utility of the block of player 1",
        all: "of all announcements",
        priced:
          "of those that f' may choose, priced correctly: (E, 0), and other allocations at prices d_i outside the block of player 1; the best of any set of these then is one of the largest social welfare",
      },
      structures: () => "any",
      examples: (budget) => [...drawnCases(budget, "any"), ...halves],
      describe: (budget) => `${drawnSaid(budget, "any")}; and n = 2, m = 1, k = 3, E = [1], θ_1({1}) = 1, θ_2({1}) = 2`,
      scope: "all pairs of allocations, all legal stakes at once",
      argument: (switches) =>
        isPriced(switches)
          ? "All sizes: at these prices all vote YES, and the utility of the block of player 1, c = |C|, is (1 − δ)(W − 2(n − c)ε) + δ(W − (n − 1)e_C − (n − c)(n + 1)ε)/n with W = SW(A) − SW(E): it grows with W by at least 1 − δ. It has the sign of W for W != 0, as the rest lies strictly between −(1 − δ) and 1 − δ: (E, 0), with 0, stands in its place."
          : undefined,
      corners: collusiveCorners,
      decide(world, switches) {
        const { context } = world;
        if (isImplementation(switches)) {
          const [allocation] = approximate(world);
          if (allocation === undefined) return "outside";
          const [profile] = plainRootProfiles(world);
          const found = socialWelfare(context, heaviestOf(profile!).terminal.outcome.allocation);
          if (found <= socialWelfare(context, allocation)) return "holds";
          return { fails: { allocation: [...allocation], announced: printAnnouncement(profile!.announced) } };
        }
        const { R, sign } = allLegalStakes(context);
        const bad = pairsOf(world, switches).find(([more, less]) => {
          const [x, y] = [utilityOf(world, more), utilityOf(world, less)];
          return x === undefined || y === undefined || sign(R.subtract(x, y)) !== 1;
        });
        return bad ? { fails: printed(bad) } : "holds";
      },
      choices: (switches) =>
        isImplementation(switches)
          ? {
              allocation: (world, given) =>
                given.allocation === undefined
                  ? approximate(world).map((allocation) => [...allocation])
                  : [given.allocation],
              announced: (world, given) =>
                given.announced === undefined ? bestAnnouncements(world) : [given.announced],
            }
          : {
              more: (world, given) =>
                given.more === undefined ? pairsOf(world, switches).map((pair) => printed(pair).more!) : [given.more],
              less: (world, given) =>
                given.less === undefined ? pairsOf(world, switches).map((pair) => printed(pair).less!) : [given.less],
            },
      sides(world, choices, switches) {
        const { context } = world;
        const welfare = (allocation: Allocation) => rational(socialWelfare(context, allocation));
        if (isImplementation(switches)) {
          const allocation = readAllocation(choices.allocation, "choices.allocation", context);
          const announced = readAnnouncement(choices.announced, "choices.announced", world);
          const profile = profileOf(world, announced);
          const isMeant = approximate(world).some((other) => isSameAllocation(other, allocation));
          return {
            left: welfare(allocation),
            right: profile ? welfare(heaviestOf(profile).terminal.outcome.allocation) : zero,
            larger: "left",
            hypotheses: isMeant && profile ? "inside" : "outside",
            inequality: "SW(A) of f'(θ) = {(A, P): Σ P_i = 0} >= SW(M(s)^δ)",
            explanation: `f' gives [${allocation.join(", ")}], rational play ${outcomeKey(announced)}`,
          };
        }
        const read = (name: string) => readAnnouncement(choices[name], `choices.${name}`, world);
        const [more, less] = [read("more"), read("less")];
        const isMeant =
          pairsOf(world, switches).some(
            ([x, y]) => outcomeKey(x) === outcomeKey(more) && outcomeKey(y) === outcomeKey(less),
          ) && compare(welfare(more.allocation), welfare(less.allocation)) > 0;
        const [x, y] = [more, less].map((announced) => {
          const reached = world.played(announced);
          return reached && expectedUtility(world, reached, firstBlock(world));
        });
        return {
          left: x ?? zero,
          right: y ?? add(x ?? zero, one),
          larger: "left",
          holds: x !== undefined && y !== undefined && compare(x, y) > 0,
          hypotheses: isMeant ? "inside" : "outside",
          inequality: "u of the block of player 1 after the announcement of larger SW > after the other",
          explanation: `${outcomeKey(more)} against ${outcomeKey(less)}`,
        };
      },
      repair: repairedBy({
        statement:
          "Of (E, 0) and allocations at prices d_i outside the block of player 1 the one of larger social welfare is better for it: whatever allocations he can find, the best of them is announced.",
        changes: [priced],
        claim: (changes) => remarkIncentivePreserving(tree, changes),
        of: ["implements+all", "increasing+all"],
      }),
    },
    tree,
  );
};
