import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The paper's two worked examples run `posterior-price` on environments of their own. */
export const singleObject: Described = {
  id: "basu/single-object",
  citation: cite("basu", "Section 2, first example after Theorem 1"),
  summary: "posterior-price where the alternatives are the groups that may get an object",
};

export const budgetBalance: Described = {
  id: "basu/budget-balance",
  citation: cite("basu", "Section 2, second example after Theorem 1"),
  summary: "posterior-price where the expected optimal welfare is close to zero",
};
