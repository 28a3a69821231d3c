import type { Budget, Claim, Example, Side } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { readChoice, refuse } from "../../src/instance/input.js";
import { type RulesFormat, readValues } from "../../src/instance/loaded.js";
import { lineExponentialFormat, loc3Format } from "../../src/instance/nst-line.js";
import { lineEpsilonOf } from "../../src/instance/nst-line-work.js";
import { type Line, stepsOf } from "../../src/mechanisms/nst/line.js";
import { type LineEpsilon, type LineLaw, type LineSign, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { type InverseLog, realOf } from "../../src/number/inverse-log.js";
import type { LogEpsilon } from "../../src/number/log-form.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { enclosureOf, type Real } from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../situation-claim.js";
import { type Choices, type WorstSides, worstCheck } from "../worst-choices.js";
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

/** What deciding a case gives. */
export interface LineFound {
  /** Whether the hypotheses are met; they are unless told. */
  readonly isInside?: boolean;
  /** Undefined where no enclosure tells. */
  readonly holds: boolean | undefined;
}

/** The mechanism that a claim is about: its law, so that a test can put a broken one in its place. */
export type LawOnLine = typeof lineLaw;

/** What a claim of Section 5 has to say for itself; `lineClaim` supplies the rest. */
export interface LineClaim {
  readonly id: string;
  /** The place in the paper. */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses?: readonly string[];
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  /** The sign of F in a reading: "distance" as displayed, or "utility"; that of the switch `sign` unless told. */
  signOf?(switches: Switches): LineSign;
  /** Smallest first; with a base where the claim has an ε. */
  cases(budget: Budget, switches: Switches): readonly LineCase[];
  describe(budget: Budget, switches: Switches): string;
  argument(switches: Switches): string;
  readonly corners: Readonly<Record<string, (place: LinePlace) => boolean>>;
  /** Decides one case, over everything that `choices` ranges over. */
  decide(place: LinePlace, switches: Switches): LineFound;
  readonly choices: (switches: Switches) => Choices<LinePlace>;
  /** The names of the choices. */
  readonly completed: readonly string[];
  /** The same at given choices, sharing only the law with `decide`. */
  sides(place: LinePlace, choices: JsonObject, switches: Switches): WorstSides;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Parameters<typeof repairedBy>[0];
}

/** What the switch `sign` means. */
export const signMeanings = {
  distance: "F is the average distance to the nearest facility, as displayed",
  utility: "F is minus the average distance, the average of the utilities of Section 4.2",
};

const signOfSwitch = ({ sign }: Switches): LineSign => (sign === "distance" ? "distance" : "utility");

/** A claim about F or the exponential mechanism on the line. */
export function lineClaim(parts: LineClaim, lawAt: LawOnLine = lineLaw): Claim<LineCase> {
  const { id, place, statement, hypotheses = [], readings, switchMeanings, corners, evidence, repair } = parts;
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
  const cornersAt = (found: LinePlace) => Object.keys(corners).filter((name) => corners[name]!(found));
  const hasEpsilon = parts.cases("gate", readings[0]!.switches)[0]?.base !== undefined;
  return {
    id,
    citation: cite("nst", place),
    statement,
    hypotheses,
    readings,
    switchMeanings,
    corners: Object.keys(corners),
    domain: (budget, switches) => ({
      description: parts.describe(budget, switches),
      argument: parts.argument(switches),
      cases: parts.cases(budget, switches),
      exhaustive: true,
      draws: 0,
    }),
    decide(_R, c, switches): Finding<never> {
      const { isInside = true, holds } = parts.decide(placeOfCase(c, switches), switches);
      if (!isInside) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      if (holds === undefined) {
        return { hypotheses: "inside", conclusion: "undecided", reason: "precision", witness: {} };
      }
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {} };
    },
    cornersOf: (c, switches) => cornersAt(placeOfCase(c, switches)),
    exhibit: (c, _base, switches) => exampleOf(c, signOf(switches)),
    check(example, switches) {
      const found = placeOf(example, signOf(switches), hasEpsilon);
      const worst = worstCheck(parts.choices(switches), found, example.choices, (chosen) =>
        parts.sides(found, chosen, switches),
      );
      return { ...worst, corners: cornersAt(found) };
    },
    completed: parts.completed,
    ...(evidence && { evidence }),
    ...(repair && { repair: repairedBy(repair) as unknown as NonNullable<Claim<LineCase>["repair"]> }),
  };
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

/** Sides are shown within 2^−96. */
const shownBits = 96;

/** A real number as a side. */
export const realSide = (x: Real): Side => x.exact ?? enclosureOf(x, shownBits);

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
