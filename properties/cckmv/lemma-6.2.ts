import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type BinFormat, noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { xiaoMedianFormat } from "../../src/instance/cckmv-xiao.js";
import type { NoisyMedianParameters } from "../../src/mechanisms/cckmv/noisy-median.js";
import { one, type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { type PrivacyClaim, privacyClaim } from "../privacy-claim.js";
import { bestConstant } from "./lemma-6.2-tight.js";
import { bins, describeLines, everyLine, type LinePlace, lineCorners, type SizesByBudget } from "./lines.js";

const sizes: SizesByBudget = {
  gate: { locations: 3, players: 3 },
  standard: { locations: 4, players: 6 },
  deep: { locations: 5, players: 8 },
};

/** With an absent player, for which the ratios are told apart less easily. */
const ofDropouts: SizesByBudget = {
  gate: { locations: 3, players: 3 },
  standard: { locations: 4, players: 4 },
  deep: { locations: 4, players: 6 },
};

/** For the noise truncated only below: each t is a noise of its own. */
const fewer = {
  gate: { locations: 2, players: 2, t: 1 },
  standard: { locations: 3, players: 4, t: 2 },
  deep: { locations: 4, players: 5, t: 3 },
} as const;

const half = rational(1n, 2n);

const shared = {
  id: "cckmv/lemma-6.2",
  citation: cite("cckmv", "Lemma 6.2"),
  statement:
    "Mechanism 6.1 is ε-differentially private: for all θ_{-i} and o, " +
    "max over θ_i', θ_i'' of Pr[M(θ_i', θ_{-i}) = o] / Pr[M(θ_i'', θ_{-i}) = o] ≤ e^ε.",
  hypotheses: ["ε > 0"],
  readings: readingsOf({}, { neighbours: ["replace", "add-remove"], noise: ["geometric", "truncated-below"] }),
  switchMeanings: {
    replace: "θ_i', θ_i'' are locations, as in Definition 3.2",
    "add-remove": "one of the two is an absent player, with e^{ε/2} in the place of e^ε: more than the lemma says",
    geometric: "the noise of Mechanism 6.1",
    "truncated-below":
      "Xiao's noise truncated only below, Pr[r_j = k] proportional to e^{−(ε/2)|k−t|} for all k ≥ 0: " +
      "the remark after the lemma says that the proof would apply to it",
  },
  step: half,
} as const;

/** What a control changes: the mechanism, or the k of e^{kε}. */
export interface NoisyMedianPrivate {
  readonly format?: BinFormat<NoisyMedianParameters, number>;
  readonly factor?: Rational;
}

/**
 * Mechanism 6.1 is ε-differentially private [CCKMV, Lemma 6.2]. The proof in the paper is missing; the one in `argument`
 * needs only Pr[r = s] ≤ e^{ε/2}·Pr[r = s + 1_j], so that it holds for Xiao's noise truncated only below as well.
 */
export const noisyMedianPrivate = ({ format = noisyMedianFormat, factor = one }: NoisyMedianPrivate = {}): Claim => {
  const withNoise = <P>(noisy: BinFormat<P, number>, switches: Switches, cases: Cases<P>) =>
    privacyClaim(noisy, {
      ...shared,
      argument:
        "Where the locations lie does not matter. More players or locations: let the report ℓ_a become ℓ_b. If Med(h + s) = o, then " +
        "s' = s + 1_a + 1_o has h' + s' = h + s + 1_b + 1_o, whose median is o as well; s ↦ s' is injective and " +
        "Pr[r = s] ≤ e^ε·Pr[r = s']. For a report added s' = s + 1_o will do, for one left out s' = s + 1_a: e^{ε/2}.",
      corners: lineCorners,
      factor: switches.neighbours === "replace" ? factor : half,
      groups: (_place: LinePlace<P>, reports) =>
        switches.neighbours === "replace" ? [reports] : reports.map((report) => [report, null]),
      ...cases,
    });
  return byReading(shared, (switches) => {
    const replaced = switches.neighbours === "replace";
    const reach = replaced ? sizes : ofDropouts;
    return switches.noise === "geometric"
      ? withNoise(format, switches, {
          describe: (budget) => describeLines(reach[budget]),
          cases: (budget) => everyLine(reach[budget]),
          ...(replaced && { evidence: bestConstant((budget) => everyLine(reach[budget])) }),
        })
      : withNoise(xiaoMedianFormat, switches, {
          describe: (budget) => `t = 0, …, ${fewer[budget].t}; ${describeLines(fewer[budget])}`,
          cases: (budget) =>
            bins(fewer[budget].t + 1).flatMap((t) => everyLine(fewer[budget], { t, sigma: -1, truncation: "below" })),
          hypothesesAt: ({ parameters: { truncation } }) => (truncation === "below" ? "inside" : "outside"),
        });
  });
};

type Cases<P> = Pick<
  PrivacyClaim<P, LinePlace<P>["environment"], number, number>,
  "describe" | "cases" | "evidence" | "hypothesesAt"
>;
