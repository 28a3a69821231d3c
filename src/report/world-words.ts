import type { Json, JsonObject } from "../verdict/json.js";
import { goodsInWords, sentence, wishesInWords } from "./market-words.js";
import { listInWords, plural } from "./text.js";
import { inside, inWords, isObject } from "./words.js";

/** What there is in an environment, in a few sentences; nothing for one that is not known here. */
export function worldInWords(environment: Json): readonly string[] {
  if (!isObject(environment)) return [];
  const { kind } = environment;
  if (typeof kind === "string") return kinds[kind]?.(environment) ?? [];
  for (const [field, tell] of Object.entries(byField)) {
    const told = field in environment ? tell(environment) : [];
    if (told.length > 0) return told;
  }
  return [];
}

type Tell = (environment: JsonObject) => readonly string[];

/** Environments by a field; where one has several, the first that is told decides. */
const byField: Readonly<Record<string, Tell>> = {
  likelihood: ({ states, signals, alternatives, groups, otherGroups, players }) => {
    if (typeof states !== "number") return [];
    const about = [
      counted(states, "state of nature", "states of nature"),
      counted(signals, "signal"),
      counted(alternatives, "alternative"),
    ];
    return [...seats(groups, otherGroups, players), `There ${are(states)} ${listInWords(about)}.`];
  },
  endowment: marketInWords,
  coins: ({ coins, outcome }) => {
    if (!Array.isArray(coins) || !isObject(outcome) || Object.keys(outcome).length > rowLimit) return [];
    const rows = Object.entries(outcome).map(([reports, drawn]) => `on ${reports} it gives ${anyOf(drawn)}`);
    const toss = coins.length === 1 ? "" : `, by a coin that falls with the probabilities ${named(coins)}`;
    return [`The mechanism is a table: ${rows.join("; ")}${toss}.`];
  },
  locations: ({ locations }) => {
    if (!Array.isArray(locations)) return [];
    if (locations.length === 0) return ["There are no locations."];
    if (locations.length === 1) return [`The only location is ${named(locations)}.`];
    return [`The locations are ${named(locations)}; reports are their places in this list, from 0.`];
  },
  prior: (environment) => {
    const { prior } = environment;
    if (typeof environment.outcomes !== "number") return [];
    const drawn = Array.isArray(prior) && prior.length <= rowLimit ? prior.filter(isObject) : [];
    const rows = drawn.map(
      ({ profile, probability = null }) => `${named(profile)} with probability ${inWords(probability)}`,
    );
    return [...values(environment), ...(rows.length === 0 ? [] : [`The types are ${rows.join("; or ")}.`])];
  },
  maximum: values,
  outcomes: ({ outcomes, quality }) => {
    if (!Array.isArray(outcomes) || outcomes.length === 0) return [];
    if (outcomes.length === 1) return [`The only outcome is ${named(outcomes)}.`];
    if (outcomes.length > rowLimit) return [`There are ${counted(outcomes.length, "outcome")}.`];
    return [`The outcomes are ${named(outcomes)}${quality === undefined ? "" : `, of quality ${named(quality)}`}.`];
  },
  projects: ({ projects, limit = null, size }) => [
    `Of ${counted(projects, "public project")}, ${size === "at-most" ? "at most" : "exactly"} ${inWords(limit)} may be built.`,
  ],
  items: matchedInWords,
  nodes: ({ nodes, edges }) => {
    const graph = `The graph has ${counted(nodes, "node")}`;
    if (!Array.isArray(edges) || edges.length === 0) return [`${graph}.`];
    const listed = listInWords(edges.filter(Array.isArray).map((edge) => edge.join("–")));
    return [
      `${graph} and the ${edges.length === 1 ? "edge" : "edges"} ${listed}; each edge is a player, who reports what it costs.`,
    ];
  },
  agents: matchedInWords,
};

/** Environments of [NST] by their kinds. */
const kinds: Readonly<Record<string, Tell>> = {
  tabular: ({ types, alternatives, reactions }) => [
    `${grouped(types, (own) => `can have ${own.length === 1 ? "only the type" : "the types"} ${named(own)}`)}.`,
    `The ${Array.isArray(alternatives) && alternatives.length === 1 ? "only alternative is" : "alternatives are"} ${named(alternatives)}.`,
    `${grouped(reactions, (own) => (own.length === 1 ? `can react only by ${named(own)}` : `can react by ${anyOf(own)}`))}.`,
  ],
  pricing: ({ m, N, D }) => [
    `A digital good is sold to ${counted(N, "cohort")} of ${counted(D, "member")}${N === 1 ? "" : " each"}; the price is ${pointsTo(m)}.`,
  ],
  "pricing-multi": ({ n, goods, prices }) => [
    `${counted(goods, "digital good")} ${goods === 1 ? "is" : "are"} sold to ${counted(n, "buyer")}; a price is ${anyOf(distinct(prices))}.`,
  ],
  "two-price": ({ n, values: worths, prices }) => [
    `A good is sold to ${counted(n, "buyer")}; the price is ${anyOf(distinct(prices))}.`,
    ...(Array.isArray(worths)
      ? [
          `${listInWords(worths.map((worth, i) => `${i === 0 ? "Type" : "type"} ${i} values it at ${inWords(worth)}`))}.`,
        ]
      : []),
  ],
  retraining: ({ n }) => [
    `${counted(n, "candidate")} ${n === 1 ? "ranks" : "rank"} the programs a, b and c, of which two are offered.`,
  ],
  "facility-grid": ({ n, m, K }) => [
    `${counted(n, "player")} and ${counted(K, "facility", "facilities")} stand at ${pointsTo(m)}; reports are the numbers of these places, from 0.`,
  ],
  line: ({ K }) => [
    `Players stand anywhere on [0, 1], where ${counted(K, "facility", "facilities")} ${K === 1 ? "is" : "are"} placed.`,
  ],
};

/** Tables with more rows than this are not told. */
const rowLimit = 8;

/** "6 players have the utility function 0 and 1 player has the utility function 1."; of two compositions both. */
function seats(groups: Json | undefined, others: Json | undefined, players: Json | undefined): readonly string[] {
  if (Array.isArray(players) && players.length > 0) {
    if (players.length === 1) return [`The only player has the utility function ${named(players)}.`];
    return [`The players have the utility functions ${named(players)}.`];
  }
  const told = [groups, others].map(composition).filter((text) => text !== "");
  return told.length === 0 ? [] : [`${told.join(", or instead ")}.`];
}

const composition = (groups: Json | undefined): string =>
  listInWords(
    (Array.isArray(groups) ? groups : []).flatMap((size: Json, u) =>
      size === 0 ? [] : [`${counted(size, "player")} ${size === 1 ? "has" : "have"} the utility function ${u}`],
    ),
  );

/** Without a number of their own there are as many items as players. */
function matchedInWords({ agents: players, items }: JsonObject): readonly string[] {
  return [`${counted(players ?? items, "player")} and ${counted(items ?? players, "item")} are matched.`];
}

function values({ outcomes, maximum }: JsonObject): readonly string[] {
  if (typeof outcomes !== "number") return [];
  const range = typeof maximum === "number" ? `, and values go from 0 to ${maximum}` : "";
  return [`There ${are(outcomes)} ${counted(outcomes, "outcome")}${range}.`];
}

const are = (n: number): string => (n === 1 ? "is" : "are");

/** "Good 1 belongs to player 1. Player 1 values good 1 at 2; player 2 values good 1 at −1." */
function marketInWords({ endowment, valuations: worthsOf }: JsonObject): readonly string[] {
  if (!Array.isArray(endowment) || !Array.isArray(worthsOf)) return [];
  if (endowment.length === 0) return [`There are no goods, and ${counted(worthsOf.length, "player")}.`];
  const owned = goodsInWords(endowment, "belongs to");
  return [sentence(owned), sentence(wishesInWords(worthsOf))];
}

const counted = (json: Json | undefined, one: string, many?: string): string =>
  typeof json === "number" ? plural(json, one, many) : `${inWords(json ?? null)} ${many ?? `${one}s`}`;

const named = (json: Json | undefined): string => (Array.isArray(json) ? listInWords(json.map(inside)) : "");

const anyOf = (json: Json | undefined): string =>
  Array.isArray(json) ? json.map(inside).join(" or ") : inWords(json ?? null);

/** Each item once. */
const distinct = (json: Json | undefined): Json | undefined =>
  Array.isArray(json)
    ? json.filter((item, i) => json.findIndex((other) => inside(other) === inside(item)) === i)
    : json;

/** "0, 1/2 or 1": the numbers k/m. */
function pointsTo(m: Json | undefined): string {
  if (m === 1) return "0 or 1";
  return m === 2 ? "0, 1/2 or 1" : `0, 1/${inWords(m ?? null)}, … or 1`;
}

/** "Player 0 can …, players 1 and 2 can …": equal players together. */
function grouped(json: Json | undefined, telling: (own: readonly Json[]) => string): string {
  const lists = Array.isArray(json) ? json.filter(Array.isArray) : [];
  const groups = new Map<string, number[]>();
  lists.forEach((own, i) => {
    const found = telling(own);
    groups.set(found, [...(groups.get(found) ?? []), i]);
  });
  const told = [...groups].map(([found, players]) => {
    const who = players.length === 1 ? `player ${players[0]}` : `players ${listInWords(players.map(String))}`;
    return `${who} ${found}`;
  });
  const text = told.join(", ");
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
