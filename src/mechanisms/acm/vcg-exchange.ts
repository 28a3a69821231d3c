import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** VCG with the pivot of an exchange; see vcg.ts. */
export const vcgExchange: Described = {
  id: "acm/vcg-exchange",
  citation: cite("acm", "Section 1"),
  summary: "VCG on reported valuations, prices measured from the best where one keeps her endowment",
};
