import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, withType } from "../../src/game/reaction-environment.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { lossAt } from "../../src/notions/gap.js";
import { typeChanges } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { LawCase } from "../law-setting.js";
import { type EnvironmentFormat, kindClaim } from "./kind-claim.js";
import {
  hypothesisCorners,
  isPair,
  isPlainlyInside,
  type PlainPricing,
  plainPricing,
  pricingCorners,
  type SignalPair,
  signalPairs,
  twoWorths,
  utilityHeldTo,
} from "./plain-pricing.js";
import { describePricing, pricingCases } from "./pricing-cases.js";
import { highestBuy, isFinelyPriced, lowestNotBuy, type PriceEnd, pricesFrom, worthOf } from "./pricing-notions.js";
import type { Weighed } from "./weighed.js";

/** One of the two sentences of Section 4.1. */
interface Sentence {
  readonly id: string;
  readonly end: PriceEnd;
  /** "highest" or "lowest". */
  readonly extreme: string;
  readonly reaction: string;
  readonly other: string;
  /** "lower" or "higher". */
  readonly lie: string;
  /** The repair's price. */
  readonly step: string;
  /** The value of whom only the other reaction is optimal at every price. */
  readonly none: string;
}

const maximal: Sentence = {
  id: "nst/pricing-max-price",
  end: highestBuy,
  extreme: "highest",
  reaction: "Buy",
  other: "Not buy",
  lie: "lower",
  step: "at the price 1/m below",
  none: "0",
};

const minimal: Sentence = {
  id: "nst/pricing-min-price",
  end: lowestNotBuy,
  extreme: "lowest",
  reaction: "Not buy",
  other: "Buy",
  lie: "higher",
  step: "at the price 1/m above",
  none: "1",
};

const isAlone = ({ optimal }: Switches): boolean => optimal === "only";

/** The loss, or the existence of the price. */
function endClaim(sentence: Sentence, format: EnvironmentFormat, made: readonly string[]): Claim<LawCase> {
  const { id, end, extreme, reaction, other, lie, step, none } = sentence;
  const canLie = `who can announce a ${lie} value`;
  const steps = made.includes(step) ? 1 : 0;
  const speaksOf = ({ own, other: told }: ReturnType<typeof twoWorths>): boolean =>
    end.inward === -1 ? Q.compare(told, own) < 0 : Q.compare(told, own) > 0;
  return kindClaim<PlainPricing>(format, {
    id,
    place: "Section 4.1",
    statement: `For every vector of announcements there exists a ${extreme} price at which the optimal reaction is ${reaction}; at that price a player who announces a ${lie} value is made to react with ${other}, which costs her 1/m at least.`,
    hypotheses: [
      "values and prices in [0, 1], every value strictly rising in every signal of the cohort",
      "for all X > X̂ and members some price p with V(X) > p + 2/m > p > V(X̂)",
    ],
    readings: readingsOf({ optimal: ["an", "only"], says: ["loss", "exists"] }),
    switchMeanings: {
      an: `${reaction} is one of the optimal reactions, so that V = p counts`,
      only: `${reaction} is the only optimal reaction`,
      loss: "the loss at that price",
      exists: "there is such a price",
    },
    plain: plainPricing,
    environments: pricingCases,
    describe: describePricing,
    argument: `All environments. Let V be hers and W what she announces. The price that is ${extreme} is less than 1/m from V (at most 1/m, where ${reaction} must be the only optimal reaction), and the loss there is its distance from V; the price p of the hypothesis and p + 2/m both lie between V and W, so that one step of 1/m inwards ${other} is still the only optimal reaction for W, and the loss is 1/m more: at least 1/m; two steps inwards it is at least 2/m. At p = ${end.inward === -1 ? "0, V ≥ p" : "1, V ≤ p"}; for a player ${canLie} even strictly.`,
    corners: { ...hypothesisCorners, ...pricingCorners },
    decide(environment, _plain, switches) {
      if (!isFinelyPriced(environment)) return undefined;
      return switches.says === "exists"
        ? fewestPrices(environment, switches, made.includes(canLie))
        : leastLoss(environment, switches);
    },
    choices: {
      player: signalPairs().player,
      profile: signalPairs().profile,
      lie: signalPairs(speaksOf).lie,
    },
    sides(plain, choices, switches) {
      const pair = choices as unknown as SignalPair;
      const { own, other: told } = twoWorths(plain, pair);
      const isSpoken = isPair(pair) || (switches.says === "exists" && !made.includes(canLie));
      if (!isPlainlyInside(plain) || !isSpoken) return undefined;
      const found = plain.prices.filter((p) => {
        const sign = end.inward === -1 ? Q.compare(own, p) : Q.compare(p, own);
        return isAlone(switches) ? sign > 0 : sign >= 0;
      });
      const shown = `player ${pair.player} at the signals ${pair.profile.join(", ")} has the value ${Q.printRational(own)}`;
      if (switches.says === "exists") {
        return {
          left: Q.rational(BigInt(found.length)),
          right: Q.one,
          larger: "left",
          inequality: `the number of prices at which ${reaction} is ${isAlone(switches) ? "the only" : "an"} optimal reaction >= 1`,
          explanation: shown,
        };
      }
      const price = (end.inward === -1 ? [...found].reverse() : found)[steps]!;
      return {
        left: Q.subtract(utilityHeldTo(plain, own, price, own), utilityHeldTo(plain, own, price, told)),
        right: Q.rational(1n, BigInt(plain.m)),
        larger: "left",
        inequality: `what she loses at the price ${steps === 0 ? "" : `${step} `}who is held to the reaction of the other value >= 1/m`,
        explanation: `${shown}; she announces ${pair.lie}, the value ${Q.printRational(told)}; the price is ${Q.printRational(price)}`,
      };
    },
    evidence: () => ({
      atThatPrice: `${reaction} optimal: the loss is below 1/m in every environment, and 0 for a value on the grid. ${reaction} the only optimal reaction: it is 1/m for values on the grid, and less for all others.`,
      twoSteps: `two steps inwards the loss is at least 2/m, and at the price p${end.inward === -1 ? "" : " + 2/m"} of the hypothesis more than 2/m`,
      strictly: `a player with the value ${none} has no price at which ${reaction} is the only optimal reaction`,
    }),
    ...(made.length === 0 && {
      repairs: [
        {
          statement: `A player who announces a ${lie} value loses 1/m at least ${step} the ${extreme} one at which ${reaction} is optimal.`,
          changes: [step],
          of: ["an+loss", "only+loss"],
          claim: (changes: readonly string[]) => endClaim(sentence, format, changes),
        },
        {
          statement: `For every player ${canLie} there exists a ${extreme} price at which ${reaction} is the only optimal reaction.`,
          changes: [canLie],
          of: ["only+exists"],
          claim: (changes: readonly string[]) => endClaim(sentence, format, changes),
        },
      ],
    }),
  });

  function leastLoss(environment: KnownEnvironment, switches: Switches): Weighed | undefined {
    let least: bigint | undefined;
    for (const pair of typeChanges(environment)) {
      const { player, types } = pair;
      const told = withType(types, player, pair.lie);
      if (!end.isAway(worthOf(environment, types, player), worthOf(environment, told, player))) continue;
      const price = pricesFrom(environment, end, types, player, isAlone(switches))[steps]!;
      const loss = lossAt(environment, pair, price);
      if (least === undefined || loss < least) least = loss;
    }
    if (least === undefined) return undefined;
    const right = Q.rational(1n, BigInt(environment.alternatives - 1));
    return { left: Q.rational(least, environment.utilityGrid), right, larger: "left" };
  }

  function fewestPrices(environment: KnownEnvironment, switches: Switches, onlyLiars: boolean): Weighed | undefined {
    const counts: number[] = [];
    for (const types of profilesOf(environment.types)) {
      types.forEach((signal, player) => {
        const extremeSignal = end.inward === -1 ? 0 : environment.types[player]! - 1;
        if (onlyLiars && signal === extremeSignal) return;
        counts.push(pricesFrom(environment, end, types, player, isAlone(switches)).length);
      });
    }
    if (counts.length === 0) return undefined;
    const left = Q.rational(BigInt(counts.reduce((x, y) => (x < y ? x : y))));
    return { left, right: Q.one, larger: "left" };
  }
}

/** At the highest price at which Buy is optimal a player who announces a lower value loses 1/m at least. */
export const highestPrice = (format: EnvironmentFormat = commitmentMechanismFormat): Claim<LawCase> =>
  endClaim(maximal, format, []);

/** At the lowest price at which Not buy is optimal a player who announces a higher value loses 1/m at least. */
export const lowestPrice = (format: EnvironmentFormat = commitmentMechanismFormat): Claim<LawCase> =>
  endClaim(minimal, format, []);
