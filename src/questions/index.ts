import type { Asked } from "../instance/asked.js";
import type { LoadedInstance } from "../instance/index.js";
import { refuse } from "../instance/input.js";
import { hasLaw, isGame, isListed, type LoadedGame, type LoadedRules } from "../instance/loaded.js";
import type { Output } from "../instance/output.js";
import { acm } from "./acm.js";
import { basu } from "./basu.js";
import { cckmv } from "./cckmv.js";
import { privacyQuantities } from "./cckmv-privacy-ratios.js";
import { hk } from "./hk.js";
import { nst } from "./nst.js";
import { asQuantity, fill, type Questions, type Sheet } from "./sheet.js";

/** What `measure` answers, by the paper's short id. */
const papers: Readonly<Record<string, Questions>> = { cckmv, hk, nst, acm, basu };

/** What it answers for the mechanisms of any other paper. */
const everywhere: Questions = {
  quantities: (instance) => (isListed(instance) ? privacyQuantities(instance) : {}),
  answers: {},
};

/**
 * What `measure` prints: every quantity of the instance, or the answer to its question; only the named ones if `only` is
 * given. Quantities that are beyond reach are left out, and `tell` gets a line that says which and why. Throws InputError,
 * also for a quantity beyond reach that is named.
 */
export function measure(
  { instance, question }: LoadedInstance,
  only?: readonly string[],
  tell: (line: string) => void = () => {},
): Output {
  const questions = papers[instance.id.split("/")[0]!] ?? everywhere;
  // A play is what such an instance is without a question.
  if (question === undefined || (isGame(instance) && question.name === "play")) {
    const own = "quantities" in instance ? instance.quantities : {};
    const values = fill({ ...questions.quantities(instance), ...own }, only, tell);
    const quantities = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asQuantity(value)]));
    return { mechanism: instance.id, quantities };
  }
  const answer = fill(answers(instance, question, questions), only);
  return { mechanism: instance.id, question: question.name, answer };
}

function answers(instance: LoadedRules | LoadedGame, question: Asked, { answers: general }: Questions): Sheet {
  const own = instance.answers[question.name];
  if (own) return own(question);
  if (hasLaw(instance) && !isGame(instance)) return general[question.name]!(instance, question);
  throw refuse("question", `${instance.id} has infinitely many outcomes, so "${question.name}" has no answer here`);
}
