import { canonical, type Json, type JsonObject } from "../verdict/json.js";
import { listInWords } from "./text.js";
import { inWords, isObject } from "./words.js";

/** Goods, prices and coalitions of [ACM] for a person. Undefined for what is not written so. */

/** "good 1 goes to player 2, good 2 to nobody; prices 0, −1"; without goods the prices alone. */
export function announcedInWords(json: Json): string | undefined {
  if (!isObject(json) || !Array.isArray(json.allocation) || !Array.isArray(json.prices)) return undefined;
  const prices = `prices ${inWords(json.prices).replaceAll("-", "−")}`;
  return json.allocation.length === 0 ? prices : `${goodsInWords(json.allocation, "goes to")}; ${prices}`;
}

/** "good 1 goes to player 2, good 2 to nobody". */
export const goodsInWords = (owners: readonly Json[], verb: string): string =>
  owners
    .map((owner, i) => `good ${i + 1} ${i === 0 ? verb : "to"} ${owner === 0 ? "nobody" : `player ${inWords(owner)}`}`)
    .join(", ");

/** "player 1: −1 for {1}, 0 for {2}, 1 for {1, 2}; …": what sets of goods are worth; the empty one is worth 0. */
export function worthsInWords(json: Json): string | undefined {
  if (!Array.isArray(json) || !json.every(Array.isArray)) return undefined;
  const told = json.map((worths, i) => {
    const sets = worths
      .slice(1)
      .map((worth: Json, k: number) => `${inWords(worth).replace("-", "−")} for ${setOf(k + 1)}`);
    return `player ${i + 1}: ${sets.length === 0 ? "no goods" : sets.join(", ")}`;
  });
  return told.join("; ");
}

/** The goods of a bit mask: "{1, 3}". */
const setOf = (mask: number): string => `{${goodsOf(mask).join(", ")}}`;

/** The goods of a bit mask: 1, 3. */
export const goodsOf = (mask: number): readonly number[] =>
  [...mask.toString(2)].reverse().flatMap((bit, i) => (bit === "1" ? [i + 1] : []));

/** "{1, 2}, {3}". */
export const blocksInWords = (json: Json): string | undefined =>
  Array.isArray(json) ? json.map((block) => `{${inWords(block)}}`).join(", ") : undefined;

/** "Players 1 and 2 collude and player 3 stands alone." and what player 1 announces, or instead. */
export function doneInMarket(environment: JsonObject, choices: JsonObject): readonly string[] {
  const { announced, shifted, otherAnnounced, more, less, allocation, other } = choices;
  const first = announced ?? more;
  // In another context she announces something else: this is told apart.
  const second = shifted ?? less;
  const told = [first, second].flatMap((json) => announcedInWords(json ?? null) ?? []);
  return [
    ...togetherInWords(environment.coalitions),
    ...(told.length === 0 ? [] : [`Player 1 announces: ${told.join("; or instead: ")}.`]),
    ...(isObject(other) ? insteadInWords(environment, other, otherAnnounced ?? null) : []),
    ...(Array.isArray(allocation) && allocation.length > 0
      ? [`Compared is the allocation: ${goodsInWords(allocation, "goes to")}.`]
      : []),
  ];
}

/** "Or instead: player 1 values good 1 at 2. Then player 1 announces: …": another context with the same endowment. */
function insteadInWords({ coalitions }: JsonObject, other: JsonObject, announced: Json): readonly string[] {
  const wishes = Array.isArray(other.valuations) ? wishesInWords(other.valuations) : "";
  const instead = announcedInWords(announced);
  return [
    ...(wishes === "" ? [] : [`Or instead: ${wishes}.`]),
    ...(canonical(other.coalitions ?? null) === canonical(coalitions ?? null) ? [] : togetherInWords(other.coalitions)),
    ...(instead === undefined ? [] : [`Then player 1 announces: ${instead}.`]),
  ];
}

/** "player 1 values good 1 at 2; player 2 values good 1 at −1". */
export const wishesInWords = (worthsOf: readonly Json[]): string =>
  worthsOf
    .filter(Array.isArray)
    .map((worths, i) => {
      const sets = worths.flatMap((worth: Json, mask: number) =>
        worth === 0 ? [] : [`${goodsNamed(goodsOf(mask))} at ${inWords(worth).replace("-", "−")}`],
      );
      return `player ${i + 1} values ${sets.length === 0 ? "nothing" : listInWords(sets)}`;
    })
    .join("; ");

/** "good 1", "goods 1 and 3 together". */
const goodsNamed = (goods: readonly number[]): string =>
  goods.length === 1 ? `good ${goods[0]}` : `goods ${listInWords(goods.map(String))} together`;

/** "Players 1 and 2 collude and player 3 stands alone." */
function togetherInWords(coalitions: Json | undefined): readonly string[] {
  const blocks = Array.isArray(coalitions) ? coalitions.filter(Array.isArray) : [];
  if (blocks.length > 1 && blocks.every((block) => block.length === 1)) return ["All players stand alone."];
  const told = blocks.map((block) => {
    const names = block.map((player: Json) => inWords(player));
    return names.length === 1 ? `player ${names[0]} stands alone` : `players ${listInWords(names)} collude`;
  });
  return told.length === 0 ? [] : [sentence(listInWords(told))];
}

/** With a capital and a full stop. */
export const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;
