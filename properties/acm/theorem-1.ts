import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { isSociallyOptimal } from "../../src/instance/acm-root.js";
import { once } from "../../src/instance/once.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import {
  compare,
  multiply,
  parseRational,
  printRational,
  rational,
  signOfRational,
  zero,
} from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { isNonCollusive } from "./claimed-set.js";
import { everyContext, independent, withPartitions } from "./contexts.js";
import { isRootSolvable } from "./def-2.js";
import { isAccepted } from "./lemma-5.js";
import { rootInstance, type Structures } from "./market-cases.js";
import { areLegal, marketCorners } from "./market-claim.js";
import { type MarketTree, type MarketWorld, stakesAt } from "./market-world.js";
import { everyPublicPart, giveaway, publicPartsSaid } from "./privacy.js";
import { sharedWorld, worldsOf } from "./shared-world.js";
import { faultAtStakes, faultsByTree } from "./stakes-facts.js";

const smaller = "M runs with some δ' < min(δ, ε/B)";

interface Theorem {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly structures: Structures;
  /** Whether the text lets M choose its own δ'. */
  readonly isFree: boolean;
}

const middle = stakesAt(2, 3, [1, 2], [1, 2]);

/** The δ at which M is tried with the discount in the middle: as multiples of ε/B, and near 1/2. */
const deltasFor = (budget: Budget, bits: number): readonly string[] => {
  const discount = parseRational(middle.discount as string)!;
  const bound = multiply(discount, rational(1n, 1n << BigInt(bits - 1)));
  const near = [1n, 2n, 4n].map((times) => printRational(multiply(rational(times), bound)));
  return budget === "gate"
    ? ["2/5"]
    : budget === "standard"
      ? [...near.slice(0, 1), "2/5"]
      : [...near, "1/4", "2/5", "49/100"];
};

const deltaSaid: Readonly<Record<Budget, string>> = {
  gate: "2/5",
  standard: "ε/B and 2/5",
  deep: "ε/B, 2ε/B, 4ε/B, 1/4, 2/5 and 49/100",
};

/** All contexts of two players and one good at δ that may be too large. */
const largeDeltas = (structures: Structures) => {
  const listed = new Map<Budget, readonly Example[]>();
  return (budget: Budget): readonly Example[] => {
    const known = listed.get(budget);
    if (known) return known;
    const contexts = [...everyContext([2, 1, 2]), ...everyContext([2, 1, 3])];
    const found = (structures === "any" ? withPartitions(contexts) : independent(contexts)).flatMap((environment) =>
      deltasFor(budget, environment.bits as number).map((delta) => ({
        instance: rootInstance(environment, { discount: middle.discount!, delta }),
        choices: {},
      })),
    );
    listed.set(budget, found);
    return found;
  };
};

const large: Readonly<Record<Structures, (budget: Budget) => readonly Example[]>> = {
  independent: largeDeltas("independent"),
  any: largeDeltas("any"),
};

const half = rational(1n, 2n);

/** 0 < ε < 1/(5n) and 0 < δ < 1/2. */
const isAnyDelta = ({ stakes: { discount, delta }, context }: MarketWorld): boolean =>
  signOfRational(discount) > 0 &&
  compare(discount, rational(1n, 5n * BigInt(context.players))) < 0 &&
  signOfRational(delta) > 0 &&
  compare(delta, half) < 0;

/** Definition 6 for all legal stakes: what is best is decided for all of them, who else yields an outcome over a whole size. */
function isImplemented(world: MarketWorld): boolean {
  if (!isRootSolvable(world)) return false;
  const { byStatusQuo, optimal } = world.rootForAll();
  if (byStatusQuo && !isSociallyOptimal(world.context, statusQuo(world.context))) return false;
  return optimal.every((found) => isAccepted(world, found)) && giveaway(world, "heavy") === undefined;
}

const proof =
  "All contexts, for δ' < min(δ, ε/B) in M: it is root-solvable (Lemmas 3, 4 and 7 to 11; where everybody is in one block and SW(E) = 0 more announcements than (E, 0) are best, all of them socially optimal), every root-profile puts 1 − δ' > 1 − δ on step b or d with an outcome in f(θ) (Lemma 5), and this outcome tells the announcement (Lemma 6).";

function theorem(parts: Theorem, tree: MarketTree, made: readonly string[]): Claim {
  const isSmaller = ({ delta }: Switches): boolean => parts.isFree || delta === "smaller" || made.includes(smaller);
  const legal = ["0 < ε < 1/(5n), 0 < δ < 1/2"];
  const usual = once(() => new Map<Budget, readonly Example[]>());
  const legalCases = (budget: Budget): readonly Example[] => {
    const found =
      usual().get(budget) ??
      (parts.structures === "any"
        ? everyPublicPart(budget)
        : everyPublicPart(budget).filter(({ instance }) => isNonCollusive(sharedWorld(instance))));
    usual().set(budget, found);
    return found;
  };
  return exampleClaim<MarketWorld>(worldsOf(tree), {
    id: parts.id,
    citation: cite("acm", parts.place),
    statement: parts.statement,
    hypotheses: [...legal, ...(parts.structures === "any" ? [] : ["players are independent"]), ...made],
    readings: parts.isFree ? onlyReading : readingsOf({ delta: ["same", "smaller"] }),
    switchMeanings: parts.isFree
      ? {}
      : {
          same: "M itself runs with this δ",
          smaller: "M runs with some δ' < min(δ, ε/B), as the proof reduces it",
        },
    examples: (budget, switches) => (isSmaller(switches) ? legalCases(budget) : large[parts.structures](budget)),
    describe: (budget, switches) =>
      isSmaller(switches)
        ? `${publicPartsSaid(budget)}${parts.structures === "any" ? "" : ", players independent"}: all announcements, all legal stakes of M at once`
        : `all contexts (n, m, k) of the sizes (2, 1, 2) and (2, 1, 3)${parts.structures === "any" ? " with every partition" : ", players independent"}, ε = ${String(middle.discount)}, at δ = ${deltaSaid[budget]}`,
    argument: (switches) => (isSmaller(switches) ? proof : undefined),
    corners: Object.fromEntries(
      Object.entries(marketCorners).filter(([name]) => !["one player", "no goods"].includes(name)),
    ),
    decide(world, _, switches) {
      const holds = isSmaller(switches) ? isImplemented(world) : faultAtStakes(world) === undefined;
      return { holds };
    },
    sides(world, _, switches) {
      const isMeant = isSmaller(switches) ? areLegal(world) : isAnyDelta(world);
      const isAsked = parts.structures === "any" || isNonCollusive(world);
      const faults = isMeant && isAsked ? faultsByTree(world, tree) : [];
      return {
        left: rational(BigInt(faults.length)),
        right: zero,
        larger: "right",
        hypotheses: isMeant && isAsked ? "inside" : "outside",
        inequality: "violations of Definitions 2 and 6 ≤ 0",
        explanation: faults[0] ?? "no violation",
      };
    },
    evidence: (_, switches): JsonObject =>
      isSmaller(switches)
        ? {}
        : {
            "which δ are too large at the counterexample":
              "n = 2, E = [2], θ_1 = 2, θ_2 = 1: player 2 gets 2ε(1 − δ) + δ(3ε − 1)/2, negative for δ > 4ε/(1 + ε)",
          },
    repair: repairedBy({
      statement: `${parts.statement} Here ${smaller}.`,
      changes: [smaller],
      claim: (changes) => theorem(parts, tree, changes),
      of: ["same"],
    }),
  });
}

/** Theorem 1′: independent players. */
export const theorem1Prime = (tree: MarketTree = market, made: readonly string[] = []): Claim =>
  theorem(
    {
      id: "acm/thm-1prime",
      place: "Theorem 1'",
      statement:
        "For any δ in (0, 1/2), M (1 − δ)-root implements the socially optimal correspondence f with full privacy when players are independent.",
      structures: "independent",
      isFree: false,
    },
    tree,
    made,
  );

/** Theorem 1″: any coalitions. */
export const theorem1Second = (tree: MarketTree = market, made: readonly string[] = []): Claim =>
  theorem(
    {
      id: "acm/thm-1second",
      place: "Theorem 1''",
      statement:
        "For any δ in (0, 1/2), M (1 − δ)-root implements the socially optimal correspondence f with full privacy, whoever colludes with whom.",
      structures: "any",
      isFree: false,
    },
    tree,
    made,
  );

/** Theorem 1: for each δ there is a mechanism, M with ε < 1/(5n) and δ' < min(δ, ε/B). */
export const theorem1 = (tree: MarketTree = market): Claim =>
  theorem(
    {
      id: "acm/thm-1",
      place: "Theorem 1",
      statement:
        "The socially optimal correspondence is essentially root-implementable with full privacy: for any δ in (0, 1/2) there is a mechanism that (1 − δ)-root implements it with full privacy; it is M with any 0 < ε < 1/(5n) and 0 < δ' < min(δ, ε/B).",
      structures: "any",
      isFree: true,
    },
    tree,
    [],
  );
