import type { Json, JsonObject } from "../verdict/json.js";
import { goodsInWords, goodsOf } from "./market-words.js";
import { listInWords, plural } from "./text.js";
import { inside, inWords, isObject } from "./words.js";

/** What there is in an environment, in a few sentences; nothing for one that is not known here. */
export function worldInWords(environment: Json): readonly string[] {
  if (!isObject(environment)) return [];
  const { kind } = environment;
  if (typeof kind === "string") return kinds[kind]?.(environment) ?? [];
  const found = Object.entries(byField).find(([field]) => field in environment);
  return found?.[1](environment) ?? [];
}

type Tell = (environment: JsonObject) => readonly string[];

/** Environments by a field that no other has. */
const byField: Readonly<Record<string, Tell>> = {
  likelihood: ({ states, signals, alternatives, groups, players }) => {
    const about = [
      counted(states, "state of nature", "states of nature"),
      counted(signals, "signal"),
      counted(alternatives, "alternative"),
    ];
    return [...seats(groups, players), `There ${states === 1 ? "is" : "are"} ${listInWords(about)}.`];
  },
  endowment: marketInWords,
  coins: ({ coins, outcome }) => {
    if (!Array.isArray(coins) || !isObject(outcome) || Object.keys(outcome).length > rowLimit) return [];
    const rows = Object.entries(outcome).map(([reports, drawn]) => `on ${reports} it gives ${anyOf(drawn)}`);
    const toss = coins.length === 1 ? "" : `, by a coin that falls with the probabilities ${named(coins)}`;
    return [`The mechanism is a table: ${rows.join("; ")}${toss}.`];
  },
  locations: ({ locations }) => [
    Array.isArray(locations) && locations.length === 1
      ? `The only location is ${named(locations)}.`
      : `The locations are ${named(locations)}; reports are their places in this list, from 0.`,
  ],
  prior: (environment) => {
    const { prior } = environment;
    const drawn = Array.isArray(prior) && prior.length <= rowLimit ? prior.filter(isObject) : [];
    const rows = drawn.map(
      ({ profile, probability = null }) => `${named(profile)} with probability ${inWords(probability)}`,
    );
    return [values(environment), ...(rows.length === 0 ? [] : [`The types are ${rows.join("; or ")}.`])];
  },
  maximum: (environment) => [values(environment)],
  outcomes: ({ outcomes, quality }) => {
    if (!Array.isArray(outcomes)) return [];
    if (outcomes.length === 1) return [`The only outcome is ${named(outcomes)}.`];
    if (outcomes.length > rowLimit) return [`There are ${counted(outcomes.length, "outcome")}.`];
    return [`The outcomes are ${named(outcomes)}${quality === undefined ? "" : `, of quality ${named(quality)}`}.`];
  },
  projects: ({ projects, limit = null, size }) => [
    `Of ${counted(projects, "public project")}, ${size === "at-most" ? "at most" : "exactly"} ${inWords(limit)} may be built.`,
  ],
  items: ({ items }) => [`${counted(items, "item")} and as many players are matched.`],
  nodes: ({ nodes, edges }) => {
    const graph = `The graph has ${counted(nodes, "node")}`;
    if (!Array.isArray(edges)) return [`${graph}.`];
    const listed = listInWords(edges.filter(Array.isArray).map((edge) => edge.join("–")));
    return [
      `${graph} and the ${edges.length === 1 ? "edge" : "edges"} ${listed}; each edge is a player, who reports what it costs.`,
    ];
  },
  agents: (environment) => [`${counted(environment.agents, "player")} and as many items are matched.`],
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
    `${counted(goods, "digital good")} ${goods === 1 ? "is" : "are"} sold to ${counted(n, "buyer")}; a price is ${anyOf(prices)}.`,
  ],
  "two-price": ({ n, values: worths, prices }) => [
    `A good is sold to ${counted(n, "buyer")}; the price is ${anyOf(prices)}.`,
    ...(Array.isArray(worths)
      ? [
          `${listInWords(worths.map((worth, i) => `${i === 0 ? "Type" : "type"} ${i} values it at ${inWords(worth)}`))}.`,
        ]
      : []),
  ],
  retraining: ({ n }) => [`${counted(n, "candidate")} rank the programs a, b and c, of which two are offered.`],
  "facility-grid": ({ n, m, K }) => [
    `${counted(n, "player")} and ${counted(K, "facility", "facilities")} stand at ${pointsTo(m)}.`,
  ],
  line: ({ K }) => [
    `Players stand anywhere on [0, 1], where ${counted(K, "facility", "facilities")} ${K === 1 ? "is" : "are"} placed.`,
  ],
};

/** Tables with more rows than this are not told. */
const rowLimit = 8;

/** "6 players have the utility 0 and 1 player has the utility 1." */
function seats(groups: Json | undefined, players: Json | undefined): readonly string[] {
  if (Array.isArray(players)) return [`The players have the utilities ${named(players)}.`];
  if (!Array.isArray(groups)) return [];
  const told = groups.flatMap((size: Json, u) =>
    size === 0 ? [] : [`${counted(size, "player")} ${size === 1 ? "has" : "have"} the utility ${u}`],
  );
  return [`${listInWords(told)}.`];
}

const values = ({ outcomes, maximum = null }: JsonObject): string =>
  `There are ${counted(outcomes, "outcome")}, and values go from 0 to ${inWords(maximum)}.`;

/** "Good 1 belongs to player 1. Player 1 values good 1 at 2; player 2 values good 1 at −1." */
function marketInWords({ endowment, valuations: worthsOf }: JsonObject): readonly string[] {
  if (!Array.isArray(endowment) || !Array.isArray(worthsOf)) return [];
  if (endowment.length === 0) return [`There are no goods, and ${counted(worthsOf.length, "player")}.`];
  const owned = goodsInWords(endowment, "belongs to");
  const wishes = worthsOf.filter(Array.isArray).map((worths, i) => {
    const sets = worths.flatMap((worth: Json, mask: number) =>
      worth === 0 ? [] : [`${goodsNamed(goodsOf(mask))} at ${inWords(worth).replace("-", "−")}`],
    );
    return `player ${i + 1} values ${sets.length === 0 ? "nothing" : listInWords(sets)}`;
  });
  return [sentence(owned), sentence(wishes.join("; "))];
}

/** "good 1", "goods 1 and 3 together". */
const goodsNamed = (goods: readonly number[]): string =>
  goods.length === 1 ? `good ${goods[0]}` : `goods ${listInWords(goods.map(String))} together`;

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

const counted = (json: Json | undefined, one: string, many?: string): string =>
  typeof json === "number" ? plural(json, one, many) : `${inWords(json ?? null)} ${many ?? `${one}s`}`;

const named = (json: Json | undefined): string => (Array.isArray(json) ? listInWords(json.map(inside)) : "");

const anyOf = (json: Json | undefined): string =>
  Array.isArray(json) ? json.map(inside).join(" or ") : inWords(json ?? null);

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
