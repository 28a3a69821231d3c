import { standIns } from "./pieces.js";

/** An inequality cut at its only relation outside brackets. */
export interface Inequality {
  readonly left: string;
  readonly relation: Relation;
  readonly right: string;
}

export type Relation = keyof typeof opposites;

const opposites = { "≥": "<", "≤": ">", ">": "≤", "<": "≥", "=": "≠" } as const;

/** The relation that holds where this one fails. */
export const oppositeOf = (relation: Relation): string => opposites[relation];

export function inequalityOf(text: string): Inequality | undefined {
  const found: Inequality[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/[([{]|[)\]}]|(?<=\s)(?:<=|>=|[<>=≤≥])(?=\s)/g)) {
    if ("([{".includes(token)) depth++;
    else if (")]}".includes(token)) depth--;
    else if (depth === 0) {
      const relation = (standIns[token] ?? token) as Relation;
      found.push({ left: text.slice(0, index).trim(), relation, right: text.slice(index + token.length).trim() });
    }
  }
  return found.length === 1 ? found[0] : undefined;
}
