import { canonical, type Json } from "../verdict/json.js";
import type { CoupledOutcomes, NamedLaw } from "../verdict/picture.js";
import { html, type Markup } from "./escape.js";
import { exactAndDecimal } from "./parts.js";
import { inWords } from "./words.js";

/** What two reports lead to under the same coins, one against the other; `pair` is where the claim fails. */
export function coupledTable(
  [first, second]: readonly [NamedLaw, NamedLaw],
  coupled: readonly CoupledOutcomes[],
  pair: Json | undefined,
): Markup {
  // In the order of the bars.
  const outcomes = first.distribution.map(({ outcome }) => outcome);
  const rows = outcomes.filter((x) => coupled.some((entry) => same(entry.first, x)));
  const columns = outcomes.filter((y) => coupled.some((entry) => same(entry.second, y)));
  const isPair = (x: Json, y: Json): boolean => pair !== undefined && canonical(pair) === canonical([x, y]);
  const cell = (x: Json, y: Json): Markup => {
    const found = coupled.find((entry) => same(entry.first, x) && same(entry.second, y));
    if (!found) return html`<td class="none">never</td>`;
    const kind = [same(x, y) ? "unchanged" : "changed", ...(isPair(x, y) ? ["here"] : [])].join(" ");
    return html`<td class="${kind}">${exactAndDecimal(found.probability)}${isPair(x, y) ? html`<span class="note">the claim fails here</span>` : ""}</td>`;
  };
  return html`<figure class="picture">
<figcaption>The same coins, two outcomes: ${first.name} (down) against ${second.name} (across). Where it is tinted the outcome changes.</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="Outcomes under the same coins"><table class="coupled">
<thead><tr><td></td>${columns.map((y) => html`<th scope="col">${inWords(y)}</th>`)}</tr></thead>
<tbody>${rows.map((x) => html`<tr><th scope="row">${inWords(x)}</th>${columns.map((y) => cell(x, y))}</tr>\n`)}</tbody></table></div></figure>
`;
}

const same = (x: Json, y: Json): boolean => canonical(x) === canonical(y);
