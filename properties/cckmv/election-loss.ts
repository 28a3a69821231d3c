import type { Situation } from "../../src/game/situation.js";
import { type Candidate, candidates, type Vote } from "../../src/mechanisms/cckmv/election.js";
import * as Q from "../../src/number/rational.js";
import { type Quotient, type Ring, sum } from "../../src/number/ring.js";
import { expectation, probability } from "../../src/probability/law.js";
import { over } from "../../src/verdict/finding.js";
import { chance } from "./election-claim.js";
import { type Counts, caseOf, countsOf } from "./election-family.js";
import type { ElectionCase, ElectionSetting } from "./elections.js";

/** The loss max_o′ #{i : θ_i = o′} − #{i : θ_i = o} that CCKMV, Proposition 4.3 speaks of. */

const most = (all: Counts): number => Math.max(...candidates.map((o) => all[o]));

/** How far the winner falls short: 0, or |#A − #B|. */
export const lossBy = (c: ElectionCase, o: Candidate): number => most(countsOf(c)) - countsOf(c)[o];

/** max_o′ #{i : θ_i = o′} − E[#{i : θ_i = o}] over the law of the winner. */
export const expectedLoss = <S>(R: Ring<S>, situation: Situation<Vote, Candidate, S>, c: ElectionCase): Quotient<S> =>
  expectation(R, situation.law(c.truth), (o) => R.integer(BigInt(lossBy(c, o))));

/** Pr[the winner falls short by something]. */
export function chanceOfLoss<S>(R: Ring<S>, situation: Situation<Vote, Candidate, S>, c: ElectionCase): Quotient<S> {
  const law = situation.law(c.truth);
  const losing = candidates.filter((o) => lossBy(c, o) > 0);
  return over(
    sum(
      R,
      losing.map((o) => probability(R, law, o).numerator),
    ),
    law.total,
  );
}

/** The expected loss at one ε, from the counts of the reports: the larger count less Σ_o Pr[o]·#{i : θ_i = o}. */
export function lossOf(setting: ElectionSetting): Q.Rational {
  const c = caseOf(setting);
  const all = countsOf(c);
  const reached = candidates.map((o) => Q.multiply(chance(setting, c.truth, o), Q.rational(BigInt(all[o]))));
  return Q.subtract(Q.rational(BigInt(most(all))), reached.reduce(Q.add));
}
