import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** M: the tree is `market` in market.ts. */
export const M: Described = {
  id: "acm/M",
  citation: cite("acm", "Section 4"),
  summary: "player 1 announces allocation and prices, the others vote; a coin checks them one by one",
};
