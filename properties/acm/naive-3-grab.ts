import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import {
  boundOf,
  type Context,
  maxSocialWelfare,
  type Outcome,
  socialWelfare,
} from "../../src/mechanisms/acm/context.js";
import * as Q from "../../src/number/rational.js";
import { factor, families, grabbed, grabContexts, grabDiscounts, grabSaid } from "./naive-3-cases.js";
import { naiveInstance, smallDiscount } from "./naive-cases.js";
import { contextCorners, naiveClaim } from "./naive-claim.js";
import {
  announcedWithin,
  bestOf,
  isEndowmentBest,
  isModest,
  isTruthful,
  type NaiveWorld,
  printedRange,
  utilityBySign,
} from "./naive-world.js";
import {
  allSaid,
  alone,
  isNothing,
  isPlainlyTruthful,
  type PlainGame,
  plainlyBest,
  plainUtility,
  type Said,
  say,
  upTo,
  yesBySign,
} from "./plain-naive.js";

const enough = "e(n-2)(B - 1 - (n-1)e) > n(D - (n-1)e) with D = max SW - SW(E)";
/** The grab of the family: what player 1 announces there, and the truthful outcome. */
const familyOf = (context: Context): { readonly grab: Outcome; readonly truth: Outcome } => {
  const most = boundOf(context) - 1n;
  const allocation = context.endowment.map((owner, good) => (good === 0 ? 1 : owner));
  const prices = (price: bigint) =>
    upTo(context.players).map((i) => Q.rational(i === 0 ? -price : i === 1 ? price : 0n));
  return {
    grab: { allocation, prices: prices(most) },
    truth: { allocation, prices: prices(1n - most) },
  };
};

const plainFamily = ({ n, B, endowment }: PlainGame): readonly [Said, Said] => {
  const owners = endowment.map((owner, good) => (good === 0 ? 1 : owner));
  const prices = (price: number) => upTo(n).map((i) => (i === 0 ? -price : i === 1 ? price : 0));
  return [
    { owners, prices: prices(B - 1) },
    { owners, prices: prices(2 - B) },
  ];
};

const hypothesisAt = (n: number, B: number, e: Q.Rational, D: number): boolean => {
  const discounts = Q.multiply(Q.rational(BigInt(n - 1)), e);
  const left = Q.multiply(Q.multiply(e, Q.rational(BigInt(n - 2))), Q.subtract(Q.rational(BigInt(B - 1)), discounts));
  return Q.compare(left, Q.multiply(Q.rational(BigInt(n)), Q.subtract(Q.rational(BigInt(D)), discounts))) > 0;
};

/** Section 5.1, "A New Problem": what player 1 gets in Naive-3. */
export const naive3Grab = (made: readonly string[] = [], mechanism = "acm/naive-3"): Claim<Example> => {
  const isInside = (world: NaiveWorld, { where }: Switches): boolean => {
    const { context, parameters, plain } = world;
    if (!isModest(world) || context.players < 3) return false;
    if (where === "no-gain-from-trade") return plain.isEndowmentBest && context.bits > 1;
    if (plain.isEndowmentBest) return false;
    const D = plain.bestWelfare - plain.welfare(plain.endowment);
    return !made.includes(enough) || hypothesisAt(plain.n, plain.B, parameters.discount, D);
  };
  return naiveClaim([mechanism], {
    id: "acm/naive-3-grab",
    place: "Section 5.1, A New Problem",
    statement:
      "Player 1 expects arbitrarily more than by a truthful outcome from one that gives herself much and at least one other player something: with Y < n-1 votes YES it still has the chance eY/n, and 2^{k-1} may be arbitrarily large compared with e.",
    hypotheses: ["n >= 3", "0 < e", "(n - 1)e < 1", ...made],
    readings: readingsOf({ where: ["large-values", "every-context", "no-gain-from-trade"] }),
    switchMeanings: {
      "large-values": `for all n >= 3, m >= 1 and e there are k and a context in which E is not optimal and she expects more than ${factor} times what a truthful outcome gives her`,
      "every-context":
        "in every context in which E is not optimal she expects more than a truthful outcome would give her",
      "no-gain-from-trade": "in every context with k >= 2 in which E is optimal she expects more than 0",
    },
    instances: (budget, { where }) =>
      where === "large-values"
        ? families[budget].flatMap((n) =>
            [1, 2].flatMap((m) => upTo(3).map((place) => grabbed(n, m, smallDiscount(n, place)))),
          )
        : grabContexts[budget]().flatMap((context) =>
            grabDiscounts(context.players as number).map((discount) =>
              naiveInstance("acm/naive-3", context, { discount }),
            ),
          ),
    describe: (budget, { where }) =>
      where === "large-values"
        ? `n of ${families[budget].join(", ")}, m = 1 and 2, e = 1/(6n), 999/(3000n) and 1/(3000n): the least k that does, E all with player 2, θ_1 = B - 1 and θ_2 = B - 2 for sets with good 1`
        : `${grabSaid[budget]}; e = 1/(2n) and 999/(1000(n-1)), all announcements`,
    argument: ({ where }) =>
      ({
        "large-values":
          "All n >= 3, m >= 1, e > 0 with (n-1)e < 1 and every factor: let player 1 announce that good 1 comes to her and that player 2 pays her B - 1. All but player 2 vote YES; she expects e(n-2)/n·(2B - 2 - (n-1)e), which grows without bound in B, and by the truthful outcome 1 - (n-1)e.",
        "no-gain-from-trade":
          "All contexts: she announces E at the prices -1 for herself, 1 for player n and 0 for the others. All but n vote YES, and she expects e(n-2)/n·(1 - (n-1)e) > 0; player n expects less than 0.",
        "every-context": made.includes(enough)
          ? "All contexts: she announces E at the prices -(B-1) for herself, B-1 for player n and 0 for the others, and expects e(n-2)/n·(B - 1 - (n-1)e)."
          : undefined,
      })[where!],
    corners: {
      "three players": contextCorners["three players"]!,
      "more players": ({ context }) => context.players > 3,
    },
    decide(world, switches) {
      if (!isInside(world, switches)) return undefined;
      const { context, parameters } = world;
      if (switches.where === "large-values") {
        const { grab, truth } = familyOf(context);
        if (!isTruthful(context, truth) || isEndowmentBest(context)) return false;
        const least = Q.multiply(Q.rational(factor), utilityBySign(world, truth));
        return Q.compare(utilityBySign(world, grab), least) > 0;
      }
      const D = maxSocialWelfare(context) - socialWelfare(context, context.endowment);
      const truthful = Q.subtract(
        Q.rational(D),
        Q.multiply(Q.rational(BigInt(context.players - 1)), parameters.discount),
      );
      const others = [...announcedWithin(context, printedRange)].filter((x) => !isTruthful(context, x) || D === 0n);
      const { utility } = bestOf(others, (announced) => utilityBySign(world, announced));
      return Q.compare(utility, D === 0n ? Q.zero : truthful) > 0;
    },
    sides(game, switches, world) {
      if (!isInside(world, switches)) return undefined;
      const worth = (one: Said) => plainUtility(game, one, [1], yesBySign(game, one, alone(game)));
      if (switches.where === "large-values") {
        const [grab, truth] = plainFamily(game);
        const right = Q.multiply(Q.rational(factor), worth(truth));
        return {
          left: worth(grab),
          right,
          larger: "left",
          holds: isPlainlyTruthful(game, truth) && Q.compare(worth(grab), right) > 0,
          inequality: `u_1 by ${say(grab)} > ${factor}·u_1 by ${say(truth)}`,
          explanation: `${game.n - 2} of ${game.n - 1} vote YES; the truthful outcome is worth ${Q.printRational(worth(truth))} to player 1`,
        };
      }
      const D = game.bestWelfare - game.welfare(game.endowment);
      const right = D === 0 ? Q.zero : Q.subtract(Q.rational(BigInt(D)), Q.multiply(Q.rational(BigInt(game.n - 1)), game.e)); // biome-ignore format: one line
      const others = allSaid(game, printedRange).filter((one) => D === 0 || !isPlainlyTruthful(game, one));
      const { utility, optima } = plainlyBest(game, others);
      return {
        left: utility,
        right,
        larger: "left",
        holds: Q.compare(utility, right) > 0,
        inequality: `what player 1 expects at most${D === 0 ? "" : " by outcomes that are not truthful"} > ${D === 0 ? "0" : "D - (n-1)e"}`,
        explanation: `${isNothing(game, optima[0]!) ? "(E, 0)" : say(optima[0]!)} is best; max SW - SW(E) = ${D}`,
      };
    },
    evidence: () => ({
      "where some context falls":
        "n >= 3: for m = 1 exactly where e(n-2)(2B - 2 - (n-1)e) > n(1 - (n-1)e), for m >= 2 with 2B - 1 in the place of 2B - 2; for instance n = 3, m = 1: k >= 5 for e = 1/10, k >= 3 for e = 2/5, k >= 2 for e = 9/20",
      "the smallest contexts":
        "m = 1: the good comes from player 2, to whom it is worth B - 2, to player 1, to whom it is worth B - 1",
      "lost welfare":
        "with probability 1 - e(n-2)/n everything stays as it is, and max SW - SW(E) may be any number below e(n-2)(B - 1 - (n-1)e)/n",
      "which notion fails":
        "root implementation: where E is not optimal what is best is not in f; where it is, player n expects less than 0 (Definition 2, total participation)",
    }),
    repairs: made.includes(enough)
      ? []
      : [
          {
            statement: "Where the values are large enough beside e and D she expects more than by a truthful outcome.",
            changes: [enough],
            of: ["every-context"],
            claim: (kept) => naive3Grab(kept, mechanism),
          },
        ],
  });
};
