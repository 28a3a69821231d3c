import { countProfiles } from "../game/reaction-environment.js";
import { facilityGrid, isFacilityGrid } from "../mechanisms/nst/facility.js";
import { type Generic, generic, settingOf } from "../mechanisms/nst/generic.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { type GenericParameters, genericParameters } from "../mechanisms/nst/thresholds.js";
import { gap } from "../notions/gap.js";
import { printEnclosure } from "../number/enclosure.js";
import type { Rational } from "../number/rational.js";
import { enclosureOf, type Real } from "../number/real.js";
import { type KnownMechanism, knownBy, loadRules } from "./format.js";
import type { Facts } from "./loaded.js";
import { facilityExtras } from "./nst-facility.js";
import { type ReactionValues, rulesOver } from "./nst-finite.js";
import { allKinds } from "./nst-kinds.js";
import { genericFormat, settleP } from "./nst-parameters.js";
import { environmentQuantities } from "./nst-quantities.js";
import { checkLooks, looksAnywhere, profileLimit } from "./nst-work.js";
import { once } from "./once.js";
import type { Output } from "./output.js";

type GenericValues = ReactionValues<Generic>;

/** ε*, q* and n0 of Section 3.3 from the gap over all of S: null where they are undefined, or there are too many profiles. */
export function genericExtras(values: GenericValues): Facts {
  const { parameters, environment } = values;
  const found = once((): GenericParameters | undefined => {
    const gamma = gapOf(environment);
    const n = BigInt(environment.types.length);
    return gamma && genericParameters({ ...settingOf(parameters, environment, gamma), n });
  });
  return {
    epsilonStar: () => enclosed(found()?.epsilonStar),
    qStar: () => enclosed(found()?.qStar),
    n0: () => integerOf(found()?.n0),
    ...facilityExtras(values),
  };
}

/** γ, undefined where nobody has a second type and where there are too many profiles to look at. */
function gapOf(environment: KnownEnvironment): Rational | undefined {
  const looked = alone(environment);
  if (countProfiles(looked.types, profileLimit) > profileLimit) return undefined;
  checkLooks(looksAnywhere(looked));
  return gap(looked)?.value;
}

/** An environment of the same gap: where players are alike and nobody matters to another, that of one player. */
const alone = (environment: KnownEnvironment): KnownEnvironment =>
  isFacilityGrid(environment) ? facilityGrid({ ...environment, n: 1 }) : environment;

/** ε* is above 2^−40 wherever the environment is small enough to be read: this leaves it 30 digits and more. */
const enclosureBits = 144;

const enclosed = (x: Real | undefined): Output =>
  x === undefined ? null : { ...printEnclosure(enclosureOf(x, enclosureBits)) };

/** A JSON integer, or its digits where JSON would lose some. */
const integerOf = (n: bigint | undefined): Output => {
  if (n === undefined) return null;
  return n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : `${n}`;
};

export const genericRules = {
  ...rulesOver<Generic, KnownEnvironment>(generic, genericFormat, allKinds, {
    settle: settleP,
    extras: genericExtras,
  }),
  quantities: environmentQuantities,
};

/** The generic mechanism, which lists no outcomes. */
export const nstGeneric: readonly KnownMechanism[] = [
  knownBy(genericRules, (values) => loadRules(genericRules, values)),
];
