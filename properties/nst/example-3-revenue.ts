import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, type Types } from "../../src/game/reaction-environment.js";
import { optimalPriceFormat } from "../../src/instance/nst-two-price.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { OptimalPrice } from "../../src/mechanisms/nst/optimal-price.js";
import type { TwoPriceEnvironment } from "../../src/mechanisms/nst/two-price.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { lotteryOf } from "./announced.js";
import { example3Corners, isExample3, repairsOf } from "./example-3-cases.js";
import { upTo } from "./plain-table.js";
import {
  everybody,
  example3,
  expected,
  margins,
  type OptimalPriceFormat,
  plainTwoPrice,
  readingOnce,
} from "./two-price-cases.js";

const most: Readonly<Record<Budget, number>> = { gate: 3, standard: 5, deep: 8 };
const chances = ["0", "1/100", "1/2"];

/** Who values the good at the price buys, and the highest optimal price is chosen; or neither. */
const tieRules = { Buy: "highest", "Not buy": "lowest" } as const;

const atMost = "at most in the place of always equal";
const buyAtValue = "Buy at V = p";

/** Where all announce 1/n the average revenue is always 1/n. */
export const lowAverage = (
  format: OptimalPriceFormat = optimalPriceFormat,
  made: readonly string[] = [],
): Claim<LawCase> => {
  const buyersOf = ({ buyers }: Switches): "Buy" | "Not buy" =>
    made.includes(buyAtValue) || buyers === "buy" ? "Buy" : "Not buy";
  const isEquation = ({ revenue }: Switches): boolean => revenue !== "at-most" && !made.includes(atMost);
  return lawClaim<OptimalPrice, TwoPriceEnvironment, number, Outcome>(readingOnce(format), {
    id: "nst/example-3-revenue",
    citation: cite("nst", "Example 3"),
    statement:
      "Where all players always announce 1/n the average revenue from a buyer is always 1/n, whatever the types are.",
    hypotheses: ["values 1/n or 1 + μ, 0 < μ < 1/2, prices 1/n and 1", "q ≤ 1/2"],
    readings: readingsOf({ revenue: ["expected", "at-most", "optimal"], buyers: ["buy", "not-buy"] }),
    switchMeanings: {
      expected: "the expected average revenue of the mechanism is 1/n",
      "at-most": "it is at most 1/n",
      optimal: "it is 1/n in the part that implements the optimal price",
      buy: "who values the good at the price buys; of several optimal prices the highest is chosen",
      "not-buy": "she does not; the lowest is chosen, as otherwise nothing is sold to low types at all",
    },
    cases: (budget, switches) =>
      upTo(most[budget]).flatMap((k) =>
        margins.flatMap((mu) =>
          chances.map((q) => {
            const buyers = buyersOf(switches);
            return example3(k + 1, mu, buyers, { q, tiePrice: tieRules[buyers] });
          }),
        ),
      ),
    describe: (budget) =>
      `all types of 1 to ${most[budget]} buyers, μ = ${margins.join(", ")}, q = ${chances.join(", ")}`,
    argument:
      "All n, μ, q: with Buy at V = p the price is 1/n with probability 1 − q/2 and all buy; with q/2 it is 1, and all are held to Not buy (n ≥ 2): (1 − q/2)/n. Without it low types do not buy at 1/n, and nobody is held to Buy: (1 − q)·k/n² with k high types (at n = 1, 1 − q for the high type).",
    hypothesesAt: (place, switches) => {
      const buyers = buyersOf(switches);
      const isTied =
        plainTwoPrice(place).buysAtValue === (buyers === "Buy") && place.parameters.tiePrice === tieRules[buyers];
      const isLikely = Q.compare(place.parameters.q, Q.rational(1n, 2n)) <= 0;
      return isExample3(place) && isTied && isLikely && !place.parameters.imposeAlways ? "inside" : "outside";
    },
    corners: example3Corners,
    decide(R, at, switches) {
      const { environment } = at;
      const n = environment.types.length;
      const all = everybody(n, 0);
      const { free, imposed, total } = lotteryOf(at.ring(), format, at, all);
      const isFree = switches.revenue === "optimal";
      const common = BigInt(n) * environment.scoreUnit.denominator;
      const share = { numerator: R.integer(1n), denominator: R.integer(BigInt(n)) };
      let worst: Quotient<unknown> | undefined;
      for (const types of profilesOf(environment.types)) {
        // Free players react as they are, held ones as they announce: F at the one or the other profile.
        const weighed = (draws: typeof free, profile: Types) =>
          draws.reduce(
            (sum, { alternative, weight }) =>
              R.add(sum, R.multiply(R.integer(environment.score(profile, alternative)), weight)),
            R.zero,
          );
        const freely = weighed(free, types);
        const chance = isFree ? free.reduce((sum, { weight }) => R.add(sum, weight), R.zero) : total;
        const revenue = {
          numerator: R.multiply(
            R.integer(environment.scoreUnit.numerator),
            isFree ? freely : R.add(freely, weighed(imposed, all)),
          ),
          denominator: R.multiply(R.integer(common), chance),
        };
        const sign = compareQuotients(R, revenue, share);
        const fails = isEquation(switches) ? sign !== 0 : sign > 0;
        if (fails)
          return { hypotheses: "inside", conclusion: "fails", witness: {}, sides: { left: revenue, right: share } };
        worst = revenue;
      }
      const sides = { left: worst! as Quotient<never>, right: share as Quotient<never> };
      return { hypotheses: "inside", conclusion: "holds", witness: {}, sides };
    },
    choices: () => ({ profile: ({ environment }) => [...profilesOf(environment.types)] }),
    completed: ["profile"],
    sides(at, { profile }, switches) {
      const { n, prices, buys } = plainTwoPrice(at);
      const lottery = lotteryOf(at.ring(), format, at, everybody(n, 0));
      const { free } = lottery;
      const optimal = { free, imposed: [], total: free.map(({ weight }) => weight).reduce(Q.add, Q.zero) };
      const average = (price: Q.Rational, isImposed: boolean) => {
        const buyers = (profile as Types).filter((type) => buys(isImposed ? 0 : type, price)).length;
        return Q.multiply(price, Q.rational(BigInt(buyers), BigInt(n)));
      };
      const left = expected(switches.revenue === "optimal" ? optimal : lottery, prices, average);
      const right = Q.rational(1n, BigInt(n));
      return {
        left,
        right,
        larger: "right",
        holds: isEquation(switches) ? Q.equals(left, right) : Q.compare(left, right) <= 0,
        inequality: `average revenue ${isEquation(switches) ? "=" : "<="} 1/n`,
        explanation: `n = ${n}${n === 1 ? ", where both prices are 1 (for larger n see the argument)" : ""}, q = ${Q.printRational(at.parameters.q)}, types ${(profile as Types).join(", ")}`,
      };
    },
    draws: { gate: 2, standard: 20, deep: 200 },
    evidence: () => ({
      exactly: "(1 − q/2)/n for n ≥ 2, 1 for n = 1, with Buy at V = p: 1/n only if q = 0",
      optimum: "1 where all types are high: n/(1 − q/2) times as much",
    }),
    ...(made.length === 0 && {
      repair: repairedBy(
        ...repairsOf(
          { "expected+buy": [atMost], "expected+not-buy": [atMost], "optimal+not-buy": [buyAtValue] },
          "The average revenue is 1/n or at most that",
          (changes) => lowAverage(format, changes),
        ),
      ),
    }),
  });
};
