import katex from "katex";
import { html, type Markup, raw } from "./escape.js";
import { runsOf } from "./latex-formulas.js";
import { mathOf } from "./latex-text.js";
import { tokensOf } from "./latex-tokens.js";

/** A text with formulas, these as MathML: what browsers set themselves, without a font or a script of ours. */
export function formula(text: string): Markup {
  const known = set.get(text);
  if (known) return known;
  const markup = html`${runsOf(tokensOf(text)).map(({ formula, tokens }) =>
    formula ? mathml(mathOf(tokens).trim()) : tokens.map((token) => token.text).join(""),
  )}`;
  set.set(text, markup);
  return markup;
}

/** The same text stands in many places. */
const set = new Map<string, Markup>();

/** Text in a formula, by a name that LaTeX knows without a package. */
const macros = { "\\mbox": "\\text{#1}" };

/** Browsers leave no space between "ln" and a number, where TeX does. */
const spaced = (latex: string): string => latex.replace(/\\(ln|log|exp|max|min) (?=[\dA-Za-z\\{])/g, "\\$1\\,");

/** Trusts KaTeX, which escapes what it is given. */
const mathml = (latex: string): Markup =>
  raw(katex.renderToString(spaced(latex), { output: "mathml", throwOnError: true, strict: "error", macros }));
