import type { AnyPrivacyBound, PrivacyBound } from "../notions/privacy-bound.js";
import {
  compare,
  type Extended,
  equals,
  one,
  printExtended,
  printRational,
  type Rational,
} from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import {
  brief,
  element,
  member,
  readAnyObject,
  readChoice,
  readList,
  readNonNegative,
  readObject,
  readRational,
  refuse,
  show,
} from "./input.js";
import { fieldsOf, type JsonSchema, type ObjectSchema, objectSchema, rationalSchema } from "./schema.js";

const extendedSchema: JsonSchema = { anyOf: [rationalSchema, { const: "infinity" }] };
const knotSchema: JsonSchema = {
  type: "array",
  prefixItems: [rationalSchema, extendedSchema],
  minItems: 2,
  maxItems: 2,
};

const shape = (kind: string, required: Readonly<Record<string, JsonSchema>>): ObjectSchema =>
  objectSchema({ kind: { const: kind }, ...required }, { atOne: extendedSchema, atInfinity: extendedSchema });

const shapes = {
  linear: shape("linear", { slope: rationalSchema }),
  log: shape("log", { scale: rationalSchema }),
  square: shape("square", { scale: rationalSchema }),
  capped: shape("capped", { slope: rationalSchema, cap: rationalSchema }),
  step: shape("step", { value: extendedSchema }),
  knots: shape("knots", {
    points: { type: "array", items: knotSchema, minItems: 1 },
    after: { enum: ["constant", "infinity"] },
  }),
};
type Kind = keyof typeof shapes;

/** The JSON Schema of a privacy bound F. */
export const privacyBoundSchema: JsonSchema = { anyOf: Object.values(shapes) };

/** Reads a privacy bound with rational values. Throws InputError at `field`. */
export function readPrivacyBound(value: unknown, field: string): PrivacyBound {
  const F = readAnyPrivacyBound(value, field);
  if (F.kind !== "log") return F;
  throw refuse(
    member(field, "kind"),
    '"log" has values that are logarithms; a bound with rational values is needed here',
  );
}

/** Reads a privacy bound F such as `{"kind": "linear", "slope": "1"}`. Throws InputError at `field`. */
export function readAnyPrivacyBound(value: unknown, field: string): AnyPrivacyBound {
  const { kind: given } = readAnyObject(value, field);
  const kind = readChoice(given ?? null, member(field, "kind"), Object.keys(shapes) as Kind[]);
  const fields = readObject(value, field, fieldsOf(shapes[kind]));
  const at = (key: string): [unknown, string] => [fields[key], member(field, key)];
  const ends = {
    ...(fields.atOne !== undefined && { atOne: readExtended(...at("atOne")) }),
    ...(fields.atInfinity !== undefined && { atInfinity: readExtended(...at("atInfinity")) }),
  };
  switch (kind) {
    case "linear":
      return { kind, slope: readNonNegative(...at("slope")), ...ends };
    case "square":
    case "log":
      return { kind, scale: readNonNegative(...at("scale")), ...ends };
    case "capped":
      return { kind, slope: readNonNegative(...at("slope")), cap: readNonNegative(...at("cap")), ...ends };
    case "step":
      return { kind, value: readExtended(...at("value")), ...ends };
    case "knots":
      return {
        kind,
        points: readKnots(...at("points")),
        after: readChoice(...at("after"), ["constant", "infinity"]),
        ...ends,
      };
  }
}

/** A rational ≥ 0, or "infinity". */
const readExtended = (value: unknown, field: string): Extended =>
  value === "infinity" ? "infinity" : readNonNegative(value, field);

type Knot = readonly [x: Rational, value: Extended];

function readKnots(value: unknown, field: string): readonly Knot[] {
  const points = readList(value, field, readKnot);
  if (points.length === 0) throw refuse(field, 'expected at least one point, ["1", value]');
  points.forEach(([x], i) => {
    const here = element(element(field, i), 0);
    if (i === 0 && !equals(x, one)) throw refuse(here, `the first x must be 1, got ${brief(x)}`);
    if (i > 0 && compare(points[i - 1]![0], x) >= 0) throw refuse(here, "x must ascend strictly");
  });
  return points;
}

function readKnot(value: unknown, field: string): Knot {
  if (!Array.isArray(value) || value.length !== 2)
    throw refuse(field, `expected a pair [x, value], got ${show(value)}`);
  return [readRational(value[0], element(field, 0)), readExtended(value[1], element(field, 1))];
}

/** The JSON of a privacy bound: the inverse of `readAnyPrivacyBound`. */
export function printPrivacyBound(F: AnyPrivacyBound): JsonObject {
  const ends = {
    ...(F.atOne !== undefined && { atOne: printExtended(F.atOne) }),
    ...(F.atInfinity !== undefined && { atInfinity: printExtended(F.atInfinity) }),
  };
  return { kind: F.kind, ...printShape(F), ...ends };
}

function printShape(F: AnyPrivacyBound): Record<string, Json> {
  switch (F.kind) {
    case "linear":
      return { slope: printRational(F.slope) };
    case "square":
    case "log":
      return { scale: printRational(F.scale) };
    case "capped":
      return { slope: printRational(F.slope), cap: printRational(F.cap) };
    case "step":
      return { value: printExtended(F.value) };
    case "knots":
      return { points: F.points.map(([x, value]) => [printRational(x), printExtended(value)]), after: F.after };
  }
}
