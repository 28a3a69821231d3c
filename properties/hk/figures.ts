import { about, type Coordinate, type Drawing, type Figures, type Point } from "../../src/claim/figure.js";
import { profileOf } from "../../src/game/profile.js";
import { situationAt } from "../../src/game/situation.js";
import { exponential } from "../../src/mechanisms/hk/exponential.js";
import { figure1, paymentForm } from "../../src/mechanisms/hk/figure-1.js";
import { jointLevel, privateLevel } from "../../src/mechanisms/hk/laplace-payments.js";
import { weightRows } from "../../src/mechanisms/hk/multi-item.js";
import { multiItemSampler } from "../../src/mechanisms/hk/multi-item-sampler.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { gapTails } from "../../src/mechanisms/hk/tail.js";
import { acyclicWithThird, atLeastThirdCritical } from "../../src/mechanisms/hk/tree-ensemble.js";
import { worstPrivacyRatio } from "../../src/mechanisms/hk/worst-privacy-ratio.js";
import { tightestRatio } from "../../src/notions/differential-privacy.js";
import { integers } from "../../src/number/integer.js";
import * as L from "../../src/number/log-form.js";
import { permanent } from "../../src/number/permanent.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing, Quotient } from "../../src/number/ring.js";
import { nearPowers, seriesAt, shortened, whole, wholes } from "../figure-series.js";
import { criticalTail } from "./tree-counts.js";

/** Weights e^{(ε/2)·welfare}. */
const half: Sharpness = { exponent: Q.rational(1n, 2n), lipschitz: Q.one };
const ringOf = ({ numerator, denominator }: Q.Rational): OrderedRing<bigint> => integers(numerator, denominator);
/** Names matter to nobody here. */
const rangeOf = (m: number, grid = 1n): Range => ({ outcomes: wholes(1, m).map((r) => `r${r}`), grid });
const row = (m: number, value: (r: number) => Q.Rational): ValueRow => wholes(0, m - 1).map(value);
const zeroOne = (isOne: boolean): Q.Rational => (isOne ? Q.one : Q.zero);

const agents = 8;
const size = whole(agents + 1);

/** For the gaps g = 1, …, 8 of the instance of `tailFigure`: Pr[loss ≥ g] at e^{ε/2} = 3. */
export function lossTails(): readonly { readonly gap: Q.Rational; readonly chance: Q.Rational }[] {
  const R = integers(3n, 1n);
  const profile = profileOf(wholes(0, agents - 1).map((i) => row(agents + 1, (r) => zeroOne(r <= i))));
  const { entries, total } = exponential.law(R, half, rangeOf(agents + 1), profile);
  const scored = entries.map(({ outcome, weight }) => ({ score: whole(agents - outcome), weight }));
  return gapTails(R, scored, total)
    .map(({ gap, chance }) => ({ gap, chance: Q.fromQuotient(chance) }))
    .filter(({ gap }) => Q.signOfRational(gap) > 0)
    .reverse();
}

/** Pr[loss > k·(ln |R| + t)/ε] over e^t, for e^{ε/k} = base: each gap g counts up to e^t = base^g/|R|. */
function staircase(base: bigint): readonly Point[] {
  let from = Q.one;
  return lossTails().flatMap(({ gap, chance }): readonly Point[] => {
    const to = Q.divide(Q.integerPower(whole(Number(base)), gap.numerator), size);
    if (Q.compare(to, from) <= 0) return [];
    const step: readonly Point[] = [
      [from, chance],
      [to, chance],
    ];
    from = to;
    return step;
  });
}

/** Theorem 1, the tail: as printed and with the factor 2. */
function tailFigure(): Drawing {
  const printed = staircase(9n);
  const exps = [...new Map(printed.map(([e]) => [Q.printRational(e as Q.Rational), e as Q.Rational])).values()];
  return {
    id: "hk/tail",
    title: "The tail of Theorem 1 lacks a factor 2",
    caption:
      "The exponential mechanism at ε = 2·ln 3 with nine outcomes r = 0, …, 8 and eight agents i = 1, …, 8 who value the outcomes r < i at 1 and the others at 0, so that the welfare of r is 8 − r. Drawn is the probability that the loss " +
      "of welfare exceeds (ln 9 + t)/ε, which Theorem 1 bounds by e^{−t}: as printed it is above the bound for large t, by ever more. With 2·(ln 9 + t)/ε it stays below.",
    x: { label: "t", scale: "linear", drawn: "ln" },
    y: { label: "probability", scale: "log" },
    series: [
      seriesAt("e^{−t}, the bound", "line", exps, (e) => Q.divide(Q.one, e)),
      { name: "Pr[loss > (ln 9 + t)/ε], as printed", mark: "line", points: printed },
      { name: "Pr[loss > 2·(ln 9 + t)/ε]", mark: "line", points: staircase(3n) },
    ],
  };
}

/** e^{ε/2} in the figure of privacy ratios: ε = 4·ln 2. */
const four = integers(4n, 1n);
const overSixteen = ({ numerator, denominator }: Quotient<bigint>): Q.Rational =>
  Q.rational(numerator, 16n * denominator);

/** Each entry is e^{(ε/2)·v_ij}, as far as v_i − min v_i goes. */
const permanentOf = (rows: readonly ValueRow[]): bigint =>
  permanent(
    four,
    weightRows(four, 1n, rows).map(({ weights }) => weights),
  );

/** Pr[π | v]/Pr[π | v′] over e^ε, where agent 0 gets item 0, which all others want; v is item 0 alone and v′ all others. */
export function matchingRatio(n: number): Q.Rational {
  const alone = row(n, (j) => zeroOne(j === 0));
  const rest = wholes(0, n - 1).map((j) => zeroOne(j > 0));
  const others = wholes(2, n).map(() => alone);
  // Her own weight at item 0 is e^{ε/2} = 4 and 1; along the other rows nothing changes.
  return overSixteen({ numerator: 4n * permanentOf([rest, ...others]), denominator: permanentOf([alone, ...others]) });
}

/** The largest ratio of the sampler to the letter over e^ε, for the last of the agents of `privacyFigure`. */
export function samplerRatio(n: number): Q.Rational {
  const last = row(n, (j) => zeroOne(j === n - 1));
  const rows = wholes(0, n - 2).map((i) => row(n, (j) => zeroOne(i > 0 && j === n - 2 - i)));
  const parameters = { ...half, ownWeight: false, factor: Q.one, errors: [] };
  const environment = { items: n, grid: 1n };
  const agent = situationAt(four, multiItemSampler, parameters, environment, profileOf<ValueRow | null>(rows), n - 1);
  const types = [last, last.map((value) => Q.subtract(Q.one, value))];
  return overSixteen(tightestRatio(four, agent, types).ratio as Quotient<bigint>);
}

/** Theorem 1 and Lemma 16: the privacy of what is drawn, by the number of agents. */
function privacyFigure(): Drawing {
  const ns = wholes(1, 12).map(whole);
  const count = (n: Q.Rational): number => Number(n.numerator);
  return {
    id: "hk/privacy",
    title: "The sampler of Lemma 16 to the letter is not private",
    caption:
      "The largest Pr[r | v]/Pr[r | v′] over e^ε at ε = 4·ln 2, v and v′ differing in one agent: above 1 is not ε-differentially private. The exponential mechanism with two and with ten outcomes, the worst over all " +
      "valuations of n agents; for the auction of n items, the agent who turns from item 1 alone to all but it, which all others want. These stay below 1. The sampler by step (2) to the letter, " +
      "with exact permanents: agent 1 wants nothing, agent i = 2, …, n − 1 item n − i alone, and the last one turns from item n alone to all but it. From four agents on it is above 1.",
    x: { label: "agents n", scale: "linear" },
    y: { label: "largest ratio / e^ε", scale: "linear" },
    series: [
      seriesAt("1: ε-private", "line", ns, () => Q.one),
      seriesAt("sampler to the letter", "dots", ns.slice(1, 5), (n) => samplerRatio(count(n))),
      seriesAt("exponential mechanism, ten outcomes", "dots", ns, (n) =>
        overSixteen(worstPrivacyRatio(four, count(n), 10)),
      ),
      seriesAt("exponential mechanism, two outcomes", "dots", ns, (n) =>
        overSixteen(worstPrivacyRatio(four, count(n), 2)),
      ),
      seriesAt("exponential mechanism, auction of n items", "dots", ns.slice(1), (n) => matchingRatio(count(n))),
    ],
  };
}

const bits = 32;

/** What the agent for the first of two outcomes pays if the other one has value `rival` to a second agent; c = e^{ε/8}. */
export function paymentAgainst(c: Q.Rational, rival: Q.Rational): Coordinate {
  const wanted = [Q.one, Q.zero];
  const profile = profileOf<ValueRow | null>([wanted, [Q.zero, rival]]);
  const payment = figure1(ringOf(c), rangeOf(2, 4n), profile).payment(wanted);
  return L.enclosure(paymentForm(payment, half), bits, { times: whole(8), log: c });
}

const eighthPower = (c: Q.Rational): Q.Rational => Q.integerPower(c, 8n);

/** Figure 1: what is paid, by ε. */
function paymentFigure(): Drawing {
  // ε up to about 30.
  const bases = nearPowers(Q.rational(11n, 10n), 40, 64n);
  const rivals = [Q.one, Q.rational(3n, 4n), Q.rational(1n, 2n), Q.rational(1n, 4n), Q.zero];
  return {
    id: "hk/payment",
    title: "From no payment to the price of VCG",
    caption:
      "The exponential mechanism with two outcomes and two agents. The first values outcome 1 at 1 and outcome 2 at 0, the second values outcome 1 at 0 and outcome 2 at d. Drawn is the payment of the first. It is never negative, goes to 0 with ε, and as ε " +
      "grows it goes to the price of VCG: d for d < 1, and 1/2 at the tie d = 1, since she gets her outcome half the time. Also without a rival, d = 0, she pays, 0.17 at most.",
    x: { label: "ε", scale: "linear", drawn: "ln" },
    y: { label: "payment", scale: "linear" },
    series: rivals.map((d) => ({
      name: `d = ${Q.printRational(d)}`,
      mark: "line" as const,
      points: bases.map((c) => [eighthPower(c), paymentAgainst(c, d)] as const),
    })),
  };
}

const outcomes = 512;

/** Levels of privacy over ε where agent i turns from all but outcome 1 to outcome 1 alone, which agent j wants; c = e^{ε/2}. */
export function levelsAt(c: Q.Rational): Readonly<Record<"outcome" | "payment" | "both", Coordinate>> {
  const R = ringOf(c);
  const wanted = row(outcomes, (r) => zeroOne(r === 0));
  const rest = wanted.map((value) => Q.subtract(Q.one, value));
  const epsilon = { times: whole(2), log: c };
  const at = (reports: readonly ValueRow[]) => figure1(R, rangeOf(outcomes), profileOf<ValueRow | null>(reports));
  const [before, after] = [at([wanted, rest]), at([wanted, wanted])];
  const level = privateLevel(
    paymentForm(before.payment(wanted), half),
    paymentForm(after.payment(wanted), half),
    epsilon,
  );
  const one = situationAt(R, exponential, half, rangeOf(outcomes), profileOf<ValueRow | null>([wanted]), 1);
  const ratio = tightestRatio(R, one, [wanted, rest]).ratio as Quotient<bigint>;
  const share = (form: L.LogForm): Coordinate => L.enclosure(L.overEpsilon(form), bits, epsilon);
  return {
    outcome: share(L.ln(Q.fromQuotient(ratio))),
    payment: share(level),
    both: share(jointLevel(level, ratio)),
  };
}

/** Theorem 14: outcome, noisy payment, and both. */
function seenPaymentFigure(): Drawing {
  const bases = nearPowers(Q.rational(7n, 6n), 34, 64n);
  const levels = bases.map((c) => ({ b: Q.multiply(c, c), ...levelsAt(c) }));
  const line = (name: string, y: (at: (typeof levels)[number]) => Coordinate) => ({
    name,
    mark: "line" as const,
    points: levels.map((at) => [at.b, y(at)] as const),
  });
  return {
    id: "hk/seen-payment",
    title: "Outcome and noisy payment together are not ε-private",
    caption:
      "The exponential mechanism with 512 outcomes and two agents, and payments with Laplace noise of scale 1/ε. Agent j values outcome 1 at 1 and all others at 0; agent i turns from the opposite of that to the same. Drawn is the " +
      "least multiple of ε with which what j sees is private: the outcome alone and her noisy payment alone stay below 1, as Theorems 1 and 14 say; both together do not, for ε from about 3 to 9. 2ε is enough, and no less for all instances.",
    x: { label: "ε", scale: "linear", drawn: "ln" },
    y: { label: "level of privacy / ε", scale: "linear" },
    series: [
      line("1: ε-private", () => Q.one),
      line("outcome and noisy payment", ({ both }) => both),
      line("outcome", ({ outcome }) => outcome),
      line("noisy payment", ({ payment }) => payment),
    ],
  };
}

/** Theorem 11, a step of its proof: how many edges of cost 0 there are. */
function criticalEdgesFigure(): Drawing {
  const sizes = wholes(2, 30).map(whole);
  const at = (chance: (k: number) => Q.Rational) => (k: Q.Rational) => shortened(chance(Number(k.numerator)), bits);
  return {
    id: "hk/critical-edges",
    title: "A step of Theorem 11: too few critical edges",
    caption:
      "Each edge of the complete network on k nodes is critical (of cost 0) with probability 1/(2k), independently. The proof of Theorem 11 has at least k/3 critical edges with probability at least 3/4, and no cycle of them besides with probability at " +
      "least 1/4. The first falls for every k, as the mean is (k − 1)/4; the second for most of these k. At least k/12 there are with probability 3/4 from k = 7 on.",
    x: { label: "nodes k", scale: "linear" },
    y: { label: "probability", scale: "linear" },
    series: [
      seriesAt("3/4", "line", sizes, () => Q.rational(3n, 4n)),
      seriesAt("1/4", "line", sizes, () => Q.rational(1n, 4n)),
      seriesAt("at least k/12 critical", "dots", sizes, at((k) => criticalTail(k, Q.rational(BigInt(k), 12n)))), // biome-ignore format: one line
      seriesAt("at least k/3 critical", "dots", sizes, at(atLeastThirdCritical)),
      seriesAt("at least k/3 critical, no cycle of them", "dots", sizes, at(acyclicWithThird)),
    ],
  };
}

/** The figures of the paper. */
export const figures: Figures = [
  about(["hk/theorem-1-utility"], tailFigure),
  about(["hk/theorem-1-privacy", "hk/lemma-16-privacy"], privacyFigure),
  about(["hk/vcg-limit", "hk/no-positive-transfer", "hk/lemma-12"], paymentFigure),
  about(["hk/theorem-14-privacy", "hk/theorem-1-privacy"], seenPaymentFigure),
  about(["hk/theorem-11-step-count", "hk/theorem-11-step-opt"], criticalEdgesFigure),
];
