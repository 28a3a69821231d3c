import { html, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { exactAndDecimal, fact } from "./parts.js";
import { countGrounds, type Decided, domainGrounds, type Ground, tightestAt } from "./rests-on.js";
import { count } from "./text.js";

export const evidenceFacts = (decided: Decided): Markup => html`${domainFacts(decided)}${countFacts(decided)}`;

export const domainFacts = (decided: Decided): Markup => html`${domainGrounds(decided).map(groundFact)}`;

export const countFacts = (decided: Decided): Markup => {
  const { corners, tightness } = decided;
  return html`${countGrounds(decided).map(groundFact)}${fact(
    "Corners met",
    corners && Object.keys(corners).length > 0 ? cornerList(corners) : undefined,
  )}${fact("Tightness", tightness && tightest(tightness))}`;
};

const set: Readonly<Record<Ground["kind"], (text: string) => Markup | string>> = {
  plain: (text) => text,
  formula,
  file: (text) => html`<code>${text}</code>`,
};

const groundFact = ({ label, value, kind }: Ground): Markup | undefined => fact(label, set[kind](value));

const cornerList = (corners: Readonly<Record<string, number>>): Markup =>
  html`<ul class="corners">${Object.entries(corners).map(([name, n]) =>
    n === 0
      ? html`<li class="never">${formula(name)} <b>0, never met</b></li>`
      : html`<li>${formula(name)} <b>${count(n)}</b></li>`,
  )}</ul>`;

/** The largest ratio of the side that must be small to the other, and where it was seen, behind a fold. */
function tightest(tightness: NonNullable<Decided["tightness"]>): Markup {
  const { gist, line } = tightestAt(tightness);
  return html`<details class="case"><summary>${exactAndDecimal(tightness.ratio)}${tightness.ratio === "1" ? "(attained)" : ""}${
    gist ? html` <span class="where">${formula(gist)}</span>` : ""
  }</summary><p class="where">${formula(line)}</p></details>`;
}
