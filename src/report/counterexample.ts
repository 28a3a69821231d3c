import type { Counterexample } from "../verdict/counterexample.js";
import { canonical } from "../verdict/json.js";
import { html, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { inequalityOf } from "./inequality.js";
import { exact, fact } from "./parts.js";
import { decimalsAlone, decimalsInBrackets, sidesFound, sidesInDecimals } from "./sides.js";
import { factsOf, situationGist } from "./situation.js";
import { storyOf } from "./story.js";
import { withoutJson } from "./words.js";

/** A counterexample set out for a person: the situation, a picture of it, the claim's inequality, and both sides of it. */
export const counterexampleBlock = (
  counterexample: Counterexample,
  picture?: Markup,
): Markup => html`${story(counterexample)}<dl class="facts situation">
${factsOf(counterexample).map(({ label, value, isId }) => fact(label, isId ? html`<code>${value}</code>` : formula(value)))}</dl>
${sides(counterexample)}
${picture}<dl class="facts">
${fact("Why", html`${formula(withoutJson(counterexample.explanation))}.`)}</dl>
`;

/** The situation in sentences, where there are some. */
function story(counterexample: Counterexample): Markup | undefined {
  const sentences = storyOf(counterexample);
  return sentences.length === 0 ? undefined : html`<p class="story">${formula(sentences.join(" "))}</p>\n`;
}

/** A counterexample on one line that unfolds. */
export const folded = (lead: Markup, counterexample: Counterexample): Markup =>
  html`<details class="case"><summary>${lead} ${violationAt(counterexample)}</summary>
${counterexampleBlock(counterexample)}</details>`;

/** The inequality as claimed, as it comes out, and in decimals, with the three relations below one another. */
function sides(counterexample: Counterexample): Markup {
  const { inequality } = counterexample;
  const [found, decimals] = [sidesFound(counterexample), sidesInDecimals(counterexample)];
  const [lhs, rhs] = [exact(found.left), exact(found.right)];
  const claimed = inequalityOf(inequality);
  if (!claimed) {
    const about = (text: string | undefined) =>
      text && html` <span class="decimal">(${decimals?.exact ? "" : "≈ "}${text})</span>`;
    return html`<dl class="facts">
${fact("Claimed", formula(inequality))}${fact("Left side", html`${lhs}${about(decimals?.left)}`)}${fact("Right side", html`${rhs}${about(decimals?.right)}`)}</dl>`;
  }
  const row = (kind: string, label: string, left: Markup | string, sign: string, right: Markup | string) =>
    html`<tr class="${kind}"><th scope="row">${label}</th><td>${left}</td><td class="relation">${sign}</td><td>${right}</td></tr>\n`;
  return html`<table class="sides"><tbody>
${row("claimed", "claimed", formula(claimed.left), claimed.relation, formula(claimed.right))}${row("found", "but here", lhs, found.relation, rhs)}${
  decimals
    ? row("eyes", decimals.exact ? "in decimals" : "roughly", decimals.left, decimals.relation, decimals.right)
    : ""
}</tbody></table>`;
}

/** "2 < 9/2": what stands where the claim has its inequality. */
export const violation = (counterexample: Counterexample): Markup => {
  const short = decimalsAlone(counterexample);
  if (short !== undefined) return html`<span class="violation">${short}</span>`;
  const { left, relation, right } = sidesFound(counterexample);
  return html`<span class="violation">${exact(left)} ${relation} ${exact(right)}</span>`;
};

/** The same with decimals and where it happens, on one line. */
export function violationAt(counterexample: Counterexample): Markup {
  const decimals = decimalsAlone(counterexample) === undefined ? decimalsInBrackets(counterexample) : undefined;
  const gist = situationGist(counterexample);
  return html`${violation(counterexample)}${decimals && html` <span class="decimal">${decimals}</span>`}${
    gist && html` <span class="where">${formula(gist)}</span>`
  }`;
}

/** Whether two refute in the same way: by the same values, whatever the reading. */
export const sameValues = (x: Counterexample, y: Counterexample): boolean => key(x) === key(y);

const key = ({ instance, choices, inequality, lhs, rhs }: Counterexample): string =>
  canonical({ instance, choices, inequality, lhs, rhs });
