import type { Nothing, WithCoins } from "../../game/mechanism.js";
import { point } from "../../probability/law.js";
import { cite } from "../../verdict/citation.js";
import { type BinReport, bins, histogram, type Locations, medianBin, withReport } from "./perturbed-median.js";

/**
 * The deterministic median [CCKMV, Section 6; Mechanism 6.1 without noise]: with h the histogram of the reports, output
 * ℓ_{Med(h)}, Med(z) being the least k with z_1 + … + z_k ≥ z_{k+1} + … + z_q. With nobody present it is ℓ_1.
 */
export const median: WithCoins<Nothing, Locations, BinReport, number> = {
  id: "cckmv/median",
  citation: cite("cckmv", "Section 6"),
  summary: "the leftmost location with at least as many reports up to it as beyond it",
  outcomes: bins,
  reports: bins,
  law: (R, _parameters, { locations }, profile) => point(R, medianBin(histogram(profile, locations.length))),
  coupled(R, _parameters, { locations }, rest, truth, lie) {
    const g = histogram(rest, locations.length);
    return point(R, [medianBin(withReport(g, truth)), medianBin(withReport(g, lie))] as const);
  },
};
