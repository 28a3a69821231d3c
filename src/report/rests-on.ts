import type { ReadingResult, RepairResult } from "../claim/result.js";
import type { Json, JsonObject } from "../verdict/json.js";
import { situationGist, situationLine } from "./situation.js";
import { count, listInWords, plural } from "./text.js";
import { inWords, isObject, labelOf } from "./words.js";

/** What a verdict rests on: the domain, how often the hypotheses were met, what was counted, how tight the bound is. */
export type Decided = Pick<
  RepairResult,
  "domain" | "instances" | "hypothesesMet" | "epsilons" | "evidence" | "tightness"
> &
  Partial<Pick<ReadingResult, "argument" | "corners" | "exhaustive">>;

/** One thing that a verdict rests on, in words: plain text, a text with formulas, or the name of a file. */
export interface Ground {
  readonly label: string;
  readonly value: string;
  readonly kind: "plain" | "formula" | "file";
}

/** The domain and, where it stands for infinitely many cases, why. */
export const domainGrounds = ({ domain, argument, exhaustive }: Decided): readonly Ground[] => [
  {
    label: "Domain",
    value: `${domain}${exhaustive === undefined ? "" : exhaustive ? "; every case was decided" : "; not every case was decided"}.`,
    kind: "formula",
  },
  ...(argument === undefined ? [] : [{ label: "Argument", value: argument, kind: "formula" } as const]),
];

/** How often the hypotheses were met, and the evidence. */
export const countGrounds = ({ instances, hypothesesMet, epsilons, evidence }: Decided): readonly Ground[] => [
  {
    label: "Hypotheses met",
    value:
      hypothesesMet === instances
        ? `in all ${plural(instances, "instance")}`
        : `in ${count(hypothesesMet)} of ${plural(instances, "instance")}`,
    kind: "plain",
  },
  ...Object.entries(evidence).map(([name, value]) => evidenceGround(name, value, epsilons !== undefined)),
];

function evidenceGround(name: string, value: Json, withEpsilon: boolean): Ground {
  const plain = (label: string, words: string | undefined): Ground => ({
    label,
    value: words ?? inWords(value),
    kind: "plain",
  });
  switch (name) {
    case "enumerated":
      return plain("Enumerated", enumerated(value, withEpsilon));
    case "drawn":
      return plain("Drawn at random", drawn(value));
    case "signs":
      return plain("Signs for all ε", signs(value));
    case "certificate":
      return { label: "Certificate", value: inWords(value), kind: "file" };
    default:
      return { label: labelOf(name), value: inWords(value), kind: "formula" };
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

/** Where the largest ratio was seen: in a few words where there are any, and in full. */
export function tightestAt({ at }: NonNullable<Decided["tightness"]>): {
  readonly gist: string | undefined;
  readonly line: string;
} {
  const { instance, choices } = at;
  const situation = isObject(instance) && isObject(choices) ? { instance, choices } : undefined;
  return {
    gist: situation && situationGist(situation),
    line: situation ? situationLine(situation) : inWords(at),
  };
}
