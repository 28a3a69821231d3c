import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { TwoPriceEnvironment } from "../../src/mechanisms/nst/two-price.js";
import type { LogRing } from "../../src/number/log-ring.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { LawClaim } from "../law-claim.js";
import { describeExample2, example2Cases, example2Corners, example2Step, isExample2 } from "./two-price-cases.js";

type Example2 = LawClaim<Sensitivity, TwoPriceEnvironment, number, Outcome>;

/** What the claims on the exponential mechanism of Example 2 share. */
export const shared = {
  citation: cite("nst", "Example 2"),
  step: example2Step,
  cases: example2Cases,
  describe: describeExample2,
  corners: example2Corners,
  hypothesesAt: (place) => (isExample2(place) ? "inside" : "outside"),
} satisfies Partial<Example2>;

/** The hypotheses of the example. */
export const setting = "values 1/2 + μ or 1 + μ, 0 < μ < 1/2, prices 1/2 and 1";

/** Whether two quotients are the same. */
export function equalTo<S>(R: LogRing<S>, left: Quotient<S>, right: Quotient<S>): Finding<S> {
  const holds = compareQuotients(R, left, right) === 0;
  return {
    hypotheses: "inside",
    conclusion: holds ? "holds" : "fails",
    witness: {},
    sides: { left, right, larger: "right" },
  };
}

/** Whether the worst of some pairs is in order: the larger side first in each. */
export function worstOf<S>(
  R: LogRing<S>,
  pairs: Iterable<{ readonly large: Quotient<S>; readonly small: Quotient<S> }>,
  isStrict: boolean,
): Finding<S> {
  let finding: Finding<S> | undefined;
  for (const { large, small } of pairs) {
    const sign = compareQuotients(R, large, small);
    const holds = isStrict ? sign > 0 : sign >= 0;
    if (finding && holds) continue;
    const sides = { left: large, right: small, larger: "left" as const };
    finding = { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {}, sides };
    if (!holds) break;
  }
  return finding!;
}
