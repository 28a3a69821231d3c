import type { ClaimResult, ReadingResult } from "../claim/result.js";
import { counterexampleBlock, folded, sameValues, violation } from "./counterexample.js";
import { html, type Markup } from "./escape.js";
import { countFacts, evidenceFacts } from "./evidence.js";
import { formula } from "./formula.js";
import { badge, epsilonsAndDecimals, epsilonsOnDomain, fact } from "./parts.js";
import { literalFirst, switchName } from "./reading-order.js";
import { repairBlock } from "./repair.js";
import { anchorOf, count, plural } from "./text.js";

/** The readings of a claim: a table of all of them, and those beside the literal one in full behind a fold. */
export function readingsBlock({ id, readings, switchMeanings = {} }: ClaimResult): Markup {
  const [literal, ...others] = literalFirst(readings);
  if (others.length === 0) return html`<p class="quiet">The text can be read in one way only.</p>\n`;
  const ordered = [literal, ...others];
  const switches = Object.keys(literal.switches);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Readings of ${id}">
<table class="readings"><thead><tr><th scope="col">#</th>${switches.map((name) => html`<th scope="col">${switchName(name)}</th>`)}<th scope="col">verdict</th><th scope="col">holds for</th><th scope="col">counterexample</th><th scope="col">met</th></tr></thead>
<tbody>
${ordered.map((reading, i) => row(id, reading, i + 1, switches, literal))}</tbody></table></div>
<p class="quiet">Reading 1 is the literal one, shown above; in the others the switches that differ from it are set in bold.${
    ordered.every(({ asExpected }) => asExpected) ? "" : " A ▲ marks what is not as recorded."
  }</p>
${meanings(switchMeanings)}<details class="others"><summary>${others.length === 1 ? "The other reading" : `The ${others.length} other readings`} in full</summary>
${others.map((reading, i) => section(id, reading, i + 2, literal))}</details>
`;
}

/** What each value of a switch means. */
const meanings = (of: Readonly<Record<string, string>>): Markup =>
  html`<dl class="facts">${Object.entries(of).map(([value, meaning]) => fact(value, formula(meaning)))}</dl>\n`;

function row(
  id: string,
  reading: ReadingResult,
  number: number,
  switches: readonly string[],
  literal: ReadingResult,
): Markup {
  const { name, verdict, counterexample, instances, hypothesesMet, asExpected } = reading;
  return html`<tr><th scope="row"><a href="#${anchorOf(id, name)}" title="${name}">${number}</a>${asExpected ? "" : html` <span class="warning" title="${reading.unexpected ?? "not as recorded"}">▲</span>`}</th>${switches.map(
    (key) => {
      const value = reading.switches[key] ?? "";
      if (reading.literal) return html`<td>${value}</td>`;
      return value === literal.switches[key] ? html`<td class="same">${value}</td>` : html`<td><b>${value}</b></td>`;
    },
  )}<td>${badge(verdict)}</td><td>${epsilonsOnDomain(reading.epsilons)}</td><td>${counterexample ? violation(counterexample) : html`<span class="none">—</span>`}</td><td class="number">${count(hypothesesMet)} / ${count(instances)}</td></tr>\n`;
}

function section(id: string, reading: ReadingResult, number: number, literal: ReadingResult): Markup {
  const { counterexample, repair, replay } = reading;
  const same = reading.domain === literal.domain && reading.argument === literal.argument;
  return html`<section class="reading" id="${anchorOf(id, reading.name)}">
<h4><span class="ordinal">${number}</span> ${Object.values(reading.switches).join(" · ")} ${badge(reading.verdict)}</h4>
${surprise(reading)}${standing(reading)}${
  counterexample &&
  (literal.counterexample && sameValues(counterexample, literal.counterexample)
    ? html`<p>The counterexample of the literal reading refutes this one too: ${violation(counterexample)}.</p>\n`
    : html`<div class="counterexample">${counterexampleBlock(counterexample)}</div>\n`)
}${mostViolating(reading)}${replay && replayLine(replay)}${
  repair && html`<h5>Repair</h5>\n<div class="repair">${repairBlock(repair)}</div>\n`
}<details><summary>What the verdict rests on: ${plural(reading.instances, "instance")}</summary>
<dl class="facts">
${same ? fact("Domain", "as in the literal reading") : ""}${same ? countFacts(reading) : evidenceFacts(reading)}${fact("Reading", html`<code>${reading.name}</code>`)}</dl></details>
</section>
`;
}

/** "Recorded “refuted”, found …" where a reading is not as recorded. */
export const surprise = ({
  unexpected,
  asExpected,
}: Pick<ReadingResult, "unexpected" | "asExpected">): Markup | undefined =>
  asExpected
    ? undefined
    : html`<p class="surprise"><b>Not as expected</b> ${unexpected ?? "differs from its record"}</p>\n`;

/** For which ε a reading stands, or why it is not decided. */
export function standing({ epsilons: set, reason }: ReadingResult | ClaimResult): Markup | undefined {
  if (reason !== undefined) return html`<p class="standing">Not decided: ${reason}.</p>\n`;
  return set === undefined
    ? undefined
    : html`<p class="standing">On the domain it holds for ${epsilonsAndDecimals(set)}.</p>\n`;
}

export function mostViolating({ counterexample, mostViolating }: ReadingResult | ClaimResult): Markup | undefined {
  if (!mostViolating) return undefined;
  if (counterexample && sameValues(counterexample, mostViolating)) {
    return html`<p class="worst"><b>Most violating found:</b> this smallest one; nothing worse was met.</p>\n`;
  }
  return html`${folded(html`<b>Most violating found:</b>`, mostViolating)}\n`;
}

export const replayLine = (replay: string): Markup =>
  html`<p class="replay"><span>Replay</span> <code>${replay}</code></p>\n`;
