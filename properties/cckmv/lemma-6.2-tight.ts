import type { Budget } from "../../src/claim/claim.js";
import { situationAt } from "../../src/game/situation.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { readValues } from "../../src/instance/format.js";
import { type Polynomial, polynomials } from "../../src/number/polynomial.js";
import { powerQuotient, type Quotient } from "../../src/number/ring.js";
import { probability } from "../../src/probability/law.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";

/** Polynomials in e^{ε/2}. */
const R = polynomials();

/** Lemma 6.2 cannot be improved: at how many of the lines e^ε is attained, as an identity of polynomials in e^{ε/2}. */
export function tightLines(lines: readonly SituationCase[]): JsonObject {
  const several = lines.filter(({ environment }) => (environment!.locations as readonly unknown[]).length > 1);
  return { linesOfSeveralLocations: several.length, attaining: several.filter(isAttained).length };
}

/** Whether the first or the last location is e^ε times as likely if player 0 reports it as if she reports the other one. */
function isAttained(line: SituationCase): boolean {
  const parameters = { epsilon: { times: "2", log: "2" } };
  const { parameters: values, environment, profile } = readValues(noisyMedianFormat, { ...line, parameters });
  const situation = situationAt(R, noisyMedianFormat.mechanism, values, environment, profile.slice(1));
  const [first, last] = [0, environment.locations.length - 1];
  const bound = powerQuotient(R, 2);
  return [
    [first, last],
    [last, first],
  ].some(([outcome, other]) => {
    const [high, low] = [outcome!, other!].map((report) => probability(R, situation.law(report), outcome!));
    const [left, right] = [crossed(high!, low!, bound.denominator), crossed(low!, high!, bound.numerator)];
    return R.equals(left, right);
  });
}

const crossed = (x: Quotient<Polynomial>, y: Quotient<Polynomial>, factor: Polynomial): Polynomial =>
  R.multiply(R.multiply(x.numerator, y.denominator), factor);

/** What the evidence says of the constant. */
export const bestConstant = (linesOf: (budget: Budget) => readonly SituationCase[]) => (budget: Budget) => ({
  best:
    "e^ε is attained at every θ_{-i} and every ε as soon as there are two locations, so no smaller bound holds. Let m of the n − 1 others be at ℓ_q. If m ≤ (n − 1)/2, it is the " +
    "ratio of o = ℓ_q between the report ℓ_q and any other: ℓ_q is chosen if r_q exceeds the sum of the other noises by at least D_{q−1} + 1 ≥ 0, where D_{q−1} = n − 2h_q, " +
    "which has a chance proportional to e^{−(ε/2)·D_{q−1}}, and D_{q−1} differs by 2. Else less than half of the others are at ℓ_1, and it is so with o = ℓ_1.",
  ...tightLines(linesOf(budget)),
});
