import { acm } from "./acm.js";
import type { Asked } from "./asked.js";
import { basu } from "./basu.js";
import { cckmv } from "./cckmv.js";
import type { KnownMechanism } from "./format.js";
import { hk } from "./hk.js";
import { didYouMean, readAnyObject, readChoice, readObject, readString, refuse, show, unknownField } from "./input.js";
import { type AnyLoaded, hasPlayers, isGame, type LoadedGame, type LoadedRules } from "./loaded.js";
import { nst } from "./nst.js";
import { fieldsOf, questionKeys } from "./schema.js";

/** All mechanisms, paper by paper: the only map from id to mechanism. */
// biome-ignore format: one paper a line
export const mechanisms: readonly KnownMechanism[] = [
  ...cckmv,
  ...hk,
  ...nst,
  ...acm,
  ...basu,
];

/** An instance with a question, or alone; only an instance with players can be asked questions. */
export type LoadedInstance =
  | { readonly instance: LoadedRules | LoadedGame; readonly question: Asked }
  | { readonly instance: AnyLoaded; readonly question?: never };

const partNames = ["parameters", "environment", "reports"];

/** Reads an instance with or without a question. Throws InputError with the path of the field that is wrong. */
export function loadInstance(json: unknown): LoadedInstance {
  const object = readAnyObject(json, "");
  const mechanism = findMechanism(object);
  const question = readQuestion(object, mechanism);
  const instance = mechanism.load(object, question);
  return question !== undefined && (hasPlayers(instance) || isGame(instance)) ? { instance, question } : { instance };
}

function findMechanism(object: Readonly<Record<string, unknown>>): KnownMechanism {
  const ids = mechanisms.map(({ id }) => id);
  if (!Object.hasOwn(object, "mechanism")) {
    throw refuse("mechanism", `missing; an instance is {"mechanism": id, …} with an id such as ${show(ids[0])}`);
  }
  const id = readString(object.mechanism, "mechanism");
  const found = mechanisms.find((mechanism) => mechanism.id === id);
  if (found !== undefined) return found;
  const listed = ids.length <= 12 ? `known: ${ids.join(", ")}` : "`mechproof list` names all";
  throw refuse("mechanism", `unknown mechanism ${show(id)}${didYouMean(id, ids) || ";"} ${listed}`);
}

/**
 * The question among the fields at the top level: `"question": name` with the question's fields beside it, or nested as
 * `name: {fields}`. Every field must belong to the instance or the question.
 */
function readQuestion(object: Readonly<Record<string, unknown>>, { id, questions }: KnownMechanism): Asked | undefined {
  const known = ["mechanism", ...partNames];
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !known.includes(key)));
  const named = questionKeys(id).find((key) => Object.hasOwn(rest, key));
  if (named !== undefined && Object.keys(questions).length === 0) {
    throw refuse(named, `${id} answers no questions; leave it out`);
  }
  if (named !== undefined) return askedByName(rest, named, questions);
  const keys = Object.keys(rest);
  const name = keys.find((key) => Object.hasOwn(questions, key));
  const stranger = keys.find((key) => key !== name);
  if (stranger !== undefined) throw unknownField("", stranger, [...known, ...questionKeys(id)]);
  if (name === undefined) return undefined;
  return { name, fields: readObject(rest[name], name, fieldsOf(questions[name]!)), path: name };
}

function askedByName(
  rest: Readonly<Record<string, unknown>>,
  named: string,
  questions: KnownMechanism["questions"],
): Asked {
  const name = readChoice(rest[named], named, Object.keys(questions));
  const fields = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== named));
  return { name, fields: readObject(fields, "", fieldsOf(questions[name]!)), path: "" };
}
