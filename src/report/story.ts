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
  const { groups } = situation.choices;
  const world = isObject(environment) && groups !== undefined ? { ...environment, groups } : environment;
  return [...(world === undefined ? [] : worldInWords(world)), ...doneIn(situation)];
}

/** What is done, by the one of whom the claim speaks or by all. */
function doneIn({ instance, choices }: Situation): readonly string[] {
  const { mechanism, environment } = instance;
  const speech = speechOf(mechanism);
  if (isObject(environment) && "endowment" in environment) {
    return [...doneInMarket(environment, choices), ...truthTold(instance)];
  }
  const said = { ...choices, ...(isObject(choices.lie) && choices.lie) };
  const { player, announced, pair } = said;
  const profile = said.profile ?? onlyProfile(instance);
  const all = Array.isArray(announced) ? announced : Array.isArray(profile) ? profile : instance.reports;
  if (player === undefined && typeof said.truth === "string" && typeof said.lie === "string") {
    return [`A ${speech.player} at ${said.truth} reports ${said.lie} instead.`];
  }
  if (typeof player !== "number" && typeof said.signal === "number" && typeof said.report === "number") {
    return [`A ${speech.player} sees the signal ${said.signal}, and reports ${said.report} instead.`];
  }
  if (!Array.isArray(all)) return [];
  if (typeof player !== "number" || player >= all.length) return reportsOf(all, speech);
  const name = `${speech.player} ${player}`;
  const own = said.truth ?? (Array.isArray(profile) ? profile[player] : undefined) ?? all[player];
  return [
    ...doingOf(name, own!, said, speech),
    othersOf(
      all.filter((_, i) => i !== player),
      speech,
    ),
    ...(Array.isArray(pair) && pair.length === 2
      ? [`Under the same coins ${inside(pair[0]!)} comes out after the truth, and ${inside(pair[1]!)} otherwise.`]
      : []),
  ];
}

/** "The players report (0, 1) (2 players) and (1, 0)."; nothing where nobody reports. */
function reportsOf(all: readonly Json[], { player }: Speech): readonly string[] {
  if (all.length === 0) return [];
  if (all.length === 1) return [`The only ${player} ${doing(all[0]!)}.`];
  const tally = tallyOf(all, player);
  if (tally.length === 1)
    return [
      `${all.length === 2 ? `Both ${player}s` : `All ${plural(all.length, player)}`} report ${shortly(all[0]!)}.`,
    ];
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
  if (liars.length === 0) return [told.length === 1 ? "She reports the truth." : "All report the truth."];
  return [`All but ${listInWords(liars.map((name) => `player ${name}`))} report the truth.`];
}

type Said = Situation["choices"];

/** "Voter 0 prefers A, and reports B instead." */
function doingOf(name: string, own: Json, said: Said, speech: Speech): readonly string[] {
  const { largest, smallest, outcome, lie, instead } = said;
  const Name = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  if (largest !== undefined && smallest !== undefined) {
    const what = outcome === undefined ? "what comes out" : `how likely ${inside(outcome)} is`;
    return [`Compared is ${what} if ${name} ${doing(largest)}, and if she ${doing(smallest)}.`];
  }
  const wants = `${Name} ${speech.votes ? "prefers" : "has the type"} ${inside(own)}`;
  const second = lie ?? instead;
  if (second === undefined) return "lie" in said || "instead" in said ? [`${wants}, and stays away.`] : [`${wants}.`];
  return [`${wants}, and ${doing(second)}${second === null ? "" : " instead"}.`];
}

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
