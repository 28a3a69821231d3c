import type { Claim, Example } from "../../src/claim/claim.js";
import { undecided } from "../../src/verdict/finding.js";
import type { Size } from "./contexts.js";
import { remainder, twoTo, upTo } from "./plain-naive.js";
import { sizeClaim } from "./vcg-size-claim.js";
import { firstGood, type Reports, typesAt, type VcgWorld, withReport } from "./vcg-world.js";

const absolute = (x: number): number => (x < 0 ? -x : x);

/** Section 2: VCG is not budget-balanced. */
export const vcgBudget = (made: readonly string[] = []): Claim<Example> =>
  sizeClaim({
    id: "acm/vcg-budget",
    statement: "VCG is not budget-balanced: in some context the prices do not sum to 0 where all report their types.",
    hypotheses: [],
    made,
    witness: (size, pivot) => (pivot === "clarke" ? firstGood(size, 1, 1, 1) : firstGood(size, 1, 0, 1)),
    measure: ({ outcome, types }) =>
      absolute(outcome(types).prices.reduce((sum, { numerator }) => sum + Number(numerator), 0)),
    plainMeasure: ({ plainOutcome, types }) =>
      absolute(plainOutcome(types).prices.reduce((sum, price) => sum + price, 0)),
    measured: "|Σ P_i|",
    argument:
      "All larger sizes: where players 1 and 2 value good 1 alike, it costs 1 by the first pivot. Where player 1 has it and it is worth 1 to player 2 alone, she pays nothing by the second, and player 1 is paid 1.",
    statementRepaired: "With n >= 2, m >= 1 and k >= 2 the prices of some context do not sum to 0.",
    again: vcgBudget,
    evidence: (_, { pivot }) => ({
      sign:
        pivot === "clarke"
          ? "the total is never negative: nobody is paid"
          : "the total is never positive: with this pivot the designer pays",
    }),
  });

/** What two players gain together at most by other reports. */
const jointGain = (
  { types, size }: VcgWorld,
  utility: (reports: Reports, player: number, type: readonly number[]) => number,
): number => {
  const lies = liesOf(size);
  const pairs = upTo(size[0]).flatMap((i) => upTo(i).map((j) => [j + 1, i + 1] as const));
  const together = (reports: Reports, pair: readonly number[]) =>
    pair.reduce((sum, player) => sum + utility(reports, player, types[player - 1]!), 0);
  return pairs.reduce((most, pair) => {
    const truth = together(types, pair);
    const gains = lies.flatMap((x) =>
      [types[pair[1] - 1]!, ...lies].map(
        (y) => together(withReport(withReport(types, pair[0], x), pair[1], y), pair) - truth,
      ),
    );
    const others = lies.map((y) => together(withReport(types, pair[1], y), pair) - truth);
    return Math.max(most, ...gains, ...others);
  }, 0);
};

/** All types at small sizes; else 0, and 1 for sets with good 1. */
const liesOf = (size: Size): Reports =>
  size[0] < 2 || size[1] < 1 || size[2] < 2 || (size[1] < 2 && size[2] < 3)
    ? typesAt(size)
    : [0, 1].map((value) => upTo(twoTo(size[1])).map((set) => (remainder(set, 2) === 1 ? value : 0)));

/** Section 2: VCG is vulnerable to two colluders. */
export const vcgColluders = (made: readonly string[] = []): Claim<Example> =>
  sizeClaim({
    id: "acm/vcg-two-colluders",
    statement:
      "VCG is vulnerable to just two collusive players: in some context two of them have a larger sum of utilities by joint reports other than their types, while the others report theirs.",
    hypotheses: [],
    made,
    witness: (size, pivot) => (pivot === "clarke" ? firstGood(size, 1, 1, 1) : firstGood(size, 1)),
    measure: (world) => jointGain(world, world.utility),
    plainMeasure: (world) => jointGain(world, world.plainUtility),
    measured: "what two players gain together",
    argument:
      "All larger sizes: where players 1 and 2 value good 1 alike, one of them reports 0, and by the first pivot the other pays nothing. Where nothing is worth anything and player 1 has good 1, player 2 reports that it is worth 1: by the second pivot player 1 is paid 1 for it.",
    statementRepaired: "With n >= 2, m >= 1 and k >= 2 two players gain together in some context.",
    again: vcgColluders,
  });

const noDefinition =
  "the text does not say what fairness of VCG is: it says so in one clause, and for the final mechanism only that expected utilities be essentially the same";

/** Section 2: VCG is not fair. */
export const vcgFair = (made: readonly string[] = []): Claim<Example> => {
  const utilities = (world: VcgWorld, utility: VcgWorld["utility"]): readonly number[] =>
    world.types.map((type, i) => utility(world.types, i + 1, type));
  const spread = (worths: readonly number[]): number => Math.max(...worths) - Math.min(...worths);
  const claim = sizeClaim({
    id: "acm/vcg-fair",
    statement: "VCG is not fair.",
    hypotheses: [],
    made,
    witness: (size) => firstGood(size, 2, 0, -1),
    measure: (world) => spread(utilities(world, world.utility)),
    plainMeasure: (world) => spread(utilities(world, world.plainUtility)),
    measured: "the largest difference of two players' utilities where all report their types",
    argument:
      "All larger sizes: player 2 has good 1, which is worth -1 to her and 0 to all others. It is destroyed, nobody pays, and she gains 1.",
    statementRepaired: "With n >= 2, m >= 1 and k >= 2 two players have unlike utilities in some context.",
    again: vcgFair,
    evidence: () => ({
      "names drawn first":
        "the utilities max SW - θ_i(E_i) - h_i do not depend on the players' names, so that drawing the roles at random, as for the final mechanism, changes nothing",
    }),
  });
  const unnamed = { name: "undefined", switches: { pivot: "clarke", sizes: "large-sizes", fair: "undefined" }, literal: true }; // biome-ignore format: one line
  return {
    ...claim,
    readings: [unnamed, ...claim.readings.map((reading) => ({ ...reading, literal: false }))],
    switchMeanings: {
      ...claim.switchMeanings,
      undefined: "as it stands, without a definition of fairness",
      clarke: `surrogate: two players have unlike utilities; ${claim.switchMeanings!.clarke}`,
      exchange: `surrogate: two players have unlike utilities; ${claim.switchMeanings!.exchange}`,
    },
    decide: (R, example, switches) =>
      switches.fair === "undefined" ? undecided(noDefinition) : claim.decide(R, example, switches),
  };
};
