import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Pivot } from "../../src/mechanisms/acm/vcg.js";
import { contextClaim, contextCorners } from "./naive-claim.js";
import {
  pivotMeanings,
  truthfulPlay,
  typesAt,
  type VcgWorld,
  vcgContexts,
  vcgSaid,
  vcgWorld,
  withReport,
} from "./vcg-world.js";

type Utility = VcgWorld["utility"];

const corners = {
  "one player": contextCorners["one player"]!,
  "two players": contextCorners["two players"]!,
  "no goods": contextCorners["no goods"]!,
  "only values 0": contextCorners["only values 0"]!,
  "a negative value": contextCorners["a negative value"]!,
  "E does not maximise social welfare": contextCorners["E does not"]!,
};

const shown = (list: readonly number[]): string => `(${list.join(", ")})`;

const weakly = "at least as good";

/** The largest gain by a lie over all players and lies; undefined where there is no lie. */
function largestGain({ types, size }: VcgWorld, utility: Utility) {
  const all = typesAt(size);
  let best: { gain: number; player: number; lie: readonly number[] } | undefined;
  types.forEach((type, i) => {
    const truth = utility(types, i + 1, type);
    for (const lie of all) {
      if (lie.join() === type.join()) continue;
      const gain = utility(withReport(types, i + 1, lie), i + 1, type) - truth;
      if (best === undefined || gain > best.gain) best = { gain, player: i + 1, lie };
    }
  });
  return best;
}

/** Section 2: to report one's type is dominant. */
export const vcgTruthful = (made: readonly string[] = [], read = vcgWorld): Claim<Example> =>
  contextClaim(read, {
    id: "acm/vcg-truthful",
    place: "Section 2 and footnote 17",
    statement: "In VCG it is a dominant strategy of every player to report her type, whatever the others report.",
    hypotheses: made,
    readings: readingsOf({ pivot: ["clarke", "exchange"], best: ["as-good", "only-best"] }),
    switchMeanings: {
      ...pivotMeanings,
      "as-good": "no other report is better",
      "only-best": "every other report is worse",
    },
    instances: (budget, { pivot }) => vcgContexts(budget).map((context) => truthfulPlay(pivot as Pivot, context)),
    describe: (budget) => `${vcgSaid(budget)}: all lies of all players, the others' types for what they report`,
    argument: ({ best }) =>
      best === "as-good" || made.includes(weakly)
        ? "All contexts: u_i = θ_i(A_i) + Σ_{j≠i} v_j(A_j) - h_i - θ_i(E_i), of which i influences only A; truth makes it maximise the first two terms."
        : undefined,
    corners,
    decide(world, { pivot, best }) {
      if (world.pivot !== pivot) return undefined;
      const found = largestGain(world, world.utility);
      return found === undefined || found.gain < (best === "only-best" && !made.includes(weakly) ? 0 : 1);
    },
    sides(world, { pivot, best }) {
      if (world.pivot !== pivot) return undefined;
      const found = largestGain(world, world.plainUtility);
      const isStrict = best === "only-best" && !made.includes(weakly);
      const gain = found?.gain ?? -1;
      return {
        left: gain,
        right: isStrict ? -1 : 0,
        larger: "right",
        holds: gain <= (isStrict ? -1 : 0),
        inequality: `the most that a lie gains <= ${isStrict ? -1 : 0}`,
        explanation: found
          ? `player ${found.player} with values ${shown(world.types[found.player - 1]!)} gains ${gain} by reporting ${shown(found.lie)}`
          : "there is nothing else to report",
      };
    },
    repairs:
      made.length > 0
        ? []
        : [
            {
              statement: "No report is better than one's type.",
              changes: [weakly],
              of: ["clarke+only-best", "exchange+only-best"],
              claim: (kept) => vcgTruthful(kept, read),
            },
          ],
  });

const keeping = "the pivot leaves i her endowment";

/** What the one who has least gets. */
const least = ({ types }: VcgWorld, utility: Utility): { worth: number; player: number } =>
  types
    .map((type, i) => ({ worth: utility(types, i + 1, type), player: i + 1 }))
    .reduce((worst, next) => (next.worth < worst.worth ? next : worst));

/** VCG and participation: who loses where all report their types. */
export const vcgParticipation = (made: readonly string[] = []): Claim<Example> => {
  const pivotOf = ({ pivot }: Switches): Pivot => (made.includes(keeping) ? "exchange" : (pivot as Pivot));
  return contextClaim(vcgWorld, {
    id: "acm/vcg-individual-rationality",
    place: "Section 2, The VCG mechanism",
    statement: "VCG is individually rational: u_i >= 0 for every player where all report their types.",
    hypotheses: made,
    readings: readingsOf({ pivot: ["clarke", "exchange"] }),
    switchMeanings: pivotMeanings,
    instances: (budget, switches) => vcgContexts(budget).map((context) => truthfulPlay(pivotOf(switches), context)),
    describe: vcgSaid,
    argument: (switches) =>
      pivotOf(switches) === "exchange"
        ? "All contexts: the allocation of h_i, with E_i for i, is one of those over which SW is maximised: max SW >= h_i + θ_i(E_i), and u_i is the difference."
        : undefined,
    corners,
    decide: (world, switches) =>
      world.pivot === pivotOf(switches) ? least(world, world.utility).worth >= 0 : undefined,
    sides(world, switches) {
      if (world.pivot !== pivotOf(switches)) return undefined;
      const { worth, player } = least(world, world.plainUtility);
      const { owners, prices } = world.plainOutcome(world.types);
      return {
        left: worth,
        right: 0,
        larger: "left",
        holds: worth >= 0,
        inequality: "min_i u_i >= 0",
        explanation: `owners ${shown(owners)} at prices ${shown(prices)}: player ${player} gets ${worth}`,
      };
    },
    repairs:
      made.length > 0
        ? []
        : [
            {
              statement: "With the pivot that leaves i her endowment VCG is individually rational.",
              changes: [keeping],
              of: ["clarke"],
              claim: (kept) => vcgParticipation(kept),
            },
          ],
  });
};
