import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { readCount, readObject, readRational, refuse } from "../../src/instance/input.js";
import { loc3 } from "../../src/mechanisms/nst/loc3.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { allTold, type Told } from "../real-sides.js";
import type { Changes } from "../repairs.js";
import type { Words } from "../words.js";
import { numbersClaim, type RealSides } from "./numbers-claim.js";

/** So many players and facilities, as users write them: all of LOC3 follows from these. */
export type Loc3Case = Readonly<Record<"K" | "n", string>>;

/** The same as numbers. */
export interface Loc3Size {
  readonly K: number;
  readonly n: bigint;
}

/** An inequality, left at most right, or an equation; undefined where the mechanism is none, for want of an m̄ ≥ 1. */
export interface Loc3Sides {
  readonly left: R.Real;
  readonly right: R.Real;
  readonly isEquation?: boolean;
}

/** A claim about the numbers of LOC3: each part one inequality at each n and K; `loc3Claim` supplies the rest. */
export interface Loc3Claim extends Words {
  /** Smallest first. */
  sizes(budget: Budget, switches: Switches): readonly Loc3Size[];
  /** What is decided at these sizes; the sizes are told by `sizes`. */
  describe(budget: Budget, switches: Switches): string;
  argument(switches: Switches): string;
  /** The inequalities that the claim consists of at a size. */
  parts(size: Loc3Size, switches: Switches): readonly string[];
  readonly corners: Readonly<Record<string, (size: Loc3Size) => boolean>>;
  decide(size: Loc3Size, part: string, switches: Switches): Loc3Sides | undefined;
  /** The same apart from `decide`, from the printed formulas. */
  sides(
    size: Loc3Size,
    part: string,
    switches: Switches,
  ): (Loc3Sides & Pick<RealSides, "inequality" | "explanation">) | undefined;
  readonly repair?: Changes;
}

/** A claim about the numbers of LOC3. Its examples name the mechanism, and n and K as choices. */
export function loc3Claim({ repair, ...parts }: Loc3Claim): Claim<Loc3Case> {
  const casesAt = (budget: Budget, switches: Switches): readonly Loc3Case[] =>
    parts.sizes(budget, switches).map(({ K, n }) => ({ K: `${K}`, n: `${n}` }));
  const claim = numbersClaim<Loc3Size, Loc3Case>({
    ...parts,
    mechanism: loc3.id,
    cases: casesAt,
    read: sizeIn,
    decide: (size, switches) =>
      allTold(parts.parts(size, switches).map((part) => told(parts.decide(size, part, switches)))),
    choices: (switches) => ({ part: (size) => [...parts.parts(size, switches)] }),
    completed: ["part"],
    sides(size, { part }, switches) {
      const found = parts.sides(size, part as string, switches);
      return found ? { isInside: true, isStrict: false, ...found } : nothingSaid;
    },
    ...(repair && { repairs: [repair] }),
  });
  return {
    ...claim,
    // The smallest sizes are tried at once: n has millions of smaller values.
    alternatives: (_, switches) => casesAt("gate", switches).map((c) => claim.exhibit(c, undefined, switches)),
  };
}

/** Undefined where no enclosure tells; an equation of numbers that are not rational is told only where it fails. */
function told(sides: Loc3Sides | undefined): Told {
  if (sides === undefined) return { isInside: false, holds: undefined };
  const sign = R.compareReals(sides.left, sides.right);
  return { holds: sign === undefined ? undefined : sides.isEquation ? sign === 0 : sign <= 0 };
}

const nothingSaid: RealSides = {
  isInside: false,
  left: R.fromRational(Q.zero),
  right: R.fromRational(Q.zero),
  isStrict: false,
  inequality: "m̄ >= 1",
  explanation: "m̄ is below 1: there is no X to draw, and the mechanism is none",
};

/** Beyond these (nε)^{K+1} has too many digits. */
const mostFacilities = 1000;
const mostDigits = 1000n;

/** Throws InputError. */
function sizeIn(choices: JsonObject): Loc3Size {
  const { K, n } = readObject(choices, "choices", { required: ["K", "n"] });
  const [facilities, players] = [K, n].map((value, i) => readRational(value, i === 0 ? "choices.K" : "choices.n"));
  const count = readCount(Number(facilities!.numerator), "choices.K");
  if (facilities!.denominator !== 1n || count < 1) throw refuse("choices.K", "expected an integer from 1");
  if (players!.denominator !== 1n || players!.numerator < 1n) throw refuse("choices.n", "expected an integer from 1");
  if (count > mostFacilities)
    throw refuse("choices.K", `at most ${mostFacilities} facilities are allowed, got ${count}`);
  if (players!.numerator >= 10n ** mostDigits) throw refuse("choices.n", `expected at most ${mostDigits} digits`);
  return { K: count, n: players!.numerator };
}
