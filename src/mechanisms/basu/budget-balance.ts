import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The paper's second worked example: posterior-price on an environment of its own. */
export const budgetBalance: Described = {
  id: "basu/budget-balance",
  citation: cite("basu", "Section 2, second example after Theorem 1"),
  summary: "posterior-price where the expected optimal welfare is close to zero",
};
