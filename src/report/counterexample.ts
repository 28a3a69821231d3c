import type { Counterexample } from "../verdict/counterexample.js";
import { canonical } from "../verdict/json.js";
import { html, type Markup } from "./escape.js";
import { formula, inequalityOf, oppositeOf } from "./formula.js";
import { exact, fact } from "./parts.js";
import { decimalsOf, sideText } from "./side.js";
import { factsOf, situationGist } from "./situation.js";

/** A counterexample set out for a person: the situation, the claim's inequality, and both sides of it. */
export const counterexampleBlock = (counterexample: Counterexample): Markup => html`<dl class="facts situation">
${factsOf(counterexample).map(({ label, value }) => fact(label, formula(value)))}</dl>
${sides(counterexample)}
<dl class="facts">
${fact("Why", html`${formula(counterexample.explanation)}.`)}</dl>
`;

/** A counterexample on one line that unfolds. */
export const folded = (lead: Markup, counterexample: Counterexample): Markup =>
  html`<details class="case"><summary>${lead} ${violationAt(counterexample)}</summary>
${counterexampleBlock(counterexample)}</details>`;

/** The inequality as claimed, as it comes out, and in decimals, with the three relations below one another. */
function sides(counterexample: Counterexample): Markup {
  const { inequality } = counterexample;
  const [lhs, rhs] = [exact(sideText(counterexample.lhs)), exact(sideText(counterexample.rhs))];
  const decimals = decimalsOf(counterexample);
  const parts = inequalityOf(inequality);
  if (!parts) {
    const about = (text: string | undefined) =>
      text && html` <span class="decimal">(${decimals?.exact ? "" : "≈ "}${text})</span>`;
    return html`<dl class="facts">
${fact("Claimed", formula(inequality))}${fact("Left side", html`${lhs}${about(decimals?.left)}`)}${fact("Right side", html`${rhs}${about(decimals?.right)}`)}</dl>`;
  }
  const { left, relation, right } = parts;
  const opposite = oppositeOf(relation);
  const row = (kind: string, label: string, left: Markup | string, sign: string, right: Markup | string) =>
    html`<tr class="${kind}"><th scope="row">${label}</th><td>${left}</td><td class="relation">${sign}</td><td>${right}</td></tr>\n`;
  return html`<table class="sides"><tbody>
${row("claimed", "claimed", formula(left), relation, formula(right))}${row("found", "but here", lhs, opposite, rhs)}${
  decimals ? row("eyes", decimals.exact ? "in decimals" : "roughly", decimals.left, opposite, decimals.right) : ""
}</tbody></table>`;
}

/** "2 < 9/2": what stands where the claim has its inequality. */
export const violation = (counterexample: Counterexample): Markup => {
  const { lhs, rhs } = counterexample;
  return html`<span class="violation">${between(counterexample, exact(sideText(lhs)), exact(sideText(rhs)))}</span>`;
};

/** The same with decimals and where it happens, on one line. */
export function violationAt(counterexample: Counterexample): Markup {
  const decimals = decimalsOf(counterexample);
  const gist = situationGist(counterexample);
  return html`${violation(counterexample)}${
    decimals &&
    html` <span class="decimal">(${decimals.exact ? "" : "≈ "}${between(counterexample, decimals.left, decimals.right)})</span>`
  }${gist && html` <span class="where">${formula(gist)}</span>`}`;
}

function between({ inequality }: Counterexample, left: Markup | string, right: Markup | string): Markup {
  const relation = inequalityOf(inequality)?.relation;
  return html`${left} ${relation === undefined ? "against" : oppositeOf(relation)} ${right}`;
}

/** Whether two refute in the same way: by the same values, whatever the reading. */
export const sameValues = (x: Counterexample, y: Counterexample): boolean => key(x) === key(y);

const key = ({ instance, choices, inequality, lhs, rhs }: Counterexample): string =>
  canonical({ instance, choices, inequality, lhs, rhs });
