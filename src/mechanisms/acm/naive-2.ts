import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The tree is `naive2` in naive-votes.ts. */
export const naiveTwo: Described = {
  id: "acm/naive-2",
  citation: cite("acm", "Section 4"),
  summary: "player 1 announces, the others vote at once; one NO keeps everything as it is",
};
