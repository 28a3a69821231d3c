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
import { example3Corners, isExample3, repairsOf } from "./example-3-cases.js";
import { upTo } from "./plain-table.js";
import { example3, marginOf, margins, type OptimalPriceFormat, plainTwoPrice, readingOnce } from "./two-price-cases.js";

const most: Readonly<Record<Budget, number>> = { gate: 3, standard: 5, deep: 8 };

const anOptimal = "an optimal price, beside which there may be another";
const positive = "μ > 0";

const tieOf = ({ buyers }: Switches): string => (buyers === "buy" ? "Buy" : "Not buy");

/** The optimal price is 1 whenever there is a high type. */
export const priceOneOptimal = (
  format: OptimalPriceFormat = optimalPriceFormat,
  made: readonly string[] = [],
): Claim<LawCase> => {
  const isUnique = ({ optimal }: Switches): boolean => optimal === "the" && !made.includes(anOptimal);
  const isAny = ({ margin }: Switches): boolean => margin === "any" && !made.includes(positive);
  return lawClaim<OptimalPrice, TwoPriceEnvironment, number, Outcome>(readingOnce(format), {
    id: "nst/example-3-optimal",
    citation: cite("nst", "Example 3"),
    statement:
      "With values 1/n or 1 + μ, μ < 1/2, and prices 1/n and 1, the optimal price is 1 whenever there exists a player of type 1 + μ, for all n.",
    hypotheses: ["0 < μ < 1/2 as in Example 2, unless told", "somebody has the high value"],
    readings: readingsOf({ optimal: ["the", "an"], buyers: ["buy", "not-buy"] }, { margin: ["positive", "any"] }),
    switchMeanings: {
      the: "no other price has as large a revenue",
      an: "no other price has a larger revenue",
      buy: "who values the good at the price buys",
      "not-buy": "she does not, as in Section 4.1",
      positive: "0 < μ < 1/2",
      any: "μ < 1/2, as printed in Example 3: μ may be negative",
    },
    cases: (budget, switches) =>
      upTo(most[budget]).flatMap((k) =>
        [...margins, ...(isAny(switches) ? (k > 0 ? ["0", "-1/4"] : ["0"]) : [])].map((mu) =>
          example3(k + 1, mu, tieOf(switches), { q: "0", tiePrice: "highest" }),
        ),
      ),
    describe: (budget, switches) =>
      `all types of 1 to ${most[budget]} buyers, μ = ${margins.join(", ")}${isAny(switches) ? ", 0, and −1/4 for two buyers or more" : ""}`,
    argument:
      "All n, μ > 0, with k ≥ 1 high types: the revenue is k at the price 1, and at 1/n it is 1 if all buy (k/n if low types do not): k ≥ 1, with equality at k = 1, and k > k/n for n ≥ 2. For n = 1 both prices are 1.",
    hypothesesAt: (place, switches) =>
      isExample3(place, isAny(switches)) && plainTwoPrice(place).buysAtValue === (switches.buyers === "buy")
        ? "inside"
        : "outside",
    corners: example3Corners,
    decide(R, { environment }, switches) {
      const { prices, scoreUnit } = environment;
      let worst: { readonly left: Quotient<unknown>; readonly right: Quotient<unknown> } | undefined;
      const revenue = (types: Types, is: (price: Q.Rational) => boolean) => {
        const scores = prices.flatMap((price, s) => (is(price) ? [environment.score(types, s)] : []));
        const score = scores.reduce((x, y) => (x > y ? x : y), 0n);
        return { numerator: R.integer(score * scoreUnit.numerator), denominator: R.integer(scoreUnit.denominator) };
      };
      for (const types of profilesOf(environment.types)) {
        if (!types.includes(1)) continue;
        const left = revenue(types, (price) => Q.equals(price, Q.one));
        const right = revenue(types, (price) => !Q.equals(price, Q.one));
        if (
          !worst ||
          compareQuotients(R, ratioOf(R, left, right), ratioOf(R, worst.left as never, worst.right as never)) < 0
        ) {
          worst = { left, right };
        }
      }
      const { left, right } = worst! as { left: Quotient<never>; right: Quotient<never> };
      const sign = compareQuotients(R, left, right);
      return {
        hypotheses: "inside",
        conclusion: sign > 0 || (sign === 0 && !isUnique(switches)) ? "holds" : "fails",
        witness: {},
        sides: { left, right, larger: "left" },
      };
    },
    choices: () => ({
      profile: ({ environment }) => [...profilesOf(environment.types)].filter((types) => types.includes(1)),
    }),
    completed: ["profile"],
    sides(at, { profile }, switches) {
      const { prices, buys, n } = plainTwoPrice(at);
      const revenue = (price: Q.Rational) =>
        Q.multiply(price, Q.rational(BigInt((profile as Types).filter((type) => buys(type, price)).length)));
      const left = revenue(Q.one);
      const right = prices
        .filter((price) => !Q.equals(price, Q.one))
        .map(revenue)
        .reduce(Q.maximum, Q.zero);
      const sign = Q.compare(left, right);
      return {
        left,
        right,
        larger: "left",
        holds: sign > 0 || (sign === 0 && !isUnique(switches)),
        inequality: `revenue at the price 1 ${isUnique(switches) ? ">" : ">="} revenue at another price`,
        explanation: `n = ${n}, μ = ${Q.printRational(marginOf(at))}, ${(profile as Types).filter((type) => type === 1).length} high types`,
      };
    },
    draws: { gate: 2, standard: 20, deep: 200 },
    evidence: () => ({
      tie: "with one high type and Buy at V = p both prices have the revenue 1, for every n ≥ 2: the tie that decides whether Example 3 has its equilibrium",
      unique:
        "1 is the only optimal price from two high types on, or where who values the good at the price does not buy",
      negative: "for μ < 0 nobody buys at 1; at μ = 0 it depends on the rule for V = p",
    }),
    ...(made.length === 0 && {
      repair: repairedBy(
        ...repairsOf(
          { "the+buy+positive": [anOptimal], "the+buy+any": [anOptimal, positive] },
          "The price 1 is optimal whenever there is a high type",
          (changes) => priceOneOptimal(format, changes),
        ),
      ),
    }),
  });
};

/** left − right, to order revenues. */
function ratioOf<S>(
  R: { multiply(x: S, y: S): S; subtract(x: S, y: S): S },
  left: Quotient<S>,
  right: Quotient<S>,
): Quotient<S> {
  return {
    numerator: R.subtract(R.multiply(left.numerator, right.denominator), R.multiply(right.numerator, left.denominator)),
    denominator: R.multiply(left.denominator, right.denominator),
  };
}
