import type { Json } from "../verdict/json.js";
import { inWords, isObject } from "./words.js";

/** The formula of a privacy bound F as instances write it; undefined for a kind that has none here. */
export function privacyBoundFormula(F: Json): string | undefined {
  if (!isObject(F)) return undefined;
  const shape = shapeOf(F);
  if (shape === undefined) return undefined;
  const ends = [
    ...(F["atOne"] === undefined ? [] : [`F(1) = ${inWords(F["atOne"])}`]),
    ...(F["atInfinity"] === undefined ? [] : [`F(∞) = ${inWords(F["atInfinity"])}`]),
  ];
  return [`F(x) = ${shape}`, ...ends].join(", ");
}

function shapeOf(F: Readonly<Record<string, Json>>): string | undefined {
  switch (F["kind"]) {
    case "linear":
      return multiple(F["slope"], "x − 1");
    case "square":
      return multiple(F["scale"], "(x − 1)^2");
    case "capped":
      return multiple(F["slope"], `min(x − 1, ${inWords(F["cap"] ?? null)})`);
    case "step":
      return `${inWords(F["value"] ?? null)} for x > 1, and 0 at 1`;
    case "knots":
      return knots(F["points"], F["after"]);
    default:
      return undefined;
  }
}

function multiple(factor: Json | undefined, of: string): string | undefined {
  if (typeof factor !== "string") return undefined;
  if (factor === "0") return "0";
  if (factor === "1") return of;
  return `${factor}·${of.startsWith("x") ? `(${of})` : of}`;
}

function knots(points: Json | undefined, after: Json | undefined): string | undefined {
  if (!Array.isArray(points)) return undefined;
  const last = points.at(-1);
  const infinite = Array.isArray(last) && last[1] === "infinity";
  const then = infinite ? "" : after === "infinity" ? ", ∞ beyond" : ", constant beyond";
  return `linear between ${points.map((point) => `(${inWords(point)})`).join(", ")}${then}`;
}
