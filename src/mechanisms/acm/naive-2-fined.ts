import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The tree is `naive2Fined` in naive-votes.ts. */
export const naiveTwoFined: Described = {
  id: "acm/naive-2-fined",
  citation: cite("acm", "Section 4"),
  summary: "naive-2 where a NO also costs player 1 a fine",
};
