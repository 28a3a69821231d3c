import type { ReadingResult, RepairResult } from "../claim/result.js";
import type { Json, JsonObject } from "../verdict/json.js";
import { html, type Markup } from "./escape.js";
import { formula } from "./formula.js";
import { exactAndDecimal, fact } from "./parts.js";
import { situationGist, situationLine } from "./situation.js";
import { count, listInWords, plural } from "./text.js";
import { inWords, isObject, labelOf } from "./words.js";

/** What a verdict rests on: the domain, how often the hypotheses were met, what was counted, how tight the bound is. */
type Decided = Pick<RepairResult, "domain" | "instances" | "hypothesesMet" | "epsilons" | "evidence" | "tightness"> &
  Partial<Pick<ReadingResult, "argument" | "corners" | "exhaustive">>;

export const evidenceFacts = (decided: Decided): Markup => html`${domainFacts(decided)}${countFacts(decided)}`;

export const domainFacts = ({ domain, argument, exhaustive }: Decided): Markup =>
  html`${fact(
    "Domain",
    html`${formula(domain)}${exhaustive === undefined ? "" : exhaustive ? "; every case was decided" : "; not every case was decided"}.`,
  )}${fact("Argument", argument && formula(argument))}`;

export const countFacts = ({ instances, hypothesesMet, epsilons, evidence, corners, tightness }: Decided): Markup =>
  html`${fact(
    "Hypotheses met",
    hypothesesMet === instances
      ? `in all ${plural(instances, "instance")}`
      : `in ${count(hypothesesMet)} of ${plural(instances, "instance")}`,
  )}${Object.entries(evidence).map(([name, value]) => evidenceFact(name, value, epsilons !== undefined))}${fact(
    "Corners met",
    corners && Object.keys(corners).length > 0 ? cornerList(corners) : undefined,
  )}${fact("Tightness", tightness && tightest(tightness))}`;

function evidenceFact(name: string, value: Json, withEpsilon: boolean): Markup | undefined {
  switch (name) {
    case "enumerated":
      return fact("Enumerated", enumerated(value, withEpsilon) ?? inWords(value));
    case "drawn":
      return fact("Drawn at random", drawn(value) ?? inWords(value));
    case "signs":
      return fact("Signs for all ε", signs(value) ?? inWords(value));
    case "certificate":
      return fact("Certificate", html`<code>${inWords(value)}</code>`);
    default:
      return fact(labelOf(name), formula(inWords(value)));
  }
}

/** The fields when they are all counts, else undefined: evidence is free in form. */
function countsOf<Name extends string>(json: Json, names: readonly Name[]): Record<Name, number> | undefined {
  if (!isObject(json) || Object.keys(json).length !== names.length) return undefined;
  return names.every((name) => typeof json[name] === "number")
    ? (json as JsonObject & Record<Name, number>)
    : undefined;
}

function enumerated(json: Json, withEpsilon: boolean): string | undefined {
  const counts = countsOf(json, ["cases", "failing"]);
  if (!counts) return undefined;
  const { cases, failing } = counts;
  const fail = failing === 0 ? "none fails" : failing === cases ? "every one fails" : `${count(failing)} of them fail`;
  return `${plural(cases, "case")}, ${fail}${failing > 0 && withEpsilon ? " for some ε" : ""}`;
}

function drawn(json: Json): string | undefined {
  const counts = countsOf(json, ["examples", "inside", "boundary", "outside", "failingOutside"]);
  if (!counts) return undefined;
  const { examples, inside, boundary, outside, failingOutside } = counts;
  if (inside === examples) return `${plural(examples, "example")}, all inside the hypotheses`;
  const beyond = outside === 0 ? "" : `, ${failingOutside === 0 ? "none" : count(failingOutside)} of which would fail`;
  const where = listInWords([
    `${count(inside)} inside the hypotheses`,
    `${count(boundary)} on their boundary`,
    `${count(outside)} outside${beyond}`,
  ]);
  return `${plural(examples, "example")}: ${where}`;
}

function signs(json: Json): string | undefined {
  const counts = countsOf(json, ["cells", "polynomials"]);
  return counts && `${plural(counts.polynomials, "polynomial")} in b on ${plural(counts.cells, "cell")} of b > 1`;
}

const cornerList = (corners: Readonly<Record<string, number>>): Markup =>
  html`<ul class="corners">${Object.entries(corners).map(([name, n]) =>
    n === 0
      ? html`<li class="never">${formula(name)} <b>0, never met</b></li>`
      : html`<li>${formula(name)} <b>${count(n)}</b></li>`,
  )}</ul>`;

/** The largest ratio of the side that must be small to the other, and where it was seen, behind a fold. */
function tightest({ ratio, at }: NonNullable<Decided["tightness"]>): Markup {
  const { instance, choices } = at;
  const situation = isObject(instance) && isObject(choices) ? { instance, choices } : undefined;
  const gist = situation && situationGist(situation);
  return html`<details class="case"><summary>${exactAndDecimal(ratio)}${ratio === "1" ? "(attained)" : ""}${
    gist ? html` <span class="where">${formula(gist)}</span>` : ""
  }</summary><p class="where">${formula(situation ? situationLine(situation) : inWords(at))}</p></details>`;
}
