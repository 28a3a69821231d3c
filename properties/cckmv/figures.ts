import { about, type Drawing, type Figures } from "../../src/claim/figure.js";
import { profileOf } from "../../src/game/profile.js";
import { type Situation, situationAt } from "../../src/game/situation.js";
import type { Candidate, Vote } from "../../src/mechanisms/cckmv/election.js";
import { noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import { noisyElectionTwice } from "../../src/mechanisms/cckmv/noisy-election-twice.js";
import { noisyMedian } from "../../src/mechanisms/cckmv/noisy-median.js";
import { noisyVcg } from "../../src/mechanisms/cckmv/noisy-vcg.js";
import { leastHistogramDelta } from "../../src/mechanisms/cckmv/xiao-delta.js";
import { privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as E from "../../src/number/enclosure.js";
import { integers } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Ratio } from "../../src/number/ring.js";
import { reachable } from "../../src/probability/coupling.js";
import { probability } from "../../src/probability/law.js";
import { nearPowers, seriesAt, whole, wholes } from "../figure-series.js";
import { lossConstant } from "./proposition-4.3-2.js";

const rate = { rate: Q.one };
const ringOf = ({ numerator, denominator }: Q.Rational): OrderedRing<bigint> => integers(numerator, denominator);

/** One voter beside others of whom A has `margin` more than B. */
const voterBeside = (b: Q.Rational, margin: number): Situation<Vote, Candidate, bigint> =>
  situationAt(ringOf(b), noisyElection, rate, {}, [
    { report: margin < 0 ? "B" : "A", count: margin < 0 ? -margin : margin },
  ]);

const finite = (ratio: Ratio<bigint>): Q.Rational => {
  if (ratio === "infinity") throw new RangeError("figures: expected a finite privacy ratio");
  return Q.fromQuotient(ratio);
};

/**
 * The least U^out(θ, θ) − U^out(θ, −θ) with which the election is universally truthful for a voter for A, for every U^priv
 * that F bounds: F(x_A) + F(x_B), as some r makes her vote decide.
 */
export function neededGap(b: Q.Rational, F: PrivacyBound, margin: number): Q.Rational {
  const voter = voterBeside(b, margin);
  const bounds = new Map(
    privacyRatios(ringOf(b), voter).map(({ outcome, ratio }) => [outcome, boundAt(F, finite(ratio)) as Q.Rational]),
  );
  return reachable(ringOf(b), voter.coupled!("A", "B"))
    .filter(([o, p]) => o !== p)
    .map(([o, p]) => Q.add(bounds.get(o)!, bounds.get(p)!))
    .reduce(Q.maximum, Q.zero);
}

const linear: PrivacyBound = { kind: "linear", slope: Q.one };

/** What Theorem 4.2 asks for, 2F(e^ε), against what is needed. */
function neededGapFigure(): Drawing {
  const margins = wholes(-10, 10).map(whole);
  const two = whole(2);
  const share = (b: Q.Rational, F: PrivacyBound) => (margin: Q.Rational) =>
    Q.divide(neededGap(b, F, Number(margin.numerator)), Q.multiply(two, boundAt(F, b) as Q.Rational));
  return {
    id: "cckmv/needed-gap",
    title: "The condition of Theorem 4.2 asks for too little",
    caption:
      "Mechanism 4.1 and one voter for A, beside others of whom A has the given margin. Drawn is the least U^out(A, A) − U^out(A, B) with which truth is best for her under " +
      "every r, whatever her privacy utility within F, over 2F(e^ε), which Theorem 4.2 asks for. Above 1 the condition as printed is not enough: for F(x) = x − 1 that " +
      "is so at every margin and ε, most at the margins −1 and 0 (9/4 for ε = ln 2). With 2F(e^{2ε}) the same scale has e^ε + 1. Where F stays at F(e^ε) = 1 beyond e^ε, the printed condition is enough.",
    x: { label: "#A − #B among the other voters", scale: "linear" },
    y: { label: "needed gap / 2F(e^ε)", scale: "linear" },
    series: [
      seriesAt("as printed: 1 is enough", "line", margins, () => Q.one),
      seriesAt("F(x) = x − 1, ε = ln 4", "dots", margins, share(whole(4), linear)),
      seriesAt("F(x) = x − 1, ε = ln 2", "dots", margins, share(two, linear)),
      seriesAt("F(x) = x − 1, ε = ln (5/4)", "dots", margins, share(Q.rational(5n, 4n), linear)),
      seriesAt(
        "F(x) = min(x − 1, 1), ε = ln 2",
        "dots",
        margins,
        share(two, { kind: "capped", slope: Q.one, cap: Q.one }),
      ),
    ],
  };
}

/** e^{ε/2} = 1 + 1/10, …, 1 + 25/10. */
const halfBases = wholes(1, 25).map((k) => Q.rational(BigInt(10 + k), 10n));
const square = (c: Q.Rational): Q.Rational => Q.multiply(c, c);

/** The largest privacy ratio of a player of each mechanism at e^ε = c², see the caption of `privacyFigure`. */
export const largestRatios: Readonly<Record<string, (c: Q.Rational) => Q.Rational>> = {
  "4.1 twice, a voter of both elections": (c) => {
    const R = ringOf(square(c));
    const voter = situationAt(R, noisyElectionTwice, { ...rate, player: 0 }, {}, profileOf<Vote>(["A"]));
    return finite(tightestRatio(R, voter).ratio);
  },
  "election, 4.1": (c) => finite(tightestRatio(ringOf(square(c)), voterBeside(square(c), 1)).ratio),
  "facility, 6.1": (c) => {
    const locations = [Q.zero, Q.rational(1n, 2n), Q.one];
    const player = situationAt(ringOf(c), noisyMedian, rate, { locations }, profileOf([0, 1, 2]));
    return finite(tightestRatio(ringOf(c), player).ratio);
  },
  "VCG with noise, 7.1": (c) => {
    const others = [{ report: [0, 1], count: 4 }];
    const player = situationAt(ringOf(c), noisyVcg, rate, { outcomes: 2, maximum: 1 }, others);
    return finite(tightestRatio(ringOf(c), player).ratio);
  },
};

/** What ε the mechanisms of the paper keep to. */
function privacyFigure(): Drawing {
  return {
    id: "cckmv/privacy",
    title: "How private the mechanisms are",
    caption:
      "The largest privacy loss, ln of the largest Pr[o | report]/Pr[o | other report], of one player: in the election (Mechanism 4.1) beside one vote for A; in the election run twice, first without a " +
      "voter for A; in the facility mechanism (6.1) with the locations 0, 1/2, 1 and one other player at each; in VCG with noise (7.1) with two alternatives, M = 1 and four others who want " +
      "alternative 1, (o*, π) being seen. On the line ε a mechanism is as private as printed: the facility mechanism is, exactly; VCG with noise stays below; the election has 2ε, " +
      "and twice the election 4ε.",
    x: { label: "ε", scale: "linear", drawn: "ln" },
    y: { label: "largest privacy loss", scale: "linear", drawn: "ln" },
    series: [
      { name: "ε, as printed", mark: "line", points: halfBases.map(square).map((b) => [b, b]) },
      ...Object.entries(largestRatios).map(([name, ratio]) => ({
        name,
        mark: name === "VCG with noise, 7.1" ? ("line" as const) : ("dots" as const),
        points: halfBases.map((c) => [square(c), ratio(c)] as const),
      })),
    ],
  };
}

/** The expected loss of the election if D voters are for B, and nobody else votes. */
export function lossOfUnanimous(b: Q.Rational, D: number): Q.Rational {
  const R = ringOf(b);
  const law = noisyElection.law(R, rate, {}, [{ report: "B", count: D }]);
  return Q.multiply(whole(D), Q.fromQuotient(probability(R, law, "A")));
}

/** C/ε for b = e^ε. */
const overEpsilon = (b: Q.Rational, C: E.Enclosure): E.Enclosure => {
  const bits = 40;
  return E.multiply(C, E.reciprocal(E.ln(b, bits))!);
};

/** The expected number of supporters that the noise costs, against 1/ε. */
function lossFigure(): Drawing {
  // ε from about 0.1 to 4.
  const bases = nearPowers(Q.rational(11n, 10n), 42, 40n);
  const constant = lossConstant(40);
  return {
    id: "cckmv/expected-loss",
    title: "What the noise costs the election",
    caption:
      "Mechanism 4.1 where D voters vote for B and nobody for A: the expected number of supporters by which the winner falls short, D·Pr[A wins]. Proposition 4.3 bounds it by 1/ε; the bound holds and is generous: " +
      "C/ε with C = 0.2784…, C·e^{1+C} = 1, bounds it for all profiles, and one voter at e^ε = 1/C = 3.59… attains it.",
    x: { label: "ε", scale: "linear", drawn: "ln" },
    y: { label: "expected loss (voters)", scale: "log" },
    series: [
      seriesAt("1/ε, Proposition 4.3", "line", bases, (b) => overEpsilon(b, E.exactly(Q.one))),
      seriesAt("0.2784…/ε, the best bound", "line", bases, (b) => overEpsilon(b, constant)),
      ...[1, 3, 10].map((D) =>
        seriesAt(`D = ${D}`, "line", D < 10 ? bases : bases.slice(0, 18), (b) => lossOfUnanimous(b, D)),
      ),
    ],
  };
}

/** The least δ of Xiao's histogram at e^{ε/2} = 2, for the noise exp(σ(ε/2)·|k − t|). */
export const leastDelta = (t: number, sigma: 1 | -1): Q.Rational =>
  Q.fromQuotient(leastHistogramDelta(integers(2n, 1n), { t, sigma }));

/** The δ that the truncated noise of Section 6 leaves, against the δ that is printed. */
function truncatedNoiseFigure(): Drawing {
  const lengths = wholes(0, 24).map(whole);
  const delta = (t: Q.Rational): Q.Rational => Q.integerPower(whole(2), -t.numerator);
  return {
    id: "cckmv/truncated-noise",
    title: "Truncated noise needs the minus sign",
    caption:
      "The noisy histogram of Section 6 with two locations and ε = 2·ln 2: the least δ with which it is (ε, δ)-differentially private, by the length t of the noise on {0, …, 2t}. With exp(+(ε/2)·|k − t|) as printed, no " +
      "t makes δ smaller than 7/16. With the minus sign δ falls like 2e^{−εt/2}, the bound qδ of the paper for q = 2 locations.",
    x: { label: "t", scale: "linear" },
    y: { label: "least δ", scale: "log" },
    series: [
      seriesAt("bound of the paper, 2e^{−εt/2}", "line", lengths, (t) => Q.multiply(whole(2), delta(t))),
      seriesAt("exp(+(ε/2)·|k − t|), as printed", "dots", lengths, (t) => leastDelta(Number(t.numerator), 1)),
      seriesAt("exp(−(ε/2)·|k − t|)", "dots", lengths, (t) => leastDelta(Number(t.numerator), -1)),
    ],
  };
}

/** The figures of the paper. */
export const figures: Figures = [
  about(["cckmv/theorem-4.2", "cckmv/fact-4-dp"], neededGapFigure),
  about(["cckmv/fact-4-dp", "cckmv/lemma-6.2", "cckmv/lemma-7.2", "cckmv/remark-8-twice-noisy"], privacyFigure),
  about(["cckmv/proposition-4.3-2"], lossFigure),
  about(["cckmv/remark-6-xiao-privacy"], truncatedNoiseFigure),
];
