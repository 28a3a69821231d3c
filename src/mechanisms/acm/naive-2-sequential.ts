import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The tree is `naive2Sequential` in naive-votes.ts. */
export const naiveTwoSequential: Described = {
  id: "acm/naive-2-sequential",
  citation: cite("acm", "Section 4"),
  summary: "naive-2 with votes one after the other",
};
