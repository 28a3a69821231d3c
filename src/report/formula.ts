import { html, type Markup } from "./escape.js";

/**
 * Formulas stand in plain text, as in "U_i^out(θ_i, θ_{-i}) >= 2F(e^{ε})". Set as HTML they keep every character of the
 * text but for the marks of scripts, and ASCII stand-ins become the signs they stand for.
 */

/** A script mark after a letter, digit, prime or closing bracket, and what it raises or lowers. */
const script = /(?<=[\p{L}\p{N})\]}'])([_^])(\{(?:[^{}]|\{[^{}]*\})*\}|[-−+]?[\p{L}\p{N}]+|\([^()]*\)|[*′])/u;

export function formula(text: string): Markup {
  const parts: Markup[] = [];
  let [rest, afterScript] = [text, false];
  for (;;) {
    // The character before the mark may be the end of an earlier script: look at it through one letter put in front.
    const match = script.exec(afterScript ? `x${rest}` : rest);
    if (!match) return html`${parts}${signs(rest, afterScript)}`;
    const at = match.index - (afterScript ? 1 : 0);
    const [whole, mark, argument] = match as unknown as [string, "_" | "^", string];
    const inner = formula(argument.startsWith("{") ? argument.slice(1, -1) : argument);
    parts.push(
      signs(rest.slice(0, at), afterScript),
      mark === "_" ? html`<sub>${inner}</sub>` : html`<sup>${inner}</sup>`,
    );
    rest = rest.slice(at + whole.length);
    afterScript = true;
  }
}

/** "ε > 0" and its like stay on one line. */
const shortRelation = /(?<![^\s(])([\p{L}\p{N}#|]{1,3}) ([<>=≤≥≠]) (?=[\p{L}\p{N}∞−-]{1,4}(?![\p{L}\p{N}(_^]))/gu;

const standIns: Readonly<Record<string, string>> = { "<=": "≤", ">=": "≥", "!=": "≠", "->": "→" };

function signs(text: string, afterScript: boolean): Markup {
  return html`${primes(text, afterScript)
    .replace(/<=|>=|!=|->/g, (sign) => standIns[sign]!)
    .replace(shortRelation, "$1\u00a0$2\u00a0")
    .replace(/(^|[\s([,=])-(?=\s?[\p{L}\p{N}|(])/gu, "$1−")}`;
}

/** The apostrophes after a script or a letter that stands alone are primes; "others'" keeps its own. */
function primes(text: string, afterScript: boolean): string {
  const primed = text.replace(
    /(?<![\p{L}\p{N}])(\p{L})('{1,3})(?!\p{L})/gu,
    (_, letter, marks) => letter + primeOf(marks),
  );
  return afterScript ? primed.replace(/^'{1,3}/, primeOf) : primed;
}

const primeOf = (marks: string): string => ["′", "″", "‴"][marks.length - 1]!;

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
