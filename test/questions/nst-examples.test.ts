import { describe, expect, it } from "vitest";
import { loadInstance } from "../../src/instance/index.js";
import { InputError } from "../../src/instance/input.js";
import { badExamples, goodExamples, wrongExamples } from "../instance/nst-examples-instances.js";
import { printedQuantities } from "../mechanisms/hk/printed.js";

/** The message with which an instance is refused, or "" where it is not. */
function refusalOf(instance: object): string {
  try {
    loadInstance(instance);
    return "";
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

describe("instances of pricing and of the examples", () => {
  it.each(wrongExamples)("refused in one line: %s", (_, instance, message) => {
    expect(refusalOf(instance)).toMatch(message);
    expect(refusalOf(instance)).not.toContain("\n");
  });

  it.each(badExamples.map((instance, i) => [i, instance] as const))("near miss %i is refused", (_, instance) => {
    expect(refusalOf(instance)).not.toBe("");
  });

  it.each(goodExamples.map((instance, i) => [i, instance] as const))("good instance %i is not", (_, instance) => {
    expect(refusalOf(instance)).toBe("");
  });
});

describe("what measure prints", () => {
  const environment = { kind: "two-price", n: 2, values: ["5/8", "9/8"], prices: ["1/2", "1"] };

  it("no ε, no privacy ratio; no P, no loss of the commitment", () => {
    const optimal = { mechanism: "nst/optimal-price", parameters: { q: "1/2" }, environment, reports: [0, 1] };
    const names = Object.keys(printedQuantities(optimal));
    expect(names).toContain("bestLieDominant");
    expect(names).not.toContain("maxPrivacyRatio");
    expect(names).not.toContain("minCommitmentLoss");
    const scheme = { mechanism: "nst/retraining-scheme", parameters: { epsilon: "2 ln 2", q: "1/2" }, environment: { kind: "retraining", n: 1 }, reports: [0] }; // biome-ignore format: one line
    expect(Object.keys(printedQuantities(scheme))).toEqual(expect.arrayContaining(["maxPrivacyRatio", "minCommitmentLoss"])); // biome-ignore format: one line
  });

  it("of the gap: 1/8, which a buyer loses who is held to what the other type does", () => {
    const quantities = printedQuantities({ mechanism: "nst/two-price", parameters: { epsilon: "4 ln 2" }, environment, reports: [0, 1] }); // biome-ignore format: one line
    expect(quantities.gap.value).toBe("1/8");
    expect(quantities.sensitivity.value).toBe("1");
    expect(quantities.nontrivial.value).toBe(true);
  });
});
