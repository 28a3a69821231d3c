import type { Claim } from "../../src/claim/claim.js";
import { rateClaim } from "./rate-claim.js";
import type { SettingCase } from "./setting-claim.js";

/** Section 6.3.3. */
export const naiveAccuracy = (
  ...more: [made?: readonly string[], factor?: Parameters<typeof rateClaim>[2]]
): Claim<SettingCase> =>
  rateClaim(
    {
      id: "nst/remark-naive-accuracy",
      place: "Section 6.3.3",
      statement:
        "With the uniform commitment Theorem 2 yields accuracy O(|S|·ln n/n), which says something as long as |S| grows slower than n/ln n.",
      printed: "linear",
      saysVanishing: true,
      change: "√(|S|·ln n/n) for |S|·ln n/n",
    },
    ...more,
  );
