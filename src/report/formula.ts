import katex from "katex";
import { html, join, type Markup, raw } from "./escape.js";
import { runsOf } from "./latex-formulas.js";
import { mathOf } from "./latex-text.js";
import { type Token, tokensOf } from "./latex-tokens.js";

/** A text with formulas, these as MathML: what browsers set themselves, without a font or a script of ours. */
export function formula(text: string): Markup {
  const known = set.get(text);
  if (known) return known;
  const markup = html`${runsOf(tokensOf(text)).map(({ formula, tokens }) =>
    formula ? join(partsOf(tokens).map(mathml), raw("<wbr>")) : tokens.map((token) => token.text).join(""),
  )}`;
  set.set(text, markup);
  return markup;
}

/** The same text stands in many places. */
const set = new Map<string, Markup>();

/** Text in a formula, by a name that LaTeX knows without a package. */
const macros = { "\\mbox": "\\text{#1}" };

/** Browsers leave no space between "ln" and a number, where TeX does. */
const spaced = (latex: string): string => latex.replace(/\\(ln|log|exp|tanh|max|min) (?=[\dA-Za-z\\{])/g, "\\$1\\,");

/** Browsers do not break formulas: a long one is cut before the relations that stand outside of its brackets. */
function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  if (tokens.length <= shortest) return [tokens];
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "open") depth++;
    if (token.kind === "close") depth--;
    if (depth === 0 && relations.has(token.text) && parts.at(-1)!.length > 0) parts.push([]);
    parts.at(-1)!.push(token);
  }
  return parts;
}

const relations = new Set([..."=<>≤≥≠≈∈⇒⇔→+−·"]);

/** A formula of no more tokens is never cut. */
const shortest = 10;

/** Numbers of more digits than this may be, too. */
const longNumber = 18;

/** More tokens than this may be wider than a narrow screen. */
const longest = 14;

/** Trusts KaTeX, which escapes what it is given. */
function mathml(tokens: readonly Token[], part: number): Markup {
  // An empty group in front leaves a sign at the beginning what it was, one between two sides.
  const latex = `${part > 0 ? "{}" : ""}${mathOf(tokens).trim()}`;
  const set = raw(
    katex.renderToString(spaced(latex), {
      output: "mathml",
      throwOnError: true,
      strict: "error",
      macros,
    }),
  );
  return tokens.length > longest || tokens.some(({ text }) => text.length > longNumber)
    ? html`<span class="long">${set}</span>`
    : set;
}
