import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readIndex } from "../../src/instance/input.js";
import { loc1Format } from "../../src/instance/nst-facility.js";
import { countsOf } from "../../src/mechanisms/nst/facility.js";
import { facilitySets } from "../../src/mechanisms/nst/facility-sets.js";
import { typesOf } from "../../src/mechanisms/nst/lottery.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { gridExample, quotient, upTo } from "./grid-cases.js";

type Locations = readonly number[];

/** Where the facility is put, in units of 1/(2m). */
export type MedianRule = (sorted: Locations) => number;

const half = (n: number): number => quotient(n, 2);
const lower: MedianRule = (sorted) => 2 * sorted[half(sorted.length - 1)]!;
const upper: MedianRule = (sorted) => 2 * sorted[half(sorted.length)]!;

/** Which of the points between the two middle reports is the median. */
export const medians: Readonly<Record<string, MedianRule>> = {
  lower,
  upper,
  midpoint: (sorted) => half(lower(sorted) + upper(sorted)),
};

const ascending = (locations: Locations): Locations => [...locations].sort((x, y) => x - y);
const distance = (x: number, y: number): number => (x < y ? y - x : x - y);
/** Σ_i |t_i − x|, x in units of 1/(2m), and so is the sum. */
const travelled = (locations: Locations, x: number): number =>
  locations.reduce((sum, k) => sum + distance(2 * k, x), 0);

/** All lists of so many locations, ascending. */
function sortedLists(n: number, m: number, from = 0): readonly Locations[] {
  if (n === 0) return [[]];
  return upTo(m + 1 - from).flatMap((k) => sortedLists(n - 1, m, from + k).map((rest) => [from + k, ...rest]));
}

const sizes: Readonly<Record<Budget, readonly (readonly [n: number, m: number])[]>> = {
  gate: [[1, 2], [2, 2], [3, 2]], // biome-ignore format: one line
  standard: [[1, 4], [2, 4], [3, 4], [4, 3], [5, 2]], // biome-ignore format: one line
  deep: [[1, 8], [2, 8], [3, 6], [4, 5], [5, 4], [6, 3], [7, 2]], // biome-ignore format: one line
};

const gridsOf = (budget: Budget): readonly (readonly [n: number, m: number])[] =>
  sizes[budget].flatMap(([n, most]) => upTo(most).map((m) => [n, m + 1] as const));

const actual = "of two middle reports the lower one is the median";

const proofs: Readonly<Record<string, string>> = {
  optimal:
    "All n and m, and all points of [0, 1]: pair the i-th report from the left with the i-th from the right; |a − x| + |b − x| is least for x between a and b, and a median is between all of them.",
  truthful:
    "All n and m: a report moves the median only away from the truth: one left of the median moves it to the right or not at all, one right of it to the left or not at all.",
};

const truthAndLies = (types: Locations, m: number, rule: MedianRule) =>
  types.flatMap((truth, player) =>
    upTo(m + 1).map((lie) => {
      const after = ascending(types.map((type, i) => (i === player ? lie : type)));
      return {
        player,
        lie,
        truth: distance(2 * truth, rule(ascending(types))),
        after: distance(2 * truth, rule(after)),
      };
    }),
  );

/** Section 1.2: a single facility is solved optimally by the median of the reports. */
export const remarkMedian = (rules = medians, made: readonly string[] = []): Claim<Example> => {
  const ruleOf = ({ median }: Switches): MedianRule => rules[made.includes(actual) ? "lower" : median!]!;
  const claim = instanceClaim(loc1Format, {
    id: "nst/remark-median",
    citation: cite("nst", "Section 1.2"),
    statement: "With a single facility, selecting the median of the reports solves the problem optimally.",
    hypotheses: ["K = 1", ...made],
    readings: readingsOf({ says: ["optimal", "truthful"], median: ["lower", "upper", "midpoint"] }),
    switchMeanings: {
      optimal: "the average distance to the median of the true locations is least",
      truthful: "and nobody ever gains by reporting another location",
      lower: "of two middle reports the lower one",
      upper: "of two middle reports the higher one",
      midpoint: "the point in the middle between both, on the grid or not",
    },
    examples: (budget) =>
      gridsOf(budget).flatMap(([n, m]) => sortedLists(n, m).map((types) => gridExample(loc1Format, [n, m, 1], types))),
    describe: (budget) =>
      `all profiles up to order; ${sizes[budget].map(([n, m]) => `n = ${n}, m up to ${m}`).join("; ")}${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ says, median }) =>
      says === "truthful" && median === "midpoint" && made.length === 0 ? undefined : proofs[says!],
    corners: {
      "one player": ({ environment: { n } }) => n === 1,
      "an even number of players": ({ environment: { n } }) => n === 2 * half(n),
      "two different middle reports": ({ profile }) =>
        lower(ascending(typesOf(profile))) !== upper(ascending(typesOf(profile))),
      "all at one point": ({ profile }) => new Set(typesOf(profile)).size === 1,
    },
    decide({ environment: { m }, profile }, _, switches) {
      const types = typesOf(profile);
      const rule = ruleOf(switches);
      if (switches.says === "optimal") {
        const best = facilitySets(1, countsOf(m, types)).map((set) => 2 * set.distance);
        const least = best.reduce((x, y) => (x < y ? x : y));
        return { left: whole(travelled(types, rule(ascending(types)))), right: whole(least), larger: "right" };
      }
      const gains = truthAndLies(types, m, rule).map(({ truth, after }) => truth - after);
      return { left: whole(gains.reduce((x, y) => (x > y ? x : y))), right: Q.zero, larger: "right" };
    },
    choices: ({ says }) => ({
      ...(says === "truthful" && { player: ({ environment: { n } }) => upTo(n) }),
      ...(says === "truthful" && { lie: ({ environment: { m } }) => upTo(m + 1) }),
      ...(says === "optimal" && { location: ({ environment: { m } }) => upTo(m + 1) }),
    }),
    completed: ["player", "lie", "location"],
    sides({ environment: { n, m }, profile }, choices, switches): WorstSides {
      const types = typesOf(profile);
      const rule = ruleOf(switches);
      const put = rule(ascending(types));
      const place = (x: number) => Q.printRational(Q.rational(BigInt(x), BigInt(2 * m)));
      const scaled = (x: number) => Q.rational(BigInt(x), BigInt(2 * m));
      if (switches.says === "optimal") {
        const location = readIndex(choices.location, "choices.location", m + 1, "location");
        return {
          left: scaled(types.map((k) => distance(2 * k, put)).reduce((x, y) => x + y)),
          right: scaled(types.map((k) => distance(2 * k, 2 * location)).reduce((x, y) => x + y)),
          larger: "right",
          inequality: "Σ_i |t_i − median| <= Σ_i |t_i − x|",
          explanation: `players at ${types.join(", ")} of ${m}, the median is ${place(put)}, x = ${place(2 * location)}`,
        };
      }
      const player = readIndex(choices.player, "choices.player", n, "player");
      const lie = readIndex(choices.lie, "choices.lie", m + 1, "location");
      const after = rule(ascending([...types.slice(0, player), lie, ...types.slice(player + 1)]));
      return {
        left: scaled(distance(2 * types[player]!, put)),
        right: scaled(distance(2 * types[player]!, after)),
        larger: "right",
        inequality: "distance after the truth <= distance after the lie",
        explanation: `players at ${types.join(", ")} of ${m}; player ${player} reports ${lie}/${m}: the facility moves from ${place(put)} to ${place(after)}`,
      };
    },
    repair: repairedBy({
      statement: "The lower one of the two middle reports is optimal, and nobody gains by another report.",
      changes: [actual],
      claim: (changes) => remarkMedian(rules, changes),
      of: ["truthful+midpoint"],
    }),
  });
  return { ...claim, isLawAside: true };
};

const whole = (n: number): Q.Rational => Q.rational(BigInt(n));
