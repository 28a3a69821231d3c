import type { NamedOutcome, OutcomePicture } from "../verdict/picture.js";
import { signed } from "./decimal.js";
import { html, type Markup } from "./escape.js";
import { exactAndDecimal } from "./parts.js";

/** What a market comes to, player by player, as a table. */
export const outcomeTables = ({ outcomes }: OutcomePicture): Markup => html`${outcomes.map(outcomeTable)}`;

function outcomeTable({ name, players }: NamedOutcome): Markup {
  const hasGoods = players.some(({ owned }) => owned.length > 0);
  const goods = hasGoods ? ["owned", "gets", "worth before", "worth after"] : [];
  return html`<figure class="picture">
<figcaption>${name}${hasGoods ? " (her utility is what the goods are worth after, less what they were worth before and what she pays)" : ""}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="lines">
<thead><tr>${["player", ...goods, "pays", "utility"].map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${players.map(
    ({ owned, gets, before, after, price, utility }, i) =>
      html`<tr><th scope="row">${i + 1}</th>${
        hasGoods ? [set(owned), set(gets), signed(before), signed(after)].map((text) => html`<td>${text}</td>`) : ""
      }<td>${exactAndDecimal(price)}</td><td${utility.startsWith("-") ? html` class="changed"` : ""}>${exactAndDecimal(utility)}</td></tr>\n`,
  )}</tbody></table></div></figure>
`;
}

const set = (goods: readonly number[]): string =>
  goods.length === 0 ? "nothing" : `${goods.length === 1 ? "good" : "goods"} ${goods.join(", ")}`;
