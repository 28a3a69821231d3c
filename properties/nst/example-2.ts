import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { twoPriceFormat } from "../../src/instance/nst-two-price.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { TwoPriceEnvironment } from "../../src/mechanisms/nst/two-price.js";
import { objectiveOf, optimum } from "../../src/notions/gap.js";
import { expectedUtility } from "../../src/notions/deviation-gain.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { repairedBy } from "../situation-claim.js";
import { upTo } from "./plain-table.js";
import {
  announcedLottery,
  describeExample2,
  example2Cases,
  example2Corners,
  example2Step,
  expected,
  everybody,
  highFirst,
  isExample2,
  plainTwoPrice,
  type TwoPriceFormat,
} from "./two-price-cases.js";

type Example2 = LawClaim<Sensitivity, TwoPriceEnvironment, number, Outcome>;

/** What the claims on the exponential mechanism of Example 2 share. */
const shared = {
  citation: cite("nst", "Example 2"),
  step: example2Step,
  cases: example2Cases,
  describe: describeExample2,
  corners: example2Corners,
  hypothesesAt: (place) => (isExample2(place) ? "inside" : "outside"),
} satisfies Partial<Example2>;

const setting = "values 1/2 + μ or 1 + μ, 0 < μ < 1/2, prices 1/2 and 1";

/** Whether two quotients are the same. */
function equalTo<S>(R: LogRing<S>, left: Quotient<S>, right: Quotient<S>): Finding<S> {
  const holds = compareQuotients(R, left, right) === 0;
  return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {}, sides: { left, right, larger: "right" } };
}

/** F(t, s) at every price. */
const objectives = (environment: TwoPriceEnvironment, types: readonly number[]): readonly Q.Rational[] =>
  environment.prices.map((_, s) => objectiveOf(environment, environment.score(types, s)));

/** Whether the worst of some pairs is in order: the larger side first in each. */
function worstOf<S>(
  R: LogRing<S>,
  pairs: Iterable<{ readonly large: Quotient<S>; readonly small: Quotient<S> }>,
  isStrict: boolean,
): Finding<S> {
  let finding: Finding<S> | undefined;
  for (const { large, small } of pairs) {
    const sign = compareQuotients(R, large, small);
    const holds = isStrict ? sign > 0 : sign >= 0;
    if (finding && holds) continue;
    const sides = { left: large, right: small, larger: "left" as const };
    finding = { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {}, sides };
    if (!holds) break;
  }
  return finding!;
}

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
        const { free, total } = announcedLottery(ring, format, at, highFirst(n, high));
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
        expected(announcedLottery(at.ring(), format, at, highFirst(n, k)), prices, (price) =>
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
    draws: { gate: 5, standard: 50, deep: 500 },
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
        expectedUtility(ring, at.environment, announcedLottery(ring, format, at, [own, ...highFirst(n - 1, others)]), {
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
        expected(announcedLottery(at.ring(), format, at, [own, ...highFirst(n - 1, others)]), prices, (price) =>
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
    draws: { gate: 5, standard: 50, deep: 500 },
    evidence: () => ({
      gain: "announcing low in the place of high gains (Pr_k[1/2] − Pr_{k+1}[1/2])·μ for the low type and ·1/2 for the high one, with k high announcements of the others",
      only: "it is the only dominant announcement of either type, so that truth is not dominant for the high type",
      edges: "at μ = 0 the low type gets 0 at both prices, and the announcement is weakly dominant alone; at ε = 0 all announcements are",
    }),
  });

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
      const { free, total } = announcedLottery(ring, format, at, everybody(n, 0));
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
      const lottery = announcedLottery(at.ring(), format, at, everybody(n, 0));
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
        return { left, right, larger: "left", holds: Q.equals(left, right), inequality: "revenue at 1/2 = optimum/2", explanation };
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
    draws: { gate: 5, standard: 50, deep: 500 },
    evidence: () => ({
      exactly: "E[average revenue] = 1/2 + (1/2)/(1 + e^{nε/(4d)}): 1/2 + 1/(2(1 + b^{n·times/4})) for d = 1",
      limits: "3/4 as ε → 0, 1/2 as n·ε → ∞; the optimum is 1, so that half of it is lost but for (1/2)/(1 + e^{nε/(4d)})",
      slip: "\"value the good at 1\" stands for 1 + μ: there is no buyer with the value 1, who would buy at 1 only if she buys at her value",
    }),
    ...(made.length === 0 && {
      repair: repairedBy({
        statement: "The expected average revenue is at most 1/2 + e^{−nε/(4d)}/2 (and above 1/2).",
        changes: [about],
        of: ["equal"],
        claim: (changes) => lowRevenue(format, changes) as Claim,
      }) as never,
    }),
  });
};
