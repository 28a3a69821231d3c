import type { Nothing, PlainMechanism } from "../game/mechanism.js";
import type { Json } from "../verdict/json.js";
import { epsilonSchema } from "./epsilon.js";
import { type Format, nothing, type PartFormat } from "./format.js";
import { readChoice } from "./input.js";
import { objectSchema } from "./schema.js";

/** The parameters of a mechanism that takes ε and nothing else. */
export const onlyEpsilon: PartFormat<Nothing> = { ...nothing, schema: objectSchema({ epsilon: epsilonSchema }) };

/** How the instances of a plain mechanism are written: reports and outcomes stand for themselves. */
export function plainFormat<T extends string, O extends Json>(
  mechanism: PlainMechanism<T, O>,
): Format<Nothing, Nothing, T, O> {
  const reports = mechanism.reports({});
  const choices: readonly (T | null)[] = mechanism.mayBeAbsent ? reports : [...reports, null];
  return {
    mechanism,
    parameters: mechanism.step ? onlyEpsilon : nothing,
    environment: nothing,
    report: {
      schema: { enum: [...choices] },
      keys: { enum: choices.map(String) },
      read: (value, field) => readChoice(value, field, choices),
      print: (report) => report,
    },
    printOutcome: (outcome) => outcome,
    questions: {},
  };
}
