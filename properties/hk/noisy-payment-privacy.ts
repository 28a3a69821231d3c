import type { Budget, Claim } from "../../src/claim/claim.js";
import { onlyReading, type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import { inOwnSteps } from "./own-steps.js";
import {
  changeCases,
  changeCorners,
  changesAt,
  describeChanges,
  isAsPrinted,
  timesOfChange,
} from "./payment-changes.js";
import { type PaymentScheme, privateScheme, publicScheme } from "./payment-schemes.js";
import { type Seen, seenPayments } from "./seen-payments.js";

/** What claims about the privacy of noisy payments differ in. */
interface Noisy {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly seen: Seen;
  readonly readings?: readonly Reading[];
  /** Fewest players. */
  readonly least: number;
  readonly argument: string;
  evidence(switches: Switches): JsonObject;
}

/** Rings are made for e^{ε/8}: at base 2 the ε is large enough for what falls. */
const common = 8n;
const summed = "the ε's of outcome and payments add up";

const isJoint = ({ view }: Switches): boolean => view === "outcome-too";

/** Ratios of outcomes beside payments are long to decide: the standard budget has the cases of the gate. */
const cut = (budget: Budget, switches: Switches): Budget =>
  isJoint(switches) && budget === "standard" ? "gate" : budget;

const noisyPayments = (noisy: Noisy, scheme: PaymentScheme, changes: readonly string[] = []): Claim => {
  const readings = noisy.readings ?? readingsOf({ view: ["payments", "outcome-too"] });
  return inOwnSteps(
    (times) =>
      seenPayments(scheme, {
        id: noisy.id,
        citation: cite("hk", noisy.place),
        statement: noisy.statement,
        hypotheses: ["v_k: R → [0, 1]", "ε > 0", "X_1, …, X_n independent"],
        readings,
        ...(readings.length > 1 && { switchMeanings: meanings }),
        times,
        seen: noisy.seen,
        withOutcome: isJoint,
        multiple: () => (changes.includes(summed) ? Q.rational(2n) : Q.one),
        reports: changesAt,
        hypothesesAt: isAsPrinted,
        cases: (budget, switches) => changeCases(cut(budget, switches), noisy.least),
        describe: (budget, switches) =>
          `${describeChanges(cut(budget, switches))}${noisy.least > 1 ? "; at least two players" : ""}`,
        corners: changeCorners(noisy.least),
        argument: noisy.argument,
        draws: { gate: 2, standard: 25, deep: 500 },
        evidence: (_budget, switches) => noisy.evidence(switches),
        ...(changes.length === 0 && {
          repair: repairedBy({
            statement:
              "Outcome and noisy payments together are 2ε-differentially private: ε for the outcome by Theorem 1, and ε for the payments.",
            changes: [summed],
            claim: (made) => noisyPayments(noisy, scheme, made.length > 0 ? made : ["nothing"]),
            of: ["outcome-too"],
          }),
        }),
      }),
    common,
    timesOfChange,
  );
};

const meanings: Readonly<Record<string, string>> = {
  payments: "the payments are seen, and nothing else",
  "outcome-too": "the payments are seen beside the outcome, which is drawn independently of the noise",
};

const argumentFor = (level: string): string =>
  `All R, n and valuations: Laplace vectors of scale s around p and p' have ratios of densities up to e^{Σ_j |p_j − p_j'|/s}, attained at p, and no event has more: the level is ${level}. ` +
  "By Lemma 12 every |p_j − p_j'| is at most 1, since 0 ≤ p_j ≤ 1 at both profiles. The outcome adds ln max_r Pr_v[r]/Pr_{v'}[r] ≤ ε, by Theorem 1, as it is independent of the noise.";

/** Theorem 13: payments with noise of scale n/ε are ε-differentially private where everybody sees all. */
export const theorem13Privacy = (scheme: PaymentScheme = publicScheme): Claim =>
  noisyPayments(
    {
      id: "hk/theorem-13-privacy",
      place: "Theorem 13",
      statement:
        "In the public payment model the payment scheme (p_1 + x_1, …, p_n + x_n) with p of Figure 1 and i.i.d. x_j ~ LAP(n/ε) is ε-differentially private.",
      seen: "all",
      least: 1,
      argument: argumentFor("(ε/n)·Σ_j |p_j − p_j'|"),
      evidence: (switches) =>
        isJoint(switches)
          ? {
              best: "2ε is the least level for all instances: one agent, with m outcomes, values one of them and then all but it: for m = B^c, B = e^{ε/2}, c < 1, the log ratio of the outcome is ((1 + c)/2 − o(1))·ε and her payment falls by c − o(1) as ε → ∞",
              smallest: "one agent: from six outcomes on. Two agents, two outcomes: e^{ε/2} = 16 is enough",
            }
          : {
              best: "ε itself is the limit of the level: with n agents of whom all are pivotal, Σ_j |p_j − p_j'|/n reaches 1/2 where n/2 agents each on one of two outcomes are joined by none (ε → ∞); with n = 1 it is p_1 alone, which comes near 1 for ε → ∞ and |R| = e^{cε/2}, c < 1",
            },
    },
    scheme,
  );

/** Theorem 14: with noise of scale 1/ε they are where each agent sees her own, and another changes. */
export const theorem14Privacy = (scheme: PaymentScheme = privateScheme): Claim =>
  noisyPayments(
    {
      id: "hk/theorem-14-privacy",
      place: "Theorem 14",
      statement:
        "In the private payment model the payment scheme (p_1 + x_1, …, p_n + x_n) with p of Figure 1 and i.i.d. x_j ~ LAP(1/ε) is ε-differentially private: agent j sees p_j + x_j, and agent i ≠ j changes.",
      seen: "each of the others",
      least: 2,
      argument: argumentFor("ε·|p_j − p_j'|"),
      evidence: (switches) =>
        isJoint(switches)
          ? {
              best: "2ε is the least level for all instances: two agents and m outcomes, agent j values r alone, agent i values all but r and then r alone: for m = B^c, B = e^{ε/2}, 1 < c < 2, the log ratio of the outcome is (c/2 − o(1))·ε and p_j moves by c − 1 − o(1) as ε → ∞",
              smallest: "two agents, two outcomes: e^{ε/2} = 16 is enough",
            }
          : {
              best: "the level comes near ε as ε → ∞ (Lemma 12), so that no smaller scale than 1/ε does for all instances",
              coalition:
                "two agents who compare their payments see up to ε·(|p_j − p_j'| + |p_k − p_k'|), which may be above ε",
            },
    },
    scheme,
  );

/** Section 2.2: noise of standard deviation O(1/ε) is enough; LAP(1/ε) has √2/ε. */
export const laplaceStd = (scheme: PaymentScheme = privateScheme): Claim =>
  noisyPayments(
    {
      id: "hk/laplace-std",
      place: "Section 2.2, Differentially Private Payment",
      statement:
        "If each agent's payment is seen by herself alone, then adding independent Laplace noise with standard deviation O(ε^{-1}) is sufficient for ε-differentially private payments: √2/ε, of LAP(1/ε), is.",
      seen: "each of the others",
      readings: onlyReading,
      least: 2,
      argument: `${argumentFor("ε·|p_j − p_j'|")} The variance of LAP(s) is 2s².`,
      evidence: () => ({
        best: "√2 is the least constant for all instances: at scale k/ε the level is ε·|p_j − p_j'|/k, and |p_j − p_j'| comes as near to 1 as one likes: agent j with the value 1 at a alone, agent i with 1 − δ at b alone or nothing at all, δ = 2·ln(ε)/ε",
      }),
    },
    scheme,
  );
