import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { influentialProfiles, withType } from "../../src/game/reaction-environment.js";
import { optimalPriceFormat } from "../../src/instance/nst-two-price.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { OptimalPrice } from "../../src/mechanisms/nst/optimal-price.js";
import type { TwoPriceEnvironment } from "../../src/mechanisms/nst/two-price.js";
import { expectedUtility } from "../../src/notions/deviation-gain.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { type Changes, repairedBy } from "../repairs.js";
import { lotteryOf } from "./announced.js";
import { example3Corners, isExample3 } from "./example-3-cases.js";
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

type Place = LawPlace<OptimalPrice, TwoPriceEnvironment, number, Outcome>;

const buyAtValue = "Buy at V = p";
const highest = "the highest of several optimal prices";
const unlikely = "q ≤ 2/3";
const rarer = "q ≤ 2/5";
const several = "n ≥ 2";

const most: Readonly<Record<Budget, number>> = { gate: 3, standard: 5, deep: 8 };
const lowChances = ["0", "1/100", "2/5", "1/2"];
const anyChances = ["2/3", "3/4", "1"];

interface Equilibrium {
  readonly id: string;
  readonly statement: string;
  readonly imposeAlways: boolean;
  /** The changes that repair the reading in which neither tie is broken as the example needs it. */
  readonly bothTies: readonly string[];
}

const free: Equilibrium = {
  id: "nst/example-3-equilibrium",
  statement:
    "In the mechanism that implements the optimal price with high probability 1 − q, and with low probability q uses an imposing mechanism, the strategy to always announce the value 1/n is a Nash equilibrium, for all n.",
  imposeAlways: false,
  bothTies: [several, rarer],
};

const fullyImposing: Equilibrium = {
  id: "nst/example-3-imposing",
  statement:
    "The Nash equilibrium in which all always announce the value 1/n survives if the mechanism is fully imposing: it always imposes the optimal reaction to the announcement.",
  imposeAlways: true,
  bothTies: [buyAtValue, highest],
};

/** What the switches say, with the changes of a repair. */
const rulesOf = ({ buyers, price, q }: Switches, made: readonly string[]) => ({
  buyers: made.includes(buyAtValue) || buyers === "buy" ? "Buy" : "Not buy",
  tiePrice: (made.includes(highest) ? "highest" : price) as OptimalPrice["tiePrice"],
  mostQ: made.includes(unlikely)
    ? Q.rational(2n, 3n)
    : made.includes(rarer)
      ? Q.rational(2n, 5n)
      : q === "any"
        ? Q.one
        : Q.rational(1n, 2n),
  least: made.includes(several) ? 2 : 1,
});

function equilibriumClaim(parts: Equilibrium, format: OptimalPriceFormat, made: readonly string[]): Claim<LawCase> {
  const { id, statement, imposeAlways } = parts;
  const repairs: Readonly<Record<string, readonly string[]>> = {
    "buy+lowest+low": [highest],
    "not-buy+highest+low": [buyAtValue],
    "not-buy+lowest+low": parts.bothTies,
    "buy+highest+any": [unlikely],
  };
  const isInside = (place: Place, switches: Switches): boolean => {
    const rules = rulesOf(switches, made);
    const { parameters, environment } = place;
    return (
      isExample3(place) &&
      parameters.imposeAlways === imposeAlways &&
      parameters.tiePrice === rules.tiePrice &&
      plainTwoPrice(place).buysAtValue === (rules.buyers === "Buy") &&
      Q.compare(parameters.q, rules.mostQ) <= 0 &&
      environment.types.length >= rules.least
    );
  };
  return lawClaim<OptimalPrice, TwoPriceEnvironment, number, Outcome>(readingOnce(format), {
    id,
    citation: cite("nst", imposeAlways ? "Section 6.2, after Example 3" : "Example 3"),
    statement,
    hypotheses: ["values 1/n or 1 + μ, 0 < μ < 1/2, prices 1/n and 1", "low probability: q ≤ 1/2 unless told"],
    readings: readingsOf({ buyers: ["buy", "not-buy"], price: ["highest", "lowest"] }, { q: ["low", "any"] }),
    switchMeanings: {
      buy: "who values the good at the price buys, and is counted",
      "not-buy": "she does not, and is not counted, as in Section 4.1",
      highest: "of several optimal prices the highest is chosen: 1 whenever there is a high type, as the example says",
      lowest: "the lowest is chosen",
      low: "q ≤ 1/2",
      any: "every q in [0, 1]",
    },
    cases: (budget, switches) => {
      const { buyers, tiePrice } = rulesOf(switches, made);
      const chances = [...lowChances, ...(switches.q === "any" ? anyChances : [])];
      return upTo(most[budget]).flatMap((k) =>
        (k < 3 ? margins : margins.slice(2)).flatMap((mu) =>
          chances.map((q) => example3(k + 1, mu, buyers, { q, tiePrice, ...(imposeAlways && { imposeAlways }) })),
        ),
      );
    },
    describe: (budget, { q }) =>
      `1 to ${most[budget]} buyers, μ = ${margins.join(", ")} (from four buyers on ${margins[2]} alone), q = ${[...lowChances, ...(q === "any" ? anyChances : [])].join(", ")}`,
    argument:
      "All n, μ, q, with Buy at V = p and the highest optimal price: where all announce 1/n, one high announcement moves the price from 1/n to 1 with probability 1 − q. A high type loses (1 − q)·(1 − 1/n) by it and gains q·μ/2 in the imposed part (nothing where n = 1); a low type gains nothing. It is an equilibrium exactly where q·(μ/2 + 1 − 1/n) ≤ 1 − 1/n or n = 1: for all n and μ if q ≤ 2/3. Whether the rest is free or imposed makes no difference, as the price 1/n and 1 are reacted to as she would herself.",
    hypothesesAt: (place, switches) => (isInside(place, switches) ? "inside" : "outside"),
    corners: example3Corners,
    decide(R, at) {
      const ring = at.ring();
      const n = at.environment.types.length;
      const announced = [0, 1].map((own) => {
        const profile = withType(everybody(n, 0), 0, own);
        return { profile, lottery: lotteryOf(ring, format, at, profile) };
      });
      let worst: { readonly large: Quotient<unknown>; readonly small: Quotient<unknown> } | undefined;
      // Players are alike, and their values private.
      for (const types of influentialProfiles(at.environment, 0)) {
        const [large, small] = announced.map(({ profile, lottery }) =>
          expectedUtility(ring, at.environment, lottery, { player: 0, types, announced: profile }),
        );
        if (!worst || compareQuotients(R, large!, small!) < 0) worst = { large: large!, small: small! };
      }
      const { large, small } = worst! as { large: Quotient<never>; small: Quotient<never> };
      return {
        hypotheses: "inside",
        conclusion: compareQuotients(R, large, small) >= 0 ? "holds" : "fails",
        witness: {},
        sides: { left: large, right: small, larger: "left" },
      };
    },
    choices: () => ({ type: () => [0, 1] }),
    completed: ["type"],
    sides(at, choices) {
      const type = choices.type as number;
      const { n, prices, values, buys } = plainTwoPrice(at);
      const all = everybody(n, 0);
      const utility = (own: number) =>
        expected(lotteryOf(at.ring(), format, at, withType(all, 0, own)), prices, (price, isImposed) =>
          buys(isImposed ? own : type, price) ? Q.subtract(values[type]!, price) : Q.zero,
        );
      const [left, right] = [utility(0), utility(1)];
      return {
        left,
        right,
        larger: "left",
        inequality: "E[u | all announce 1/n] >= E[u | she announces 1 + μ]",
        explanation: `n = ${n}${n === 1 ? ", where both prices are 1 (for larger n see the evidence)" : ""}, q = ${Q.printRational(at.parameters.q)}, a player has the value ${Q.printRational(values[type]!)}`,
      };
    },
    draws: { gate: 2, standard: 20, deep: 200 },
    evidence: () => thresholds(imposeAlways),
    ...(made.length === 0 && {
      repair: repairedBy(
        ...Object.entries(repairs).map(
          ([name, changes]): Changes => ({
            statement: `It is a Nash equilibrium, given: ${changes.join("; ")}.`,
            changes,
            of: [name],
            claim: (now) => equilibriumClaim(parts, format, now),
          }),
        ),
      ),
    }),
  });
}

/** For which q it is an equilibrium, by the rules for ties. */
const thresholds = (imposeAlways: boolean): JsonObject => ({
  "Buy, highest":
    "n = 1, or q ≤ (1 − 1/n)/(1 − 1/n + μ/2), which is above 2/3 for all n ≥ 2, μ < 1/2, and tends to 2/3 for n = 2, μ → 1/2",
  "Buy, lowest":
    "only q = 0 (or n = 1): with one high announcement both prices have the revenue 1, the price stays 1/n, and the imposed part rewards the truth by q·μ/2",
  ...(imposeAlways
    ? {
        "Not buy": "never for n ≥ 2: who announces 1/n is held to Not buy at 1/n, gets 0, and the truth gets μ or more",
      }
    : {
        "Not buy, highest": "only q = 0: where all announce 1/n no price has a revenue, 1 is chosen, and stays",
        "Not buy, lowest":
          "n ≥ 2 and q ≤ 2(1 − 1/n)/(3(1 − 1/n) + 2μ), which is above 2/5 for all n ≥ 2, μ < 1/2, and tends to 2/5 for n = 2, μ → 1/2; n = 1 needs q = 0",
      }),
  utility: "a high type gets 1 + μ − 1/n at the price 1/n, almost 1 + μ and not almost 1, and μ at the price 1",
});

/** The strategy to always announce 1/n is a Nash equilibrium. */
export const lowEquilibrium = (format: OptimalPriceFormat = optimalPriceFormat): Claim<LawCase> =>
  equilibriumClaim(free, format, []);

/** It survives full imposition. */
export const imposedEquilibrium = (format: OptimalPriceFormat = optimalPriceFormat): Claim<LawCase> =>
  equilibriumClaim(fullyImposing, format, []);
