import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";

/**
 * Where each claim meets the broken mechanism, constant or sign that its check must reject: the file of the test, and
 * the factory that makes the claim there.
 */
const here = "test/controls/near-misses.test.ts";
const beside = (file: string) => `test/properties/cckmv/${file}.test.ts`;
const controls: Readonly<Record<string, readonly [file: string, factory: string]>> = {
  "cckmv/remark-1-pivotal-skewed": [beside("remark-1"), "pivotalSkewed"],
  "cckmv/remark-1-overall-cost": [beside("remark-1"), "overallCost"],
  "cckmv/remark-1-cost-change": [beside("remark-1"), "costChange"],
  "cckmv/remark-1-pivotal-eps": [beside("remark-1"), "pivotalEps"],
  "cckmv/remark-1-eps-squared": [beside("expected-loss"), "epsilonSquared"],
  "cckmv/remark-1-welfare-limit": [beside("proposition-4.3-2"), "welfareLimit"],
  "cckmv/fact-2-majority-truthful": [here, "majorityTruthful"],
  "cckmv/fact-2-universal-each-coin": [beside("fact-2-universal"), "universalEachCoin"],
  "cckmv/fact-2-universal-implies-expectation": [beside("fact-2-universal"), "universalImpliesExpectation"],
  "cckmv/remark-3-ignored": [beside("remark-3-ignored"), "ignoredReport"],
  "cckmv/remark-3-randomized-only": [beside("remark-3-randomized-only"), "randomizedOnly"],
  "cckmv/proposition-3.3": [beside("proposition-3.3"), "proposition33"],
  "cckmv/remark-3-limit": [beside("remark-3-limit"), "vanishingCost"],
  "cckmv/remark-3-not-each-coin": [beside("remark-3-not-each-coin"), "notEachCoin"],
  "cckmv/fact-4-dp": [here, "electionPrivate"],
  "cckmv/theorem-4.2": [here, "theorem42"],
  "cckmv/fact-4.2-pivotal": [here, "pivotalVote"],
  "cckmv/remark-4.2-small-eps": [here, "smallEpsilon"],
  "cckmv/remark-4-constant": [here, "constantTruthful"],
  "cckmv/fact-4-majority-optimal": [here, "majorityOptimal"],
  "cckmv/proposition-4.3-1": [here, "proposition431"],
  "cckmv/proposition-4.3-2": [beside("proposition-4.3-2"), "proposition432"],
  "cckmv/remark-4.3-asymptotic": [beside("proposition-4.3-2"), "efficiencyAsymptotic"],
  "cckmv/remark-4-privacy-welfare": [beside("remark-4-privacy-welfare"), "privacyWelfare"],
  "cckmv/proposition-4.4": [here, "proposition44"],
  "cckmv/fact-4.4-dropout": [here, "dropout"],
  "cckmv/lemma-5.1": [beside("lemma-5.1"), "lemma51"],
  "cckmv/remark-5.1-indifference": [beside("remark-5.1-indifference"), "indifference"],
  "cckmv/lemma-5.2": [beside("lemma-5.2"), "lemma52"],
  "cckmv/fact-5.2-test-function": [beside("section-5-facts"), "testFunction"],
  "cckmv/fact-5-coupling": [beside("section-5-facts"), "couplingBound"],
  "cckmv/fact-5-sd-dp": [beside("section-5-facts"), "differenceOfPrivate"],
  "cckmv/remark-5-expected-cost": [beside("lemma-5.2"), "expectedCost"],
  "cckmv/remark-5-log-case": [beside("expected-loss"), "logarithmicCase"],
  "cckmv/remark-5-skewed-balance": [beside("remark-5-skewed-balance"), "skewedBalance"],
  "cckmv/fact-8-posterior-factor": [beside("fact-8-posterior-factor"), "posteriorFactor"],
  "cckmv/fact-8-posterior-sd": [beside("fact-8-posterior-sd"), "posteriorShift"],
  "cckmv/fact-8-strategy-independent": [beside("fact-8-strategy-independent"), "strategyIndependent"],
  "cckmv/remark-8-unanimous": [beside("remark-8"), "unanimousLeak"],
  "cckmv/remark-8-majority-twice": [beside("remark-8"), "majorityTwiceReveals"],
  "cckmv/remark-8-twice-noisy": [beside("remark-8"), "twiceNoisy"],
};

describe("every claim of the registry", () => {
  for (const { id } of registry) {
    it(`${id} is tied to a control`, () => {
      const [file, factory] = controls[id] ?? ["nowhere", ""];
      const path = join(import.meta.dirname, "../..", file);
      expect(existsSync(path), file).toBe(true);
      const body = readFileSync(path, "utf8").replace(/^import [^;]*;/gm, "");
      expect(body).toMatch(new RegExp(`\\b${factory}\\b`));
    });
  }
});
