import type { Claim } from "../../src/claim/claim.js";
import { rateClaim } from "./rate-claim.js";
import type { SettingCase } from "./setting-claim.js";

/** Abstract; Sections 1.1 and 3 have √(ln n/n). */
export const convergenceRate = (
  ...more: [made?: readonly string[], factor?: Parameters<typeof rateClaim>[2]]
): Claim<SettingCase> =>
  rateClaim(
    {
      id: "nst/remark-rate",
      place: "Abstract",
      statement:
        "The mechanism is optimal up to an additive error of the order 1/√n (abstract); of the order √(ln n/n) (Sections 1.1 and 3).",
      printed: "root",
      change: "√(ln n/n) for 1/√n",
    },
    ...more,
  );
