import type { Json, JsonObject } from "../verdict/json.js";
import { html, type Markup } from "./escape.js";
import { exact } from "./parts.js";
import { inWords, isObject } from "./words.js";

/** Larger tables are no picture. */
const columnLimit = 12;

/**
 * The states of an environment of [Basu], one a row: how likely each is, how likely it makes every signal, and what the alternatives
 * are worth in it. Undefined for anything else, and where the table would be large.
 */
export function worldTable({ environment }: JsonObject): Markup | undefined {
  if (!isObject(environment)) return undefined;
  const { prior, likelihood, utilities } = environment;
  if (!isRow(prior) || !isTable(likelihood) || !Array.isArray(utilities) || !utilities.every(isTable)) return undefined;
  const signals = (likelihood[0] ?? []).map((_, x) => `${x}`);
  const kinds = utilities.map((table, u) => ({
    name: utilities.length === 1 ? "value of alternative" : `value to utility ${u} of alternative`,
    table,
  }));
  const columns = signals.length + kinds.reduce((sum, { table }) => sum + table.length, 0);
  if (columns > columnLimit || prior.length > columnLimit) return undefined;
  const cells = (texts: readonly Json[]) => texts.map((text) => html`<td>${exact(inWords(text))}</td>`);
  const headings = (count: number) => Array.from({ length: count }, (_, i) => html`<th scope="col">${i}</th>`);
  return html`<figure class="picture">
<figcaption>The states, how likely each of them makes every signal, and what the alternatives are worth in it</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="The environment"><table class="lines">
<thead><tr><th scope="col" rowspan="2">state</th><th scope="col" rowspan="2">prior</th><th scope="colgroup" colspan="${signals.length}">chance of signal</th>${kinds.map(
    ({ name, table }) => html`<th scope="colgroup" colspan="${table.length}">${name}</th>`,
  )}</tr>
<tr>${headings(signals.length)}${kinds.map(({ table }) => headings(table.length))}</tr></thead>
<tbody>${prior.map(
    (chance, state) =>
      html`<tr><th scope="row">${state}</th>${cells([chance, ...(likelihood[state] ?? [])])}${kinds.map(({ table }) =>
        cells(table.map((row) => row[state] ?? null)),
      )}</tr>\n`,
  )}</tbody></table></div></figure>
`;
}

const isRow = (json: Json | undefined): json is readonly Json[] => Array.isArray(json);
const isTable = (json: Json | undefined): json is readonly (readonly Json[])[] =>
  Array.isArray(json) && json.every((row) => Array.isArray(row));
