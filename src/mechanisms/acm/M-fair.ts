import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** M with the roles drawn: all that is asked of it is what each player expects. */
export const MFair: Described = {
  id: "acm/M-fair",
  citation: cite("acm", "Section 5"),
  summary: "M where nature draws who plays the role of player 1",
};
