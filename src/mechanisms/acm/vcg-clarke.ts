import { cite } from "../../verdict/citation.js";
import type { Described } from "../described.js";

/** VCG with the pivot of Clarke; see vcg.ts. */
export const vcgClarke: Described = {
  id: "acm/vcg-clarke",
  citation: cite("acm", "Section 1"),
  summary: "VCG on reported valuations, prices measured from the best for the others",
};
