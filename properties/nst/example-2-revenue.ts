import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { twoPriceFormat } from "../../src/instance/nst-two-price.js";
import type { TwoPriceEnvironment } from "../../src/mechanisms/nst/two-price.js";
import { objectiveOf, optimum } from "../../src/notions/gap.js";
import * as Q from "../../src/number/rational.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { lotteryOf } from "./announced.js";
import { equalTo, setting, shared, worstOf } from "./example-2-shared.js";
import { everybody, expected, plainTwoPrice, type TwoPriceFormat } from "./two-price-cases.js";

/** F(t, s) at every price. */
const objectives = (environment: TwoPriceEnvironment, types: readonly number[]): readonly Q.Rational[] =>
  environment.prices.map((_, s) => objectiveOf(environment, environment.score(types, s)));

const about = "up to e^{-nε/(4d)}/2";

/** Where all value the good highly but announce the low value, the average revenue is 1/2. */
export const lowRevenue = (format: TwoPriceFormat = twoPriceFormat, made: readonly string[] = []): Claim<LawCase> => {
  const read = ({ revenue }: Switches): string => (revenue === "equal" && made.includes(about) ? "about" : revenue!);
  return lawClaim(format, {
    ...shared,
    id: "nst/example-2-revenue",
    statement:
      "Whenever all buyers have the high value but announce 1/2 the mechanism chooses the price 1/2 with high probability, leading to an average revenue of 1/2 per buyer, half the optimal one.",
    hypotheses: [setting, "ε > 0", "all buyers have the high value and announce the low one"],
    readings: readingsOf({ revenue: ["equal", "about", "likely", "half"] }),
    switchMeanings: {
      equal: "the expected average revenue is 1/2",
      about: "it is at most 1/2 + e^{−nε/(4d)}/2, which tends to 1/2 with n",
      likely: "the price 1/2 has a probability of at least 1 − e^{−nε/(4d)}",
      half: "at the price 1/2 the average revenue is half of the largest one",
    },
    argument:
      "All n, μ, d: Pr[1] = 1/(1 + x^n) ≤ x^{−n} with x = e^{ε/(4d)}, and the revenue is 1/2 or 1 per buyer: E = 1/2 + (1/2)/(1 + x^n), above 1/2 for every n.",
    decide(R, at, switches) {
      const says = read(switches);
      const ring = at.ring();
      const { environment, parameters } = at;
      const n = environment.types.length;
      const { free, total } = lotteryOf(ring, format, at, everybody(n, 0));
      const [low, high] = [0, 1].map((s) => free.find(({ alternative }) => alternative === s)?.weight ?? R.zero);
      const revenue = objectives(environment, everybody(n, 1));
      const chance = { numerator: low!, denominator: total };
      const x = at.expEpsilon(Q.divide(Q.rational(BigInt(n)), Q.multiply(Q.rational(4n), parameters.d)));
      if (says === "likely") {
        const right = { numerator: R.subtract(x.numerator, x.denominator), denominator: x.numerator };
        return worstOf(R, [{ large: chance, small: right }], false);
      }
      const rational = ({ numerator, denominator }: Q.Rational) => ({
        numerator: R.integer(numerator),
        denominator: R.integer(denominator),
      });
      if (says === "half") {
        const best = Q.divide(optimum(environment, everybody(n, 1)), Q.rational(2n));
        return equalTo(R, rational(revenue[0]!), rational(best));
      }
      const [atLow, atHigh] = revenue.map(rational);
      const mean = {
        numerator: R.add(
          R.multiply(R.multiply(atLow!.numerator, atHigh!.denominator), low!),
          R.multiply(R.multiply(atHigh!.numerator, atLow!.denominator), high!),
        ),
        denominator: R.multiply(R.multiply(atLow!.denominator, atHigh!.denominator), total),
      };
      const one = R.integer(1n);
      if (says === "equal") return equalTo(R, mean, { numerator: one, denominator: R.integer(2n) });
      const bound = {
        numerator: R.add(x.numerator, x.denominator),
        denominator: R.multiply(R.integer(2n), x.numerator),
      };
      return worstOf(R, [{ large: bound, small: mean }], false);
    },
    sides(at, _choices, switches) {
      const says = read(switches);
      const { n, prices, buys } = plainTwoPrice(at);
      const lottery = lotteryOf(at.ring(), format, at, everybody(n, 0));
      const average = (price: Q.Rational) => (buys(1, price) ? price : Q.zero);
      const best = prices.map(average).reduce(Q.maximum);
      const power = at.power(Q.divide(Q.rational(BigInt(n)), Q.multiply(Q.rational(4n), at.parameters.d)));
      const chance = expected(lottery, prices, (price) => (Q.compare(price, Q.one) < 0 ? Q.one : Q.zero));
      const explanation = `n = ${n}, e^{nε/(4d)} = ${Q.printRational(power)}`;
      if (says === "likely") {
        const right = Q.subtract(Q.one, Q.divide(Q.one, power));
        return { left: chance, right, larger: "left", inequality: "Pr[1/2] >= 1 - e^{-nε/(4d)}", explanation };
      }
      if (says === "half") {
        const [left, right] = [average(prices[0]!), Q.divide(best, Q.rational(2n))];
        return {
          left,
          right,
          larger: "left",
          holds: Q.equals(left, right),
          inequality: "revenue at 1/2 = optimum/2",
          explanation,
        };
      }
      const left = expected(lottery, prices, average);
      const more = says === "about" ? Q.divide(Q.rational(1n, 2n), power) : Q.zero;
      const right = Q.add(Q.rational(1n, 2n), more);
      const relation = says === "about" ? "<= 1/2 + e^{-nε/(4d)}/2" : "= 1/2";
      return {
        left,
        right,
        larger: "right",
        holds: says === "about" ? Q.compare(left, right) <= 0 : Q.equals(left, right),
        inequality: `E[average revenue] ${relation}`,
        explanation,
      };
    },
    draws: { gate: 2, standard: 50, deep: 500 },
    evidence: () => ({
      exactly: "E[average revenue] = 1/2 + (1/2)/(1 + e^{nε/(4d)}): 1/2 + 1/(2(1 + b^{n·times/4})) for d = 1",
      limits:
        "3/4 as ε → 0, 1/2 as n·ε → ∞; the optimum is 1, so that half of it is lost but for (1/2)/(1 + e^{nε/(4d)})",
      slip: '"value the good at 1" stands for 1 + μ: there is no buyer with the value 1, who would buy at 1 only if she buys at her value',
    }),
    ...(made.length === 0 && {
      repair: repairedBy({
        statement: "The expected average revenue is at most 1/2 + e^{−nε/(4d)}/2 (and above 1/2).",
        changes: [about],
        of: ["equal"],
        claim: (changes) => lowRevenue(format, changes),
      }) as never,
    }),
  });
};
