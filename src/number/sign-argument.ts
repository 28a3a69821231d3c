import type { Rational } from "./rational.js";
import * as Q from "./rational.js";

/**
 * Why a polynomial has one sign on a cell.
 *
 * - `zero`: it is the zero polynomial.
 * - `descartes`: its coefficients change sign as often as 1 is a root, so by Descartes' rule it has no other positive
 *   root; the cell lies in b > 1, and the sign is that of the leading coefficient.
 * - `variations`: the cell lies between `low` and `high`, and on each piece between neighbours of low, cuts, high
 *   either the terms' enclosure leaves out 0, or the chain (see `chainVariations` in `sign-changes.ts`) loses no more changes of sign than
 *   the cell's own ends explain as roots; no cut inside the cell is a root. The sign is that at `at`.
 * - `no-root`: it has no root in the open cell; the sign is that at `at`.
 * - `point`: the cell is one number, and the sign is that of the value there.
 */
export type SignArgument =
  | { readonly kind: "zero" }
  | { readonly kind: "descartes"; readonly multiplicityAtOne: number }
  | {
      readonly kind: "variations";
      readonly low: Rational;
      readonly cuts: readonly Rational[];
      readonly high: Rational | "infinity";
      readonly at: Rational;
    }
  | { readonly kind: "no-root"; readonly at: Rational }
  | { readonly kind: "point" };

/** A sign argument as certificates write it. */
export type SignArgumentJson =
  | { readonly kind: "zero" | "point" }
  | { readonly kind: "descartes"; readonly multiplicityAtOne: number }
  | {
      readonly kind: "variations";
      readonly low: string;
      readonly cuts: readonly string[];
      readonly high: string;
      readonly at: string;
    }
  | { readonly kind: "no-root"; readonly at: string };

/** The argument as certificates write it. */
export function printArgument(argument: SignArgument): SignArgumentJson {
  switch (argument.kind) {
    case "zero":
    case "point":
    case "descartes":
      return argument;
    case "no-root":
      return { kind: argument.kind, at: Q.printRational(argument.at) };
    case "variations": {
      const { kind, low, cuts, high, at } = argument;
      return {
        kind,
        low: Q.printRational(low),
        cuts: cuts.map(Q.printRational),
        high: high === "infinity" ? high : Q.printRational(high),
        at: Q.printRational(at),
      };
    }
  }
}

/** Reads what `printArgument` writes; undefined for any other shape. */
export function parseArgument(json: unknown): SignArgument | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { kind, multiplicityAtOne, at: sample, ...rest } = json as Record<string, unknown>;
  if (kind === "zero" || kind === "point") return { kind };
  if (kind === "descartes") {
    return typeof multiplicityAtOne === "number" ? { kind, multiplicityAtOne } : undefined;
  }
  const at = parsePoint(sample);
  if (at === undefined) return undefined;
  if (kind === "no-root") return { kind, at };
  const low = parsePoint(rest.low);
  const high = rest.high === "infinity" ? rest.high : parsePoint(rest.high);
  const cuts = Array.isArray(rest.cuts) ? rest.cuts.map(parsePoint) : [undefined];
  if (kind !== "variations" || low === undefined || high === undefined || !cuts.every((x) => x !== undefined)) {
    return undefined;
  }
  return { kind, low, cuts, high, at };
}

const parsePoint = (text: unknown): Rational | undefined =>
  typeof text === "string" ? Q.parseRational(text) : undefined;
