import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** M′: the tree is `tailsAlone` in market.ts. */
export const MPrime: Described = {
  id: "acm/M-prime",
  citation: cite("acm", "Section 4"),
  summary: "the part of M in which one player, drawn uniformly, decides alone",
};
