import type { Budget, Claim, Example, Side } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { type RulesFormat, readValues } from "../../src/instance/format.js";
import { readChoice, refuse } from "../../src/instance/input.js";
import { lineExponentialFormat, loc3Format } from "../../src/instance/nst-line.js";
import { lineEpsilonOf } from "../../src/instance/nst-line-work.js";
import { type Line, stepsOf } from "../../src/mechanisms/nst/line.js";
import { type LineEpsilon, type LineLaw, type LineSign, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { type InverseLog, realOf } from "../../src/number/inverse-log.js";
import type { LogEpsilon } from "../../src/number/log-form.js";
import { type Rational, rational } from "../../src/number/rational.js";
import type { Real } from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { inequalityClaim } from "../inequality-claim.js";
import { findingOf, realSide, type Told } from "../real-sides.js";
import { type Changes, repairedBy } from "../repairs.js";
import { type Words, wordsOf } from "../words.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { exampleOf, type LineCase } from "./line-cases.js";

/** A case or example as numbers. */
export interface LinePlace {
  readonly line: Line;
  readonly sign: LineSign;
  /** Where the players stand, in steps of 1/m. */
  readonly at: readonly number[];
  /** None for a claim about F alone. */
  readonly epsilon?: LogEpsilon;
  /** ε as the integrals need it. Throws RangeError where there is none. */
  readonly exact: () => LineEpsilon;
  /** The law when the players report these places. */
  readonly law: (at: readonly number[]) => LineLaw;
}

/** The mechanism that a claim is about: its law, so that a test can put a broken one in its place. */
export type LawOnLine = typeof lineLaw;

/** What a claim of Section 5 has to say for itself; `lineClaim` supplies the rest. */
export interface LineClaim extends Words {
  readonly readings: readonly Reading[];
  /** The sign of F in a reading: "distance" as displayed, or "utility"; that of the switch `sign` unless told. */
  signOf?(switches: Switches): LineSign;
  /** Smallest first; with a base where the claim has an ε. */
  cases(budget: Budget, switches: Switches): readonly LineCase[];
  describe(budget: Budget, switches: Switches): string;
  argument(switches: Switches): string;
  readonly corners: Readonly<Record<string, (place: LinePlace) => boolean>>;
  /** Decides one case, over everything that `choices` ranges over. */
  decide(place: LinePlace, switches: Switches): Told;
  readonly choices: (switches: Switches) => Choices<LinePlace>;
  /** The names of the choices. */
  readonly completed: readonly string[];
  /** The same at given choices, sharing only the law with `decide`. */
  sides(place: LinePlace, choices: JsonObject, switches: Switches): WorstSides;
  readonly repair?: Changes;
}

/** What the switch `sign` means. */
export const signMeanings = {
  distance: "F is the average distance to the nearest facility, as displayed",
  utility: "F is minus the average distance, the average of the utilities of Section 4.2",
};

const signOfSwitch = ({ sign }: Switches): LineSign => (sign === "distance" ? "distance" : "utility");

/** A claim about F or the exponential mechanism on the line. */
export function lineClaim(parts: LineClaim, lawAt: LawOnLine = lineLaw): Claim<LineCase> {
  const { readings, repair } = parts;
  const signOf = parts.signOf ?? signOfSwitch;
  const lawOf = remembered(lawAt);
  const places = new Map<string, LinePlace>();

  const placeOf = ({ instance }: Example, sign: LineSign, hasEpsilon: boolean): LinePlace => {
    const format: RulesFormat<{ readonly sign: LineSign }, Line, Rational> = hasEpsilon
      ? lineExponentialFormat
      : (loc3Format as never);
    readChoice(instance.mechanism, "instance.mechanism", [format.mechanism.id]);
    const values = readValues(format, instance);
    const { environment: line, parameters, profile, epsilon } = values;
    if (parameters.sign !== sign) throw refuse("instance.parameters.sign", `this reading is about ${sign}`);
    const at = profile.flatMap(({ report, count }) => Array<number>(count).fill(stepsOf(line.m, report!)));
    if (at.length === 0) throw refuse("instance.reports", "expected at least one player");
    // An ε at which the weights are irrational is refused here.
    const exact = hasEpsilon ? lineEpsilonOf(values) : undefined;
    return {
      line,
      sign,
      at,
      ...(epsilon && { epsilon }),
      exact: () => exact ?? missing(),
      law: (reports) => lawOf(line, sign, reports),
    };
  };
  const placeOfCase = (c: LineCase, switches: Switches): LinePlace => {
    const sign = signOf(switches);
    const key = [sign, c.K, c.m, c.base, c.at].join();
    const found = places.get(key) ?? placeOf(exampleOf(c, sign), sign, c.base !== undefined);
    places.set(key, found);
    return found;
  };
  const hasEpsilon = parts.cases("gate", readings[0]!.switches)[0]?.base !== undefined;
  return inequalityClaim<LineCase, LinePlace, LinePlace>({
    ...parts,
    ...wordsOf("nst", parts),
    ofCase: placeOfCase,
    ofExample: (example, switches) => placeOf(example, signOf(switches), hasEpsilon),
    decide: (_, place, switches) => findingOf(parts.decide(place, switches)),
    exhibit: (c, _base, switches) => exampleOf(c, signOf(switches)),
    repair: repair && repairedBy(repair),
  });
}

const missing = (): never => {
  throw new RangeError("lineClaim: this claim has no epsilon");
};

type LawOf = (line: Line, sign: LineSign, at: readonly number[]) => LineLaw;

const remembering = new WeakMap<LawOnLine, LawOf>();

/** Laws by line, sign and places, each made once for all claims: players are alike. */
function remembered(lawAt: LawOnLine): LawOf {
  const known = new Map<string, LineLaw>();
  const lawOf: LawOf = (line, sign, at) => {
    const sorted = at.toSorted((x, y) => x - y);
    const key = [sign, line.K, line.m, sorted].join();
    const law =
      known.get(key) ??
      lawAt(
        line,
        sign,
        sorted.map((steps) => ({ report: rational(BigInt(steps), BigInt(line.m)), count: 1 })),
      );
    known.set(key, law);
    return law;
  };
  const earlier = remembering.get(lawAt);
  if (!earlier) remembering.set(lawAt, lawOf);
  return earlier ?? lawOf;
}

const knownReals = new WeakMap<InverseLog, Real>();

/** The number as a real, made once, so that it is enclosed once. */
export function realFrom(x: InverseLog): Real {
  const real = knownReals.get(x) ?? realOf(x);
  knownReals.set(x, real);
  return real;
}

const knownSides = new WeakMap<InverseLog, Side>();

/** A quotient of polynomials in 1/ln b as a side, enclosed once. */
export function inverseLogSide(x: InverseLog): Side {
  const side = knownSides.get(x) ?? realSide(realFrom(x));
  knownSides.set(x, side);
  return side;
}
