import { onlyProfile } from "../instance/only-profile.js";
import { canonical, type Json, type JsonObject } from "../verdict/json.js";
import { doneInMarket } from "./market-words.js";
import type { Situation } from "./situation.js";
import { type Speech, speechOf } from "./speech.js";
import { listInWords, plural } from "./text.js";
import { inside, isObject } from "./words.js";
import { worldInWords } from "./world-words.js";

/** The situation of a counterexample in a few sentences: what there is, who is there, what she wants and does, what the others do. */
export function storyOf(situation: Situation): readonly string[] {
  const { environment } = situation.instance;
  const { groups, other } = situation.choices;
  const world =
    isObject(environment) && groups !== undefined
      ? { ...environment, groups, ...(other !== undefined && { otherGroups: other }) }
      : environment;
  return [...(world === undefined ? [] : worldInWords(world)), ...doneIn(situation)]
    .filter((told) => /[\p{L}\p{N}]/u.test(told))
    .map(withMinusSigns);
}

/** "pays −1": a hyphen before a number that begins there. */
const withMinusSigns = (text: string): string => text.replace(/(?<=^|[\s(])-(?=\d)/g, "−");

/** What is done, by the one of whom the claim speaks or by all. */
function doneIn({ instance, choices }: Situation): readonly string[] {
  const { mechanism, environment } = instance;
  const speech = speechOf(mechanism);
  if (isObject(environment) && "endowment" in environment) {
    return [...doneInMarket(environment, choices), ...truthTold(instance)];
  }
  const said = { ...choices, ...(isObject(choices.lie) && choices.lie) };
  if (typeof said.player === "number") return doneBy(said.player, said, instance);
  if (typeof said.truth === "string" && typeof said.lie === "string") {
    return [`A ${speech.player} at ${said.truth} reports ${said.lie}${insteadOf(said.truth, said.lie)}.`];
  }
  if (typeof said.type === "number" && typeof said.lie === "number" && Array.isArray(said.others)) {
    const own = `A ${speech.player} has the type ${said.type}`;
    return [`${own}, and reports ${said.lie}${insteadOf(said.type, said.lie)}.`, othersOf(said.others, speech)];
  }
  if (typeof said.signal === "number" && typeof said.report === "number") return liesAbout(said, speech);
  if (Array.isArray(said.profile)) return typesOf(said.profile, speech);
  const { announced } = said;
  if (Array.isArray(announced)) return reportsOf(announced, speech);
  return Array.isArray(instance.reports) && !speech.onlyWorld ? reportsOf(instance.reports, speech) : [];
}

/** What the player of a claim does, and the others. */
function doneBy(player: number, said: Said, instance: JsonObject): readonly string[] {
  const { mechanism, environment, reports } = instance;
  const speech = speechOf(mechanism);
  const name = `${speech.player} ${player}`;
  if (said.report !== undefined && Array.isArray(said.others)) return alternativesOf(name, said, speech);
  // What she is held to is no report, and without a lie the reports of such an instance stand for nothing.
  const isOfEnvironment = speech.onlyWorld && !["lie", "other", "largest"].some((field) => field in said);
  if ("reaction" in said || isOfEnvironment) return [];
  const types = said.profile ?? said.types ?? onlyProfile(instance);
  const all = Array.isArray(said.announced) ? said.announced : Array.isArray(types) ? types : reports;
  if (!Array.isArray(all)) return [];
  const isUnsure = all.length === 0 && isObject(environment) && Array.isArray(environment.prior);
  if (isUnsure) return said.truth === undefined ? [] : doingOf(name, said.truth, said, speech);
  if (player >= all.length) return speech.onlyWorld ? [] : reportsOf(all, speech);
  const { pair, type } = said;
  const reported = all[player]!;
  const own = said.truth ?? type ?? (Array.isArray(types) ? types[player] : undefined) ?? reported;
  // A type of its own beside the reports: she reports what stands there.
  const isBeside = type !== undefined && !("lie" in said) && !("instead" in said);
  return [
    ...doingOf(name, own, isBeside ? { ...said, lie: reported } : said, speech),
    othersOf(
      all.filter((_, i) => i !== player),
      speech,
    ),
    ...(Array.isArray(pair) && pair.length === 2
      ? [`Under the same coins ${inside(pair[0]!)} comes out after the truth, and ${inside(pair[1]!)} otherwise.`]
      : []),
  ];
}

/** "A player sees the signal 0, and reports 1 instead."; a report beside a signal alone is another's. */
function liesAbout({ signal, report, n, n0, groups }: Said, { player }: Speech): readonly string[] {
  if (signal === report || [n, n0, groups].every((size) => size === undefined)) return [];
  return [`A ${player} sees the signal ${signal}, and reports ${report} instead.`];
}

/** "Player 0 reports (0, 0), or instead (0, 1). The others report (1, 0).": one of both has an alternative. */
function alternativesOf(name: string, { report, others, instead, payer }: Said, speech: Speech): readonly string[] {
  const Name = capitalised(name);
  if (!Array.isArray(others)) return [];
  const isOfOthers = Array.isArray(instead) && instead.length === others.length && instead.every(Array.isArray);
  const own = [report!, ...(instead === undefined || isOfOthers ? [] : [instead])].map(shortly).join(", or instead ");
  const theirs = [others, ...(isOfOthers ? [instead] : [])].map((all) => listInWords(tallyOf(all, speech.player)));
  return [
    `${Name} reports ${own}.`,
    others.length === 0 ? "There is nobody else." : `The others report ${theirs.join(", or instead ")}.`,
    ...(typeof payer === "number" ? [`Compared is what ${speech.player} ${payer} pays.`] : []),
  ];
}

/** "The only player has the type 0.", "The players have the types 0 and 1." */
function typesOf(all: readonly Json[], { player }: Speech): readonly string[] {
  if (all.length === 0) return [];
  if (all.length === 1) return [`The only ${player} has the type ${shortly(all[0]!)}.`];
  const tally = tallyOf(all, player);
  if (tally.length === 1) return [`${allOf(all.length, player)} have the type ${shortly(all[0]!)}.`];
  return [`The ${player}s have the types ${listInWords(tally)}.`];
}

const allOf = (n: number, player: string): string => (n === 2 ? `Both ${player}s` : `All ${plural(n, player)}`);

/** "The players report (0, 1) (2 players) and (1, 0)."; nothing where nobody reports. */
function reportsOf(all: readonly Json[], { player }: Speech): readonly string[] {
  if (all.length === 0) return [];
  if (all.length === 1) return [`The only ${player} ${doing(all[0]!)}.`];
  const tally = tallyOf(all, player);
  if (tally.length === 1) {
    return [`${allOf(all.length, player)} ${all[0] === null ? "stay away" : `report ${shortly(all[0]!)}`}.`];
  }
  return [`The ${player}s report ${listInWords(tally)}.`];
}

/** "All report what the goods are worth to them.", where all report valuations. */
function truthTold({ environment, reports }: JsonObject): readonly string[] {
  if (!isObject(environment) || !Array.isArray(environment.valuations) || !Array.isArray(reports)) return [];
  const told = environment.valuations.map((_, i) => reports.find((own) => isObject(own) && own.player === i + 1));
  if (!told.every((own) => isObject(own) && "valuation" in own)) return [];
  const liars = told.flatMap((own, i) =>
    isObject(own) && canonical(own.valuation!) !== canonical((environment.valuations as readonly Json[])[i]!)
      ? [`${i + 1}`]
      : [],
  );
  if (told.length === 0) return [];
  if (liars.length === told.length)
    return [told.length === 1 ? "She does not report the truth." : "Nobody reports the truth."];
  if (liars.length === 0) return [told.length === 1 ? "She reports the truth." : "All report the truth."];
  return [`All but ${listInWords(liars.map((name) => `player ${name}`))} report the truth.`];
}

type Said = Situation["choices"];

/** "Voter 0 prefers A, and reports B instead." */
function doingOf(name: string, own: Json, said: Said, speech: Speech): readonly string[] {
  const { largest, smallest, outcome, other } = said;
  const Name = capitalised(name);
  if (largest !== undefined && smallest !== undefined) {
    const what = outcome === undefined ? "what comes out" : `how likely ${inside(outcome)} is`;
    return [`Compared is ${what} if ${name} ${doing(largest)}, and if she ${doing(smallest)}.`];
  }
  if (other !== undefined) return [`${Name} reports ${shortly(own)}, or instead ${shortly(other)}.`];
  const wants = `${Name} ${speech.votes ? "prefers" : "has the type"} ${inside(own)}`;
  const second = "lie" in said ? said.lie : said.instead;
  if (second === undefined || canonical(second) === canonical(own)) return [`${wants}.`];
  // The claim is of her taking part: staying away is what she gives up.
  if (second === null) return [`${wants}, and ${"lie" in said ? "stays" : "could stay"} away.`];
  return [`${wants}, and ${doing(second)} instead.`];
}

/** " instead", where both are not the same. */
const insteadOf = (truth: Json, lie: Json): string => (truth === lie ? "" : " instead");

const capitalised = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;

const doing = (report: Json): string => (report === null ? "stays away" : `reports ${shortly(report)}`);

/** A report; of a long list the beginning. */
function shortly(report: Json): string {
  const whole = inside(report);
  if (whole.length <= longest || !Array.isArray(report)) return whole;
  return `(${report.slice(0, 3).map(inside).join(", ")}, …), ${report.length} numbers`;
}

const longest = 60;

/** "The others vote 2 for A and 1 for B: their margin is 1." */
function othersOf(others: readonly Json[], { votes, player }: Speech): string {
  if (others.length === 0) return votes ? "Nobody else votes: the margin of the others is 0." : "There is nobody else.";
  if (!votes) return `The others report ${listInWords(tallyOf(others, player))}.`;
  const [A, B] = ["A", "B"].map((vote) => others.filter((report) => report === vote).length) as [number, number];
  return `The others vote ${A} for A and ${B} for B: the margin of the others is ${`${A - B}`.replace("-", "−")}.`;
}

/** "(0, 1) (2 players)", "nothing". */
function tallyOf(reports: readonly Json[], player: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const report of reports) {
    const told = report === null ? "nothing" : shortly(report);
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  return [...counts].map(([report, times]) => `${report}${times > 1 ? ` (${plural(times, player)})` : ""}`);
}
