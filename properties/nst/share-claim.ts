import type { Claim } from "../../src/claim/claim.js";
import type { Commitment } from "../../src/mechanisms/nst/commitment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import * as Q from "../../src/number/rational.js";
import { over } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { type DeviationPlace, drawnFrom, readingOnce, type Subject } from "./deviation-claim.js";
import { byHand, byNotions, type EnvironmentFacts } from "./environment-facts.js";
import { gapOf, leastOf, setsOf } from "./lemma-4.js";

type Parts = Omit<
  LawClaim<Commitment, KnownEnvironment, number, Outcome>,
  "decide" | "sides" | "choices" | "completed" | "hypothesesAt"
> & {
  /** Whether P is to be at least 1/|S| on St. */
  readonly atLeast: boolean;
};

/** γp̃ ≥ γ/|S|, for every separating set St on which P is positive. */
export function shareClaim({ format }: Subject<Commitment>, parts: Parts): Claim<LawCase> {
  const share = ({ environment }: DeviationPlace<Commitment>) => Q.rational(1n, BigInt(environment.alternatives));
  const setsAt = (facts: EnvironmentFacts, place: DeviationPlace<Commitment>) =>
    setsOf("any")(facts, place).filter((set) => !parts.atLeast || Q.compare(leastOf(place, set), share(place)) >= 0);
  return lawClaim<Commitment, KnownEnvironment, number, Outcome>(readingOnce(format), {
    ...parts,
    draw: (switches) => drawnFrom(() => parts.cases("standard", switches)),
    decide(R, place) {
      const sets = setsAt(byNotions, place);
      if (sets.length === 0) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const gamma = gapOf(byNotions, place);
      const least = Q.multiply(gamma, sets.map((set) => leastOf(place, set)).reduce(Q.minimum));
      const needed = Q.multiply(gamma, share(place));
      const side = ({ numerator, denominator }: Q.Rational) => over(R.integer(numerator), R.integer(denominator));
      return {
        hypotheses: "inside",
        conclusion: Q.compare(least, needed) >= 0 ? "holds" : "fails",
        witness: {},
        sides: { left: side(least), right: side(needed), larger: "left" },
      };
    },
    choices: () => ({
      separating(place) {
        const sets = setsAt(byHand, place);
        return (sets.length > 0 ? sets : [[]]) as Json as readonly Json[];
      },
    }),
    completed: ["separating"],
    sides(place, { separating }) {
      const set = separating as readonly number[];
      const gamma = gapOf(byHand, place);
      const least = set.length === 0 ? Q.zero : leastOf(place, set);
      return {
        hypotheses: set.length === 0 ? "outside" : "inside",
        left: Q.multiply(gamma, least),
        right: Q.multiply(gamma, share(place)),
        larger: "left",
        inequality: "γ p̃ >= γ / |S|",
        explanation: `γ = ${Q.printRational(gamma)}, p̃ = ${Q.printRational(least)}, |S| = ${place.environment.alternatives}`,
      };
    },
  });
}
