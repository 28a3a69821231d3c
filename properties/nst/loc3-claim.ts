import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { readChoice, readCount, readObject, readRational, refuse } from "../../src/instance/input.js";
import { loc3 } from "../../src/mechanisms/nst/loc3.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../situation-claim.js";
import { type WorstSides, worstCheck } from "../worst-choices.js";
import { realSide } from "./line-claim.js";

/** So many players and facilities, as users write them: all of LOC3 follows from these. */
export interface Loc3Case {
  readonly K: string;
  readonly n: string;
}

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
export interface Loc3Claim {
  readonly id: string;
  /** The place in the paper. */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
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
  ): (Loc3Sides & Pick<WorstSides, "inequality" | "explanation">) | undefined;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Parameters<typeof repairedBy>[0];
}

/** A claim about the numbers of LOC3. Its examples name the mechanism, and n and K as choices. */
export function loc3Claim(parts: Loc3Claim): Claim<Loc3Case> {
  const { id, place, statement, hypotheses, readings = onlyReading, corners, repair } = parts;
  const cornersAt = (size: Loc3Size) => Object.keys(corners).filter((name) => corners[name]!(size));
  return {
    id,
    citation: cite("nst", place),
    statement,
    hypotheses,
    readings,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    corners: Object.keys(corners),
    domain: (budget, switches) => ({
      description: parts.describe(budget, switches),
      argument: parts.argument(switches),
      cases: parts.sizes(budget, switches).map(({ K, n }) => ({ K: `${K}`, n: `${n}` })),
      exhaustive: true,
      draws: 0,
    }),
    decide(_R, situation, switches): Finding<never> {
      const size = sizeIn({ ...situation });
      const found = parts.parts(size, switches).map((part) => parts.decide(size, part, switches));
      const told = found.filter((sides) => sides !== undefined).map(holds);
      if (told.length === 0) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const fails = told.includes(false);
      const isOpen = !fails && told.includes(undefined);
      return {
        hypotheses: "inside",
        conclusion: fails ? "fails" : isOpen ? "undecided" : "holds",
        ...(isOpen && { reason: "precision" }),
        witness: {},
      };
    },
    cornersOf: (situation) => cornersAt(sizeIn({ ...situation })),
    exhibit: (situation) => exampleOf(situation),
    // The smallest sizes are tried at once: n has millions of smaller values.
    alternatives: (_, switches) => parts.sizes("gate", switches).map(({ K, n }) => exampleOf({ K: `${K}`, n: `${n}` })),
    check({ instance, choices }, switches) {
      readChoice(instance.mechanism, "instance.mechanism", [loc3.id]);
      const size = sizeIn(choices);
      const worst = worstCheck({ part: () => [...parts.parts(size, switches)] }, {}, choices, ({ part }) => {
        const found = parts.sides(size, part as string, switches);
        if (found === undefined) return nothingSaid;
        const { inequality, explanation } = found;
        const isHeld = holds(found);
        if (isHeld === undefined) throw new RangeError(`${inequality}: too near to equality to be decided`);
        return {
          left: realSide(found.left),
          right: realSide(found.right),
          larger: "right",
          holds: isHeld,
          inequality,
          explanation,
        };
      });
      return { ...worst, corners: cornersAt(size) };
    },
    completed: ["part"],
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(repair && { repair: repairedBy(repair) as unknown as NonNullable<Claim<Loc3Case>["repair"]> }),
  };
}

const exampleOf = (size: Loc3Case): Example => ({
  instance: { mechanism: loc3.id, reports: [] },
  choices: { ...size },
});

/** Undefined where no enclosure tells; an equation of numbers that are not rational is told only where it fails. */
function holds({ left, right, isEquation = false }: Loc3Sides): boolean | undefined {
  const sign = R.compareReals(left, right);
  return sign === undefined ? undefined : isEquation ? sign === 0 : sign <= 0;
}

const nothingSaid: WorstSides = {
  hypotheses: "outside",
  left: Q.zero,
  right: Q.zero,
  larger: "right",
  inequality: "m̄ >= 1",
  explanation: "m̄ is below 1: there is no X to draw, and the mechanism is none",
};

/** Beyond these (nε)^{K+1} has too many digits. */
const mostFacilities = 1000;
const mostDigits = 1000n;

/** Throws InputError. */
function sizeIn(choices: JsonObject): Loc3Size {
  const { K, n } = readObject(choices, "choices", { required: ["K", "n"], optional: ["part"] });
  const [facilities, players] = [K, n].map((value, i) => readRational(value, i === 0 ? "choices.K" : "choices.n"));
  const count = readCount(Number(facilities!.numerator), "choices.K");
  if (facilities!.denominator !== 1n || count < 1) throw refuse("choices.K", "expected an integer from 1");
  if (players!.denominator !== 1n || players!.numerator < 1n) throw refuse("choices.n", "expected an integer from 1");
  if (count > mostFacilities)
    throw refuse("choices.K", `at most ${mostFacilities} facilities are allowed, got ${count}`);
  if (players!.numerator >= 10n ** mostDigits) throw refuse("choices.n", `expected at most ${mostDigits} digits`);
  return { K: count, n: players!.numerator };
}
