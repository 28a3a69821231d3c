import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { isSociallyOptimal } from "../../src/instance/acm-root.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { exampleClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { everyContext, type Size, withPartitions } from "./contexts.js";
import { isRootSolvable } from "./def-2.js";
import { isAccepted } from "./lemma-5.js";
import { deltaBound, looseEvidence } from "./loose-stakes.js";
import { contextsSaid, marketCases, rootInstance } from "./market-cases.js";
import { areLegal } from "./market-claim.js";
import { type MarketTree, type MarketWorld, marketWorld } from "./market-world.js";
import { worldsOf } from "./shared-world.js";
import { faultAtStakes, faultsByTree } from "./stakes-facts.js";

const looseDelta = "δ > 2nε/((n − 1)(e + ε)), e the largest θ_i(E_i) of a player i ≠ 1 where E is not best";
const looseDiscount = "ε ≥ 1/(2(n − 1)), with n ≥ 2, m ≥ 1 and k ≥ 2";

const sizeOf = ({ context: { players, goods, bits } }: MarketWorld): Size => [players, goods, bits];

/** Some context and partition of the size of the world at which something is wrong at its stakes. */
function* faultyOf({ stakes, context }: MarketWorld, faults: (world: MarketWorld) => boolean, tree: MarketTree) {
  const parameters = { discount: Q.printRational(stakes.discount), delta: Q.printRational(stakes.delta) };
  for (const plain of everyContext([context.players, context.goods, context.bits])) {
    for (const environment of withPartitions([plain])) {
      const world = marketWorld(rootInstance(environment, parameters), tree);
      if (faults(world)) yield world;
    }
  }
}

type Stakes = readonly [discount: Q.Rational, delta: Q.Rational];

const at = (size: Size, [discount, delta]: Stakes): Example => ({
  instance: rootInstance(withPartitions(everyContext(size).slice(0, 1))[0]!, {
    discount: Q.printRational(discount),
    delta: Q.printRational(delta),
  }),
  choices: {},
});

const bOf = (size: Size): Q.Rational => Q.rational(1n << BigInt(size[2] - 1));
const widthOf = (size: Size): Q.Rational => Q.rational(1n, 5n * BigInt(size[0]));
const share = (x: Q.Rational, p: bigint, q: bigint): Q.Rational => Q.multiply(x, Q.rational(p, q));

/** Sizes at which a check may run through all contexts by the game tree. */
const small: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[2, 0, 1]],
  standard: [
    [2, 0, 1],
    [3, 0, 1],
  ],
  deep: [
    [2, 0, 1],
    [3, 0, 1],
    [2, 1, 2],
  ],
};

/** Sizes with a context where E is not best and somebody values it more than 0. */
const rich: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[2, 1, 3]],
  standard: [
    [2, 1, 3],
    [2, 1, 4],
  ],
  deep: [
    [2, 1, 3],
    [2, 1, 4],
    [2, 2, 2],
    [3, 1, 3],
  ],
};

/** Sizes with a context where E is not best. */
const poor: Readonly<Record<Budget, readonly Size[]>> = {
  gate: [[2, 1, 2]],
  standard: [
    [2, 1, 2],
    [3, 1, 2],
    [2, 2, 2],
  ],
  deep: [
    [2, 1, 2],
    [3, 1, 2],
    [2, 2, 2],
    [4, 1, 2],
    [2, 1, 4],
  ],
};

/** Stakes that the two readings of what is needed speak of, as printed or repaired. */
const needed = {
  delta: {
    printed: (budget: Budget) =>
      small[budget].map((size) => {
        const discount = share(widthOf(size), 1n, 2n);
        return at(size, [discount, Q.divide(discount, bOf(size))]);
      }),
    repaired: (budget: Budget) =>
      rich[budget].map((size) => {
        const discount = share(widthOf(size), 1n, 2n);
        return at(size, [discount, share(deltaBound(size, discount)!, 101n, 100n)]);
      }),
  },
  discount: {
    printed: (budget: Budget) =>
      small[budget].map((size) => at(size, [widthOf(size), share(Q.divide(widthOf(size), bOf(size)), 1n, 2n)])),
    repaired: (budget: Budget) =>
      poor[budget].map((size) => {
        const discount = Q.rational(1n, 2n * BigInt(size[0] - 1));
        return at(size, [discount, share(Q.divide(discount, bOf(size)), 1n, 2n)]);
      }),
  },
} as const;

/** Whether the stakes are outside the printed bound on one of them, and inside that on the other. */
function isBeyond(world: MarketWorld, bound: "delta" | "discount", made: readonly string[]): boolean {
  const { discount, delta } = world.stakes;
  const size = sizeOf(world);
  const [n, m, k] = size;
  const limit = Q.divide(discount, bOf(size));
  if (n < 2 || Q.signOfRational(discount) <= 0 || Q.signOfRational(delta) <= 0) return false;
  if (bound === "discount") {
    const least = made.includes(looseDiscount) ? Q.rational(1n, 2n * BigInt(n - 1)) : widthOf(size);
    if (made.includes(looseDiscount) && (m < 1 || k < 2)) return false;
    return Q.compare(discount, least) >= 0 && Q.compare(discount, Q.one) < 0 && Q.compare(delta, limit) < 0;
  }
  if (Q.compare(discount, widthOf(size)) >= 0 || Q.compare(delta, Q.one) >= 0 || Q.compare(delta, limit) < 0)
    return false;
  const loose = deltaBound(size, discount);
  return !made.includes(looseDelta) || (loose !== undefined && Q.compare(delta, loose) > 0);
}

/** For all legal stakes: root-solvable, and what is best leads to a socially optimal outcome. */
function isGood(world: MarketWorld): boolean {
  if (!isRootSolvable(world)) return false;
  const { byStatusQuo, optimal } = world.rootForAll();
  if (byStatusQuo && !isSociallyOptimal(world.context, statusQuo(world.context))) return false;
  return optimal.every((found) => isAccepted(world, found));
}

/** The printed bounds on the discount and δ suffice; neither is needed. */
export const looseness = (tree: MarketTree = market, made: readonly string[] = []): Claim => {
  const change = (bound: string): string => (bound === "delta" ? looseDelta : looseDiscount);
  const isMade = ({ bound }: Switches): boolean => made.includes(change(bound!));
  const repair = repairedBy(
    ...(["delta", "discount"] as const).map((bound) => ({
      statement: `M fails at some context of every size at all stakes with ${change(bound)}.`,
      changes: [change(bound)],
      claim: (changes: readonly string[]) => looseness(tree, changes),
      of: [bound],
    })),
  );
  return exampleClaim<MarketWorld>(worldsOf(tree), {
    id: "acm/looseness",
    citation: cite("acm", "Section 5.2, the parameters of M"),
    statement:
      "M is root-solvable, and rational play leads to a socially optimal outcome but for a probability of at most δ, at every context where 0 < ε < 1/(5n) and 0 < δ < ε/B.",
    hypotheses: ["n ≥ 2 where a bound is said to be needed", ...made],
    readings: readingsOf({ bound: ["suffice", "delta", "discount"] }),
    switchMeanings: {
      suffice: "the bounds suffice",
      delta: "δ < ε/B is needed: with ε < 1/(5n), at every δ ≥ ε/B some context of each size fails",
      discount: "ε < 1/(5n) is needed: with δ < ε/B, at every ε ≥ 1/(5n) some context of each size fails",
    },
    examples: (budget, switches) =>
      switches.bound === "suffice"
        ? marketCases(budget, "any")
        : needed[switches.bound as "delta" | "discount"][isMade(switches) ? "repaired" : "printed"](budget),
    describe(budget, switches) {
      if (switches.bound === "suffice")
        return `${contextsSaid(budget, "any")}: all announcements, all legal stakes at once`;
      const sizes = isMade(switches) ? (switches.bound === "delta" ? rich : poor) : small;
      const stakes = {
        delta: isMade(switches) ? "ε = 1/(10n), δ one hundredth above the bound" : "ε = 1/(10n), δ = ε/B",
        discount: isMade(switches) ? "ε = 1/(2(n − 1)), δ = ε/(2B)" : "ε = 1/(5n), δ = ε/(2B)",
      }[switches.bound as "delta" | "discount"];
      return `the sizes (n, m, k) = ${sizes[budget].map((size) => `(${size.join(", ")})`).join(", ")}, all contexts and partitions of each, all announcements, at ${stakes}`;
    },
    argument(switches) {
      if (switches.bound === "suffice") return "All contexts: Lemmas 7 to 11.";
      if (!isMade(switches)) return undefined;
      return switches.bound === "delta"
        ? "All sizes: where E is not best player i ≠ 1 with θ_i(E_i) = e gets 2ε(1 − δ) + δ((n + 1)ε − (n − 1)e)/n after a truthful announcement, which is negative beyond this bound."
        : "All sizes: where D = 1 and θ_1(E_1) = 0 player 1 gets at most (1 − δ)(1 − 2(n − 1)ε) + δ(1 − (n² − 1)ε)/n < 0 after a truthful announcement, for (n² − 1)ε ≥ (n + 1)/2 > 1: (E, 0) is better.";
    },
    corners: { "two players": ({ context }) => context.players === 2 },
    decide(world, _, switches) {
      const { bound } = switches;
      if (bound === "suffice") return { holds: isGood(world) };
      const isMeant = isBeyond(world, bound as "delta" | "discount", made);
      const holds = isMeant && !faultyOf(world, (one) => faultAtStakes(one) !== undefined, market).next().done;
      return { hypotheses: isMeant ? "inside" : "outside", holds };
    },
    sides(world, _, switches) {
      const { bound } = switches;
      if (bound === "suffice") {
        const faults = areLegal(world) ? faultsByTree(world, tree) : [];
        return {
          left: Q.rational(BigInt(faults.length)),
          right: Q.zero,
          larger: "right",
          hypotheses: areLegal(world) ? "inside" : "outside",
          inequality: "violations of Definitions 2 and 6 ≤ 0",
          explanation: faults[0] ?? "no violation",
        };
      }
      const isMeant = isBeyond(world, bound as "delta" | "discount", made);
      const found = isMeant ? faultyOf(world, (one) => faultsByTree(one, tree).length > 0, tree).next() : undefined;
      const faulty = found && !found.done ? found.value : undefined;
      return {
        left: faulty ? Q.one : Q.zero,
        right: Q.one,
        larger: "left",
        hypotheses: isMeant ? "inside" : "outside",
        inequality: "contexts of the size that fail at these stakes ≥ 1",
        explanation: faulty
          ? `valuations ${JSON.stringify(faulty.context.values.map((list) => list.map(Number)))}: ${faultsByTree(faulty, tree)[0]}`
          : "every context and partition of the size is root-solvable with a socially optimal outcome",
      };
    },
    evidence: (budget, { bound }) =>
      bound === "suffice"
        ? looseEvidence(budget)
        : {
            "why the counterexample is no exception":
              "where values are not all 0 the exact region is larger than the printed one too: see the evidence of the first reading",
          },
    repair,
  });
};
