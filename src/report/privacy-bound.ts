import type { Json } from "../verdict/json.js";
import { inWords, isObject } from "./words.js";

/** A privacy bound F, written as in instances, for a person; undefined for a kind that has no words here. */
export function privacyBoundInWords(F: Json): string | undefined {
  if (!isObject(F)) return undefined;
  const shape = shapeOf(F);
  if (shape === undefined) return undefined;
  const ends = [
    ...(F.atOne === undefined ? [] : [`F(1) = ${inWords(F.atOne)}`]),
    ...(F.atInfinity === undefined ? [] : [`F(∞) = ${inWords(F.atInfinity)}`]),
  ];
  return [shape, ...ends].join(", ");
}

function shapeOf(F: Readonly<Record<string, Json>>): string | undefined {
  switch (F.kind) {
    case "linear":
      return multiple(F.slope, "x − 1");
    case "square":
      return multiple(F.scale, "(x − 1)^2");
    case "log":
      return multiple(F.scale, "ln x");
    case "capped":
      return multiple(F.slope, `min(x − 1, ${inWords(F.cap ?? null)})`);
    case "step":
      return `F(x) = ${inWords(F.value ?? null)} for x > 1, and 0 at 1`;
    case "knots":
      return knots(F.points, F.after);
    default:
      return undefined;
  }
}

function multiple(factor: Json | undefined, of: string): string | undefined {
  if (typeof factor !== "string") return undefined;
  if (factor === "0") return "F(x) = 0";
  if (factor === "1") return `F(x) = ${of}`;
  return `F(x) = ${factor}·${of === "x − 1" ? `(${of})` : of}`;
}

/** Linear between finite knots; constant up to a knot that is infinite, and infinite from there on. */
function knots(points: Json | undefined, after: Json | undefined): string | undefined {
  if (!Array.isArray(points)) return undefined;
  const pairs = points.map((point) => (Array.isArray(point) ? point : [point]));
  const end = pairs.findIndex(([, value]) => value === "infinity");
  const finite = (end < 0 ? pairs : pairs.slice(0, end)).map((pair) => `(${inWords(pair)})`);
  const from = end < 0 ? undefined : inWords(pairs[end]![0] ?? null);
  const path = finite.length === 1 ? `F starts at ${finite[0]}` : `F is linear between ${finite.join(", ")}`;
  if (from !== undefined)
    return finite.length === 0 ? `F is ∞ from ${from} on` : `${path}, constant up to ${from} and ∞ from there on`;
  return `${path} and ${after === "infinity" ? "∞" : "constant"} beyond`;
}
