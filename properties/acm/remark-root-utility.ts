import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { boundOf, maxSocialWelfare, playersOf, socialWelfare } from "../../src/mechanisms/acm/context.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { unitOf } from "../../src/mechanisms/acm/market-plays.js";
import { multiply, rational, subtract, zero } from "../../src/number/rational.js";
import { type Affine, affines } from "../../src/number/triangle.js";
import { repairOf } from "../repairs.js";
import { isEndowmentBest } from "./claimed-set.js";
import { marketCorners } from "./market-claim.js";
import type { MarketWorld } from "./market-world.js";
import { isNeverNegative, playClaim, utilitiesAt } from "./optimal-play.js";
import { atHeads, groupUtility } from "./priced-play.js";

const underHeads = "after c_0 = Heads";
const inExpectation = "in expectation";

const readings: readonly Reading[] = [
  ["value", "expected"],
  ["value", "heads"],
  ["value", "terminals"],
  ["zero", "expected"],
  ["zero", "terminals"],
  ["never-negative", "expected"],
  ["never-negative", "heads"],
  ["never-negative", "terminals"],
].map(([says, utility], i) => ({
  name: `${says}+${utility}`,
  switches: { says: says!, utility: utility! },
  literal: i === 0,
}));

const changeOf = ({ says, utility }: Switches): string | undefined => {
  if (says === "value" && utility !== "heads") return underHeads;
  return says === "never-negative" && utility === "terminals" ? inExpectation : undefined;
};

const meant = ({ utility }: Switches, made: readonly string[]) =>
  made.includes(underHeads)
    ? "heads"
    : made.includes(inExpectation)
      ? "expected"
      : (utility as "expected" | "heads" | "terminals");

/** max SW − SW(E). */
const increase = ({ context }: MarketWorld): bigint =>
  maxSocialWelfare(context) - socialWelfare(context, context.endowment);

/** Section 5.3, second and third paragraph. */
export const rootUtility = (tree = market, made: readonly string[] = []): Claim =>
  playClaim(
    {
      id: "acm/remark-root-utility",
      place: "Section 5.3",
      statement:
        "With independent players, in any rational play: if E maximises social welfare every player's utility is 0; otherwise u_1 = max SW − SW(E) − 2(n − 1)ε; and the players' utilities are always non-negative.",
      hypotheses: ["all players are independent", "0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        value: "u_1 where E is not optimal",
        zero: "all utilities where E is optimal",
        "never-negative": "u_i ≥ 0 for all players i, in all contexts",
        expected: "expected before any coin is flipped",
        heads: "expected after c_0 = Heads",
        terminals: "at every terminal that is reached",
      },
      structures: () => "independent",
      corners: marketCorners,
      argument: ({ says }) => arguments_[says!],
      isInside: (world, { says }) => says === "never-negative" || isEndowmentBest(world) === (says === "zero"),
      holdsFor(world, play, switches) {
        const { says } = switches;
        if (play === "status quo") return says !== "value";
        const { context } = world;
        const stakes = allLegalStakes(context);
        const { R, discount, delta } = stakes;
        const printed =
          says === "value"
            ? R.subtract(R.integer(increase(world)), R.multiply(R.integer(BigInt(2 * (context.players - 1))), discount))
            : R.zero;
        const fits = (x: Affine, unit: Affine) =>
          says === "never-negative" ? isNeverNegative(world, x) : R.equals(x, R.multiply(printed, unit));
        const over = meant(switches, made);
        return (says === "value" ? [1] : playersOf(context)).every((player) => {
          const unit = R.integer(unitOf(context));
          const { heads, tails } = groupUtility(stakes, context, play.priced, play.votes, [player]);
          if (over === "expected") return fits(tails.reduce(affines.add, heads), unit);
          const sure = groupUtility(atHeads(stakes), context, play.priced, play.votes, [player]).heads;
          const atNode = R.multiply(R.integer(boundOf(context)), delta);
          return fits(sure, unit) && (over === "heads" || tails.every((x) => fits(x, atNode)));
        });
      },
      bounds(world, reached, switches) {
        const { says } = switches;
        const { players } = world.context;
        const printed = subtract(
          rational(increase(world)),
          multiply(rational(BigInt(2 * (players - 1))), world.stakes.discount),
        );
        const low = says === "value" ? printed : zero;
        return (says === "value" ? [1] : playersOf(world.context)).flatMap((player) =>
          utilitiesAt(world, reached, player, meant(switches, made)).map(({ value, at }) => ({
            value,
            low,
            ...(says !== "never-negative" && { high: low }),
            of: `player ${player}${at}`,
          })),
        );
      },
      formula: ({ says }) =>
        ({ value: "u_1 = max SW − SW(E) − 2(n − 1)ε", zero: "u_i = 0" })[says as "value" | "zero"] ?? "0 <= u_i",
      evidence: (_, { says }) => evidence[says!]!,
      ...(made.length === 0 && {
        repair: (reading) => {
          const change = changeOf(reading.switches);
          return repairOf(reading, {
            statement:
              change === underHeads
                ? "u_1 = max SW − SW(E) − 2(n − 1)ε at terminal d, hence with probability 1 − δ; before the coin it is (1 − δ) times this, plus δ((max SW − SW(E)) − (n − 1)θ_1(E_1) − (n² − 1)ε)/n."
                : "The expected utility of every player is at least 0.",
            changes: change ? [change] : [],
            claim: (changes) => rootUtility(tree, changes),
          });
        },
      }),
    },
    tree,
  );

const arguments_: Readonly<Record<string, string>> = {
  value:
    "All contexts, by Lemma 4. In expectation u_1 differs from the printed value by δ(n − 1)((n − 1)ε − θ_1(E_1) − D)/n with D = max SW − SW(E): never 0 for n > 1, as (n − 1)ε is no integer.",
  zero: "All contexts, by Lemma 3: (E, 0) is announced, and stands.",
  "never-negative":
    "All contexts, in expectation: by Lemmas 3 and 4, u_1 > 1 − (2n + 1)ε > 0 and u_i > (1 − 2δ + 1/n)ε > 0 where E is not optimal. After Heads u_1 ≥ 1 − 2(n − 1)ε > 0 and u_i = 2ε.",
};

const evidence: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  value: {
    difference: "u_1 − printed = δ(n − 1)((n − 1)ε − θ_1(E_1) − D)/n, D = max SW − SW(E)",
    attained: "for n = 1 alone",
    example: "D = 1, n = 3, E with another player, ε = 1/20, δ = 1/80: 317/400 in the place of 4/5",
  },
  zero: { attained: "always: terminal b" },
  "never-negative": {
    least: "in expectation more than (1 − 2δ + 1/n)ε where E is not optimal, 0 where it is",
    falls: "under Tails all goods but one player's are destroyed, and whoever brought goods has lost them",
  },
};
