import { privacyBounds } from "../../generators/privacy-bounds.js";
import type { Budget, Check, Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { type Candidate, candidates, opponent } from "../../src/mechanisms/cckmv/election.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Ratio } from "../../src/number/ring.js";
import { pivotal } from "../../src/probability/coupling.js";
import { compareRatios } from "../../src/probability/divergence.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import { allows, boundChanges, families, nondecreasing, readBoundChoice, tents, total } from "./bound-families.js";
import { chance } from "./election-claim.js";
import {
  caseOf,
  chanceOfChange,
  everyElectorate,
  type Family,
  familyClaim,
  seenBy,
  settingAt,
  skewCornersOf,
  skewedTowards,
  thirdOf,
} from "./election-family.js";
import { type ElectionCase, type ElectionSetting, expEpsilon, noisyElectionAt, type Subject } from "./elections.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";

const twofold = "equal up to a factor of 2, between F(e^{2ε})/gap and 2F(e^{2ε})/gap";

/** The voter to whom others are compared: she is alone, so that the others are tied. */
const alone: ElectionCase = { others: { A: 0, B: 0 }, truth: "A" };

const all: Family = {
  ...everyElectorate,
  corners: skewedTowards("A").corners,
  cornersOf: skewCornersOf,
};

/**
 * In a highly skewed election (2/3 against 1/3) the expected outcome utility for voting truthfully is exponentially small;
 * by Lemma 5.2 the expected privacy loss is exponentially small too, so that truthfulness can still hold [CCKMV, Section 5].
 *
 * Both carry the factor Pr[her vote changes the outcome] = (e^ε − 1)·e^{−εn/3} or less, so they are small together: their
 * ratio is (F(x_A) + F(x_B))/gap exactly, at every skew. Lemma 5.2 bounds F by F(e^ε); but one of x_A, x_B is e^{2ε}. And
 * the ratio is not free of the skew: x_o of the likely winner falls from e^ε + 1 − e^{−ε} (others tied) towards 1. For nondecreasing
 * F it stays between F(e^{2ε})/gap and 2F(e^{2ε})/gap; where U^priv is a cost of one sign it is F(e^{2ε})/gap at every skew.
 */
export const skewedBalance = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-5-skewed-balance",
    place: "Section 5, after Lemma 5.2",
    statement:
      "In the differentially private election, when the vote is highly skewed (e.g. 2/3 vs. 1/3), a player's expected outcome utility for voting " +
      "truthfully is exponentially small, gap·SD ≤ gap·(e^ε − 1)·e^{−εn/3}; by Lemma 5.2 the expected privacy loss is also exponentially small, " +
      "|E U_i^priv(θ_i, M(θ_i)) − E U_i^priv(θ_i, M(θ_i'))| ≤ 2F_i(e^ε)·(e^ε − 1)·e^{−εn/3}; their ratio does not depend on the skew.",
    hypotheses: [
      "n = 3m voters, 2m of whom prefer the first candidate, where the claim is that both are small",
      "|U_i^priv(θ_i, o)| ≤ F_i(x_o), F_i(x) → 0 as x → 1",
      "gap = U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i) > 0",
      ...changes,
    ],
    readings: readingsOf(
      { says: ["small", "ratio"], sign: ["two-signed", "cost"] },
      { first: ["A", "B"], ...boundSwitches },
    ),
    switchMeanings: {
      ...switchMeanings,
      A: "the candidate whom 2/3 prefer is A",
      B: "the candidate whom 2/3 prefer is B: as ties go to A, e^ε stands before (e^ε − 1)·e^{−εn/3}",
      small:
        "n = 3m voters, 2m of whom prefer the first candidate: both are at most a constant times (e^ε − 1)·e^{−εn/3}",
      ratio:
        "at every profile the worst expected privacy difference over the expected gain is what it is where the others are tied",
      cost: "−F ≤ U^priv ≤ 0; 2F_i(e^ε) stands as printed",
    },
    argument:
      "More voters: the probability is multiplied by e^{−ε} with every three voters. With d the margin of the others, x_B = e^{2ε} at every d ≥ 0, " +
      "and x_A falls to 1 as d grows, a larger share of a sure winner being mixed into both laws; at d < 0 with A and B exchanged.",
    family: ({ says, first }) => (says === "small" ? skewedTowards(first as Candidate) : all),
    evidence: (budget, { says }) => (says === "ratio" ? ratioTable(under, budget) : {}),
    decide(R, situation, c, switches): Finding<never> {
      const choice = readBoundChoice(switches, changes);
      const finding = { hypotheses: "inside", witness: { truth: c.truth } } as const;
      const ratios = privacyRatios(R, situation).map(({ ratio }) => ratio);
      const { first } = switches;
      if (switches.says === "small") {
        const { numerator, denominator } = pivotal(R, situation.coupled!(c.truth, opponent(c.truth)));
        const [e, decay] = [expEpsilon(R, under, 1), expEpsilon(R, under, -thirdOf(c))];
        const factor = first === "B" ? e : over(R.one, R.one);
        const limit = over(
          R.multiply(R.multiply(R.subtract(e.numerator, e.denominator), decay.numerator), factor.numerator),
          R.multiply(R.multiply(e.denominator, decay.denominator), factor.denominator),
        );
        const ceilings = ratios.map(ceilingGiven(R, choice, expEpsilon(R, under, choice.k), R.one));
        // F is at most 1 where it is bounded, so two values add up to at most 2F(e^ε) = 2.
        const small = compareQuotients(R, over(numerator, denominator), limit) <= 0 && !ceilings.includes("unbounded");
        return { ...finding, conclusion: small ? "holds" : "fails" };
      }
      const tied = privacyRatios(R, under.situation(R, [])).map(({ ratio }) => ratio);
      return { ...finding, conclusion: sameSums(R, under, ratios, tied, switches, changes) ? "holds" : "fails" };
    },
    choices(c, base, switches) {
      const setting = settingAt(under, c, base);
      const choice = readBoundChoice(switches, changes);
      const xs = [...ratiosOf(setting), ...ratiosOf(seenBy(under, setting, alone))];
      const at = setting.expEpsilon(switches.says === "ratio" ? 2 : choice.k);
      for (const F of [...families(xs, at, choice), ...(choice.monotone ? [] : tents(xs))]) {
        const { left, right, larger } = sides(under, setting, c, F, switches, changes);
        if (!Q.atMost(...(larger === "right" ? ([left, right] as const) : ([right, left] as const)))) {
          return { F: printPrivacyBound(F) };
        }
      }
      throw new RangeError("exhibit: expected one of the families of F to violate a claim that was decided to fail");
    },
    check(setting, choices, switches) {
      const c = caseOf(setting);
      const choice = readBoundChoice(switches, changes);
      const F = readPrivacyBound(choices.F, "choices.F");
      const check = sides(under, setting, c, F, switches, changes);
      const known = switches.says === "small" ? boundAt(F, setting.expEpsilon(choice.k)) : check.right;
      const { left, right, larger } = check;
      return {
        ...check,
        hypotheses: allows(F, known, choice),
        holds: larger === "right" ? Q.atMost(left, right) : Q.atMost(right, left),
        explanation: `the others' votes: ${c.others.A} for A, ${c.others.B} for B; x_A and x_B are ${ratiosOf(setting).map(Q.printExtended).join(" and ")}`,
        corners: [],
      };
    },
    drawChoices: () => privacyBounds.map((F) => () => ({ F })),
    repair: (reading) => balanceRepair(under, reading, changes),
  });

/** Whether for every F the sum (or larger one) of the F(x_o) is what it is at a tie; or, as repaired, up to a factor of 2. */
function sameSums<S>(
  R: OrderedRing<S>,
  under: Subject,
  ratios: readonly Ratio<S>[],
  tied: readonly Ratio<S>[],
  { sign }: Switches,
  changes: readonly string[],
): boolean {
  const sorted = (xs: readonly Ratio<S>[]) => [...xs].sort((x, y) => compareRatios(R, x, y));
  const [xs, ys] = [sorted(ratios), sorted(tied)] as [Ratio<S>[], Ratio<S>[]];
  const same = (x: Ratio<S>, y: Ratio<S>) => compareRatios(R, x, y) === 0;
  if (xs.every((x, i) => same(x, ys[i]!))) return true;
  if (!changes.includes(nondecreasing)) return false;
  const largest = same(xs[1]!, expEpsilon(R, under, 2));
  // A nondecreasing F is largest at the larger ratio; two values are between F(e^{2ε}) and twice that.
  return sign === "cost" ? same(xs[1]!, ys[1]!) : changes.includes(twofold) && largest;
}

/** x_A and x_B from the two laws. */
const ratiosOf = (setting: ElectionSetting): readonly Q.Extended[] =>
  candidates.map((o) => {
    const [p, q] = candidates.map((vote) => chance(setting, vote, o)) as [Q.Rational, Q.Rational];
    const [most, least] = [Q.maximum(p, q), Q.minimum(p, q)];
    return Q.signOfRational(least) > 0 ? Q.divide(most, least) : Q.signOfRational(most) > 0 ? "infinity" : Q.one;
  });

/** F(x_A) + F(x_B), or the larger where privacy is a cost: the worst privacy difference over the chance of a change. */
function differenceAt(setting: ElectionSetting, F: PrivacyBound, { sign }: Switches): Q.Extended {
  const values = ratiosOf(setting).map((x) => boundAt(F, x));
  return sign === "two-signed" ? total(values) : values.reduce((most, x) => (Q.atMost(x, most) ? most : x));
}

/** Both sides at one F; where both must be equal, the smaller of them counts as the one that should be larger. */
function sides(
  under: Subject,
  setting: ElectionSetting,
  c: ElectionCase,
  F: PrivacyBound,
  switches: Switches,
  changes: readonly string[],
): Pick<Check, "inequality" | "larger"> & { readonly left: Q.Extended; readonly right: Q.Extended } {
  const privacy = differenceAt(setting, F, switches);
  const scaled = (x: Q.Extended, by: Q.Rational): Q.Extended =>
    Q.signOfRational(by) === 0 ? Q.zero : x === "infinity" ? x : Q.multiply(x, by);
  if (switches.says === "small") {
    const { k } = readBoundChoice(switches, changes);
    const decay = Q.multiply(
      Q.subtract(setting.expEpsilon(1), Q.one),
      setting.expEpsilon((switches.first === "B" ? 1 : 0) - thirdOf(c)),
    );
    const moved = chanceOfChange(setting, c.truth, opponent(c.truth));
    const printed = scaled(boundAt(F, setting.expEpsilon(k)), Q.multiply(Q.rational(2n), decay));
    // The gain is gap·moved ≤ gap·decay; where that fails it is shown, with gap 1.
    if (Q.compare(moved, decay) > 0) {
      return { inequality: "gap·SD <= gap·(e^ε - 1)·e^{-εn/3}", left: moved, right: decay, larger: "right" };
    }
    const inequality = `|E U_priv(M(θ_i)) - E U_priv(M(θ_i'))| <= 2F(e^${k === 1 ? "ε" : "{2ε}"})·(e^ε - 1)·e^{-εn/3}`;
    return { inequality, left: scaled(privacy, moved), right: printed, larger: "right" };
  }
  const sum = switches.sign === "two-signed" ? "F(x_A) + F(x_B)" : "max(F(x_A), F(x_B))";
  if (changes.includes(twofold)) {
    const most = scaled(boundAt(F, setting.expEpsilon(2)), Q.rational(2n));
    if (!Q.atMost(privacy, most))
      return { inequality: `${sum} <= 2F(e^{2ε})`, left: privacy, right: most, larger: "right" };
    return {
      inequality: `${sum} >= F(e^{2ε})`,
      left: privacy,
      right: boundAt(F, setting.expEpsilon(2)),
      larger: "left",
    };
  }
  const tied = differenceAt(seenBy(under, setting, alone), F, switches);
  const larger = Q.atMost(privacy, tied) ? "left" : "right";
  return { inequality: `${sum} = the same where the others are tied`, left: privacy, right: tied, larger };
}

function balanceRepair(under: Subject, reading: Reading, made: readonly string[]): Repair<never> | undefined {
  if (made.length > 0) return undefined;
  const { says, sign } = reading.switches;
  const changes =
    says === "small" ? boundChanges(reading.switches) : sign === "cost" ? [nondecreasing] : [nondecreasing, twofold];
  const spelled = changes.map((change) => (change === twofold ? `the ratio is ${twofold}` : change));
  return repairOf(reading, {
    statement: `As printed, except: ${spelled.join(", and ")}.`,
    changes,
    claim: (kept) => skewedBalance(under, kept),
  });
}

/** The ratio for F(x) = x − 1 and gap 1 at e^ε = 2, for the others' margins 0, 1, …: from e^{2ε} + e^ε − e^{−ε} − 1 towards F(e^{2ε}). */
function ratioTable(under: Subject, budget: Budget): JsonObject {
  const margins = Array.from({ length: budget === "gate" ? 6 : 12 }, (_, s) => s);
  const base = Q.rational(2n);
  const F: PrivacyBound = { kind: "linear", slope: Q.one };
  const at = (s: number) =>
    differenceAt(settingAt(under, { others: { A: s, B: 0 }, truth: "A" }, base), F, { sign: "two-signed" });
  return {
    ratioBySkew: {
      F: "x - 1",
      gap: "1",
      "e^ε": "2",
      rows: margins.map((s) => ({ margin: s, ratio: Q.printExtended(at(s)) })),
    },
  };
}
