import { reportOf } from "../game/profile.js";
import { loadInstance } from "../instance/index.js";
import { isListed, type Loaded } from "../instance/loaded.js";
import { onlyProfile } from "../instance/only-profile.js";
import { integersOf } from "../instance/weights.js";
import { fromQuotient, printRational } from "../number/rational.js";
import type { Quotient } from "../number/ring.js";
import { type Law, outcomeKey, probabilities } from "../probability/law.js";
import type { Counterexample } from "../verdict/counterexample.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { LawPicture, NamedLaw, Picture } from "../verdict/picture.js";
import { beliefPicture } from "./picture-beliefs.js";
import { outcomePicture } from "./picture-outcomes.js";
import { treePicture } from "./picture-tree.js";

/** Laws with more outcomes than this are no picture. */
const outcomeLimit = 24;

/**
 * The choices whose meaning is known here: with any other the claim may speak of another law than that of the instance, as where
 * it mixes in a mechanism of its own.
 */
const knownChoices = new Set([
  ...["player", "truth", "lie", "instead", "other", "largest", "smallest", "pair", "outcome", "noise", "values", "t"],
  ...["F", "outcomeUtility", "privacySigns", "epsilon", "eta", "Delta", "nu"],
  ...["profile", "types", "announced", "separating", "alternative", "level", "conclusion"],
]);

/**
 * What is drawn of a counterexample, from its own values alone: the game after an announcement, what a market comes to, or the laws
 * that its choices compare. Undefined where there is nothing to draw; never an error, for nothing rests on a picture.
 */
export function pictureOf(counterexample: Pick<Counterexample, "instance" | "choices">): Picture | undefined {
  const { instance, choices } = counterexample;
  try {
    return (
      treePicture(instance, choices) ??
      outcomePicture(instance, choices) ??
      beliefPicture(instance, choices) ??
      lawPicture(instance, flat(choices))
    );
  } catch {
    return undefined;
  }
}

/** A lie that is written with its player and what the others announce stands beside the other choices. */
const flat = (choices: JsonObject): JsonObject => (isObject(choices.lie) ? { ...choices, ...choices.lie } : choices);

const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

function lawPicture(instance: JsonObject, choices: JsonObject): LawPicture | undefined {
  if (Object.keys(choices).some((name) => !knownChoices.has(name))) return undefined;
  const reports = choices.announced ?? choices.profile ?? onlyProfile(instance) ?? instance.reports;
  const loaded = loadInstance({ ...instance, ...(reports !== undefined && { reports }) });
  if (loaded.question || !isListed(loaded.instance)) return undefined;
  const compared = typeof choices.player === "number" ? twoReports(loaded.instance, choices.player, choices) : [];
  if (compared === undefined) return undefined;
  return compared.length === 0 ? lawAlone(loaded.instance, choices) : lawsOf(loaded.instance, choices, compared);
}

/** A report that the claim speaks of, and in what words it is told. */
interface Told {
  readonly report: Json;
  readonly name: string;
}

/** The reports that a claim compares, or the one that it speaks of; undefined where the choices do not say of whom. */
function twoReports(loaded: Loaded, player: number, choices: JsonObject): readonly Told[] {
  const told = (report: Json, remark = ""): Told => ({
    report,
    name: `player ${player} ${report === null ? "stays away" : `reports ${inBrackets(report)}${remark}`}`,
  });
  const { truth, lie, instead, other, largest, smallest } = choices;
  if (largest !== undefined && smallest !== undefined) return [told(largest), told(smallest)];
  const own = truth ?? typeAt(choices, player) ?? loaded.printReport(reportOf(loaded.profile, player));
  const second = lie ?? instead ?? other;
  if (lie !== undefined || instead !== undefined) return [told(own, ", the truth"), told(second ?? null, " instead")];
  return other === undefined ? [told(own)] : [told(own), told(other)];
}

const typeAt = ({ profile }: JsonObject, player: number): Json | undefined =>
  Array.isArray(profile) ? profile[player] : undefined;

/** "A", "(0, 1)", "(chosen: 0)". */
function inBrackets(json: Json): string {
  if (Array.isArray(json)) return `(${json.map(inBrackets).join(", ")})`;
  if (!isObject(json)) return `${json}`;
  return `(${Object.entries(json)
    .map(([name, value]) => `${name}: ${inBrackets(value)}`)
    .join(", ")})`;
}

/** The law at the reports themselves, and the distribution ν to which the claim compares it. */
function lawAlone(loaded: Loaded, choices: JsonObject): LawPicture | undefined {
  const isOfOne = ["truth", "lie", "instead", "largest", "smallest", "other"].some((name) => name in choices);
  if (isOfOne) return undefined;
  const found = printed(loaded, [{ name: "at these reports", law: loaded.law(integersOf(loaded)) }], 2);
  const { nu } = choices;
  if (found === undefined || !Array.isArray(nu)) return found;
  const [{ distribution }] = found.laws as readonly [NamedLaw];
  if (distribution.length !== nu.length || loaded.outcomes().length !== nu.length) return found;
  const compared = distribution.map(({ outcome }, i) => ({ outcome, probability: `${nu[i]}` }));
  return { laws: [...found.laws, { name: "the distribution ν", distribution: compared }] };
}

function lawsOf(loaded: Loaded, choices: JsonObject, compared: readonly Told[]): LawPicture | undefined {
  const R = integersOf(loaded);
  const situation = loaded.situation(R, choices.player as number);
  const reports = compared.map(({ report }) => loaded.readReport(report, "report"));
  const laws = compared.map(({ name }, i) => ({ name, law: situation.law(reports[i]) }));
  // That two reports lead to the same is worth a picture, that one leads to one outcome is not.
  const found = printed(loaded, laws, laws.length > 1 ? 1 : 2);
  if (found === undefined || choices.pair === undefined || compared.length < 2) return found;
  const joint = situation.coupled?.(reports[0], reports[1]);
  if (joint === undefined) return found;
  const entries = joint.entries.filter(({ weight }) => weight > 0n);
  if (entries.length > outcomeLimit) return found;
  return {
    ...found,
    coupled: entries.map(({ outcome: [first, second], weight }) => ({
      first: loaded.printOutcome(first),
      second: loaded.printOutcome(second),
      probability: print({ numerator: weight, denominator: joint.total }),
    })),
  };
}

/**
 * The laws side by side over the outcomes that one of them draws, in the environment's order, those that come with another report
 * last; undefined for fewer than `least`.
 */
function printed(
  loaded: Loaded,
  laws: readonly { readonly name: string; readonly law: Law<unknown, bigint> }[],
  least: number,
): LawPicture | undefined {
  const drawn = new Map(
    laws.flatMap(({ law }) =>
      law.entries.filter(({ weight }) => weight > 0n).map(({ outcome }) => [outcomeKey(outcome), outcome] as const),
    ),
  );
  if (drawn.size < least || drawn.size > outcomeLimit) return undefined;
  const first = loaded.outcomes().filter((outcome) => drawn.has(outcomeKey(outcome)));
  const listed = new Set(first.map(outcomeKey));
  const outcomes = [...first, ...[...drawn].flatMap(([key, outcome]) => (listed.has(key) ? [] : [outcome]))];
  const R = integersOf(loaded);
  const named = laws.map(({ name, law }): NamedLaw => {
    const chance = probabilities(R, law);
    return {
      name,
      distribution: outcomes.map((outcome) => ({
        outcome: loaded.printOutcome(outcome),
        probability: print(chance(outcome)),
      })),
    };
  });
  return { laws: named };
}

const print = (chance: Quotient<bigint>): string => printRational(fromQuotient(chance));
