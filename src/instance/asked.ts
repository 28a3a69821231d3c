import { member } from "./input.js";

/** A question to an instance: its name and its fields, whose values are not read yet. */
export interface Asked {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The path of the fields: "" at the top level, the question's name in the nested spelling. */
  readonly path: string;
}

/** The path of one field of a question. */
export const questionField = (asked: Asked, key: string): string => member(asked.path, key);
