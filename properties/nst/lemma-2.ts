import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { exponentialFormat } from "../../src/instance/nst-mechanisms.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { repairedBy } from "../repairs.js";
import type { ExponentialFormat } from "./announced.js";
import { indifferenceClaim } from "./indifference-claim.js";

const positive = "ε > 0";

/**
 * Lemma 2: in an ε-private mechanism no announcement changes what a player expects by 2ε or more. `factor` is the 2: smaller
 * ones are controls.
 */
export const lemma2 = (
  format: ExponentialFormat = exponentialFormat,
  made: readonly string[] = [],
  factor = Q.rational(2n),
): Claim =>
  indifferenceClaim(format, {
    id: "nst/lemma-2",
    citation: cite("nst", "Lemma 2"),
    statement:
      "If M is non-imposing and ε-differentially private for some ε < 1, then for any i, t, strategies W and Ŵ_i: |E_{M(W(t))}[u_i(t, s)] − E_{M(Ŵ_i(t_i), W_{−i}(t_{−i}))}[u_i(t, s)]| < 2ε.",
    hypotheses: ["M non-imposing and ε-differentially private", "0 ≤ ε < 1", "u_i in [0, 1]"],
    readings: readingsOf({ level: ["from-zero", "positive", "any", "half"] }),
    switchMeanings: {
      "from-zero": "every ε in [0, 1) for which M is private, 0 among them: Definition 4 does not exclude it",
      positive: "0 < ε < 1",
      any: "every ε > 0",
      half: "every ε > 0, and ε/2 in the place of 2ε",
    },
    argument:
      "All ε-private M, utilities in [0, 1] (private, interdependent, with any reactions at the true t) and strategies: W(t) and (Ŵ_i(t_i), W_{−i}(t_{−i})) are any two profiles that differ in t_i, and u_i(t, ·) any function of s, so that the difference is at most Pr[A] − Pr'[A] for A = {s: M(s) > M'(s)}. (p, p') = (Pr[A], Pr'[A]) obeys p ≤ e^ε·p' and 1 − p' ≤ e^ε·(1 − p): p − p' is largest at the corner (e^ε, 1)/(e^ε + 1), which the two laws e^ε : 1 and 1 : e^ε attain, the first case: there it is (e^ε − 1)/(e^ε + 1) = tanh(ε/2) < ε/2.",
    factor: ({ level }) => (level === "half" ? Q.rational(1n, 2n) : factor),
    isStrict: true,
    isTruthful: false,
    needsSmall: ({ level }) => level === "from-zero" || level === "positive",
    needsPrivateValues: () => false,
    countsZero: ({ level }) => level === "from-zero" && !made.includes(positive),
    evidence: (_budget, { level }) =>
      level === "from-zero"
        ? {
            zero: "at ε = 0 the law is the same at all announcements: 0 < 0 fails for every 0-private mechanism, and ≤ holds; for ε < 0 no mechanism is ε-private, since 1 ≤ e^ε",
            proof: "the printed proof gives at most e^ε − 1 ≤ 2ε, which is strict for ε > 0 alone",
          }
        : {
            bestBound:
              "(e^ε − 1)/(e^ε + 1) = tanh(ε/2) for ε-private mechanisms, attained for every ε by two alternatives with e^ε : 1 against 1 : e^ε",
            bestConstant: "1/2 in the place of 2, with or without ε < 1: tanh(ε/2)/(ε/2) tends to 1 as ε → 0",
            exponential:
              "(e^{ε/2} − 1)/(e^{ε/2} + 1) = tanh(ε/4) < ε/4 for M^{ε/(2d)} with a d-sensitive F: the odds of A change by e^ε at most; attained by F = (1, 0) against (0, 1), n = d = 1",
            printedStep: "e^ε − 1 in the place of tanh(ε/2) is more than twice as much, and needs ε < 1.2564…",
          },
    repair: repairedBy({
      statement: "For 0 < ε < 1: |E_{M(W(t))}[u_i(t, s)] − E_{M(Ŵ_i(t_i), W_{−i}(t_{−i}))}[u_i(t, s)]| < 2ε.",
      changes: [positive],
      claim: (changes) => lemma2(format, changes, factor),
    }),
  });
