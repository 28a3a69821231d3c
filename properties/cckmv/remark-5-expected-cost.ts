import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { differenceClaim, type Hypothesis } from "./expected-difference.js";
import { halfAngle } from "./half-angle.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import type { TableCase } from "./tables.js";

/**
 * After Lemma 5.2: with SD ≤ e^ε − 1 = O(ε), the expected difference in privacy utility between any two reports is at most
 * O(F_i(e^ε)·ε). As a finite inequality: at most constant·F_i(e^ε)·ε for every ε > 0; the constant 1 is the best. The
 * other reading puts e^ε − 1 where the text has ε.
 */
export const expectedCost = (
  changes: readonly string[] = [],
  without?: Hypothesis,
  constant = Q.one,
): Claim<TableCase> =>
  differenceClaim(
    {
      id: "cckmv/remark-5-expected-cost",
      place: "Section 5, after Lemma 5.2",
      statement:
        "If M is ε-differentially private, the expected difference in privacy utility between any two reports is at most " +
        `O(F_i(e^ε)·ε). Decided as: it is at most ${Q.equals(constant, Q.one) ? "" : Q.printRational(constant)}F_i(e^ε)·ε for every ε > 0.`,
      argument:
        "Any finite laws: with F nondecreasing the difference is at most 2F(e^ε)·SD [Lemma 5.2], SD ≤ (e^ε − 1)/(e^ε + 1) " +
        "[cckmv/fact-5-sd-dp], and 2(b − 1) ≤ (b + 1)·ln b for all b > 1. Randomized response with U^priv = ±F attains the first " +
        "two, and 2(b − 1)/((b + 1)·ln b) tends to 1 as b → 1: no constant below 1 holds.",
      readings: readingsOf(
        { order: ["epsilon", "exponential"], bound: boundSwitches.bound },
        {
          atOne: boundSwitches.atOne,
          values: boundSwitches.values,
          atInfinity: boundSwitches.atInfinity,
          sign: ["two-signed", "cost"],
        },
      ),
      switchMeanings: {
        ...switchMeanings,
        epsilon: "the bound is F_i(e^ε)·ε",
        exponential: "the bound is 2F_i(e^ε)·(e^ε − 1): SD as it is bounded before the remark",
      },
      factor: (bound, _difference, { order }) =>
        order === "epsilon"
          ? L.scale(L.ln(bound), constant)
          : L.fromRational(Q.multiply(Q.rational(2n), Q.multiply(constant, Q.subtract(bound, Q.one)))),
      printed: ({ order }) => {
        const factor = Q.equals(constant, Q.one) ? "" : `${Q.printRational(constant)}·`;
        return order === "epsilon" ? `${factor}F_i(e^ε)·ε` : `${factor}2F_i(e^ε)·(e^ε - 1)`;
      },
      evidence: ({ order }) => (order === "epsilon" ? halfAngle() : {}),
      variant: (next, dropped) => expectedCost(next, dropped, constant),
    },
    changes,
    without,
  );
