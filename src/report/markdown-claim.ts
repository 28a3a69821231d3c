import type { ClaimResult, ReadingResult, RepairResult } from "../claim/result.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { sameValues } from "./counterexample.js";
import { decimalOf, signed } from "./decimal.js";
import { epsilonDecimals, epsilonWords, epsilonWordsOnDomain, irrationalEnds } from "./epsilons.js";
import { inequalityOf } from "./inequality.js";
import { code, list, markdown, paragraph, plainMarkdown, table } from "./markdown-text.js";
import { paperOf, placeOf } from "./papers.js";
import { literalFirst, switchName } from "./reading-order.js";
import { countGrounds, type Decided, domainGrounds, type Ground, tightestAt } from "./rests-on.js";
import { printSides, sidesFound, sidesInDecimals, violationLine } from "./sides.js";
import { factsOf } from "./situation.js";
import { storyOf } from "./story.js";
import { anchorOf, count } from "./text.js";
import { readingsAgreeing, verdictText } from "./verdicts.js";
import { withoutJson } from "./words.js";

/** One claim in Markdown: statement, verdict, counterexample, repair, what the verdict rests on, readings. */
export function markdownClaim(claim: ClaimResult): string {
  const { id, verdict, statement, hypotheses, counterexample, repair, replay } = claim;
  return [
    `<a id="${anchorOf(id)}"></a>\n\n`,
    `### ${plainMarkdown(placeOf(claim))}: ${verdictText(verdict)}\n\n`,
    paragraph(code(id)),
    claim.asExpected
      ? ""
      : paragraph(`**▲ Not as expected:** ${plainMarkdown(claim.unexpected ?? "differs from its record")}.`),
    `> ${markdown(statement)}\n\n`,
    paragraph(citation(claim)),
    hypotheses.length === 0 ? "" : `Hypotheses:\n\n${list(hypotheses.map(markdown))}`,
    paragraph(verdictInWords(claim)),
    ends(claim),
    counterexample ? `#### Smallest counterexample\n\n${counterexampleBlock(counterexample)}` : "",
    mostViolating(claim),
    repair ? `#### Repair\n\n${repairBlock(repair)}` : "",
    replay === undefined ? "" : paragraph(`Replay: ${code(replay)}`),
    `#### Evidence\n\n${evidenceList(claim)}`,
    readings(claim),
  ].join("");
}

function citation(claim: ClaimResult): string {
  const paper = paperOf(claim.paper);
  if (!paper) return `${plainMarkdown(claim.citation)}.`;
  const [authors, title, venue] = [paper.authors, paper.title, paper.venue].map(plainMarkdown);
  return `${authors}, *${title}*, ${venue}, ${plainMarkdown(placeOf(claim))}.`;
}

/** "**✗ refuted** in its literal reading (8 of 8 refuted). On the domain it holds for ε ≤ ln 2." */
function verdictInWords({ verdict, readings: all, epsilons, reason }: ClaimResult): string {
  const where =
    all.length === 1
      ? ""
      : ` in the literal reading; of all readings, ${plainMarkdown(readingsAgreeing(verdict, all))}`;
  const why = reason === undefined ? "" : ` (${reason})`;
  const set = epsilons === undefined ? "" : ` On the domain it holds for ${epsilonsAndDecimals(epsilons)}.`;
  return `**${verdictText(verdict)}**${why}${where}.${set}`;
}

function epsilonsAndDecimals(set: NonNullable<ClaimResult["epsilons"]>): string {
  const decimals = epsilonDecimals(set);
  return markdown(epsilonWords(set)) + (decimals === undefined ? "" : `, about ${plainMarkdown(decimals)}`);
}

/** The irrational ends of the claim's set of ε, each with its polynomial. */
function ends({ epsilons }: ClaimResult): string {
  const found = epsilons === undefined ? [] : irrationalEnds(epsilons);
  if (found.length === 0) return "";
  return paragraph(`${found.map(({ shown, definition }) => `${shown} is ${markdown(definition)}`).join("; ")}.`);
}

/** The situation, both sides below the claim's inequality, and why. */
function counterexampleBlock(counterexample: Counterexample): string {
  const facts = factsOf(counterexample).map(({ label, value }) => `${plainMarkdown(label)}: ${markdown(value)}`);
  const story = storyOf(counterexample);
  const told = story.length === 0 ? "" : paragraph(markdown(story.join(" ")));
  return (
    told + list(facts) + sides(counterexample) + paragraph(`Why: ${markdown(withoutJson(counterexample.explanation))}.`)
  );
}

function sides(counterexample: Counterexample): string {
  const [found, decimals] = [sidesFound(counterexample), sidesInDecimals(counterexample)];
  const claimed = inequalityOf(counterexample.inequality);
  const claim = claimed
    ? [markdown(claimed.left), plainMarkdown(claimed.relation), markdown(claimed.right)]
    : [markdown(counterexample.inequality), "", ""];
  const row = (label: string, { left, relation, right }: typeof found) => [
    label,
    ...[left, relation, right].map(plainMarkdown),
  ];
  return table(
    ["", "left side", "", "right side"],
    [
      ["claimed", ...claim],
      row("**but here**", found),
      ...(decimals ? [row(decimals.exact ? "in decimals" : "roughly", decimals)] : []),
    ],
  );
}

function mostViolating({ counterexample, mostViolating }: ClaimResult): string {
  if (!mostViolating) return "";
  return paragraph(
    counterexample && sameValues(counterexample, mostViolating)
      ? "Most violating found: this smallest one; nothing worse was met."
      : `Most violating found: ${markdown(violationLine(mostViolating))}.`,
  );
}

function repairBlock(repair: RepairResult): string {
  const { statement, verdict, reason, epsilons, changes, necessary } = repair;
  const why = reason === undefined ? "" : ` (${reason})`;
  const set = epsilons === undefined ? "" : `; it holds for ${epsilonsAndDecimals(epsilons)}`;
  const needs = changes.map((change) => {
    const shown = necessary.find(({ without }) => without === change);
    const name = `**${markdown(change)}**`;
    return shown
      ? `${name} is needed: without it ${markdown(violationLine(shown))}`
      : `${name} is not shown to be needed`;
  });
  return [
    `> ${markdown(statement)}\n\n`,
    paragraph(`**${verdictText(verdict)}**${why}${set}. ${code(repair.id)}`),
    list(needs),
    paragraph("What its verdict rests on:"),
    evidenceList(repair),
  ].join("");
}

const setGround: Readonly<Record<Ground["kind"], (text: string) => string>> = {
  plain: plainMarkdown,
  formula: markdown,
  file: code,
};

function evidenceList(decided: Decided): string {
  const { corners = {}, tightness } = decided;
  const grounds = [...domainGrounds(decided), ...countGrounds(decided)];
  const met = Object.entries(corners).map(
    ([name, n]) => `${markdown(name)} ${n === 0 ? "**0, never met**" : count(n)}`,
  );
  return list([
    ...grounds.map(({ label, value, kind }) => `${plainMarkdown(label)}: ${setGround[kind](value)}`),
    ...(met.length === 0 ? [] : [`Corners met: ${met.join("; ")}`]),
    ...(tightness ? [`Tightness: ${tightest(tightness)}`] : []),
  ]);
}

/** The largest ratio of the side that must be small to the other, and where it was seen. */
function tightest(tightness: NonNullable<Decided["tightness"]>): string {
  const { ratio } = tightness;
  const decimal = decimalOf(ratio);
  const { gist, line } = tightestAt(tightness);
  const size = [signed(ratio), decimal, ratio === "1" ? "(attained)" : undefined].filter(Boolean).join(" ");
  return `${plainMarkdown(size)}${gist ? ` ${markdown(gist)}` : ""}${line === "" ? "" : `; ${markdown(line)}`}`;
}

/** A table of all readings; in those that are not literal the switches that differ are bold. */
function readings({ readings: all, switchMeanings = {} }: ClaimResult): string {
  const [literal, ...others] = literalFirst(all);
  if (others.length === 0) return "";
  const switches = Object.keys(literal.switches);
  const rows = [literal, ...others].map((reading, i) => [
    `${i + 1}${reading.asExpected ? "" : " ▲"}`,
    ...switches.map((key) => switchCell(reading, key, literal)),
    verdictText(reading.verdict),
    reading.epsilons === undefined ? "—" : markdown(epsilonWordsOnDomain(reading.epsilons)),
    reading.counterexample ? plainMarkdown(printSides(sidesFound(reading.counterexample))) : "—",
    `${count(reading.hypothesesMet)} / ${count(reading.instances)}`,
  ]);
  const headings = ["#", ...switches.map((name) => plainMarkdown(switchName(name)))];
  const surprises = [literal, ...others].some(({ asExpected }) => !asExpected);
  return [
    "#### Readings\n\n",
    table([...headings, "verdict", "holds for", "counterexample", "hypotheses met"], rows, {
      [headings.length + 3]: "r",
    }),
    paragraph(`Reading 1 is the literal one.${surprises ? " A ▲ marks what is not as recorded." : ""}`),
    list(Object.entries(switchMeanings).map(([value, meaning]) => `${code(value)}: ${markdown(meaning)}`)),
  ].join("");
}

function switchCell({ switches }: ReadingResult, key: string, literal: ReadingResult): string {
  const value = plainMarkdown(switches[key] ?? "");
  return switches[key] === literal.switches[key] ? value : `**${value}**`;
}
