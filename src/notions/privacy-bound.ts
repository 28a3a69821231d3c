import { fromRational, type LogForm, ln, scale } from "../number/log-form.js";
import {
  add,
  atMost,
  compare,
  divide,
  type Extended,
  multiply,
  one,
  type Rational,
  signOfRational,
  subtract,
  zero,
} from "../number/rational.js";

/**
 * The privacy bound F of a player [CCKMV, Assumption 3.1]: |U^priv(θ, o)| ≤ F(x_o), where x_o ∈ [1, ∞] is the largest
 * ratio of Pr[o] between two reports of the player. Units: utility. As printed F maps [1, ∞) to [0, ∞] with F(x) → 0
 * as x → 1; `atOne` and `atInfinity` override the value at these two points.
 */
export type PrivacyBound = BoundShape & {
  readonly atOne?: Extended;
  readonly atInfinity?: Extended;
};

type BoundShape =
  /** slope·(x − 1) */
  | { readonly kind: "linear"; readonly slope: Rational }
  /** scale·(x − 1)² */
  | { readonly kind: "square"; readonly scale: Rational }
  /** slope·min(x − 1, cap) */
  | { readonly kind: "capped"; readonly slope: Rational; readonly cap: Rational }
  /** 0 at 1, `value` beyond: does not tend to 0 at 1, so it is outside the assumption unless value = 0. */
  | { readonly kind: "step"; readonly value: Extended }
  /** Linear between knots (x ascending from 1); an infinite value holds from its x on; `after` says what follows the last. */
  | {
      readonly kind: "knots";
      readonly points: readonly (readonly [x: Rational, value: Extended])[];
      readonly after: "constant" | "infinity";
    };

/** F(x) for x ∈ [1, ∞]. */
export function boundAt(F: PrivacyBound, x: Extended): Extended {
  if (x === "infinity") return F.atInfinity ?? limitAtInfinity(F);
  if (compare(x, one) === 0 && F.atOne !== undefined) return F.atOne;
  const excess = subtract(x, one);
  switch (F.kind) {
    case "linear":
      return multiply(F.slope, excess);
    case "square":
      return multiply(F.scale, multiply(excess, excess));
    case "capped":
      return multiply(F.slope, compare(excess, F.cap) < 0 ? excess : F.cap);
    case "step":
      return signOfRational(excess) === 0 ? zero : F.value;
    case "knots":
      return interpolate(F.points, F.after, x);
  }
}

function limitAtInfinity(F: PrivacyBound): Extended {
  switch (F.kind) {
    case "linear":
      return signOfRational(F.slope) === 0 ? zero : "infinity";
    case "square":
      return signOfRational(F.scale) === 0 ? zero : "infinity";
    case "capped":
      return multiply(F.slope, F.cap);
    case "step":
      return F.value;
    case "knots":
      return F.after === "infinity" ? "infinity" : effectiveKnots(F.points).at(-1)![1];
  }
}

type Knots = readonly (readonly [x: Rational, value: Extended])[];

/** The knots up to the first infinite value, which holds from its x on: what is written behind it says nothing. */
function effectiveKnots(points: Knots): Knots {
  const infinite = points.findIndex(([, value]) => value === "infinity");
  return infinite < 0 ? points : points.slice(0, infinite + 1);
}

function interpolate(all: Knots, after: "constant" | "infinity", x: Rational): Extended {
  const points = effectiveKnots(all);
  const next = points.findIndex(([knot]) => compare(knot, x) > 0);
  const [left, value] = points[(next < 0 ? points.length : next) - 1]!;
  if (value === "infinity") return value;
  if (next < 0) return after === "constant" || compare(left, x) === 0 ? value : "infinity";
  const [right, target] = points[next]!;
  if (target === "infinity") return value;
  const share = divide(subtract(x, left), subtract(right, left));
  return add(value, multiply(share, subtract(target, value)));
}

/**
 * scale·ln x, a bound whose values are logarithms: with scale 1 the privacy loss of CCKMV, Section 5, after Lemma 5.2.
 * It stands beside `PrivacyBound`, because what decides over rationals cannot take it.
 */
export interface LogBound {
  readonly kind: "log";
  readonly scale: Rational;
  readonly atOne?: Extended;
  readonly atInfinity?: Extended;
}

/** F of any kind, logarithmic ones included. */
export type AnyPrivacyBound = PrivacyBound | LogBound;

/** F(x) for x ∈ [1, ∞] and F of any kind. */
export function boundFormAt(F: AnyPrivacyBound, x: Extended): LogForm | "infinity" {
  if (F.kind === "log") return logBoundAt(F, x);
  const value = boundAt(F, x);
  return value === "infinity" ? value : fromRational(value);
}

function logBoundAt(F: LogBound, x: Extended): LogForm | "infinity" {
  if (x !== "infinity" && (F.atOne === undefined || compare(x, one) !== 0)) return scale(ln(x), F.scale);
  const atEnd = x === "infinity" ? (F.atInfinity ?? (signOfRational(F.scale) === 0 ? zero : x)) : F.atOne!;
  return atEnd === "infinity" ? atEnd : fromRational(atEnd);
}

/** x + y in [0, ∞]. */
export const addExtended = (x: Extended, y: Extended): Extended =>
  x === "infinity" || y === "infinity" ? "infinity" : add(x, y);

/** What Assumption 3.1 and its stricter readings ask of F itself. */
export interface BoundProperties {
  /** F(x) → 0 as x → 1 from above. */
  readonly vanishesAtOne: boolean;
  readonly monotone: boolean;
  readonly zeroAtOne: boolean;
  readonly finite: boolean;
}

/** Decides the properties of F exactly, on [1, ∞); `atInfinity` is outside the printed domain and not looked at. */
export function propertiesOf(F: PrivacyBound): BoundProperties {
  const values = valuesInOrder(F);
  const first = limitAtOne(F);
  const atOne = boundAt(F, one);
  const rising = values.every((value, i) => i === 0 || atMost(values[i - 1]!, value));
  return {
    vanishesAtOne: first !== "infinity" && signOfRational(first) === 0,
    monotone: rising && atMost(atOne, first),
    zeroAtOne: atOne !== "infinity" && signOfRational(atOne) === 0,
    finite: values.every((value) => value !== "infinity") && atOne !== "infinity",
  };
}

/** The limit of F(x) as x → 1 from above. */
function limitAtOne(F: PrivacyBound): Extended {
  if (F.kind === "step") return F.value;
  if (F.kind !== "knots") return zero;
  return F.points.length === 1 && F.after === "infinity" ? "infinity" : F.points[0]![1];
}

/** The values between which F runs monotonically on (1, ∞), from left to right. */
function valuesInOrder(F: PrivacyBound): readonly Extended[] {
  switch (F.kind) {
    case "linear":
    case "square":
    case "capped":
      return [zero, one];
    case "step":
      return [F.value];
    case "knots":
      return [
        ...effectiveKnots(F.points).map(([, value]) => value),
        ...(F.after === "infinity" ? (["infinity"] as const) : []),
      ];
  }
}

/** The supremum of F(x) over 1 < x ≤ at, for a finite at > 1. */
export function supremumUpTo(F: PrivacyBound, at: Rational): Extended {
  const knots = F.kind === "knots" ? effectiveKnots(F.points) : [];
  const inside = knots.filter(([x]) => compare(x, at) <= 0).map(([, value]) => value);
  return [...inside, boundAt(F, at)].reduce((most, value) => (atMost(value, most) ? most : value), zero);
}
