import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import { type Finding, undecided } from "../../src/verdict/finding.js";
import { everyElectorate } from "./election-family.js";
import { type ElectionCase, noisyElectionAt, type Subject } from "./elections.js";
import { lossEvidence, proposition432 } from "./proposition-4.3-2.js";

const first = (budget: "gate" | "standard" | "deep") => everyElectorate.cases(budget).slice(0, 1);

/**
 * As the number n of players increases, the social welfare achieved by the three mechanisms approaches optimal, as a
 * fraction of n [CCKMV, abstract and Section 1.2]. For the election: optimal/n − welfare/n < 1/(εn) for every profile, n
 * and ε, with the sum of outcome utilities as welfare, normalised as in Section 4.
 */
export const welfareLimit = (under: Subject = noisyElectionAt(Q.one)): Claim<ElectionCase> => {
  const election = proposition432(under);
  return {
    ...election,
    id: "cckmv/remark-1-welfare-limit",
    citation: { ...election.citation, place: "Section 1.2, with the abstract" },
    statement:
      "As the number n of players increases, the social welfare achieved by the mechanisms (election, discrete facility location, VCG-like) " +
      "approaches optimal, as a fraction of n; for the election, max_{o'} #{i : θ_i = o'}/n − E[#{i : θ_i = o}]/n < 1/(εn).",
    hypotheses: ["ε > 0, fixed as n increases", "welfare is the sum of outcome utilities, gap 1 for every voter"],
    readings: readingsOf({ mechanisms: ["all", "election"] }),
    switchMeanings: {
      all: "all three mechanisms",
      election: "Mechanism 4.1 alone: the distance is at most 0.27846…/(εn), and that constant is the best",
    },
    evidence: (budget, { mechanisms }) => (mechanisms === "election" ? lossEvidence(budget) : {}),
    domain(budget, switches) {
      const domain = election.domain(budget, switches);
      return switches.mechanisms === "election"
        ? domain
        : { description: "the three mechanisms", cases: first(budget), exhaustive: false, draws: 0 };
    },
    decide: (R, c, switches): Finding<never> =>
      switches.mechanisms === "election" ? (election.decide(R, c, switches) as Finding<never>) : undecided("not built"),
    check(example, switches) {
      if (switches.mechanisms === "election") return election.check(example, switches);
      throw refuse("reading", "facility location and the VCG-like mechanism are not built yet");
    },
  };
};
