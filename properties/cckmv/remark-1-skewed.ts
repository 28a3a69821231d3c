import { shares } from "../../generators/election-families.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readPositive } from "../../src/instance/input.js";
import { type Candidate, candidates, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { compare as compareForms, fromRational, scale } from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient, type Ring } from "../../src/number/ring.js";
import { pivotal } from "../../src/probability/coupling.js";
import { over } from "../../src/verdict/finding.js";
import { repairOf } from "../repairs.js";
import {
  caseOf,
  chanceOfChange,
  countsOf,
  epsilonOf,
  familyClaim,
  seenBy,
  settingAt,
  signOfEpsilon,
  skewedTowards,
  thirdOf,
  without,
} from "./election-family.js";
import {
  type ElectionCase,
  type ElectionSetting,
  expEpsilon,
  noisyElectionAt,
  restOf,
  type Subject,
} from "./elections.js";

const place = "Section 1.2, highly skewed election";
const ownFactor = "the factor e^ε − 1";

/** What a voter does instead of reporting her type. */
const insteadOf = (truth: Candidate, { affects }: Switches): Vote => (affects === "dropout" ? null : opponent(truth));

/**
 * In an election where 2/3 of the voters prefer the first candidate, the chance that any single player's vote affects the
 * outcome is exponentially small in εn [CCKMV, Section 1.2].
 *
 * As a finite statement for all n = 3m and all ε: the chance is at most C·e^{−εn/3}. The rate 1/3 is exact, since voters of
 * the majority attain C = e^ε − 1 at every n; it is C = e^ε·(e^ε − 1) where the majority is for B, because ties go to A,
 * and these over e^ε + 1 where the voter drops out. No C that is free of ε will do: at n = 3 the chance tends to 1 as
 * ε grows. C = 1 will as long as ε ≤ ln 2.
 */
export const pivotalSkewed = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-1-pivotal-skewed",
    place,
    statement:
      "Where 2/3 of n voters prefer the first candidate, the chance that any single player's vote affects the outcome of " +
      "the noisy majority vote is exponentially small in εn: it is at most C·e^{−εn/3} for every n, with C as the reading says.",
    hypotheses: ["ε > 0", "n = 3m voters, 2m of whom prefer the first candidate", ...changes],
    readings: readingsOf(
      { affects: ["change", "dropout"], factor: ["of-epsilon", "one", "shifted"] },
      { first: ["A", "B"] },
    ),
    switchMeanings: {
      change: "she votes for the other candidate instead",
      dropout: "she stays out instead",
      "of-epsilon":
        "for each ε, C = e^ε − 1 (voting otherwise) or (e^ε − 1)/(e^ε + 1) (staying out), times e^ε where the first candidate is B: " +
        "the best factor, which voters of the majority attain at every n (at every n ≥ 6 where the first candidate is B)",
      one: "C = 1, free of ε",
      shifted: "at most e^{−ε(n−3)/3}: constants free of ε, so that it is at most e^{−εn/6} for all n ≥ 6 and all ε",
      A: "the first candidate is A, whom ties favour",
      B: "the first candidate is B",
    },
    argument:
      "More voters: from 3m to 3(m + 1) voters, for m ≥ 2, both sides are multiplied by e^{−ε}, since Pr[r = k] is.",
    family: ({ first }) => skewedTowards(first as Candidate),
    decide(R, situation, c, switches) {
      const other = insteadOf(c.truth, switches);
      const left = pivotal(R, situation.coupled!(c.truth, other));
      const decay = expEpsilon(R, under, -thirdOf(c));
      const C = factorOf(R, expEpsilon(R, under, 1), switches, changes);
      const right = over(R.multiply(C.numerator, decay.numerator), R.multiply(C.denominator, decay.denominator));
      return {
        hypotheses: "inside",
        conclusion: compareQuotients(R, left, right) <= 0 ? "holds" : "fails",
        witness: { truth: c.truth, lie: other },
        sides: { left, right },
      };
    },
    choices: ({ truth }, _base, switches) => ({ truth, lie: insteadOf(truth, switches) }),
    check(setting, choices, switches) {
      const c = caseOf(setting, choices, (truth) => insteadOf(truth, switches));
      const left = chanceOfChange(setting, c.truth, insteadOf(c.truth, switches));
      const R = Q.rationals(Q.one);
      const C = factorOf(R, over(setting.expEpsilon(1), Q.one), switches, changes);
      const factor = Q.divide(C.numerator, C.denominator);
      const right = Q.multiply(factor, setting.expEpsilon(-thirdOf(c)));
      return {
        hypotheses: "inside",
        holds: Q.compare(left, right) <= 0,
        inequality: "Pr[her vote affects the outcome] <= C·e^{-εn/3}",
        left,
        right,
        larger: "right",
        explanation: `${describe(c)}; C = ${Q.printRational(factor)}`,
        corners: [],
      };
    },
    repair: (reading) =>
      reading.switches.factor === "one" && reading.switches.affects === "change" && changes.length === 0
        ? repairOf(reading, {
            statement: "As printed, with C = e^ε − 1, which depends on ε.",
            changes: [ownFactor],
            claim: (kept) => pivotalSkewed(under, kept),
          })
        : undefined,
  });

/** C of C·e^{−εn/3}, with e = e^ε. */
function factorOf<S>(R: Ring<S>, e: Quotient<S>, { affects, factor, first }: Switches, changes: readonly string[]) {
  if (factor === "one" && !changes.includes(ownFactor)) return over(R.one, R.one);
  const [N, D] = [e.numerator, e.denominator];
  if (factor === "shifted") return over(N, D);
  const best = over(R.subtract(N, D), affects === "dropout" ? R.add(N, D) : D);
  return first === "A" ? best : over(R.multiply(best.numerator, N), R.multiply(best.denominator, D));
}

const describe = (c: ElectionCase): string => {
  const { A, B } = countsOf(c);
  return `${A} voters prefer A and ${B} prefer B; she prefers ${c.truth}`;
};

/**
 * If a player's overall privacy cost can be as large as ε, truthfulness at that skew needs ε = O(1/n) [CCKMV, Section 1.2].
 *
 * Voting otherwise may save a voter all of that cost, so truthfulness in expectation needs gap·Pr[her vote affects the
 * outcome] ≥ ε for every voter, where gap = U^out(θ, θ) − U^out(θ, −θ). As a finite statement for all n = 3m: then
 * εn < 3·ln gap; so that for gap = 1, the normalised election of Section 4, no ε > 0 will do. For the voters of the
 * minority gap·(e^ε − 1)·e^{−ε(m+2)} ≥ ε, and (e^ε − 1)·e^{−2ε} < ε shows it. The constant 3·ln gap is the best: the
 * largest such ε is (3 + o(1))·ln gap/n (ε(n + 3) < 3·ln gap holds too). Voters of the majority alone give ε(n − 3) < 3·ln gap.
 *
 * Decided by contraposition: for every gap ≤ e^{εn/3} some voter has gap·Pr[…] < ε. The largest gap is the worst.
 */
export const overallCost = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-1-overall-cost",
    place,
    statement:
      "If the player's overall privacy cost can be as large as ε, then truthfulness where 2/3 of n voters prefer the first " +
      "candidate needs ε = O(1/n): gap·Pr[her vote affects the outcome] ≥ ε for the voters that the reading names implies εn < 3·ln gap " +
      "(or ε(n − 3) < 3·ln gap), gap = U_i^out(θ_i, θ_i) − U_i^out(θ_i, −θ_i).",
    hypotheses: ["ε > 0", "n = 3m voters, 2m of whom prefer the first candidate", "one gap for all voters"],
    readings: readingsOf({ voters: ["every", "majority"], sign: ["cost", "two-signed"] }, { first: ["A", "B"] }),
    switchMeanings: {
      every: "truthfulness for every voter; the bound is εn < 3·ln gap",
      majority: "truthfulness for a voter of the majority; the bound is ε(n − 3) < 3·ln gap",
      cost: "overall privacy costs between 0 and ε: they differ by up to ε",
      "two-signed": "overall privacy utilities between −ε and ε: they differ by up to 2ε, and gap/2 stands for gap",
      A: "the first candidate is A, whom ties favour",
      B: "the first candidate is B",
    },
    argument:
      "More voters: from 3m to 3(m + 1) voters, for m ≥ 2, the largest gap is multiplied by e^ε and the chance by e^{−ε}. " +
      "Smaller gaps: the left side is linear in gap.",
    family: ({ first }) => skewedTowards(first as Candidate),
    decide(R, _situation, c, switches) {
      const gap = expEpsilon(R, under, thirdOf(c) - delay(switches));
      const tempted = votersAsked(c, switches).filter((truth) => {
        const coupled = under.situation(R, restOf(without(truth, countsOf(c)))).coupled!(truth, opponent(truth));
        const { numerator, denominator } = pivotal(R, coupled);
        // Two-signed: gap = 2e^{…} against 2ε.
        return (
          signOfEpsilon(R, under, R.multiply(denominator, gap.denominator), R.multiply(numerator, gap.numerator)) > 0
        );
      });
      return {
        hypotheses: "boundary",
        conclusion: tempted.length > 0 ? "holds" : "fails",
        witness: { tempted },
      };
    },
    choices: (c, base, switches) => ({
      gap: Q.printRational(largestGap(c, settingAt(under, c, base), switches)),
    }),
    check(setting, choices, switches) {
      const c = caseOf(setting);
      const gap = readPositive(choices.gap ?? "1", "choices.gap");
      const largest = largestGap(c, setting, switches);
      const all = countsOf(c);
      const chances = votersAsked(c, switches).map((truth) => ({
        truth,
        chance: chanceOfChange(seenBy(under, setting, without(truth, all)), truth, opponent(truth)),
      }));
      const worst = chances.reduce((least, next) => (Q.compare(next.chance, least.chance) < 0 ? next : least));
      const left = fromRational(Q.multiply(gap, worst.chance));
      const right = scale(epsilonOf(setting), width(switches));
      const room = Q.compare(largest, gap);
      return {
        hypotheses: room < 0 ? "outside" : room === 0 ? "boundary" : "inside",
        holds: compareForms(left, right) < 0,
        inequality: `gap·Pr[her vote affects the outcome] < ${switches.sign === "cost" ? "ε" : "2ε"} for some voter`,
        left,
        right,
        larger: "right",
        choices: { ...choices, gap: Q.printRational(gap) },
        explanation: `${describe(c)}; a voter for ${worst.truth} affects the outcome with probability ${Q.printRational(worst.chance)}; the claim speaks of gaps up to ${Q.printRational(largest)}`,
        corners: [],
      };
    },
    drawChoices: (switches) =>
      shares.map((share) => (c, setting) => {
        const largest = largestGap(c, setting, switches);
        const gap = Q.multiply(share, largest);
        return { gap: Q.printRational(Q.signOfRational(gap) > 0 ? gap : largest) };
      }),
  });

/** The largest gap at which the claim says that some voter is tempted. */
const largestGap = (c: ElectionCase, { expEpsilon: power }: ElectionSetting, switches: Switches): Q.Rational =>
  Q.multiply(width(switches), power(thirdOf(c) - delay(switches)));

/** How far the largest privacy utilities are apart, in ε. */
const width = ({ sign }: Switches): Q.Rational => Q.rational(sign === "cost" ? 1n : 2n);

/** The bound is ε(n − 3·delay) < 3·ln gap. */
const delay = ({ voters }: Switches): number => (voters === "every" ? 0 : 1);

const votersAsked = (c: ElectionCase, { voters, first }: Switches): readonly Candidate[] =>
  candidates.filter((o) => countsOf(c)[o] > 0 && (voters === "every" || o === first));
