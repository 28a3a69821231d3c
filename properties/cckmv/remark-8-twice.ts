import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { refuse } from "../../src/instance/input.js";
import { candidates, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { type Twice, twiceOutcomes } from "../../src/mechanisms/cckmv/twice.js";
import * as Q from "../../src/number/rational.js";
import {
  compareQuotients,
  type OrderedRing,
  powerQuotient,
  type Quotient,
  safeInteger,
  sum,
} from "../../src/number/ring.js";
import { type Law, probability } from "../../src/probability/law.js";
import { over } from "../../src/verdict/finding.js";
import { canonical } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import type { ElectionCase } from "./elections.js";
import {
  changed,
  majorityTwiceSubject,
  noisyElectionTwiceAt,
  type TwiceSetting,
  type TwiceSubject,
  twiceClaim,
  typeIn,
} from "./twice-claim.js";

/**
 * If a deterministic majority-vote election is run twice, with a new voter the second time, and the outcome changes, then
 * the new voter's preference has been revealed despite any uncertainty about the other voters' votes [CCKMV, Section 8].
 * Revealed: whatever the others vote, the second winner is the new voter's candidate, so no other vote leads there.
 */
export const majorityTwiceReveals = (under: TwiceSubject = majorityTwiceSubject): Claim<ElectionCase> =>
  twiceClaim(under, {
    id: "cckmv/remark-8-majority-twice",
    statement:
      "If we run a deterministic majority-vote election twice, with a new voter the second time, and the outcome changes, then the new voter's " +
      "preference has been revealed despite any uncertainty about the other voters' votes: for all votes of the others, if the winners differ, " +
      "the second one is the new voter's vote.",
    hypotheses: ["the outcome changes", "ties go to A in both elections", "the other voters vote the same in both"],
    argument:
      "More voters: at a margin of the others of at least 1 (at most -2) the winner is A (is B) with and without her, so that nothing changes.",
    onlyNewcomer: () => true,
    decide(R, situation, truth) {
      const { entries, total } = situation.law(truth);
      const betrayed = entries.filter(({ outcome }) => changed(outcome) && outcome.with !== truth);
      const mass = sum(
        R,
        betrayed.map(({ weight }) => weight),
      );
      const changes = entries.some(({ outcome, weight }) => changed(outcome) && R.sign(weight) > 0);
      return {
        hypotheses: changes ? "inside" : "outside",
        conclusion: R.sign(mass) === 0 ? "holds" : "fails",
        witness: { truth },
        sides: { left: over(mass, total), right: over(R.zero, R.one) },
      };
    },
    check(setting) {
      const truth = typeIn(setting);
      const { entries, total } = setting.situation.law(truth);
      const possible = entries.filter(({ weight }) => Q.signOfRational(weight) > 0);
      const left = possible
        .filter(({ outcome: { without, with: winner } }) => without !== winner && winner !== truth)
        .reduce((mass, { weight }) => Q.add(mass, weight), Q.zero);
      return {
        hypotheses: possible.some(({ outcome }) => outcome.without !== outcome.with) ? "inside" : "outside",
        holds: Q.signOfRational(left) === 0,
        inequality: "Pr[the winners differ and the second is not her vote] <= 0",
        left: Q.divide(left, total),
        right: Q.zero,
        larger: "right",
        explanation: `a new voter votes ${truth}; the winners without and with her are ${possible.map(({ outcome }) => `${outcome.without} and ${outcome.with}`).join(", or ")}`,
      };
    },
  });

/** What a repair multiplies ε with: a vote moves the margin by 2 in each election that the voter takes part in. */
const exact = ({ voter }: Switches): 2 | 4 => (voter === "every" ? 4 : 2);
/** What the noise is made for: ε in each election that the voter takes part in. */
const nominal = ({ voter }: Switches): 1 | 2 => (voter === "every" ? 2 : 1);
const exponent = (k: number): string => `${k}ε-differential privacy`;

/**
 * Adding independent artificial noise to each tally solves this problem, and ensures differential privacy [CCKMV, Section 8,
 * last remark]: Mechanism 4.1 run twice, first without the new voter, both winners released.
 *
 * Differential privacy with a finite constant times ε: it is 4ε exactly for a voter of both elections (from n = 2 on, for every
 * ε) and 2ε exactly for the new voter, who takes part in the second only. With the ε that Section 4 ascribes to Mechanism 4.1
 * composition would give 2ε and ε, and both are exceeded at every ε.
 */
export const twiceNoisy = (
  under: TwiceSubject = noisyElectionTwiceAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> => {
  const constantOf = (switches: Switches): number =>
    switches.constant === "finite" || changes.includes(exponent(exact(switches))) ? exact(switches) : nominal(switches);
  return twiceClaim(under, {
    id: "cckmv/remark-8-twice-noisy",
    statement:
      "Adding independent artificial noise to each tally of an election that is run twice, with a new voter the second time, ensures differential privacy: " +
      "max over θ_i', θ_i'' of Pr[both winners | θ_i'] / Pr[both winners | θ_i''] ≤ e^{kε} for all θ_{-i} and all pairs of winners, with k as the reading says.",
    hypotheses: ["ε > 0, the same in both elections", "the noises are independent", ...changes],
    readings: readingsOf({ voter: ["every", "new"], constant: ["finite", "nominal"] }),
    switchMeanings: {
      every: "every voter, also those who take part in both elections",
      new: "the new voter",
      finite: "k = 4 for every voter, k = 2 for the new one: the best constants",
      nominal: "k = 2 for every voter, k = 1 for the new one: what follows if each tally is ε-differentially private",
    },
    argument:
      "More voters: the two noises are independent, so the ratio is the product of those of two elections; each is at most e^{2ε} at every margin, " +
      "because the pair of laws at a margin d ≥ 1 (≤ −2) of the others is a mixture of a sure winner and the pair at d = 1 (−2).",
    onlyNewcomer: ({ voter }) => voter === "new",
    decide(R, situation, _truth, switches) {
      const steps = safeInteger(Q.divide(Q.one, under.step!).numerator, "step");
      const failing = winnersBeyond(R, situation, powerQuotient(R, constantOf(switches) * steps));
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: failing ? { outcome: failing } : {},
      };
    },
    check(setting, choices, switches) {
      const possible = twiceOutcomes.flatMap((outcome) =>
        (
          [
            ["A", "B"],
            ["B", "A"],
          ] as const
        ).map(([largest, smallest]) => {
          const [high, low] = [chanceOf(setting, largest, outcome), chanceOf(setting, smallest, outcome)];
          return { outcome, largest, smallest, high, low, ratio: ratioOf(high, low) };
        }),
      );
      const given = { outcome: undefined, largest: undefined, smallest: undefined, ...choices };
      const agreeing = possible.filter(
        ({ outcome, largest, smallest }) =>
          (given.outcome === undefined || canonical(given.outcome) === canonical({ ...outcome })) &&
          (given.largest === undefined || given.largest === largest) &&
          (given.smallest === undefined || given.smallest === smallest),
      );
      if (agreeing.length === 0)
        throw refuse("choices", "expected two winners, and two different votes as largest and smallest");
      const shown = agreeing.reduce((most, next) => (Q.atMost(next.ratio, most.ratio) ? most : next));
      const k = constantOf(switches);
      const right = setting.expEpsilon(k);
      const { outcome, largest, smallest, high, low, ratio } = shown;
      return {
        holds: Q.atMost(ratio, right),
        inequality: `Pr[both winners | θ_i'] / Pr[both winners | θ_i''] <= e^${k === 1 ? "ε" : `{${k}ε}`}`,
        left: ratio,
        right,
        larger: "right",
        choices: { ...choices, outcome: { ...outcome }, largest, smallest },
        explanation: `${setting.player === setting.newcomer ? "the new voter" : "a voter of both elections"}; ${outcome.without} wins the first and ${outcome.with} the second with probability ${Q.printRational(high)} if she votes ${largest} and ${Q.printRational(low)} if ${smallest}`,
      };
    },
    repair: (reading) => {
      if (reading.switches.constant !== "nominal" || changes.length > 0) return undefined;
      const change = exponent(exact(reading.switches));
      return repairOf(reading, {
        statement: `As printed, with ${change}.`,
        changes: [change],
        claim: (kept) => twiceNoisy(under, kept),
      });
    },
  });
};

/**
 * Two winners whose chances under the two votes differ by more than the factor, if there are any. It asks outcome by
 * outcome, which is quicker than finding the largest ratio first.
 */
function winnersBeyond<S>(
  R: OrderedRing<S>,
  situation: Situation<Vote, Twice, S>,
  factor: Quotient<S>,
): Twice | undefined {
  const [forA, forB] = candidates.map((vote) => situation.law(vote)) as [Law<Twice, S>, Law<Twice, S>];
  const times = ({ numerator, denominator }: Quotient<S>) =>
    over(R.multiply(numerator, factor.numerator), R.multiply(denominator, factor.denominator));
  return twiceOutcomes.find((outcome) => {
    const [p, q] = [probability(R, forA, outcome), probability(R, forB, outcome)];
    return compareQuotients(R, p, times(q)) > 0 || compareQuotients(R, q, times(p)) > 0;
  });
}

const chanceOf = ({ R, situation }: TwiceSetting, vote: "A" | "B", outcome: Twice): Q.Rational => {
  const { numerator, denominator } = probability(R, situation.law(vote), outcome);
  return Q.divide(numerator, denominator);
};

/** high/low; 0/0 counts as 1, an outcome that neither vote produces. */
const ratioOf = (high: Q.Rational, low: Q.Rational): Q.Extended =>
  Q.signOfRational(low) !== 0 ? Q.divide(high, low) : Q.signOfRational(high) === 0 ? Q.one : "infinity";
