import type { Json } from "../verdict/json.js";
import { marketStory } from "./market-words.js";
import type { Situation } from "./situation.js";
import { type Speech, speechOf } from "./speech.js";
import { listInWords, plural } from "./text.js";
import { inside, isObject } from "./words.js";

/** The situation of a counterexample in a few sentences: who is there, what she wants, what she does, what the others do. */
export function storyOf({ instance, choices }: Situation): readonly string[] {
  const { mechanism, environment, reports } = instance;
  const speech = speechOf(mechanism);
  if (isObject(environment) && "coalitions" in environment) return marketStory(environment, choices);
  const said = { ...choices, ...(isObject(choices.lie) && choices.lie) };
  const { player, profile, announced, pair } = said;
  const all = Array.isArray(announced) ? announced : Array.isArray(profile) ? profile : reports;
  if (typeof player !== "number" || !Array.isArray(all) || player >= all.length) return [];
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

const doing = (report: Json): string => (report === null ? "stays away" : `reports ${inside(report)}`);

/** "The others vote 2 for A and 1 for B: their margin is 1." */
function othersOf(others: readonly Json[], { votes, player }: Speech): string {
  if (others.length === 0) return votes ? "Nobody else votes: the margin of the others is 0." : "There is nobody else.";
  const counts = new Map<string, number>();
  for (const report of others) {
    const told = report === null ? "nothing" : inside(report);
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  const tally = [...counts].map(([report, times]) => `${report}${times > 1 ? ` (${plural(times, player)})` : ""}`);
  if (!votes) return `The others report ${listInWords(tally)}.`;
  const [A, B] = [counts.get("A") ?? 0, counts.get("B") ?? 0];
  return `The others vote ${A} for A and ${B} for B: the margin of the others is ${`${A - B}`.replace("-", "−")}.`;
}
