import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** Its name and place; what it does is in the instance. */
export const tableMechanism: Described = {
  id: "basu/table",
  citation: cite("basu", "Section 2, a mechanism (σ, q)"),
  summary: "any direct mechanism: alternatives and payments listed by counts of signals or by profiles",
};
