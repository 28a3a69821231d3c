import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { repairOf } from "../repairs.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { isTiedSomewhere } from "./lead-at.js";
import { type Library, libraryInstance, topsOf } from "./libraries.js";
import { libraryClaim } from "./library-claim.js";
import { bestOf, inState, statesOf, type Table } from "./mixtures.js";

type Ranking = "states" | "alternatives" | "top";
type Size = readonly [alternatives: number, states: number, utilities: number];

const below = "below the top";
const moreAlternatives = "|A| >= 3";

const readings = readingsOf({ ranking: ["states", "alternatives", "top"], sizes: ["large", "every"] });

const largeSizes: readonly Size[] = [
  [3, 2, 2],
  [3, 2, 3],
  [4, 2, 2],
  [3, 3, 2],
  [5, 4, 3],
];
const smallSizes: readonly Size[] = [
  [1, 2, 2],
  [2, 1, 2],
  [2, 2, 2],
  [3, 1, 2],
  [2, 3, 2],
];

/** Whether there are two things to rank. */
const isRankable = ([alternatives, states]: Size, ranking: Ranking): boolean =>
  (ranking === "states" ? states : alternatives) > 1;

/** What a reading asks to be changed. */
function changesOf({ ranking, sizes }: Switches): readonly string[] {
  const size = sizes === "large" || ranking === "states" ? [] : [moreAlternatives];
  return [...(ranking === "top" ? [below] : []), ...size];
}

const opposed = (x: Q.Rational, y: Q.Rational, v: Q.Rational, w: Q.Rational): boolean =>
  Q.compare(x, y) * Q.compare(v, w) < 0;

/** Whether two utilities disagree, as it is read. */
function disagree(x: Table, y: Table, ranking: Ranking): boolean {
  const pairs = (length: number) =>
    Array.from({ length }, (_, i) => i).flatMap((i) => Array.from({ length: i }, (_, j) => [j, i] as const));
  const [alternatives, states] = [x.length, x[0]!.length];
  if (ranking === "states") {
    return x.every((row, a) => pairs(states).some(([v, w]) => opposed(row[v]!, row[w]!, y[a]![v]!, y[a]![w]!)));
  }
  const isApart = (state: number): boolean =>
    ranking === "top"
      ? !bestOf(inState(x, state)).some((a) => bestOf(inState(y, state)).includes(a))
      : pairs(alternatives).some(([a, b]) => opposed(x[a]![state]!, x[b]![state]!, y[a]![state]!, y[b]![state]!));
  const each = x[0]!.map((_, state) => isApart(state));
  return ranking === "top" ? each.includes(true) : !each.includes(false);
}

const anyDisagree = (tables: readonly Table[], ranking: Ranking): boolean =>
  tables.some((x, u) => tables.slice(0, u).some((y) => disagree(x, y, ranking)));

/**
 * A library of a size in which two utilities disagree, with (1) if that can be: alternative 0 is ahead of all others by more than
 * these differ, utility 1 turns the order of the others round, and the order of the states.
 */
export function disagreeing([alternatives, states, utilities]: Size, ranking: Ranking): Library {
  const last = (length: number, i: number, isTurned: boolean) => (isTurned ? length - 1 - i : i);
  return Array.from({ length: utilities }, (_, u) =>
    Array.from({ length: alternatives }, (_, a) =>
      Array.from({ length: states }, (_, w) => {
        if (ranking === "states") {
          return `${last(states, w, u === 1) + (a === 0 ? 1 : 0)}`;
        }
        if (ranking === "top") return a === (u === 1 ? alternatives - 1 : 0) ? "1" : "0";
        return `${a === 0 ? alternatives : last(alternatives, a, u === 1)}`;
      }),
    ),
  );
}

const exampleOf = (size: Size, ranking: Ranking): Example => ({
  instance: libraryInstance(disagreeing(size, ranking)),
  choices: {},
});

/** Whether a library of the size with (1) has two utilities that disagree, of all with utilities -1, 0, 1 two by two. */
function isFound({ environment }: BayesianWorld, ranking: Ranking): boolean {
  const { alternatives, states } = environment;
  const cells = alternatives * states;
  const total = 3n ** BigInt(cells);
  const tables = Array.from({ length: Number(total) }, (_, code) => {
    let rest = BigInt(code);
    const numbers = Array.from({ length: cells }, () => {
      const digit = rest % 3n;
      rest = (rest - digit) / 3n;
      return Q.rational(digit - 1n);
    });
    return Array.from({ length: alternatives }, (_, a) => numbers.slice(a * states, (a + 1) * states));
  });
  const tops = (table: Table) => {
    const best = table[0]!.map((_, state) => bestOf(inState(table, state)));
    return best.every((places) => places.length === 1) ? best.join() : undefined;
  };
  const groups = new Map<string, Table[]>();
  for (const table of tables) {
    const key = tops(table);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  return [...groups.values()].some((group) => anyDisagree(group, ranking));
}

/** Tables of more numbers than this are not all tried. */
const mostCells = 4;

/** Players may disagree and (1) hold; with another test of (1) for near misses. */
export const disagreement = (made: readonly string[] = [], test: typeof topsOf = topsOf): Claim => {
  const ofRanking = ({ ranking }: Switches): Ranking =>
    ranking === "top" && made.includes(below) ? "alternatives" : (ranking as Ranking);
  const isInside = ({ environment: { alternatives } }: BayesianWorld) =>
    alternatives > 2 || !made.includes(moreAlternatives);
  const sizesOf = (budget: string, { ranking, sizes }: Switches): readonly Size[] => [
    ...(sizes === "every" ? smallSizes.filter((size) => isRankable(size, ranking as Ranking)) : []),
    ...(budget === "gate" ? largeSizes.slice(0, 3) : largeSizes),
  ];
  return libraryClaim({
    id: "basu/remark-disagreement",
    place: "Remarks after Theorem 1",
    statement: "(1) may hold although players disagree in their state-dependent ordinal ranking over states.",
    hypotheses: ["two players with different utilities", ...made],
    readings,
    switchMeanings: {
      states: "two players rank, for each alternative, some two states in opposite ways, which includes the readings for one alternative", // biome-ignore format: one line
      alternatives: "in each state two players rank some two alternatives in opposite ways",
      top: "in some state two players have no best alternative in common",
      large: "for all |A| >= 3, K >= 2 and |𝒰| >= 2 there is such a 𝒰",
      every: "for all |𝒰| >= 2 and all |A| and K with two things to rank there is one",
    },
    examples: (budget, switches) => sizesOf(budget, switches).map((size) => exampleOf(size, ofRanking(switches))),
    describe: (budget, switches) =>
      `one 𝒰 at each of the sizes (|A|, K, |𝒰|) ${sizesOf(budget, switches).map((size) => `(${size.join(", ")})`).join(", ")}`, // biome-ignore format: one line
    scope: "whether (1) holds and two utilities disagree; where not, whether any 𝒰 of that size would do",
    argument: (switches) => arguments_[ofRanking(switches)],
    corners: {
      "two utilities": ({ environment }) => environment.utilities.length === 2,
      "three utilities": ({ environment }) => environment.utilities.length === 3,
      "three alternatives": ({ environment }) => environment.alternatives === 3,
      "four alternatives": ({ environment }) => environment.alternatives === 4,
      "two states": ({ environment }) => environment.states === 2,
    },
    decide(world, switches) {
      if (!isInside(world)) return undefined;
      return test(world.environment) !== undefined && anyDisagree(world.environment.utilities, ofRanking(switches));
    },
    sides(world, _, switches) {
      const ranking = ofRanking(switches);
      const { alternatives, states, utilities } = world.environment;
      const isSmall = alternatives * states <= mostCells;
      const holds1 = test === topsOf ? !isTiedSomewhere(world) : test(world.environment) !== undefined;
      const isOwn = holds1 && anyDisagree(utilities, ranking);
      const holds = isOwn || (isSmall && test === topsOf && isFound(world, ranking));
      return {
        left: holds ? Q.one : Q.zero,
        right: Q.one,
        larger: "left",
        hypotheses: isInside(world) ? "inside" : "outside",
        inequality: "number of such 𝒰 found >= 1",
        explanation: `|A| = ${alternatives}, K = ${states}, |𝒰| = ${utilities.length}: at the 𝒰 given (1) ${holds1 ? "holds" : "fails"} and two utilities ${anyDisagree(utilities, ranking) ? "disagree" : "do not disagree"}${isSmall && !isOwn ? "; all utilities with values -1, 0, 1 were tried" : ""}; ${statesOf(world).length === 1 && ranking === "states" ? "there is one state to rank" : arguments_[ranking]}`,
      };
    },
    evidence: (_, switches) => evidence(switches),
    repair: (reading) => {
      const changes = changesOf(reading.switches);
      return repairOf(reading, {
        statement: `There is such a 𝒰 for disagreement ${changes.includes(below) ? "below the top, in the order of the alternatives" : "about the order of the alternatives"}${changes.includes(moreAlternatives) ? ", for all |A| >= 3" : ""}.`,
        changes,
        claim: (kept) => disagreement(kept, test),
      });
    },
  });
};

const arguments_: Readonly<Record<Ranking, string>> = {
  states:
    "(1) compares alternatives within a state: a term that depends on the player and the state alone orders the states in any way and leaves (1) as it is. Two states are needed, and one alternative is enough.",
  alternatives:
    "(1) fixes the best alternative of each state and nothing below it. Two alternatives below it are needed, that is |A| >= 3: with |A| = 2 the order is given by the top.",
  top: "Not at the top: on the way between two utilities without a common best alternative in a state some mixture has two maximisers (see hypothesis-1).",
};

const evidence = ({ ranking }: Switches) => ({
  "least |A|": ranking === "states" ? 1 : ranking === "alternatives" ? 3 : "none",
  "least K": ranking === "states" ? 2 : ranking === "alternatives" ? 1 : "none",
  "least |𝒰|": ranking === "top" ? "none" : 2,
});
