import type { RealSetJson } from "../number/real-set.js";
import type { VerdictWord } from "../verdict/verdict.js";
import { decimalOf, signed } from "./decimal.js";
import { epsilonDecimals, epsilonWords, epsilonWordsOnDomain } from "./epsilons.js";
import { html, type Markup } from "./escape.js";
import { verdicts } from "./verdicts.js";

/** The small pieces that stand everywhere on the page. */

export function badge(verdict: VerdictWord): Markup {
  const { sign, word, tone } = verdicts[verdict];
  return html`<span class="badge ${tone}"><span class="sign" aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** An exact number as text. */
export const exact = (text: string): Markup => html`<span class="exact">${signed(text)}</span>`;

/** The decimals beside an exact number, for eyes only. */
export function decimal(text: string): Markup | undefined {
  const shown = decimalOf(text);
  return shown === undefined ? undefined : html`<span class="decimal">${shown}</span>`;
}

export const exactAndDecimal = (text: string): Markup => html`${exact(text)} ${decimal(text)}`;

/** A set of ε in a table or a list, where no sentence says that it is that of the domain. */
export const epsilonsOnDomain = (set: RealSetJson | undefined): Markup =>
  set === undefined
    ? html`<span class="none" title="the claim has no ε">—</span>`
    : html`<span class="epsilons">${epsilonWordsOnDomain(set)}</span>`;

export function epsilonsAndDecimals(set: RealSetJson): Markup {
  const decimals = epsilonDecimals(set);
  return html`<span class="epsilons">${epsilonWords(set)}</span>${decimals === undefined ? "" : html` <span class="decimal">about ${decimals}</span>`}`;
}

/** A row of a list of facts; nothing for an absent value. */
export const fact = (label: string, value: Markup | string | undefined): Markup | undefined =>
  value === undefined ? undefined : html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`;
