import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The tree is `naive3` in naive-votes.ts. */
export const naiveThree: Described = {
  id: "acm/naive-3",
  citation: cite("acm", "Section 4"),
  summary: "naive-2 where each YES adds to the chance of the announcement",
};
