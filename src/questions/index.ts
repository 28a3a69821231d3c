import type { LoadedInstance } from "../instance/index.js";
import type { Output } from "../instance/output.js";
import { cckmv } from "./cckmv.js";
import { asQuantity, fill, type Questions } from "./sheet.js";

/** What `measure` answers, by the paper's short id. */
const papers: Readonly<Record<string, Questions>> = { cckmv };

/**
 * What `measure` prints: every quantity of the instance, or the answer to its question; only the named ones if `only` is
 * given. Throws InputError.
 */
export function measure({ instance, question }: LoadedInstance, only?: readonly string[]): Output {
  const questions = papers[instance.id.split("/")[0]!]!;
  if (question === undefined) {
    const values = fill(questions.quantities(instance), only);
    const quantities = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asQuantity(value)]));
    return { mechanism: instance.id, quantities };
  }
  const answer = fill(questions.answers[question.name]!(instance, question), only);
  return { mechanism: instance.id, question: question.name, answer };
}
