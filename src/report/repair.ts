import type { RepairResult } from "../claim/result.js";
import { folded } from "./counterexample.js";
import { html, type Markup } from "./escape.js";
import { evidenceFacts } from "./evidence.js";
import { formula } from "./formula.js";
import { badge, epsilonsAndDecimals, fact } from "./parts.js";

/** The fewest changes that make a refuted claim hold, with their own verdict and why each is needed. */
export const repairBlock = (repair: RepairResult): Markup => html`<p class="statement">${formula(repair.statement)}</p>
<p class="outcome">${badge(repair.verdict)}${repair.reason && ` ${repair.reason}`} ${
  repair.epsilons === undefined ? "" : html`holds for ${epsilonsAndDecimals(repair.epsilons)}`
}</p>
${necessity(repair)}
<details><summary>What its verdict rests on</summary>
<dl class="facts">
${evidenceFacts(repair)}${fact("Id", html`<code>${repair.id}</code>`)}</dl></details>
`;

const necessity = ({ changes, necessary }: RepairResult): Markup => html`<ul class="changes">
${changes.map((change) => {
  const shown = necessary.find(({ without }) => without === change);
  const name = html`<b>${formula(change)}</b>`;
  return shown
    ? html`<li>${folded(html`${name} is needed: without it`, shown)}</li>\n`
    : html`<li>${name} <span class="warning">is not shown to be needed</span></li>\n`;
})}</ul>`;
