import type { Enclosure } from "../number/enclosure.js";
import type { LogForm } from "../number/log-form.js";
import type { LogRing } from "../number/log-ring.js";
import type { Extended, Rational } from "../number/rational.js";
import type { Citation } from "../verdict/citation.js";
import type { Finding } from "../verdict/finding.js";
import type { JsonObject } from "../verdict/json.js";
import type { Reading, Switches } from "./reading.js";

/** How much is decided: instances are counted, never seconds, so that every machine writes the same bytes. */
export type Budget = "gate" | "standard" | "deep";
/** All budgets, each contained in the next. */
export const budgets: readonly Budget[] = ["gate", "standard", "deep"];

/**
 * A claim of a paper as data. Tests, campaigns and reports read the same object. `Case` is plain data that names one
 * situation without its ε: the ring brings ε, so the same `decide` runs at one ε and for all ε.
 */
export interface Claim<Case = unknown> {
  /** `<paper>/<claim>`. */
  readonly id: string;
  readonly citation: Citation;
  /** The claim in our words, formulas and quantifiers as printed. */
  readonly statement: string;
  readonly hypotheses: readonly string[];
  /** What each switch of the readings means, by its value. */
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly readings: readonly Reading[];
  /**
   * Whether the mechanism of its instances only carries what the claim is about, as an environment or a number of players: its
   * law is then no picture of a counterexample.
   */
  readonly isLawAside?: true;
  /**
   * The rational s such that rings are made for base e^{sε}; absent for a claim without ε. A claim with ε is decided
   * for all ε at once.
   */
  readonly step?: Rational;
  /** The corners of the domain that concern this claim, by name; a run counts how often each was met. */
  readonly corners: readonly string[];
  domain(budget: Budget, switches: Switches): Domain<Case>;
  /** Decides one case, maximising over everything else that the claim quantifies over. */
  decide<S>(R: LogRing<S>, situation: Case, switches: Switches): Finding<S>;
  /** Which corners a case is. */
  cornersOf(situation: Case, switches: Switches): readonly string[];
  /** Values for a failing case at one ε = (1/s)·ln base: an instance and choices that `check` finds to fail. */
  exhibit(situation: Case, base: Rational | undefined, switches: Switches): Example;
  /** Both sides at given values, computed apart from `decide`. Choices that are left out are taken at their worst. */
  check(example: Example, switches: Switches): Check;
  /** The choices that `check` takes at their worst when they are left out. */
  readonly completed?: readonly string[];
  /**
   * Examples to try in the place of a violating one, if they are smaller: its alternatives renamed, and the exhibits of
   * its situation and of smaller ones at simple ε, where several choices have to move together.
   */
  alternatives?(example: Example, switches: Switches): readonly Example[];
  /** Values at which to look further, drawn by fast-check from `generators/`; a function so that it loads lazily. */
  readonly draw?: (switches: Switches) => ExampleSource;
  /** Further exact data that belongs to the verdict: best constants, the families that attain them, thresholds. */
  evidence?(budget: Budget, switches: Switches): JsonObject;
  /** The fewest changes that make a reading hold, as a claim of its own. */
  repair?(reading: Reading): Repair<Case> | undefined;
}

/** The cases of a claim at one budget, and why they are enough. */
export interface Domain<Case> {
  readonly description: string;
  /** Why the enumerated cases stand for infinitely many, where they do. */
  readonly argument?: string;
  /** In canonical order: fewest players first. */
  readonly cases: readonly Case[];
  /** Whether `cases` is every case of the description. */
  readonly exhaustive: boolean;
  /** How many random examples are drawn beside. */
  readonly draws: number;
}

/** Concrete values: an instance in the users' JSON, and the claim's choices. */
export interface Example {
  readonly instance: JsonObject;
  readonly choices: JsonObject;
}

/** A stream of examples for a seed; kept apart from fast-check's types so that claims load without it. */
export interface ExampleSource {
  sample(seed: number, count: number): readonly Example[];
}

/**
 * One side of an inequality: exact, with logarithms where the claim has them; an enclosure of a real number of any other kind,
 * narrow enough to tell the sides apart.
 */
export type Side = Extended | LogForm | Enclosure;

/** What a claim says at given values: both sides of its inequality, exactly, and whether the hypotheses are met there. */
export interface Check {
  readonly hypotheses: "inside" | "boundary" | "outside";
  readonly holds: boolean;
  readonly inequality: string;
  readonly left: Side;
  readonly right: Side;
  /** Which side must not be smaller: the score of a check is the side that must be small over the other. */
  readonly larger: "left" | "right";
  /** The choices, completed by the worst ones. */
  readonly choices: JsonObject;
  readonly explanation: string;
  readonly corners: readonly string[];
}

/** The fewest changes under which a fallen reading holds. */
export interface Repair<Case = unknown> {
  readonly statement: string;
  /** Each change by name; every one is shown necessary by undoing it alone. */
  readonly changes: readonly string[];
  /** The claim under all changes but those left out. */
  claim(undone?: string): Claim<Case>;
  /** The reading under which the repaired claim is decided. */
  readonly reading: Reading;
}
