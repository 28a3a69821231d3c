import type { Claim, Example } from "../../src/claim/claim.js";
import { parseRational } from "../../src/number/rational.js";
import { commonDenominator } from "../../src/probability/rational-law.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";

/**
 * A claim whose examples are checked in the step 1/times of their own values, so that they may have a simpler ε than the common
 * step of all cases would let them. `claimAt` gives the claim for rings of base e^{ε/times}; `timesOf` is undefined for an
 * example that is no legal one.
 */
export function inOwnSteps(
  claimAt: (times: bigint) => Claim,
  common: bigint,
  timesOf: (example: Example) => bigint | undefined,
): Claim {
  const claim = claimAt(common);
  const known = new Map([[common, claim]]);
  const at = (example: Example): Claim => {
    const times = timesOf(example) ?? common;
    const found = known.get(times) ?? claimAt(times);
    known.set(times, found);
    return found;
  };
  return {
    ...claim,
    check: (example, switches) => at(example).check(example, switches),
    alternatives: (example, switches) => [
      ...simplerEpsilons(example, timesOf(example)),
      ...(at(example).alternatives?.(example, switches) ?? []),
    ],
  };
}

/** The example at e^{ε/times} = 2 and 3. */
const simplerEpsilons = ({ instance, choices }: Example, times: bigint | undefined): readonly Example[] =>
  times === undefined
    ? []
    : ["2", "3"].map((log) => {
        const parameters = { ...(instance.parameters as JsonObject), epsilon: { times: `${times}`, log } };
        return { instance: { ...instance, parameters }, choices };
      });

/** The least d such that all numbers in these values are multiples of 1/d. */
export const gridOfValues = (...values: readonly (Json | undefined)[]): bigint =>
  commonDenominator(
    values.flatMap(leaves).flatMap((text) => {
      const number = parseRational(text);
      return number ? [number] : [];
    }),
  );

const leaves = (value: Json | undefined): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.flatMap(leaves) : [];

/** 2·grid, for weights e^{(ε/2)·Q}, of an example over a list of outcomes. */
export function timesOfRows({ instance, choices }: Example): bigint {
  const { trueValuations } = (instance.environment ?? {}) as JsonObject;
  return 2n * gridOfValues(instance.reports, trueValuations, choices.instead);
}

/** Hypotheses that every instance meets, so that none is refused that has other parameters than the cases. */
export const always = () => "inside" as const;
