import type { ClaimResult, ReadingResult } from "../../src/claim/result.js";
import type { Results } from "../../src/store/results.js";
import type { Counterexample } from "../../src/verdict/counterexample.js";

const counterexample: Counterexample = {
  claim: "cckmv/theorem-9",
  reading: "strict+two",
  instance: {
    mechanism: "cckmv/noisy-election",
    parameters: { epsilon: { times: "1", log: "3/2" } },
    reports: ["A", "B", "B"],
  },
  choices: { player: 1, truth: "B", lie: "A" },
  inequality: "U_out(θ_i) >= 2F(e^ε)",
  lhs: "631/90",
  rhs: "220825/5184",
  explanation: "a voter for B",
};

const base = {
  asExpected: true,
  domain: "every profile with 1 to 8 voters",
  argument: "More voters change nothing",
  instances: 1320,
  hypothesesMet: 950,
  corners: { ties: 40, "one voter": 0 },
  exhaustive: true,
};

export const literal: ReadingResult = {
  ...base,
  name: "strict+two",
  switches: { order: "strict", sides: "two" },
  literal: true,
  verdict: "refuted",
  expected: "refuted",
  epsilons: {
    times: "1",
    b: [
      {
        from: { value: "1", closed: false },
        to: {
          value: {
            polynomial: [
              ["-2", 0],
              ["1", 2],
            ],
            low: "1",
            high: "3/2",
          },
          closed: true,
        },
      },
    ],
  },
  evidence: {
    enumerated: { cases: 72, failing: 3 },
    drawn: { examples: 60, inside: 25, boundary: 13, outside: 22, failingOutside: 14 },
    signs: { cells: 22, polynomials: 222 },
    operations: { largest: "5n" },
  },
  counterexample,
  mostViolating: { ...counterexample, lhs: "0", rhs: "infinity", explanation: "the worst of all" },
  tightness: { ratio: "1104125/181728", at: { instance: counterexample.instance, choices: counterexample.choices } },
  repair: {
    id: "cckmv/theorem-9/repaired",
    statement: "As printed, with e^{2ε}.",
    changes: ["e^(2ε)", "F nondecreasing"],
    verdict: "proved for all epsilon",
    epsilons: "all",
    domain: base.domain,
    instances: 132,
    hypothesesMet: 132,
    evidence: { certificate: "certificates/cckmv-theorem-9--strict+two--repaired.json" },
    necessary: [
      { without: "e^(2ε)", ...counterexample, lhs: "3", rhs: "22/7", explanation: "the other change is not enough" },
    ],
  },
  replay: "mechproof replay reports/counterexamples/cckmv-theorem-9--strict+two.json",
};

export const same: ReadingResult = {
  ...literal,
  name: "strict+one",
  switches: { order: "strict", sides: "one" },
  literal: false,
  counterexample: { ...counterexample, reading: "strict+one" },
  asExpected: false,
  unexpected: 'recorded "supported", found "refuted"',
  replay: "mechproof replay reports/counterexamples/cckmv-theorem-9--strict+one.json",
};

const proved: ReadingResult = {
  ...base,
  name: "lax+two",
  switches: { order: "lax", sides: "two" },
  literal: false,
  verdict: "proved for all epsilon",
  epsilons: "all",
  evidence: { certificate: "certificates/cckmv-theorem-9--lax+two.json" },
};

export const hostile = `</style><script>alert("x") & 'y'</script>`;
const undecided: ReadingResult = {
  ...base,
  name: `<i>&"`,
  switches: { "<b>": hostile },
  literal: true,
  verdict: "undecided",
  reason: "not built",
  argument: hostile,
  corners: { [hostile]: 1 },
  evidence: { [hostile]: hostile, certificate: hostile },
};

function claimOf(
  id: string,
  paper: string,
  citation: string,
  readings: readonly [ReadingResult, ...ReadingResult[]],
  statement: string,
): ClaimResult {
  const { name: _name, switches: _switches, literal: _literal, ...own } = readings[0];
  const wrong = readings.find((reading) => !reading.asExpected);
  return {
    id,
    paper,
    citation,
    statement,
    hypotheses: ["|U_i^priv(θ_i, o)| ≤ F_i(x_o)"],
    ...own,
    ...(wrong && { asExpected: false, unexpected: `reading ${wrong.name}: ${wrong.unexpected}` }),
    readings,
  };
}

/** Two papers: a claim with everything that a claim can have, and one whose texts try to break out of every format. */
export const results: Results = {
  mechproof: "0.1.0",
  seed: 42,
  budget: "standard",
  claims: [
    claimOf(
      "cckmv/theorem-9",
      "cckmv",
      "CCKMV, Theorem 9",
      [literal, same, proved],
      "Mechanism 4.1 is ε-differentially private.",
    ),
    claimOf("toy/hostile", "toy", hostile, [undecided], hostile),
  ],
};
