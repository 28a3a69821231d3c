import { electionCasesOf, noisyElectionAt } from "../../properties/cckmv/elections.js";
import { electionPrivate } from "../../properties/cckmv/fact-4-dp.js";
import { one } from "../../src/number/rational.js";
import { isAll } from "../../src/number/real-set.js";
import { allEpsilon, decideOn, standingSet } from "../../src/search/for-all-epsilon.js";
import { certificateOf } from "../../src/verdict/certificate.js";
import { contest, printTable } from "./side-by-side.js";

const repaired = electionPrivate(noisyElectionAt(one), ["e^(2ε)"]);
const replace = { neighbours: "replace" };

/** Mechanism 4.1 is 2ε-differentially private for all ε, at every profile of exactly n voters, with its certificate. */
function prove(n: number): number {
  const signs = allEpsilon();
  const cases = electionCasesOf(n);
  for (const c of cases) {
    const pieces = decideOn((R, situation: typeof c) => repaired.decide(R, situation, replace), c, signs);
    if (!isAll(standingSet(pieces))) throw new Error("every case must hold for all epsilon");
  }
  const about = { claim: repaired.id, reading: "replace", budget: "standard", times: "1", cases: cases.length };
  return certificateOf(signs, about).polynomials.length;
}

prove(1000);
const rows = [125, 250, 500, 1000, 2000].map((n) => contest({ name: `${n} voters`, ours: () => prove(n) }, 5));
printTable("2ε-privacy of the election for all ε, every profile of n voters, with certificate", rows, [
  "",
  "",
  "",
  "< 1000 ms",
]);
