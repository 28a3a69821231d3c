import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { loc2Format } from "../../src/instance/nst-facility.js";
import type { FacilityEnvironment } from "../../src/mechanisms/nst/facility.js";
import { gap } from "../../src/notions/gap.js";
import * as N from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { isOutside, pairsOf, several, step } from "./facility-gap.js";
import { gridCorners } from "./facility-model.js";
import { gridExample, singles, upTo } from "./grid-cases.js";

/** The alternatives of positive probability. */
const supportOf = ({ adjacent }: FacilityEnvironment): readonly number[] =>
  upTo(adjacent.length).filter((s) => adjacent[s]!.numerator > 0n);

/** What must be equal, of the support of P. */
const supportFacts = {
  separation(environment: FacilityEnvironment, support: readonly number[]) {
    const open = pairsOf(environment).filter(
      ([truth, lie]) => !support.some((s) => N.separates(environment, [truth], 0, lie, s)),
    );
    return { left: Q.rational(BigInt(open.length)), right: Q.zero };
  },
  probability(environment: FacilityEnvironment, support: readonly number[]) {
    return { left: support.map((s) => environment.adjacent[s]!).reduce(Q.minimum), right: step(environment) };
  },
  gap(environment: FacilityEnvironment, support: readonly number[]) {
    return { left: gap(environment, support)!.value, right: step(environment) };
  },
};

/** The alternatives of LOC2 by their definition: their indices in the order of tuples. */
const adjacentByHand = ({ m, K }: FacilityEnvironment): readonly number[] =>
  upTo(m).map((j) => [j, ...upTo(K - 1).map(() => j + 1)].reduce((index, k) => index * (m + 1) + k, 0));

/** The same by listing utilities. */
const supportByHand = {
  separation(environment: FacilityEnvironment, support: readonly number[]) {
    const best = (location: number, s: number): readonly number[] => {
      const utilities = upTo(environment.m + 1).map((r) => environment.utility([location], 0, s, r));
      return upTo(utilities.length).filter((r) => utilities.every((other) => other <= utilities[r]!));
    };
    const open = pairsOf(environment).filter(([truth, lie]) =>
      support.every((s) => best(truth, s).some((r) => best(lie, s).includes(r))),
    );
    return { left: Q.rational(BigInt(open.length)), right: Q.zero };
  },
  probability: supportFacts.probability,
  gap(environment: FacilityEnvironment, support: readonly number[]) {
    const loss = (truth: number, lie: number, s: number): bigint =>
      upTo(environment.m + 1)
        .map((r) => environment.utility([truth], 0, s, r))
        .reduce((x, y) => (x > y ? x : y)) - environment.utility([truth], 0, s, environment.selection([lie], 0, s));
    const most = pairsOf(environment).map(([truth, lie]) =>
      support.map((s) => loss(truth, lie, s)).reduce((x, y) => (x > y ? x : y)),
    );
    const left = Q.rational(
      most.reduce((x, y) => (x < y ? x : y)),
      environment.utilityGrid,
    );
    return { left, right: step(environment) };
  },
};

const names = {
  separation: "pairs t_i ≠ b_i that no alternative of the set separates = 0",
  probability: "min P(s) = 1/m",
  gap: "γ over the m alternatives = 1/m",
};
type Fact = keyof typeof names;
const factOf = ({ says }: Switches): Fact => says as Fact;

const adjacentProofs: Readonly<Record<Fact, string>> = {
  separation:
    "All m and K ≥ 2: for t_i < b_i let j/m = t_i. Nearest to t_i is j/m alone, nearest to b_i is (j + 1)/m alone, both nearer than 1. No smaller set does: j/m and (j + 1)/m are separated by that alternative only.",
  probability: "All m and K: the m alternatives differ from each other.",
  gap: "All m and K ≥ 2: the loss at an alternative is 0 or 1/m, and 1/m where it separates.",
};

/** Section 4.2: the alternatives that LOC2 commits to. */
export const loc2Separating = (
  format = loc2Format,
  made: readonly string[] = [],
  supportAt?: (environment: FacilityEnvironment) => readonly number[],
): Claim =>
  instanceClaim(format, {
    id: "nst/loc2-separating",
    citation: cite("nst", "Section 4.2"),
    statement:
      "Any b_i ≠ t_i are separated by at least one of the m alternatives with one facility at j/m and K − 1 at (j + 1)/m, j = 0, …, m − 1. With P uniform on them, p̃ = 1/m.",
    hypotheses: made,
    readings: readingsOf({ says: ["separation", "probability", "gap"] }),
    switchMeanings: {
      separation: "every pair of types is separated by one of the alternatives",
      probability: "the least probability of these alternatives is 1/m",
      gap: "the gap with these alternatives alone in the place of S is 1/m, as the proof of Corollary 5 needs",
    },
    examples: (budget) => singles(budget).map((grid) => gridExample(format, grid)),
    describe: (budget) =>
      `one player on ${singles(budget).length} grids (m, K), all pairs of types${made.map((change) => `; ${change}`).join("")}`,
    argument: (switches) =>
      made.includes(several) || factOf(switches) === "probability" ? adjacentProofs[factOf(switches)] : undefined,
    corners: gridCorners,
    decide(values, _, switches) {
      const { environment } = values;
      const { left, right } = supportFacts[factOf(switches)](environment, (supportAt ?? supportOf)(environment));
      const hypotheses = isOutside(values, made) ? "outside" : "inside";
      return { left, right, larger: "left", holds: Q.equals(left, right), hypotheses };
    },
    sides(values, _, switches): WorstSides {
      const fact = factOf(switches);
      const { environment } = values;
      const support = (supportAt ?? adjacentByHand)(environment);
      const { left, right } = supportByHand[fact](environment, support);
      return {
        hypotheses: isOutside(values, made) ? "outside" : "inside",
        left,
        right,
        larger: "left",
        holds: Q.equals(left, right),
        inequality: names[fact],
        explanation: `m = ${environment.m}, K = ${environment.K}: facilities at ${support.map((s) => `{${environment.locations(s).join(", ")}}`).join(", ")} of ${environment.m}`,
      };
    },
    evidence: () => ({
      "K = 1": "P is uniform on single facilities at 0, …, m − 1: everybody goes there, and nothing is separated",
      least: "all m alternatives are needed for K ≥ 2, so that p̃ = 1/m is the best of a uniform P",
    }),
    repair: repairedBy({
      statement: "For K ≥ 2 the m adjacent alternatives separate all pairs, and the gap over them is 1/m.",
      changes: [several],
      claim: (changes) => loc2Separating(format, changes, supportAt),
      of: ["separation", "gap"],
    }),
  });
