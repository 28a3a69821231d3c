import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { retrainingSchemeFormat } from "../../src/instance/nst-retraining.js";
import type { Mixture } from "../../src/mechanisms/nst/mixture.js";
import { retrainingScheme } from "../../src/mechanisms/nst/retraining-scheme.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawCase } from "../law-setting.js";
import { deviationClaim, type Subject } from "./deviation-claim.js";
import { repairsOf, upTo } from "./grid-cases.js";

const favourites = "the welfare of a pair counts everybody's favourite in it alone";
const positive = "q > 0";

/** The scheme of Example 1: an argument of the claim, so that a test can break it. */
export const schemeSubject = {
  format: retrainingSchemeFormat,
  mechanism: retrainingScheme,
} as unknown as Subject<Mixture>;

const isWelfare = ({ objective }: Switches, made: readonly string[]): boolean =>
  objective === "welfare" || made.includes(favourites);

const populations: Readonly<Record<Budget, number>> = { gate: 2, standard: 2, deep: 3 };
const shares: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["0", "1/1000", "1"],
  standard: ["0", "1/1000", "1/2", "1"],
  deep: ["0", "1/1000", "1/10", "1/2", "1"],
};

const proofs: Readonly<Record<string, string>> = {
  optimal:
    "All n, all announcements of the others, all ε > 0 and q in [0, 1]: a player has 3 from the two pairs with her first choice and 2 from the other one. In the exponential part the ratio of the weight of the latter to each of the former is least if she announces her first choice; in the commitment her own order is best.",
  strictly:
    "All n, all announcements of the others, all ε > 0 and q in (0, 1]: a lie about the first choice loses in the commitment, and so does one about the other two where their pair is drawn; the exponential part never gains.",
};

/** Section 1.1, Example 1: the scheme is not manipulable. */
export const example1Scheme = (subject = schemeSubject, made: readonly string[] = []): Claim => {
  const repair = (changes: readonly string[], ...of: readonly string[]) => ({
    statement: `Truth is ${changes.includes(positive) ? "strictly " : ""}dominant in the scheme ${changes.map((change) => `if ${change}`).join(" and ")}.`,
    changes,
    claim: (kept: readonly string[]) => example1Scheme(subject, kept),
    of,
  });
  return byReading<LawCase>(
    {
      id: "nst/example-1-scheme",
      citation: cite("nst", "Example 1"),
      statement: "The scheme is not manipulable: it is optimal for every player to report truthfully.",
      hypotheses: ["d = d* of the objective", ...made],
      readings: readingsOf({
        objective: ["welfare", "borda"],
        truth: ["optimal", "strictly"],
        share: ["positive", "any"],
      }),
      switchMeanings: {
        welfare: "the induced welfare of a pair is the sum of everybody's grade of her favourite in the pair",
        borda: "it is the sum of everybody's grades of both programs",
        optimal: "no report is ever better than the truth, whatever the others announce",
        strictly: "every other report is worse",
        positive: "a uniform pair is chosen with a probability q > 0, however small",
        any: "with a probability q ≥ 0",
      },
      step: Q.rational(1n, 4n),
      repair: repairsOf(
        repair([favourites], "borda+optimal+positive", "borda+optimal+any", "borda+strictly+positive"),
        repair([positive], "welfare+strictly+any"),
        repair([favourites, positive], "borda+strictly+any"),
      ) as never,
    },
    (switches) =>
      deviationClaim(subject, {
        id: "nst/example-1-scheme",
        citation: cite("nst", "Example 1"),
        statement: "",
        step: Q.rational(1n, 4n),
        others: "anything",
        strict: switches.truth === "strictly",
        // Nobody is special: the first player stands for all.
        speaksOf: (_facts, _environment, player) => player === 0,
        isInside: (_facts, { parameters }) =>
          parameters.q.numerator > 0n || (switches.share === "any" && !made.includes(positive)),
        cases: (budget) =>
          upTo(populations[budget]).flatMap((k) =>
            (k === 0 ? shares[budget] : shares[budget].filter((q) => q !== "1")).map((q) => ({
              parameters: { q },
              environment: {
                kind: "retraining",
                n: k + 1,
                ...(!isWelfare(switches, made) && { objective: "borda" }),
              },
              reports: upTo(k + 1).map(() => 0),
            })),
          ),
        describe: (budget) =>
          `n = 1 to ${populations[budget]}, q = ${shares[budget].join(", ")}, for more than one player below 1; all types, lies and announcements of the others${made.map((change) => `; ${change}`).join("")}`,
        ...(isWelfare(switches, made) && { argument: proofs[switches.truth!]! }),
        corners: {
          "one player": ({ environment: { types } }) => types.length === 1,
          "more players": ({ environment: { types } }) => types.length > 1,
          "q = 0": ({ parameters: { q } }) => q.numerator === 0n,
          "q = 1": ({ parameters: { q } }) => q.numerator === q.denominator,
        },
        draws: { gate: 0, standard: 0, deep: 0 },
        evidence: () =>
          isWelfare(switches, [])
            ? { "least q": "0 for truth to be optimal, for all ε; any q > 0 for it to be strictly so. Theorem 1 asks for q >= 18ε" }
            : {
                "least q at ε":
                  "(3/2)·T/(1 + (3/2)·T), T = (μ − 1)/(μ + 1), μ = e^{ε/4}, over all n: others who make the pairs ac and bc tie far above ab, a lie acb of the type abc. It is 0 at ε = 0, about 3ε/16 for small ε, and below 3/5 for all. Theorem 1 asks for q >= 18ε",
              },
      }),
  );
};
