import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { twoPriceFormat } from "../../src/instance/nst-two-price.js";
import { expectedUtility } from "../../src/notions/deviation-gain.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { Quotient } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { lotteryOf } from "./announced.js";
import { setting, shared, worstOf } from "./example-2-shared.js";
import { upTo } from "./plain-table.js";
import { expected, highFirst, plainTwoPrice, type TwoPriceFormat } from "./two-price-cases.js";

/** The probability of the low price increases with the number of low announcements. */
export const lowPriceLikelier = (format: TwoPriceFormat = twoPriceFormat): Claim<LawCase> =>
  lawClaim(format, {
    ...shared,
    id: "nst/example-2-monotone",
    statement:
      "The probability that the exponential mechanism chooses the lower of the two prices increases with the number of buyers who announce 1/2: it is larger whenever one more does.",
    hypotheses: [setting, "ε > 0"],
    argument:
      "All n, μ, d: with k high announcements Pr[1/2] = x^n/(x^n + x^{2k}), x = e^{ε/(4d)} > 1, which falls strictly in k.",
    decide(R, at) {
      const ring = at.ring();
      const n = at.environment.types.length;
      const low = (high: number): Quotient<unknown> => {
        const { free, total } = lotteryOf(ring, format, at, highFirst(n, high));
        return { numerator: free[0]!.weight, denominator: total };
      };
      const pairs = upTo(n).map((k) => ({ large: low(k), small: low(k + 1) }));
      return worstOf(R as LogRing<unknown>, pairs, true) as Finding<never>;
    },
    choices: () => ({ high: ({ environment }) => upTo(environment.types.length).map((k) => k + 1) }),
    completed: ["high"],
    sides(at, choices) {
      const high = choices.high as number;
      const { n, prices } = plainTwoPrice(at);
      const chance = (k: number) =>
        expected(lotteryOf(at.ring(), format, at, highFirst(n, k)), prices, (price) =>
          Q.compare(price, Q.one) < 0 ? Q.one : Q.zero,
        );
      const [left, right] = [chance(high - 1), chance(high)];
      return {
        left,
        right,
        larger: "left",
        holds: Q.compare(left, right) > 0,
        inequality: "Pr[1/2 | k - 1 high announcements] > Pr[1/2 | k high announcements]",
        explanation: `k = ${high} of ${n} buyers`,
      };
    },
    draws: { gate: 2, standard: 50, deep: 500 },
    evidence: () => ({
      odds: "Pr[1/2] : Pr[1] = e^{(ε/(4d))·(n − 2k)} with k high announcements: each low one multiplies them by e^{ε/(2d)}",
      zero: "at ε = 0 the probability is 1/2 whatever is announced",
    }),
  });

/** To announce the low value is dominant for both types. */
export const lowDominant = (format: TwoPriceFormat = twoPriceFormat): Claim<LawCase> =>
  lawClaim(format, {
    ...shared,
    id: "nst/example-2-dominant",
    statement:
      "It is dominant for buyers to announce 1/2, the low value: for either type and all announcements of the others the expected utility is at least that of announcing the high value.",
    hypotheses: [setting, "ε > 0", "buyers are free, and buy iff their value is at least the price"],
    readings: readingsOf({ dominant: ["weakly", "strictly"] }),
    switchMeanings: {
      weakly: "dominant: at least as good whatever the others announce",
      strictly: "strictly dominant: better whatever the others announce",
    },
    argument:
      "All n, μ, d: at the price 1/2 she gets μ or 1/2 + μ, at 1 she gets 0 or μ. Both types are better off at 1/2, by μ and 1/2, and the low announcement makes it likelier, whatever the others announce.",
    decide(R, at, { dominant }) {
      const ring = at.ring();
      const n = at.environment.types.length;
      const utility = (type: number, others: number, own: number) =>
        expectedUtility(ring, at.environment, lotteryOf(ring, format, at, [own, ...highFirst(n - 1, others)]), {
          player: 0,
          types: [type, ...highFirst(n - 1, 0)],
          announced: [],
        });
      const pairs = [0, 1].flatMap((type) =>
        upTo(n).map((others) => ({ large: utility(type, others, 0), small: utility(type, others, 1) })),
      );
      return worstOf(R, pairs, dominant === "strictly");
    },
    choices: () => ({
      type: () => [0, 1],
      others: ({ environment }) => upTo(environment.types.length),
    }),
    completed: ["type", "others"],
    sides(at, choices, { dominant }) {
      const { type, others } = choices as { readonly type: number; readonly others: number };
      const { n, prices, values, buys } = plainTwoPrice(at);
      const utility = (own: number) =>
        expected(lotteryOf(at.ring(), format, at, [own, ...highFirst(n - 1, others)]), prices, (price) =>
          buys(type, price) ? Q.subtract(values[type]!, price) : Q.zero,
        );
      const [left, right] = [utility(0), utility(1)];
      const sign = Q.compare(left, right);
      return {
        left,
        right,
        larger: "left",
        holds: dominant === "strictly" ? sign > 0 : sign >= 0,
        inequality: `E[u | she announces low] ${dominant === "strictly" ? ">" : ">="} E[u | she announces high]`,
        explanation: `her value is ${Q.printRational(values[type]!)}; ${others} of the others announce the high value`,
      };
    },
    draws: { gate: 2, standard: 50, deep: 500 },
    evidence: () => ({
      gain: "announcing low in the place of high gains (Pr_k[1/2] − Pr_{k+1}[1/2])·μ for the low type and ·1/2 for the high one, with k high announcements of the others",
      only: "it is the only dominant announcement of either type, so that truth is not dominant for the high type",
      edges:
        "at μ = 0 the low type gets 0 at both prices, and the announcement is weakly dominant alone; at ε = 0 all announcements are",
    }),
  });
