/** 12 870, with narrow spaces that do not break. */
export const count = (n: number): string => `${n}`.replace(/\B(?=(\d{3})+$)/g, "\u202f");

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** "a", "a and b", "a, b and c". */
export const listInWords = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** The id of a claim, or of one of its readings, on the page: as in the names of the files about it. */
export const anchorOf = (claim: string, reading?: string): string =>
  [claim, ...(reading === undefined ? [] : [reading])].map(anchorText).join("--");

/** "/" becomes "-"; what has a meaning in an address or is no letter becomes its number. */
const anchorText = (text: string): string =>
  text.replace("/", "-").replace(/[^\p{L}\p{N}.+_-]/gu, (c) => `~${c.codePointAt(0)!.toString(16)}`);
