import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { readChoice } from "../../src/instance/input.js";
import { loc1Format } from "../../src/instance/nst-facility.js";
import type { FacilityEnvironment } from "../../src/mechanisms/nst/facility.js";
import { gap } from "../../src/notions/gap.js";
import * as N from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { gridCorners } from "./facility-model.js";
import { type GridValues, gridExample, singles, upTo } from "./grid-cases.js";

export const several = "K >= 2";
export const step = ({ m }: FacilityEnvironment): Q.Rational => Q.rational(1n, BigInt(m));

/** All pairs of different locations. */
export const pairsOf = ({ m }: FacilityEnvironment): readonly (readonly [truth: number, lie: number])[] =>
  upTo(m + 1).flatMap((truth) => upTo(m + 1).flatMap((lie) => (lie === truth ? [] : [[truth, lie] as const])));

/**
 * The least and the largest γ that a rule among optimal reactions can give. At a pair the loss depends on the reaction to the lie
 * alone: one pair decides the minimum, so that the least γ over all rules takes the least loss at each; the same with the largest
 * loss is at least the γ of every rule.
 */
function gapsOverRules(environment: FacilityEnvironment): { readonly least: Q.Rational; readonly most: Q.Rational } {
  const bounds = pairsOf(environment).map(([truth, lie]) => {
    let [least, most] = [0n, 0n];
    for (const s of N.allAlternatives(environment)) {
      const own = N.freeUtility(environment, [truth], 0, s);
      const losses = N.optimalReactions(environment, [lie], 0, s).map(
        (reaction) => own - environment.utility([truth], 0, s, reaction),
      );
      const [low, high] = [losses.reduce((x, y) => (x < y ? x : y)), losses.reduce((x, y) => (x > y ? x : y))];
      if (low > least) least = low;
      if (high > most) most = high;
    }
    return { least, most };
  });
  const lowest = (of: (bound: (typeof bounds)[number]) => bigint) =>
    Q.rational(
      bounds.map(of).reduce((x, y) => (x < y ? x : y)),
      environment.utilityGrid,
    );
  return { least: lowest(({ least }) => least), most: lowest(({ most }) => most) };
}

/** Which of the optimal reactions is selected, all ascending. */
const rules: Readonly<Record<string, (best: readonly number[], built: readonly number[]) => number>> = {
  left: (best, built) => best.find((r) => built.includes(r))!,
  right: (best, built) => best.findLast((r) => built.includes(r))!,
  outside: (best, built) => best.find((r) => !built.includes(r)) ?? best[0]!,
};

/** γ of a rule for one player, by listing. */
function gapByHand(environment: FacilityEnvironment, rule: string): Q.Rational {
  const bestAt = (location: number, s: number): readonly number[] => {
    const utilities = upTo(environment.m + 1).map((r) => environment.utility([location], 0, s, r));
    return upTo(utilities.length).filter((r) => utilities.every((other) => other <= utilities[r]!));
  };
  const reactionAt = (location: number, s: number): number =>
    rules[rule]!(bestAt(location, s), environment.locations(s));
  const worst = pairsOf(environment).map(([truth, lie]) =>
    N.allAlternatives(environment)
      .map(
        (s) =>
          environment.utility([truth], 0, s, bestAt(truth, s)[0]!) -
          environment.utility([truth], 0, s, reactionAt(lie, s)),
      )
      .reduce((x, y) => (x > y ? x : y)),
  );
  return Q.rational(
    worst.reduce((x, y) => (x < y ? x : y)),
    environment.utilityGrid,
  );
}

export const isOutside = ({ environment: { K } }: GridValues, made: readonly string[]): boolean =>
  made.includes(several) && K < 2;

const gapProof =
  "All m and K ≥ 2, every rule, also one that goes by the types of others (γ is a minimum over these). Facilities at t_i and b_i make the loss |t_i − b_i| ≥ 1/m. For b_i = 0 and t_i = 1/m it is never more: " +
  "from 0 a facility at x is strictly nearer than any other one, the loss is less than 2/m by the triangle inequality and a multiple of 1/m; where all stand at 1 and any reaction is optimal, the loss is at most 1 − (1 − 1/m).";

/** Proof of Corollary 4: γ = 1/m. */
export const locGap = (format = loc1Format, made: readonly string[] = []): Claim =>
  instanceClaim(format, {
    id: "nst/loc-gap",
    citation: cite("nst", "Section 4.2, proof of Corollary 4"),
    statement: "The gap of facility location on the grid is γ = 1/m, for all K ≥ 1 and m ≥ 1.",
    hypotheses: made,
    readings: readingsOf({ tie: ["every", "left"] }),
    switchMeanings: {
      every: "whichever of the optimal reactions is selected at each type and alternative",
      left: "the nearest facility is selected, the left one of two",
    },
    examples: (budget) => singles(budget).map((grid) => gridExample(format, grid)),
    describe: (budget) =>
      `one player on ${singles(budget).length} grids (m, K); with more, the same pairs occur${made.map((change) => `; ${change}`).join("")}`,
    argument: () => (made.includes(several) ? gapProof : undefined),
    corners: gridCorners,
    decide(values, _, { tie }) {
      const { environment } = values;
      const right = step(environment);
      const hypotheses = isOutside(values, made) ? "outside" : "inside";
      const { least, most } =
        tie === "left" ? { least: gap(environment)!.value, most: gap(environment)!.value } : gapsOverRules(environment);
      const left = Q.equals(least, right) ? most : least;
      return { left, right, larger: "left", holds: Q.equals(left, right), hypotheses };
    },
    choices: ({ tie }) => ({ rule: () => (tie === "left" ? ["left"] : Object.keys(rules)) }),
    completed: ["rule"],
    sides(values, choices): WorstSides {
      const rule = readChoice(choices.rule, "choices.rule", Object.keys(rules));
      const [left, right] = [gapByHand(values.environment, rule), step(values.environment)];
      return {
        hypotheses: isOutside(values, made) ? "outside" : "inside",
        left,
        right,
        larger: "left",
        holds: Q.equals(left, right),
        inequality: "γ = 1/m",
        explanation: `m = ${values.environment.m}, K = ${values.environment.K}, of several optimal reactions ${rule === "outside" ? "one that is no facility, where there is one" : `the ${rule} facility`}`,
      };
    },
    evidence: () => ({
      "K = 1, m >= 2": "γ = 0 for every rule: the only facility is the reaction of all, and no alternative separates",
      "K = 1, m = 1":
        "γ = 0 if the facility is selected, 1 if a player at distance 1 selects her own place, where no facility stands",
      "K >= 2":
        "losses of 2/m for neighbouring types occur at ties, so that single pairs depend on the rule, their minimum does not",
    }),
    repair: repairedBy({
      statement: "The gap is 1/m for all K ≥ 2 and m ≥ 1, whichever optimal reactions are selected.",
      changes: [several],
      claim: (changes) => locGap(format, changes),
      of: ["every", "left"],
    }),
  });
