import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type * as Q from "../../src/number/rational.js";
import { lossClaim, lossMeanings } from "./expected-loss.js";
import type { TableCase } from "./tables.js";

/**
 * After Lemma 5.2: the known bounds O(ε²) on expected privacy loss are its special case F_i = ln, with SD replaced by
 * e^ε − 1. The lemma then says 2·ln(e^ε)·(e^ε − 1) = 2ε(e^ε − 1). With U^priv(o) = ln(p_o/p′_o), which ln x_o bounds, its left
 * side is KL(P‖P′) + KL(P′‖P), and each of them alone is not larger.
 */
export const logarithmicCase = (factor?: Q.Rational): Claim<TableCase> =>
  lossClaim({
    id: "cckmv/remark-5-log-case",
    place: "Section 5, after Lemma 5.2",
    statement:
      "The bounds O(ε²) on the expected privacy loss of ε-differentially private mechanisms correspond to the special case of " +
      "Lemma 5.2 with F_i = ln and SD replaced by e^ε − 1. Decided as: the loss is at most 2ε(e^ε − 1) for every ε > 0.",
    readings: readingsOf({
      loss: ["one-way", "both-ways", "two-signed", "cost"],
      order: ["exponential", "sharp", "quadratic"],
    }),
    switchMeanings: lossMeanings,
    ...(factor && { factor }),
    evidence: ({ loss, order }) =>
      order !== "exponential"
        ? {}
        : loss === "one-way" || loss === "cost"
          ? {
              looseness:
                "2ε(e^ε − 1) is 2(e^ε + 1) times the best bound ε(e^ε − 1)/(e^ε + 1): more than 4 times, and 4 as ε → 0",
            }
          : {
              looseness:
                "2ε(e^ε − 1) is e^ε + 1 times the best bound 2ε(e^ε − 1)/(e^ε + 1): more than twice, and 2 as ε → 0",
            },
  });
