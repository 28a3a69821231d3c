import { cite } from "../../verdict/citation.js";
import { exponential, type RangeMechanism } from "./exponential.js";
import type { Sharpness } from "./range.js";

/**
 * The exponential mechanism of McSherry and Talwar with welfare as its quality [HK, Section 1.1 and Section 2.3]: the draw of
 * Figure 1, and nobody pays.
 */
export const mcsherryTalwar: RangeMechanism<Sharpness> = {
  ...exponential,
  id: "hk/mcsherry-talwar",
  citation: cite("hk", "Section 2.3"),
  summary: "an outcome drawn with weight exp(ε/2 · welfare), and no payments",
};
