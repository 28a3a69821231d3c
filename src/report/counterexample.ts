import type { Counterexample } from "../verdict/counterexample.js";
import { canonical } from "../verdict/json.js";
import { decimalOf, decimalsOf } from "./decimal.js";
import { html, type Markup } from "./escape.js";
import { formula, inequalityOf, oppositeOf } from "./formula.js";
import { exact, exactAndDecimal, fact } from "./parts.js";
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
  const { inequality, lhs, rhs } = counterexample;
  const parts = inequalityOf(inequality);
  if (!parts) {
    return html`<dl class="facts">
${fact("Claimed", formula(inequality))}${fact("Left side", exactAndDecimal(lhs))}${fact("Right side", exactAndDecimal(rhs))}</dl>`;
  }
  const { left, relation, right } = parts;
  const [opposite, decimals] = [oppositeOf(relation), decimalsOf(lhs, rhs)];
  const row = (kind: string, label: string, left: Markup | string, sign: string, right: Markup | string) =>
    html`<tr class="${kind}"><th scope="row">${label}</th><td>${left}</td><td class="relation">${sign}</td><td>${right}</td></tr>\n`;
  return html`<table class="sides"><tbody>
${row("claimed", "claimed", formula(left), relation, formula(right))}${row("found", "but here", exact(lhs), opposite, exact(rhs))}${
  hasDecimals(counterexample)
    ? row("eyes", decimals.exact ? "in decimals" : "roughly", decimals.left, opposite, decimals.right)
    : ""
}</tbody></table>`;
}

/** "2 < 9/2": what stands where the claim has its inequality. */
export const violation = (counterexample: Counterexample): Markup =>
  html`<span class="violation">${between(counterexample, exact(counterexample.lhs), exact(counterexample.rhs))}</span>`;

/** The same with decimals and where it happens, on one line. */
export function violationAt(counterexample: Counterexample): Markup {
  const { lhs, rhs } = counterexample;
  const { left, right, exact } = decimalsOf(lhs, rhs);
  const decimals = html` <span class="decimal">(${exact ? "" : "≈ "}${between(counterexample, left, right)})</span>`;
  return html`${violation(counterexample)}${hasDecimals(counterexample) ? decimals : ""} <span class="where">${formula(
    situationGist(counterexample),
  )}</span>`;
}

function between({ inequality }: Counterexample, left: Markup | string, right: Markup | string): Markup {
  const relation = inequalityOf(inequality)?.relation;
  return html`${left} ${relation === undefined ? "against" : oppositeOf(relation)} ${right}`;
}

const hasDecimals = ({ lhs, rhs }: Counterexample): boolean =>
  decimalOf(lhs) !== undefined || decimalOf(rhs) !== undefined;

/** Whether two refute in the same way: by the same values, whatever the reading. */
export const sameValues = (x: Counterexample, y: Counterexample): boolean => key(x) === key(y);

const key = ({ instance, choices, inequality, lhs, rhs }: Counterexample): string =>
  canonical({ instance, choices, inequality, lhs, rhs });
