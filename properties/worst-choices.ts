import type { Check, Side } from "../src/claim/claim.js";
import { refuse, show } from "../src/instance/input.js";
import { type Enclosure, exactly } from "../src/number/enclosure.js";
import * as L from "../src/number/log-form.js";
import * as Q from "../src/number/rational.js";
import type { Sign } from "../src/number/ring.js";
import { canonical, type Json, type JsonObject } from "../src/verdict/json.js";

/** What a claim quantifies over beside the instance: the values of each choice, given the setting and earlier choices. */
export type Choices<Setting> = Readonly<Record<string, (setting: Setting, chosen: JsonObject) => readonly Json[]>>;

/** Both sides of an inequality at given choices; what is left out is the ordinary. */
export interface WorstSides extends Pick<Check, "left" | "right" | "larger" | "inequality" | "explanation"> {
  /** "inside" unless told. */
  readonly hypotheses?: Check["hypotheses"];
  /** Told where the inequality is strict or an equation, or a side is an enclosure; else the larger side is at least the other. */
  readonly holds?: boolean;
}

/**
 * The check at the worst choices among those that agree with the ones given: a violation before all else, then met
 * hypotheses, then the side that must be small exceeding the other by the most. Throws InputError for a choice that
 * there is not.
 */
export function worstCheck<Setting extends object & { readonly epsilon?: L.LogEpsilon }>(
  choices: Choices<Setting>,
  setting: Setting,
  given: JsonObject,
  sides: (chosen: JsonObject) => WorstSides,
): Omit<Check, "corners"> {
  const checks = completions(choices, setting, given).map((chosen): Omit<Check, "corners"> => {
    const found = sides(chosen);
    const holds = found.holds ?? compareSides(...inOrder(found), setting.epsilon) <= 0;
    return { hypotheses: "inside", ...found, holds, choices: chosen };
  });
  if (checks.length === 0) throw refuse("choices", "nothing here to choose: the claim says nothing at this instance");
  return checks.reduce((worst, next) => (isWorse(next, worst, setting.epsilon) ? next : worst));
}

/** Every way to fill in the choices that are left out. */
function completions<Setting>(choices: Choices<Setting>, setting: Setting, given: JsonObject): readonly JsonObject[] {
  let found: readonly JsonObject[] = [given];
  for (const [name, values] of Object.entries(choices)) {
    found = found.flatMap((chosen) =>
      agreeing(values(setting, chosen), given[name]).map((value) => ({ ...chosen, [name]: value })),
    );
    if (found.length === 0 && given[name] !== undefined) {
      throw refuse(`choices.${name}`, `${shown(given[name])} is not among the values that the claim speaks of here`);
    }
  }
  return found;
}

const agreeing = (values: readonly Json[], given: Json | undefined): readonly Json[] =>
  given === undefined ? values : values.filter((value) => canonical(value) === canonical(given));

/** The value in a message, cut where it is long. */
function shown(value: Json): string {
  if (typeof value !== "object" || value === null) return show(value);
  const text = canonical(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

type Sides = Pick<Check, "left" | "right" | "larger">;

/** The side that must be small, then the one that must be large. */
const inOrder = ({ left, right, larger }: Sides): [Side, Side] => (larger === "left" ? [right, left] : [left, right]);

function isWorse(x: Omit<Check, "corners">, y: Omit<Check, "corners">, epsilon: L.LogEpsilon | undefined): boolean {
  const rank = ({ hypotheses, holds }: Omit<Check, "corners">) => (hypotheses === "outside" ? 0 : holds ? 1 : 2);
  if (rank(x) !== rank(y)) return rank(x) > rank(y);
  return compareSides(excess(x), excess(y), epsilon) > 0;
}

/** How much the small side exceeds the large one; an infinite large side is exceeded by less than any other. */
function excess(check: Sides): Side | "none" {
  const [small, large] = inOrder(check);
  if (large === "infinity") return "none";
  if (small === "infinity") return small;
  if (isEnclosure(small) || isEnclosure(large)) return Q.subtract(middle(small), middle(large));
  return isForm(small) || isForm(large) ? L.subtract(form(small), form(large)) : Q.subtract(small, large);
}

type Finite = Exclude<Side, "infinity">;
const isForm = (side: Finite): side is L.LogForm => "logs" in side;
const isEnclosure = (side: Finite): side is Enclosure => "low" in side;

/** The side as a form. Throws TypeError for an enclosure, which has no exact order. */
export function form(side: Finite): L.LogForm {
  if (isEnclosure(side)) throw new TypeError("worst choices: tell `holds` where a side is an enclosure");
  return isForm(side) ? side : L.fromRational(side);
}

/** A rational near the side: it orders violations, and decides nothing. */
function middle(side: Finite): Q.Rational {
  const { low, high } = isForm(side) ? L.enclosure(side, 64) : isEnclosure(side) ? side : exactly(side);
  return Q.multiply(Q.add(low, high), Q.rational(1n, 2n));
}

function compareSides(x: Side | "none", y: Side | "none", epsilon: L.LogEpsilon | undefined): Sign {
  if (x === y) return 0;
  if (x === "none" || y === "infinity") return -1;
  if (y === "none" || x === "infinity") return 1;
  return "numerator" in x && "numerator" in y ? Q.compare(x, y) : L.compare(form(x), form(y), epsilon);
}
