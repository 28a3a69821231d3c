import type { Json, JsonObject } from "../verdict/json.js";
import { aboutLogarithm, logarithm } from "./epsilons.js";
import { count, plural } from "./text.js";

/** What of a situation a person wants to know, in the order in which one would tell it. Values may hold formulas. */
export interface Fact {
  readonly label: string;
  readonly value: string;
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
    ...(mechanism === undefined ? [] : [{ label: "Mechanism", value: inWords(mechanism) }]),
    ...objectFacts(parameters),
    ...objectFacts(environment),
    ...(reports === undefined ? [] : [reportsFact(reports, speech)]),
    ...objectFacts(others),
    ...Object.entries(choices).map(([name, value]) => choiceFact(name, value, speech)),
  ];
}

/** The same on one line, without the mechanism: the paragraph around it names it. */
export const situationLine = (situation: Situation): string =>
  factsOf(situation)
    .filter(({ label }) => label !== "Mechanism")
    .map(({ label, value }) => `${label}: ${value}`)
    .join("; ");

/** What players and their reports are called where people vote. */
interface Speech {
  readonly player: string;
  readonly reports: string;
  readonly countsFrom: number;
}

function speechOf(mechanism: Json | undefined): Speech {
  const [paper, name] = typeof mechanism === "string" ? mechanism.split("/") : [];
  const votes = name !== undefined && /election|majority|vot/.test(name);
  return {
    player: votes ? "voter" : "player",
    reports: votes ? "Votes" : "Reports",
    countsFrom: paper === "acm" ? 1 : 0,
  };
}

const objectFacts = (json: Json | undefined): readonly Fact[] =>
  isObject(json) ? Object.entries(json).map(([name, value]) => ({ label: label(name), value: value_(name, value) })) : [];

const value_ = (name: string, value: Json): string =>
  name === "epsilon" ? (epsilonInWords(value) ?? inWords(value)) : inWords(value);

function reportsFact(reports: Json, { player, reports: label }: Speech): Fact {
  if (!Array.isArray(reports)) return { label, value: inWords(reports) };
  const scalars = reports.every((report) => !isObject(report) && !Array.isArray(report));
  const order = scalars ? runs(reports.map(inWords)).join(", ") : reports.map(inWords).join(" · ");
  const tally = scalars && reports.length > 1 ? `: ${tallyOf(reports.map(inWords))}` : "";
  return { label, value: `${order} (${plural(reports.length, player)}${tally})` };
}

/** Equal neighbours as one: "B, 5 × A". */
function runs(items: readonly string[]): readonly string[] {
  const found: { item: string; times: number }[] = [];
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
  return [...counts].map(([item, times]) => `${count(times)} ${item}`).join(", ");
}
