import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { NoisyMedianParameters } from "../../src/mechanisms/cckmv/noisy-median.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { boundAt, type PrivacyBound, propertiesOf, supremumUpTo } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { byReading, type Shared } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import {
  describeReach,
  distance,
  everyHistogramOf,
  everyProfileOf,
  type FacilityPlace,
  facilityCorners,
  histogramOf,
  presentIn,
  type Reach,
  type ReachByBudget,
} from "./facilities.js";
import { expectedLoss, losses } from "./facility-loss.js";
import { lossEvidence } from "./facility-loss-bounds.js";
import { ratiosOf } from "./facility-player-check.js";
import { anywhere, type Noisy } from "./proposition-6.4.js";
import { lossForAll, lossParts } from "./proposition-6.4-2.js";

const [half, one] = [Q.rational(1n, 2n), Q.one];

/** Everybody at the last of some locations: the family that loses a share of n for ε = c/n. */
const allAtTheLast: ReachByBudget = {
  gate: {
    places: [
      ["0", "1"],
      ["0", "1/2", "1"],
      ["0", "1/4", "1"],
    ],
    players: [0, 4, 3],
  },
  standard: {
    places: [
      ["0", "1"],
      ["0", "1/2", "1"],
      ["0", "1/4", "1"],
      ["0", "1/4", "1/2", "1"],
    ],
    players: [0, 30, 20, 12],
  },
  deep: {
    places: [
      ["0", "1"],
      ["0", "1/2", "1"],
      ["0", "1/4", "1"],
      ["0", "1/4", "1/2", "1"],
    ],
    players: [0, 100, 60, 40],
  },
};

const unanimous = ({ places, players }: Reach) =>
  places.flatMap((locations) =>
    Array.from({ length: players[locations.length - 1]! }, (_, i) => ({
      environment: { locations },
      reports: Array<number>(i + 1).fill(locations.length - 1),
    })),
  );

const anyone: ReachByBudget = {
  gate: { places: [["0"], ["0", "1"], ["0", "1/4", "1"]], players: [1, 3, 2] },
  standard: { places: [["0"], ["0", "1"], ["0", "1/4", "1"], ["0", "1/4", "1/2", "1"]], players: [2, 6, 4, 3] },
  deep: { places: [["0"], ["0", "1"], ["0", "1/4", "1"], ["0", "1/4", "1/2", "1"]], players: [3, 10, 7, 5] },
};

const atOneChange = "F(1) = 0";

/** Corners that every part reaches. */
const sharedCorners = Object.fromEntries(
  ["one player", "everybody at one location", "locations not at equal distances", "locations 0 and 1"].map((name) => [
    name,
    facilityCorners[name]!,
  ]),
);

/**
 * The bounds of Proposition 6.4 do not depend on n, so welfare is asymptotically optimal as n → ∞; for ε = o(1) and ω(1/n) the
 * sum of privacy utilities is a vanishing fraction of n as well [CCKMV, end of Section 6]. As finite statements for all n
 * and ε: loss/n ≤ (q − 1)/(n(e^{ε/2} − 1)) < 2q/(εn); each |U_i^priv(θ_i, o)| ≤ sup {F(x) : 1 < x ≤ e^ε}, which knows nothing of n
 * and tends to 0 with ε. Where there is one location x_o = 1, and F(1) need not be 0 as Assumption 3.1 is printed.
 */
export const facilityAsymptotic = (
  { format = noisyMedianFormat }: Noisy = {},
  changes: readonly string[] = [],
): Claim => {
  const shared = {
    id: "cckmv/remark-6.4-asymptotic",
    citation: cite("cckmv", "Section 6, after Proposition 6.4"),
    statement:
      "The bounds are independent of n, so we obtain asymptotically optimal social welfare as n → ∞: E[loss]/n ≤ (q − 1)/(n(e^{ε/2} − 1)) < 2q/(εn). " +
      "By taking ε = o(1) and ε = ω(1/n), e.g. 1/√n, the sum of privacy utilities is a vanishing fraction of n (for participants who satisfy " +
      "Assumption 3.1 with a common F): |U_i^priv(θ_i, o)| ≤ sup {F(x) : 1 < x ≤ e^ε} for all i and o.",
    hypotheses: ["ε > 0", "U_i^out(θ_i, o) = −|θ_i − o|", "|U_i^priv(θ_i, o)| ≤ F(x_o), F(x) → 0 as x → 1", ...changes],
    readings: readingsOf({ part: ["welfare", "c/n", "privacy", "privacy-zero"] }),
    switchMeanings: {
      welfare: "ε constant, or ε = ω(1/n): the bound on E[loss]/n vanishes as εn → ∞",
      "c/n":
        "ε = ω(1/n) cannot be dropped: for ε = c/n everybody at the last location loses more than e^{−c/2}·(ℓ_q − ℓ_{q−1})/2 of n",
      privacy:
        "the sum of privacy utilities is at most n·sup {F(x) : 1 < x ≤ e^ε}, whose fraction of n tends to 0 with ε",
      "privacy-zero": "the same, for F with F(1) = 0",
    },
    step: half,
  };
  const repair = repairedBy({
    statement: "As printed, for F with F(1) = 0.",
    changes: [atOneChange],
    claim: (made) => facilityAsymptotic({ format }, made),
    of: changes.length > 0 ? [] : ["privacy"],
  }) as NonNullable<Shared["repair"]>;
  return byReading({ ...shared, repair }, ({ part }) =>
    situationClaim(format, {
      ...shared,
      corners: sharedCorners,
      ...(part === "welfare"
        ? welfareShare
        : part === "c/n"
          ? lastLocationShare
          : privacyUtilities(part === "privacy-zero" || changes.includes(atOneChange))),
    }),
  );
};

type Parts = Omit<
  SituationClaim<NoisyMedianParameters, FacilityPlace["environment"], number, number>,
  keyof Shared | "corners"
>;

/** E[loss]/n vanishes where εn grows: the bound of Proposition 6.4 (2) over n. */
const welfareShare: Parts = {
  cases: (budget) => everyHistogramOf(anywhere[budget]),
  describe: (budget) => describeReach(anywhere[budget]),
  argument: lossForAll,
  ...lossParts,
  sides(setting, choices, switches) {
    const { left, right, ...rest } = lossParts.sides(setting, choices, switches);
    const n = Q.rational(BigInt(presentIn(histogramOf(setting))));
    const divided = (side: typeof left) => Q.divide(side as Q.Rational, n);
    return {
      ...rest,
      left: divided(left),
      right: divided(right),
      inequality: "E[loss]/n <= (q - 1)/(n(e^{ε/2} - 1))",
    };
  },
  evidence: (budget) => lossEvidence(budget),
};

/** For ε = c/n the share does not vanish: everybody at the last location. */
const lastLocationShare: Parts = {
  cases: (budget) => unanimous(allAtTheLast[budget]),
  describe: (budget) => `everybody at the last location; ${describeReach(allAtTheLast[budget])}`,
  argument:
    "More players and locations: with everybody at ℓ_q, Pr[o ≠ ℓ_q] ≥ Pr[r_1 ≥ n + r_q] = e^{−εn/2}/(1 + e^{−ε/2}), and every other location loses " +
    "at least n(ℓ_q − ℓ_{q−1}).",
  hypothesesAt: (place) => {
    const counts = histogramOf(place);
    return counts.length > 1 && counts.every((count, o) => count > 0 === (o === counts.length - 1))
      ? "inside"
      : "outside";
  },
  decide(R, setting) {
    const loss = expectedLoss(R, setting);
    const { n, gap } = lastGap(setting);
    const least = setting.expEpsilon(Q.rational(BigInt(-n), 2n));
    const k = Q.multiply(Q.rational(BigInt(n)), gap);
    const right = over(
      R.multiply(R.integer(k.numerator), least.numerator),
      R.multiply(R.integer(2n * k.denominator), least.denominator),
    );
    return {
      hypotheses: "inside",
      conclusion: compareQuotients(R, loss, right) > 0 ? "holds" : "fails",
      witness: {},
      sides: { left: loss, right, larger: "left" },
    };
  },
  sides(setting) {
    const { n, gap } = lastGap(setting);
    const all = losses(setting);
    const lost = all.map((loss, o) => Q.multiply(loss, setting.chance(setting.type, o))).reduce(Q.add);
    const left = Q.divide(lost, Q.rational(BigInt(n)));
    const right = Q.divide(Q.multiply(gap, setting.power(Q.rational(BigInt(-n), 2n))), Q.rational(2n));
    return {
      left,
      right,
      larger: "left",
      holds: Q.compare(left, right) > 0,
      inequality: "E[loss]/n > e^{-εn/2}·(ℓ_q - ℓ_{q-1})/2",
      explanation: `${n} players at the last location; the expected loss is ${Q.printRational(lost)}`,
    };
  },
};

/** Every privacy utility is at most the supremum of F below e^ε, in which n does not occur. */
const privacyUtilities = (zeroAtOne: boolean): Parts => ({
  cases: (budget) => everyProfileOf(anyone[budget]),
  describe: (budget) => describeReach(anyone[budget]),
  argument:
    "More players and locations: 1 ≤ x_o ≤ e^ε by Lemma 6.2, and x_o > 1 where there are two locations, since every outcome is likeliest if she " +
    "reports it and less likely if she reports another. F is decided by its values at x_o.",
  decide(R, setting) {
    const unit = over(R.one, R.one);
    const within = ceilingGiven(R, { monotone: true, zeroAtOne: true }, setting.expEpsilon(one), R.one);
    const ratios = privacyRatios(R, setting.situation);
    const failing = ratios.find(
      ({ ratio }) =>
        within(ratio) === "unbounded" || (!zeroAtOne && ratio !== "infinity" && compareQuotients(R, ratio, unit) === 0),
    );
    return {
      hypotheses: "inside",
      conclusion: failing ? "fails" : "holds",
      witness: { outcome: (failing ?? ratios[0]!).outcome },
    };
  },
  choices: {
    F: (setting, { F }) => (F !== undefined ? [F] : boundsBeyond(setting.power(one), zeroAtOne).map(printPrivacyBound)),
    outcome: (setting) => setting.outcomes(),
  },
  sides(setting, choices) {
    const F = readPrivacyBound(choices.F, "choices.F");
    const x = ratiosOf(setting, {})[setting.readOutcome(choices.outcome)]!;
    const is = propertiesOf(F);
    const at = setting.power(one);
    return {
      hypotheses: is.vanishesAtOne && (is.zeroAtOne || !zeroAtOne) ? "inside" : "outside",
      left: boundAt(F, x),
      right: supremumUpTo(F, at),
      larger: "right",
      inequality: "|U_i^priv(θ_i, o)| <= sup {F(x) : 1 < x <= e^ε}",
      explanation: `x_${choices.outcome} = ${Q.printExtended(x)}, e^ε = ${Q.printRational(at)}`,
    };
  },
});

function lastGap(place: Parameters<typeof histogramOf>[0]): { readonly n: number; readonly gap: Q.Rational } {
  const q = place.environment.locations.length;
  return { n: presentIn(histogramOf(place)), gap: q > 1 ? distance(place.environment, q - 2, q - 1) : Q.zero };
}

/** x − 1; F that are 0 up to e^ε and 1 from a point beyond; F(1) = 1 where nothing forbids it. */
const boundsBeyond = (at: Q.Rational, zeroAtOne: boolean): readonly PrivacyBound[] => [
  { kind: "linear", slope: one },
  {
    kind: "knots",
    points: [
      [one, Q.zero],
      [at, Q.zero],
      [Q.multiply(at, Q.rational(2n)), one],
    ],
    after: "constant",
  },
  ...(zeroAtOne ? [] : [{ kind: "linear", slope: Q.zero, atOne: one } as const]),
];
