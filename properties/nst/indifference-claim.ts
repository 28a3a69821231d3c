import fc from "fast-check";
import type { Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import { type Deviation, expectedUtility } from "../../src/notions/deviation-gain.js";
import { freeUtility, hasPrivateValues } from "../../src/notions/reactions.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import type { Json } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import {
  type ExponentialFormat,
  type ExponentialPlace,
  type ExponentialSetting,
  lotteryOf,
  neighbourChoices,
  remembering,
  weightsIn,
} from "./announced.js";
import { cases, described, small } from "./indifference-cases.js";
import { type IndifferenceBound, sidesAt } from "./indifference-sides.js";
import { isPrivate, step } from "./lemma-1.js";

/** A bound k·ε on what an announcement changes for a player in an ε-private mechanism; `indifferenceClaim` supplies the rest. */
export interface IndifferenceClaim
  extends IndifferenceBound,
    Pick<
      LawClaim<Sensitivity, KnownEnvironment, number, Outcome>,
      | "id"
      | "citation"
      | "statement"
      | "hypotheses"
      | "readings"
      | "switchMeanings"
      | "argument"
      | "evidence"
      | "repair"
    > {
  /** Whether private values are a hypothesis. */
  needsPrivateValues(switches: Switches): boolean;
  /** Whether ε = 0 counts as a privacy level of a mechanism whose law does not depend on the announcements. */
  countsZero(switches: Switches): boolean;
}

/** Every true profile and every two profiles of announcements that differ in one player's; where truthful, hers is true in one. */
function* pairsOf({ types: sizes }: KnownEnvironment, isTruthful: boolean): Generator<Deviation> {
  for (let player = 0; player < sizes.length; player++) {
    for (const types of profilesOf(sizes)) {
      for (const announced of profilesOf(sizes)) {
        if (isTruthful && announced[player] !== types[player]) continue;
        for (let lie = 0; lie < sizes[player]!; lie++) {
          if (lie > announced[player]! || (isTruthful && lie !== announced[player])) {
            yield { player, types, announced, lie };
          }
        }
      }
    }
  }
}

const allPrivate = ({ environment }: ExponentialPlace): boolean =>
  environment.types.every((_, player) => hasPrivateValues(environment, player));

/** A number just above e, so that ε < 1 is decided where e^ε is below it: the claim is decided a little beyond ε < 1. */
const aboveE = Q.rational(68n, 25n);
if (R.compareReals(R.euler, R.fromRational(aboveE)) !== -1) throw new RangeError("expected a number above e");

/** Whether e^ε < 68/25; elsewhere ε > 1. */
function isSmall<S>(ring: LogRing<S>, steps: number): boolean {
  const beyond = ring.subtract(
    ring.multiply(ring.integer(aboveE.denominator), ring.power(steps, steps)),
    ring.multiply(ring.integer(aboveE.numerator), ring.power(0, steps)),
  );
  return ring.sign(beyond) < 0;
}

/** ε in steps of the ring: ln(base) times this. */
const stepsInEpsilon = Number(step.denominator);

/** See `IndifferenceClaim`. The mechanism is the exponential one with any d > 0; that it is ε-private is a hypothesis. */
export const indifferenceClaim = (format: ExponentialFormat, parts: IndifferenceClaim): Claim<LawCase> => {
  const { factor, isStrict, isTruthful, needsSmall, needsPrivateValues, countsZero, ...shared } = parts;
  return lawClaim<Sensitivity, KnownEnvironment, number, Outcome>(format, {
    ...shared,
    step,
    cases: (budget) => cases[budget],
    describe: (budget) => described[budget],
    corners: {
      "one alternative": ({ environment }) => environment.alternatives === 1,
      "one type": ({ environment }) => environment.types.every((size) => size === 1),
      "more players": ({ environment }) => environment.types.length > 1,
      "interdependent utilities": (place) => !allPrivate(place),
      "several reactions": ({ environment }) => environment.reactions.some((size) => size > 1),
    },
    hypothesesAt: (place, switches) => (needsPrivateValues(switches) && !allPrivate(place) ? "outside" : "inside"),
    draw: () => fc.constantFrom(...small),
    draws: { gate: 2, standard: 40, deep: 500 },
    decide(ring, setting, switches) {
      // A law that no announcement changes is 0-private, whatever the ε of the instance.
      if (countsZero(switches) && isStrict && isConstant(ring, format, setting)) return fails;
      if (needsSmall(switches) && !isSmall(ring, stepsInEpsilon)) return outside;
      if (!isPrivate(ring, format, setting)) return outside;
      const c = Q.multiply(factor(switches), Q.rational(BigInt(stepsInEpsilon)));
      const holds = changesOf(ring, format, setting, isTruthful).every((change) => isWithin(ring, change, c, isStrict));
      return holds ? { ...fails, conclusion: "holds" } : fails;
    },
    choices: (switches) => ({
      player: neighbourChoices.player,
      types: neighbourChoices.announced,
      announced: (setting, { player, types }) =>
        neighbourChoices
          .announced(setting)
          .filter(
            (announced) => !isTruthful || (announced as Types)[player as number] === (types as Types)[player as number],
          ),
      lie: neighbourChoices.lie,
      ...(countsZero(switches) && { level: (): readonly Json[] => ["ε of the instance", "0"] }),
    }),
    completed: ["player", "types", "announced", "lie", "level"],
    sides: (setting, choices, switches) => sidesAt(format, setting, choices, parts, switches),
  });
};

const fails = { hypotheses: "inside", conclusion: "fails", witness: {} } as const;
const outside = { hypotheses: "outside", conclusion: "holds", witness: {} } as const;

/** E[u_i | lie] − E[u_i | announced] for every pair; both signs where no announcement is the true one. */
function changesOf<S>(
  ring: LogRing<S>,
  format: ExponentialFormat,
  setting: ExponentialSetting<S>,
  isTruthful: boolean,
): readonly Quotient<S>[] {
  const { environment } = setting;
  const lotteryAt = remembering((announced: Types) => lotteryOf(setting.ring(), format, setting, announced));
  const known = new Map<string, readonly Quotient<S>[]>();
  for (const { player, types, announced, lie } of pairsOf(environment, isTruthful)) {
    // Of the true profile only what it makes the alternatives worth to her matters.
    const worth = Array.from({ length: environment.alternatives }, (_, s) =>
      freeUtility(environment, types, player, s),
    );
    const key = [worth, announced, player, lie].join(";");
    if (known.has(key)) continue;
    const utility = (profile: Types) =>
      expectedUtility(ring, environment, lotteryAt(profile), { player, types, announced: profile });
    const [x, y] = [utility(withType(announced, player, lie)), utility(announced)];
    const [a, b] = [ring.multiply(x.numerator, y.denominator), ring.multiply(y.numerator, x.denominator)];
    const denominator = ring.multiply(x.denominator, y.denominator);
    const gain = { numerator: ring.subtract(a, b), denominator };
    known.set(key, isTruthful ? [gain] : [gain, { numerator: ring.subtract(b, a), denominator }]);
  }
  return [...known.values()].flat();
}

/**
 * Whether the change is at most, or less than, c·ln(base): it is, if it is at most (e^ε − 1)/(e^ε + 1) and that is; changes
 * beyond are compared themselves.
 */
function isWithin<S>(ring: LogRing<S>, change: Quotient<S>, c: Q.Rational, isStrict: boolean): boolean {
  const [high, low] = [ring.power(stepsInEpsilon, stepsInEpsilon), ring.power(0, stepsInEpsilon)];
  const variation = { numerator: ring.subtract(high, low), denominator: ring.add(high, low) };
  const isBelow = ({ numerator, denominator }: Quotient<S>): boolean => {
    const sign = ring.signOfLog(
      ring.multiply(ring.integer(c.numerator), denominator),
      ring.multiply(ring.integer(c.denominator), numerator),
    );
    return isStrict ? sign > 0 : sign >= 0;
  };
  return (compareQuotients(ring, change, variation) <= 0 && isBelow(variation)) || isBelow(change);
}

/** Whether there is another strategy, and the law is the same at all announcements, so that the mechanism is 0-private. */
function isConstant<S>(ring: LogRing<S>, format: ExponentialFormat, setting: ExponentialSetting<S>): boolean {
  const { environment } = setting;
  if (environment.types.every((size) => size === 1)) return false;
  const chances = [...profilesOf(environment.types)].map((announced) => {
    const lottery = lotteryOf(setting.ring(), format, setting, announced);
    return { weights: weightsIn(ring, lottery, environment.alternatives), total: lottery.total };
  });
  const { weights, total } = chances[0]!;
  return chances.every((other) =>
    weights.every((weight, s) =>
      ring.equals(ring.multiply(weight, other.total), ring.multiply(other.weights[s]!, total)),
    ),
  );
}
