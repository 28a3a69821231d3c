import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** The paper's first worked example: posterior-price on an environment of its own. */
export const singleObject: Described = {
  id: "basu/single-object",
  citation: cite("basu", "Section 2, first example after Theorem 1"),
  summary: "posterior-price where the alternatives are the groups that may get an object",
};
