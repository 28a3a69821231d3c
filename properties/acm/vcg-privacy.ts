import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Pivot } from "../../src/mechanisms/acm/vcg.js";
import type { ContextJson } from "./contexts.js";
import { contextClaim, contextCorners } from "./naive-claim.js";
import { upTo } from "./plain-naive.js";
import {
  pivotMeanings,
  type Reports,
  truthfulPlay,
  typesAt,
  type VcgWorld,
  vcgContexts,
  vcgWorld,
  withReport,
} from "./vcg-world.js";

type Utility = VcgWorld["utility"];

const shown = (list: readonly number[]): string => `(${list.join(", ")})`;

const telling = "players report their types";

/** Whether a report is dominant for a type: no other one is better, whatever the others report. */
function isDominant(
  { types, size }: VcgWorld,
  utility: Utility,
  player: number,
  report: readonly number[],
  type: readonly number[],
): boolean {
  // biome-ignore format: one line
  const all = typesAt(size);
  const others = upTo(types.length - 1).reduce<readonly Reports[]>(
    (found) => found.flatMap((list) => all.map((one) => [...list, one])),
    [[]],
  );
  return others.every((list) => {
    const reports = [...list.slice(0, player - 1), report, ...list.slice(player - 1)];
    const worth = utility(reports, player, type);
    return all.every((other) => utility(withReport(reports, player, other), player, type) <= worth);
  });
}

/** Other types of some player for which her report is rational too, and of whom. */
function otherTypes(world: VcgWorld, utility: Utility): readonly { player: number; type: readonly number[] }[] {
  const { types, size } = world;
  return types.flatMap((report, i) =>
    typesAt(size)
      .filter((type) => type.join() !== report.join() && isDominant(world, utility, i + 1, report, type))
      .map((type) => ({ player: i + 1, type })),
  );
}

/** Players for whom to report their types is not dominant: their reports are then no rational play. */
const untruthful = (world: VcgWorld, utility: Utility): readonly number[] =>
  upTo(world.types.length)
    .map((i) => i + 1)
    .filter((player) => {
      const type = world.types[player - 1]!;
      return !isDominant(world, utility, player, type, type);
    });

/** All type profiles of a size, and the outcome at each as text. */
const profiles = ({ types, size }: VcgWorld): readonly Reports[] =>
  types.reduce<readonly Reports[]>(
    (found) => found.flatMap((list) => typesAt(size).map((one) => [...list, one])),
    [[]],
  );

/** Other type profiles with the outcome of this one. */
const alike = (world: VcgWorld, outcomeOf: (reports: Reports) => string): readonly Reports[] => {
  const own = outcomeOf(world.types);
  return profiles(world).filter((other) => other.flat().join() !== world.types.flat().join() && outcomeOf(other) === own); // biome-ignore format: one line
};

const domains: Readonly<Record<string, Readonly<Record<Budget, string>>>> = {
  "one-context": {
    gate: "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 2), (2, 1, 1) and (2, 1, 2): all types, all reports of the others",
    standard:
      "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 2), (1, 1, 3), (2, 1, 1) and (2, 1, 2), and (3, 1, 2) with the values 0, -1 and 1: all types, all reports of the others",
    deep: "all contexts (n, m, k) of the sizes (1, 0, 1), (1, 1, 2), (1, 1, 3), (2, 1, 1), (2, 1, 2) and (3, 1, 2): all types, all reports of the others",
  },
  "more-contexts": {
    gate: "all endowments of the sizes (1, 1, 2) and (2, 1, 2): all types",
    standard: "all endowments of the sizes (1, 1, 2), (1, 1, 3), (2, 1, 2) and (3, 1, 2): all types",
    deep: "all endowments of the sizes (1, 1, 2), (1, 1, 3), (2, 1, 2), (2, 1, 3) and (3, 1, 2): all types",
  },
};

/** The contexts whose nodes, or whose endowments, are looked at. */
const contextsOf = (budget: Budget, said: string): readonly ContextJson[] =>
  vcgContexts(budget).filter(({ goods, players, bits, valuations }) => {
    const values = valuations.flat();
    if (said === "more-contexts") return goods > 0 && bits > 1 && players < 4 && values.every((value) => value === 0);
    if (goods > 1 || players > 3 || (players > 1 && bits > 2)) return false;
    return players < 3 || budget === "deep" || (budget === "standard" && values.join() === "0,0,0,-1,0,1");
  });

/** Section 4.2, footnote 17: VCG and privacy. */
export const vcgPrivacy = (made: readonly string[] = [], read = vcgWorld): Claim<Example> => {
  const text = (owners: readonly number[], prices: readonly unknown[], { outcome }: Switches): string =>
    outcome === "with-prices" ? `${owners.join()};${prices.join()}` : owners.join();
  const isTelling = ({ strategies }: Switches) => strategies === "truth" || made.includes(telling);
  return contextClaim(read, {
    id: "acm/vcg-privacy",
    place: "Footnote 17",
    statement:
      "VCG with ties broken lexicographically loses privacy: by rational play in dominant strategies the terminal node h = θ comes from a single context, and the outcome, the first allocation of maximal welfare, from more.",
    hypotheses: ["m >= 1, k >= 2 for the outcome", ...made],
    readings: readingsOf(
      { said: ["one-context", "more-contexts"], strategies: ["all-dominant", "truth"] },
      { pivot: ["clarke", "exchange"], outcome: ["allocation", "with-prices"] },
    ),
    switchMeanings: {
      ...pivotMeanings,
      "one-context": "the node of every context comes from that context alone",
      "more-contexts": "the outcome where every value is 0 comes from other contexts with the same E too",
      "all-dominant": "rational are all dominant strategies",
      truth: "rational is to report one's type, which is a dominant strategy of every player",
      allocation: "the outcome is the allocation",
      "with-prices": "the outcome is the allocation with its prices",
    },
    instances: (budget, { pivot, said }) =>
      contextsOf(budget, said!).map((context) => truthfulPlay(pivot as Pivot, context)),
    describe: (budget, { said }) => domains[said!]![budget],
    argument: (switches) =>
      switches.said === "more-contexts"
        ? "All contexts with m >= 1 and k >= 2: if a good is worth -1 to player 1, alone or with others, and all else 0, it is destroyed and nobody pays, as where every value is 0."
        : isTelling(switches)
          ? "All contexts: to report one's type is dominant (see acm/vcg-truthful), and the node is the vector of reports, which is θ; who colludes is known to be nobody, and the rest is public."
          : undefined,
    corners: {
      "one player": contextCorners["one player"]!,
      "two players": contextCorners["two players"]!,
      "one good": ({ context }) => context.goods === 1,
      "only values 0": contextCorners["only values 0"]!,
    },
    decide(world, switches) {
      if (world.pivot !== switches.pivot) return undefined;
      // Those who report their types send different reports where they have different types.
      if (switches.said === "one-context") {
        return (isTelling(switches) ? untruthful : otherTypes)(world, world.utility).length === 0;
      }
      const outcomeOf = (reports: Reports) => {
        const { allocation, prices } = world.outcome(reports);
        return text(
          allocation,
          prices.map(({ numerator }) => numerator),
          switches,
        );
      };
      return alike(world, outcomeOf).length > 0;
    },
    sides(world, switches) {
      if (world.pivot !== switches.pivot) return undefined;
      if (switches.said === "one-context" && isTelling(switches)) {
        const found = untruthful(world, world.plainUtility);
        return {
          left: found.length,
          right: 0,
          larger: "right",
          holds: found.length === 0,
          inequality: "players whose report of their type is not dominant <= 0",
          explanation:
            found.length === 0
              ? "the node is the types of this context"
              : `player ${found[0]} has something better to report than her type`,
        };
      }
      if (switches.said === "one-context") {
        const found = otherTypes(world, world.plainUtility);
        return {
          left: found.length,
          right: 0,
          larger: "right",
          holds: found.length === 0,
          inequality: "other types for which one of the reports is dominant <= 0",
          explanation: found[0]
            ? `the report ${shown(world.types[found[0].player - 1]!)} of player ${found[0].player} is dominant for the type ${shown(found[0].type)} too`
            : "each report is rational for one type only",
        };
      }
      if (world.context.goods === 0 || world.context.bits === 1) return undefined;
      const outcomeOf = (reports: Reports) => {
        const { owners, prices } = world.plainOutcome(reports);
        return text(owners, prices, switches);
      };
      const found = alike(world, outcomeOf);
      return {
        left: found.length,
        right: 1,
        larger: "left",
        holds: found.length > 0,
        inequality: "other type profiles with the same outcome >= 1",
        explanation: found[0] ? `the same outcome as of the types ${found[0].map(shown).join(", ")}` : "no other types give it", // biome-ignore format: one line
      };
    },
    evidence: () => ({
      "Definition 5":
        "fails in either way: two type profiles with the same outcome, each reported truly, end in different nodes",
    }),
    repairs:
      made.length > 0
        ? []
        : [
            {
              statement: "Where players report their types the node comes from a single context.",
              changes: [telling],
              of: [
                "one-context+all-dominant+clarke+allocation",
                "one-context+all-dominant+exchange+allocation",
                "one-context+all-dominant+clarke+with-prices",
              ],
              claim: (kept) => vcgPrivacy(kept, read),
            },
          ],
  });
};
