import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The tree is `naive4` in naive-votes.ts. */
export const naiveFour: Described = {
  id: "acm/naive-4",
  citation: cite("acm", "Section 4"),
  summary: "naive-3 where a NO mostly costs player 1 a unit",
};
