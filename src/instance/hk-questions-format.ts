import type { Asked } from "./asked.js";
import type { Format, Values } from "./format.js";
import type { Facts } from "./loaded.js";
import type { ObjectSchema } from "./schema.js";

/** One question to the instances of a format: its fields, and the answer. */
export interface Question<V> {
  readonly fields: ObjectSchema;
  /** Throws InputError. */
  answer(values: V, asked: Asked): Facts;
}

/** The format with these questions beside its own. */
export function asking<P, E, T, O>(
  format: Format<P, E, T, O>,
  questions: Readonly<Record<string, Question<NoInfer<Values<P, E, T | null>>>>>,
): Format<P, E, T, O> {
  const named = Object.entries(questions);
  return {
    ...format,
    questions: { ...format.questions, ...Object.fromEntries(named.map(([name, { fields }]) => [name, fields])) },
    answers: (values) => ({
      ...format.answers?.(values),
      ...Object.fromEntries(named.map(([name, { answer }]) => [name, (asked: Asked) => answer(values, asked)])),
    }),
  };
}
