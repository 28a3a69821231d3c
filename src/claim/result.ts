import type { RealSetJson } from "../number/real-set.js";
import type { Certificate } from "../verdict/certificate.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { JsonObject } from "../verdict/json.js";
import type { Picture } from "../verdict/picture.js";
import type { Reason, VerdictWord } from "../verdict/verdict.js";
import type { Switches } from "./reading.js";

/** What deciding one reading of a claim gives, as it stands in `results.json`. Fields that do not apply are left out. */
export interface ReadingResult {
  readonly name: string;
  readonly switches: Switches;
  readonly literal: boolean;
  readonly verdict: VerdictWord;
  readonly reason?: Reason;
  /** The recorded verdict, and whether everything recorded was found again. */
  readonly expected?: VerdictWord;
  readonly asExpected: boolean;
  /** What differs from the record, in one line. */
  readonly unexpected?: string;
  readonly domain: string;
  readonly argument?: string;
  /** Cases enumerated and examples drawn; how many of them met the hypotheses; how often each corner was met. */
  readonly instances: number;
  readonly hypothesesMet: number;
  readonly corners: Readonly<Record<string, number>>;
  readonly exhaustive: boolean;
  /** The exact set of ε for which the claim stands on the domain. */
  readonly epsilons?: RealSetJson;
  readonly evidence: JsonObject;
  readonly counterexample?: Counterexample;
  readonly mostViolating?: Counterexample;
  /** The largest score seen: the side that must be small over the other; above 1 is a violation. */
  readonly tightness?: { readonly ratio: string; readonly at: JsonObject };
  readonly repair?: RepairResult;
  readonly replay?: string;
}

/** What deciding a repaired claim gave, and why each change is needed. */
export interface RepairResult {
  readonly id: string;
  readonly statement: string;
  readonly changes: readonly string[];
  readonly verdict: VerdictWord;
  readonly reason?: Reason;
  readonly epsilons?: RealSetJson;
  readonly domain: string;
  readonly instances: number;
  readonly hypothesesMet: number;
  readonly evidence: JsonObject;
  readonly tightness?: ReadingResult["tightness"];
  /** For each change, a counterexample to the claim with all other changes. */
  readonly necessary: readonly (Counterexample & { readonly without: string })[];
}

/** A claim in `results.json`: the fields of its literal reading, and every reading. */
export interface ClaimResult extends Omit<ReadingResult, "name" | "switches" | "literal"> {
  readonly id: string;
  readonly paper: string;
  readonly citation: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  /** What the switches' values mean, by value, where the text can be read in more than one way. */
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly readings: readonly ReadingResult[];
  /** What is drawn of the counterexample of the literal reading, where there is something to draw. */
  readonly picture?: Picture;
  readonly sources?: Sources;
}

/** Where a claim and what it is about are written down: paths in the repository. */
export interface Sources {
  readonly property: readonly string[];
  readonly mechanisms: readonly string[];
  readonly generators: readonly string[];
  /** The tests with a broken mechanism that the claim's check rejects. */
  readonly controls: readonly string[];
}

/** A decided claim with the certificates that its proofs for all ε rest on, by file name. */
export interface DecidedClaim {
  readonly result: ClaimResult;
  readonly certificates: Readonly<Record<string, Certificate>>;
}
