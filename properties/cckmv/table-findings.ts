import type { Check, Claim, Side } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import { printLogForm } from "../../src/number/log-form.js";
import { integersWithoutLog } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { form } from "../worst-choices.js";
import { type TableCase, type TableSetting, tableCases, tableInstance, tableSetting } from "./tables.js";

/*
 * One answer from many: findings of several lies joined, and the first type or table at which a claim falls.
 */

export const outside: Finding<never> = { hypotheses: "outside", conclusion: "holds", witness: {} };

/** Whether the conclusion holds, the hypotheses met or not. */
export const holds = ({ conclusion }: Finding<unknown>): boolean => conclusion === "holds";

/** Fails where one of them does; "outside" when there are none. */
export const allOf = <S>(findings: readonly Finding<S>[]): Finding<S> =>
  findings.find(({ conclusion }) => conclusion === "fails") ?? findings.at(-1) ?? outside;

/** Outside where one is, else on the boundary where one is. */
export const weakest = (all: readonly Check["hypotheses"][]): Check["hypotheses"] =>
  all.includes("outside") ? "outside" : all.includes("boundary") ? "boundary" : "inside";

type PartialCheck = Omit<Check, "choices"> & { choices?: JsonObject };

/** The first of the candidates, type by type, at which the check is violated; for a table decided to fail. */
export function firstViolation(
  environment: TableEnvironment,
  candidates: (setting: TableSetting) => Iterable<JsonObject>,
  check: (setting: TableSetting, choices: JsonObject) => PartialCheck,
): JsonObject & { readonly truth: number } {
  for (let truth = 0; truth < environment.types; truth++) {
    const setting = tableSetting({ instance: tableInstance(environment, truth), choices: { player: 0 } });
    for (const choices of candidates(setting)) {
      const checked = check(setting, choices);
      if (!checked.holds && checked.hypotheses !== "outside") return { ...checked.choices, truth };
    }
  }
  throw new RangeError("exhibit: expected a choice that violates a claim that was decided to fail");
}

/** The first table at which a claim falls, with both sides: evidence that what is left out of its hypotheses matters. */
export function firstFailure(claim: Claim<TableCase>, switches: Switches): JsonObject {
  for (const c of tableCases("gate")) {
    const { hypotheses, conclusion } = claim.decide(integersWithoutLog, c, switches);
    if (hypotheses === "outside" || conclusion !== "fails") continue;
    const example = claim.exhibit(c, undefined, switches);
    const { choices, inequality, left, right, explanation } = claim.check(example, switches);
    return {
      instance: example.instance,
      choices,
      inequality,
      lhs: printSide(left),
      rhs: printSide(right),
      explanation,
    };
  }
  return {};
}

const printSide = (side: Side): Json =>
  side === "infinity" || "numerator" in side ? Q.printExtended(side) : (printLogForm(form(side)) as unknown as Json);
