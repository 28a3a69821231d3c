import type { Json, JsonObject } from "../verdict/json.js";
import { aboutLogarithm, logarithm } from "./epsilons.js";
import { announcedInWords, blocksInWords, goodsInWords, worthsInWords } from "./market-words.js";
import { privacyBoundInWords } from "./privacy-bound.js";
import { type Speech, speechOf } from "./speech.js";
import { plural } from "./text.js";
import { inside, inWords, isObject, labelOf } from "./words.js";

/** What of a situation a person wants to know, in the order in which one would tell it. Values may hold formulas. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Whether the value is a name in the program, and no formula. */
  readonly isId?: boolean;
}

/** An instance in the users' JSON, and what the claim quantifies over beside it. */
export interface Situation {
  readonly instance: JsonObject;
  readonly choices: JsonObject;
}

export function factsOf({ instance, choices }: Situation): readonly Fact[] {
  const { mechanism, parameters, environment, reports, ...others } = instance;
  const speech = speechOf(mechanism);
  return [
    ...(mechanism === undefined ? [] : [{ label: mechanismLabel, value: inWords(mechanism), isId: true }]),
    ...fieldFacts(parameters),
    ...fieldFacts(environment),
    ...(reports === undefined || (Array.isArray(reports) && reports.length === 0)
      ? []
      : [reportsFact(reports, speech)]),
    ...fieldFacts(others),
    ...Object.entries(choices).map(([name, value]) =>
      name === "player"
        ? playerFact(value, reports, speech)
        : choiceFact(isReport(name, choices) ? "lie" : name, value),
    ),
  ];
}

/** Whether the choice is what she reports instead of the truth; beside the reports of others it is another of those. */
const isReport = (name: string, choices: JsonObject): boolean => name === "instead" && !("others" in choices);

/** The same on one line, but for the mechanism. */
export const situationLine = (situation: Situation): string =>
  factsOf(situation)
    .filter(({ label }) => label !== mechanismLabel)
    .map(({ label, value }) => (label === "ε" ? `ε = ${value}` : `${uncapitalised(label)} ${value}`))
    .join("; ");

/** "True type" inside a sentence; "F" stays. */
const uncapitalised = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;

/** "at ε = ln 2 with 3 voters": a situation in a few words. */
export function situationGist({ instance, choices }: Situation): string {
  const { mechanism, parameters, reports } = instance;
  const epsilon = (isObject(parameters) ? parameters.epsilon : undefined) ?? choices.epsilon;
  const words = epsilon === undefined ? undefined : epsilonWordsOf(epsilon)?.exact;
  const size =
    Array.isArray(reports) && reports.length > 0 ? plural(reports.length, speechOf(mechanism).player) : undefined;
  return [words && `at ε = ${words}`, size && `with ${size}`].filter((part) => part !== undefined).join(" ");
}

const mechanismLabel = "Mechanism";

const fieldFacts = (json: Json | undefined): readonly Fact[] =>
  isObject(json) ? Object.entries(json).map(([name, value]) => fieldFact(name, value)) : [];

function fieldFact(name: string, value: Json): Fact {
  const epsilon = name === "epsilon" ? epsilonWordsOf(value) : undefined;
  if (epsilon) return { label: "ε", value: `${epsilon.exact} ≈ ${epsilon.decimals}` };
  return { label: labelOf(name), value: ownWords[name]?.(value) ?? inWords(value) };
}

/** "player 0: 0, 1; player 1: 0", where every player has a list. */
function byPlayer(value: Json): string | undefined {
  if (!Array.isArray(value) || !value.every(Array.isArray)) return undefined;
  return value.map((own, player) => `player ${player}: ${inWords(own)}`).join("; ");
}

/** Fields that have words of their own. */
const ownWords: Readonly<Record<string, (value: Json) => string | undefined>> = {
  endowment: (value) =>
    Array.isArray(value) ? (value.length === 0 ? "no goods" : goodsInWords(value, "belongs to")) : undefined,
  valuations: worthsInWords,
  coalitions: blocksInWords,
  types: byPlayer,
  reactions: byPlayer,
  utility: byPlayer,
  announced: announcedInWords,
  otherAnnounced: announcedInWords,
  shifted: announcedInWords,
  more: announcedInWords,
  less: announcedInWords,
};

function epsilonWordsOf(json: Json): { readonly exact: string; readonly decimals: string } | undefined {
  if (!isObject(json)) return undefined;
  const { times, log } = json;
  if (typeof times !== "string" || typeof log !== "string") return undefined;
  return { exact: logarithm(times, log), decimals: aboutLogarithm(times, log) };
}

function reportsFact(reports: Json, { player, reports: label }: Speech): Fact {
  if (!Array.isArray(reports)) return { label, value: inWords(reports) };
  const items = reports.map(inside);
  const tally = new Set(items).size < items.length && items.length > 2 ? `: ${tallyOf(items)}` : "";
  return { label, value: `${runs(items).join(", ")} (${plural(items.length, player)}${tally})` };
}

/** Equal neighbours as one: "B, 5 × A". */
function runs(items: readonly string[]): readonly string[] {
  const found: { readonly item: string; times: number }[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last?.item === item) last.times++;
    else found.push({ item, times: 1 });
  }
  return found.map(({ item, times }) => (times === 1 ? item : `${times} × ${item}`));
}

function tallyOf(items: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of [...items].sort()) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([item, times]) => `${times} for ${item}`).join(", ");
}

/** "the first of 11 (player 0)": papers count players from 0 or from 1. */
function playerFact(value: Json, reports: Json | undefined, { player, countsFrom }: Speech): Fact {
  const label = labelOf(player);
  if (typeof value !== "number") return { label, value: inWords(value) };
  const size = Array.isArray(reports) && reports.length > 0 ? reports.length : undefined;
  const place = value - countsFrom;
  const name =
    size === 1
      ? "the only one"
      : `${ordinals[place] ?? `number ${place + 1}`}${size === undefined ? "" : ` of ${size}`}`;
  return { label, value: `${name} (player ${value})` };
}

const ordinals = ["first", "second", "third", "fourth", "fifth"].map((word) => `the ${word}`);

/** The choices that claims share, in words; any other by its name and value. */
function choiceFact(name: string, value: Json): Fact {
  switch (name) {
    case "truth":
      return { label: "True type", value: inWords(value) };
    case "lie":
      return { label: "Reports instead", value: value === null ? "nothing, and stays away" : inWords(value) };
    case "F":
      return { label: "Privacy bound", value: privacyBoundInWords(value) ?? inWords(value) };
    case "outcomeUtility":
      return { label: "Outcome utility", value: valuesOf("U_out", value) };
    case "privacySigns":
      return { label: "Privacy utility", value: privacyUtility(value) };
    case "pair":
      if (!Array.isArray(value) || value.length !== 2) break;
      return {
        label: "Outcomes",
        value: `${inWords(value[0]!)} after the truth, ${inWords(value[1]!)} otherwise, from the same coins`,
      };
    case "largest":
      return { label: "Likeliest after", value: reported(value) };
    case "smallest":
      return { label: "Least likely after", value: reported(value) };
  }
  return fieldFact(name, value);
}

/** "f(A) = 2, f(B) = 0"; of a list by place; where every type has its own, type by type. */
function valuesOf(f: string, json: Json): string {
  if (Array.isArray(json) && json.every(isObject)) {
    return json.map((own, type) => `${valuesOf(f, own)} for type ${type}`).join("; ");
  }
  return isObject(json) || Array.isArray(json)
    ? Object.entries(json)
        .map(([at, value]) => `${f}(${inKey(at)}) = ${inWords(value)}`)
        .join(", ")
    : inWords(json);
}

/** The worst privacy utilities that the bound allows: a sign times F at every outcome. */
const privacyUtility = (signs: Json): string =>
  isObject(signs)
    ? Object.entries(signs)
        .map(([o, sign]) => `U_priv(${inKey(o)}) = ${signed(sign, /^\w+$/.test(o) ? `F(x_${o})` : "F(x)")}`)
        .join(", ")
    : inWords(signs);

/** An outcome inside brackets: without its own. */
const inKey = (outcome: string): string => inWords(outcome).replace(/^\((.*)\)$/s, "$1");

function signed(sign: Json, of: string): string {
  if (sign === "0") return "0";
  if (sign === "1") return of;
  if (sign === "-1") return `−${of}`;
  return `${inWords(sign)}·${of}`;
}

const reported = (report: Json): string => (report === null ? "no report" : inWords(report));
