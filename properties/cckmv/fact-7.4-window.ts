import type { Claim } from "../../src/claim/claim.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { alternatives, outcomeAt } from "../../src/mechanisms/cckmv/payment-information.js";
import { relativeTotals } from "../../src/mechanisms/cckmv/welfare.js";
import { type Extended, type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { comparedReports, inOwnSteps, liesAt, typeOf, vectorOf } from "./vcg-cases.js";
import { coinArgument, coinCases, coinCorners, coinDraws, describeCoins, drawnCoins } from "./vcg-coin-cases.js";
import { asPrinted, type Release, relativeValues, seenByDefinition } from "./vcg-coins.js";

/** o* and what π tells of one alternative, at all values W_o. */
type Look = (
  values: readonly number[],
  report: Utilities,
) => { readonly chosen: number; readonly gap: number | undefined };

/** The values of λ_{o2} at which only the information on o2 differs, and how far the first change to o2 lies above each. */
export interface Window {
  /** How many they are. */
  readonly count: number;
  /** The largest k̂ − k. */
  readonly distance: number;
  /** Whether exactly one of the two reports leads to o2 at k̂, and the other still to o1. */
  readonly isSwitch: boolean;
}

/** The window of o2 beside values W_o of all others. */
function windowAt(
  { maximum }: Alternatives,
  values: readonly number[],
  second: number,
  [truth, lie]: readonly [Utilities, Utilities],
  look: Look,
): Window {
  const most = values.filter((_, o) => o !== second).reduce((x, y) => Math.max(x, y));
  const at = (k: number) => {
    const all = values.with(second, k);
    return [look(all, truth), look(all, lie)] as const;
  };
  let [count, distance, isSwitch] = [0, 0, true];
  // Below, o2 is not released beside any choice; above, it is chosen.
  for (let k = most - 3 * maximum - 2; k <= most + maximum; k++) {
    const [x, y] = at(k);
    if (x.chosen !== y.chosen || x.chosen === second || x.gap === y.gap) continue;
    let first = k + 1;
    while (at(first).every(({ chosen }) => chosen !== second)) first++;
    const switched = at(first).map(({ chosen }) => chosen);
    count++;
    distance = Math.max(distance, first - k);
    isSwitch &&= switched.includes(x.chosen);
  }
  return { count, distance, isSwitch };
}

/**
 * "There can be at most M such values of k_{o2}", "k̂_{o2} ≤ k_{o2} + M" and "at the first such value of k̂_{o2} only one of
 * these two events will happen" [CCKMV, proof of Lemma 7.4], for all other noises; `most` is the M of both in a control.
 */
export const window = (release: Release = asPrinted, most: Release = asPrinted): Claim<SituationCase> =>
  inOwnSteps((step) => claimAt(release, most, step));

const claimAt = (release: Release, most: Release, step: Rational): Claim<SituationCase> =>
  situationClaim(noisyVcgFormat, {
    id: "cckmv/fact-7.4-window",
    citation: cite("cckmv", "Section 7, proof of Lemma 7.4"),
    statement:
      "Fix o1 ≠ o2 and λ_{-o2} = k_{-o2}. At most M values k_{o2} have M^1(θ_i) = M^1(θ_i') = o1 and M^2 that differ on o2; for each, the least k̂_{o2} at which " +
      "M^1(θ_i) = o2 or M^1(θ_i') = o2 is at most k_{o2} + M, and only one of these two happens there, so that Pr[λ_{o2} = k_{o2}] ≤ e^{ε/|O|}·Pr[λ_{o2} = k̂_{o2}].",
    hypotheses: ["there is such a k_{o2}"],
    step,
    cases: coinCases,
    describe: describeCoins,
    argument: coinArgument,
    corners: coinCorners,
    reports: comparedReports,
    draws: coinDraws,
    draw: drawnCoins,
    decide(R, place) {
      const { environment } = place;
      const [truth, bound] = [typeOf(place), most(environment)];
      let widest: { lie: Utilities; size: number; isSwitch: boolean } | undefined;
      for (const lie of liesAt(place)) {
        for (const [second, values] of placesOfTwo(environment)) {
          const { count, isSwitch, distance } = windowAt(environment, values, second, [truth, lie], (all, report) =>
            lookByMechanism(environment, second, all, report),
          );
          const size = Math.max(count, distance);
          if (count === 0 || (widest && widest.size >= size && isSwitch)) continue;
          widest = { lie, size, isSwitch: isSwitch && (widest?.isSwitch ?? true) };
        }
      }
      if (widest === undefined) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const { lie, size, isSwitch } = widest;
      const whole = (x: number) => over(R.integer(BigInt(x)), R.one);
      return {
        hypotheses: "inside",
        conclusion: size <= bound && isSwitch ? "holds" : "fails",
        witness: { lie },
        sides: { left: whole(size), right: whole(bound), larger: "right" },
      };
    },
    choices: {
      lie: (setting): readonly Json[] => liesAt(setting),
      second: ({ environment }): readonly Json[] => (environment.outcomes === 1 ? [] : alternatives(environment)),
      noise: ({ environment, rest }, { second }): readonly Json[] => {
        const sums = relativeTotals(environment, rest);
        return placesOfTwo(environment)
          .filter(([o]) => o === second)
          .map(([, values]) => values.map((value, o) => (o === second ? null : value - sums[o]!)));
      },
    },
    sides(setting, choices) {
      const { environment, rest } = setting;
      const [truth, lie, second] = [typeOf(setting), vectorOf(choices.lie), choices.second as number];
      const noise = vectorOf(choices.noise);
      const values = relativeTotals(environment, rest).map((sum, o) => (o === second ? 0 : sum + noise[o]!));
      const found = windowAt(environment, values, second, [truth, lie], (all, report) => {
        const { chosen, gaps } = seenByDefinition(environment, all, report, release);
        return { chosen, gap: gaps.get(second) };
      });
      const size = BigInt(Math.max(found.count, found.distance));
      const left: Extended = found.isSwitch ? rational(size) : "infinity";
      return {
        hypotheses: found.count > 0 ? "inside" : "outside",
        left,
        right: rational(BigInt(most(environment))),
        larger: "right",
        inequality: "max(how many k_o2 there are, the largest k^_o2 - k_o2) <= M",
        explanation:
          `truth (${truth.join(", ")}), lie (${lie.join(", ")}), o2 = ${second}, the other noises fixed: ${found.count} values of λ_o2 ` +
          `change only what is public of o2, and the change to o2 is at most ${found.distance} further`,
      };
    },
    evidence: () => ({ attained: "Both are M for some noises, truth and lie, from two alternatives on: proved best." }),
  });

/** Every o2 with values of all others up to a constant; its own value is not read. */
const placesOfTwo = (environment: Alternatives): readonly (readonly [number, readonly number[]])[] => {
  const lowest = 0 - 2 * environment.maximum - 1;
  return alternatives(environment).flatMap((second) =>
    relativeValues(environment)
      .filter((values) => values[second] === lowest)
      .map((values) => [second, values] as const),
  );
};

function lookByMechanism(
  environment: Alternatives,
  second: number,
  values: readonly number[],
  report: Utilities,
): ReturnType<Look> {
  const { chosen, revealed } = outcomeAt(
    environment,
    values.map((value, o) => value + report[o]!),
  );
  return { chosen, gap: revealed.find(([o]) => o === second)?.[1] };
}
