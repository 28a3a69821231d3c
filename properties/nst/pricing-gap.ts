import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import { gap } from "../../src/notions/gap.js";
import { allAlternatives, unseparated } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { LawCase } from "../law-setting.js";
import { type EnvironmentFormat, kindClaim } from "./kind-claim.js";
import {
  hypothesisCorners,
  type isMonotone,
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
import { largest, smallest, upTo } from "./plain-table.js";
import { describePricing, pricingCases } from "./pricing-cases.js";
import { isFinelyPriced } from "./pricing-notions.js";

const monotone = "values and prices in [0, 1], every value strictly rising in every signal of the cohort";
const fine = "for all X > X̂ and members some price p with V(X) > p + 2/m > p > V(X̂)";

const shared = {
  place: "Section 4.1",
  hypotheses: [monotone, fine],
  plain: plainPricing,
  environments: pricingCases,
  describe: describePricing,
  corners: { ...hypothesisCorners, ...pricingCorners },
  choices: signalPairs(),
} as const;

/** Whether a price is between two values, ends apart. */
const isBetween = (p: Q.Rational, x: Q.Rational, y: Q.Rational): boolean => Q.compare(x, p) * Q.compare(y, p) < 0;

/** Every two types of a player are separated by some price; with `isMonotone` alone in the place of the hypotheses it falls. */
export const typesSeparated = (
  format: EnvironmentFormat = commitmentMechanismFormat,
  isEnough?: typeof isMonotone,
): Claim<LawCase> =>
  kindClaim<PlainPricing>(format, {
    ...shared,
    id: "nst/pricing-nontrivial",
    statement:
      "The environment is non-trivial: for every player, two signals of hers and signals of the others some price separates them, Buy being the only optimal reaction to it for one and Not buy for the other.",
    readings: readingsOf({ price: ["each", "common"] }),
    switchMeanings: {
      each: "the p of the hypothesis may be another one for each member",
      common: "one p serves all members of the cohort",
    },
    argument:
      "All environments: V(X) > p + 2/m > p > V(X̂) for X, X̂ that differ in one signal of the player herself, and p + 1/m separates her two types. The weaker hypothesis V(X) > p > V(X̂) is enough, and needed: at V = p both reactions are optimal.",
    decide(environment, plain, { price }) {
      const isMet = isEnough ? isEnough(plain) : isFinelyPriced(environment);
      if (!isMet || (price === "common" && !hasCommonPrice(plain))) return undefined;
      const missed = unseparated(environment, allAlternatives(environment));
      return { left: missed ? Q.zero : Q.one, right: Q.one, larger: "left" };
    },
    sides(plain, choices, { price }) {
      const pair = choices as unknown as SignalPair;
      const isMet = isEnough ? isEnough(plain) : isPlainlyInside(plain);
      if (!isMet || !isPair(pair) || (price === "common" && !hasCommonPrice(plain))) return undefined;
      const { own, other } = twoWorths(plain, pair);
      return {
        left: Q.rational(BigInt(plain.prices.filter((p) => isBetween(p, own, other)).length)),
        right: Q.one,
        larger: "left",
        inequality: "the number of prices between the two values of the player >= 1",
        explanation: `player ${pair.player}, signals ${pair.profile.join(", ")}, announced ${pair.lie}: values ${Q.printRational(own)} and ${Q.printRational(other)}`,
      };
    },
    evidence: () => ({
      prices:
        "there are at least three separating prices p, p + 1/m, p + 2/m, and that many only if the hypothesis is just met",
      needed:
        "a price strictly between the two values is all that is needed; on the edge, V(X) = p or V(X̂) = p, nothing separates",
      leastGrid:
        "two signals need m ≥ 4: p ≥ 1/m and p + 2/m ≤ 1 − 1/m; each further value of a chain needs three more steps",
    }),
  });

/** Whether one p serves all members, for every X > X̂. */
function hasCommonPrice(plain: PlainPricing): boolean {
  const two = Q.rational(2n, BigInt(plain.m));
  const isAbove = (x: readonly number[], y: readonly number[]) =>
    x.join() !== y.join() && x.every((s, i) => s >= y[i]!);
  return plain.vectors.every((x) =>
    plain.vectors
      .filter((y) => isAbove(x, y))
      .every((y) =>
        plain.prices.some((p) =>
          upTo(plain.members).every(
            (d) => Q.compare(plain.value(d, x), Q.add(p, two)) > 0 && Q.compare(p, plain.value(d, y)) > 0,
          ),
        ),
      ),
  );
}

const atLeast = "at least in the place of equals";

/** The gap is 1/m; `steps` is the 2 of the sharper bound 2/m, others are controls. */
export const pricingGap = (
  format: EnvironmentFormat = commitmentMechanismFormat,
  made: readonly string[] = [],
  steps = 2n,
): Claim<LawCase> => {
  const compared = (gamma: Q.Rational, m: number, { gap: says }: Switches) => {
    const right = Q.rational(says === "more" ? steps : 1n, BigInt(m));
    const sign = Q.compare(gamma, right);
    const holds = says === "more" ? sign > 0 : says === "at-least" || made.includes(atLeast) ? sign >= 0 : sign === 0;
    return { left: gamma, right, larger: "left" as const, holds };
  };
  return kindClaim<PlainPricing>(format, {
    ...shared,
    id: "nst/pricing-gap",
    statement: "The gap of the environment is γ = 1/m.",
    readings: readingsOf({ gap: ["equals", "at-least", "more"] }),
    switchMeanings: {
      equals: "γ = 1/m, as printed",
      "at-least": "γ ≥ 1/m, which is what the two sentences before conclude and all that Corollary 2 needs",
      more: "γ > 2/m",
    },
    argument:
      "All environments. With the price p of the hypothesis: who has V(X) and announces X̂ loses V(X) − p > 2/m at p, where X̂ does not buy; who has V(X̂) and announces X loses p + 2/m − V(X̂) > 2/m at p + 2/m, where X buys. So γ > 2/m, and γ = 1/m is impossible.",
    choices: {},
    decide(environment, plain, switches) {
      if (!isFinelyPriced(environment)) return undefined;
      const found = gap(environment);
      return found && compared(found.value, plain.m, switches);
    },
    sides(plain, _choices, switches) {
      const gamma = isPlainlyInside(plain) ? plainGapOf(plain) : undefined;
      if (gamma === undefined) return undefined;
      const relation = { equals: made.includes(atLeast) ? ">=" : "=", "at-least": ">=", more: ">" }[switches.gap!];
      return {
        ...compared(gamma, plain.m, switches),
        inequality: `γ ${relation} ${switches.gap === "more" ? `${steps}/m` : "1/m"}`,
        explanation: `m = ${plain.m}: the least over players and announcements of the largest loss over prices is ${Q.printRational(gamma)}`,
      };
    },
    evidence: () => ({
      range:
        "2/m < γ ≤ 1 − 1/m, and both ends are best: V(X̂) just below p and V(X) just above p + 2/m give a γ just above 2/m; one buyer with the values 0 and 1 gives 1 − 1/m",
      "with 1/m in the hypothesis": "V(X) > p + 1/m > p > V(X̂) is enough for γ > 1/m",
      corollary2:
        "γ enters as a lower bound: M_dg set up for 1/m is truthful, since q·p̃·γ ≥ 2ε then holds with the true γ too",
    }),
    ...(made.length === 0 && {
      repairs: [
        {
          statement: "γ ≥ 1/m.",
          changes: [atLeast],
          of: ["equals"],
          claim: (changes: readonly string[]) => pricingGap(format, changes, steps),
        },
      ],
    }),
  });
};

/** γ by its definition; undefined where nobody has a second signal. */
function plainGapOf(plain: PlainPricing): Q.Rational | undefined {
  const losses = upTo(plain.cohorts * plain.members).flatMap((player) =>
    plain.profiles.flatMap((profile) =>
      upTo(plain.signals)
        .filter((lie) => lie !== profile[player])
        .map((lie) => {
          const { own, other } = twoWorths(plain, { player, profile, lie });
          return largest(
            plain.prices.map((p) => Q.subtract(utilityHeldTo(plain, own, p, own), utilityHeldTo(plain, own, p, other))),
          );
        }),
    ),
  );
  return losses.length === 0 ? undefined : smallest(losses);
}
