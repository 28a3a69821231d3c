import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";
import { looseTies, type Tie, textAt } from "./tied.js";

/**
 * Where each claim meets the broken mechanism, constant or sign that its check must reject: the file of the test, and
 * the factory that makes the claim there.
 */
const here = "test/controls/near-misses.test.ts";
const beside = (file: string) => `test/properties/cckmv/${file}.test.ts`;
const controls: Readonly<Record<string, Tie>> = {
  "cckmv/remark-1-pivotal-skewed": [beside("remark-1"), "pivotalSkewed"],
  "cckmv/remark-1-overall-cost": [beside("remark-1"), "overallCost"],
  "cckmv/remark-1-cost-change": [beside("remark-1"), "costChange"],
  "cckmv/remark-1-pivotal-eps": [beside("remark-1"), "pivotalEps"],
  "cckmv/remark-1-eps-squared": [beside("expected-loss"), "epsilonSquared"],
  "cckmv/remark-1-welfare-limit": [beside("remark-1-welfare-limit"), "welfareLimit"],
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
  "cckmv/fact-6-median": [beside("section-6-facts"), "medianTruthful"],
  "cckmv/remark-6-election-case": [beside("section-6-facts"), "electionCase"],
  "cckmv/lemma-6.2": [beside("lemma-6.2"), "noisyMedianPrivate"],
  "cckmv/remark-6.2-noise-property": [beside("section-6-facts"), "noiseProperty"],
  "cckmv/remark-6-xiao-privacy": [beside("remark-6-xiao"), "xiaoPrivacy"],
  "cckmv/remark-6-xiao-not-pure": [beside("remark-6-xiao"), "xiaoNotPure"],
  "cckmv/theorem-6.3-universal": [beside("theorem-6.3"), "facilityTruthful"],
  "cckmv/theorem-6.3-ir": [beside("theorem-6.3"), "facilityRational"],
  "cckmv/theorem-6.3-standard": [beside("theorem-6.3"), "facilityStandard"],
  "cckmv/proposition-6.4-1": [beside("proposition-6.4"), "facilityTail"],
  "cckmv/proposition-6.4-2": [beside("proposition-6.4"), "facilityLoss"],
  "cckmv/remark-6.4-whp": [beside("proposition-6.4"), "facilityHighProbability"],
  "cckmv/remark-6.4-asymptotic": [beside("proposition-6.4"), "facilityAsymptotic"],
  "cckmv/fact-7-payment-identity": [beside("section-7-payments"), "paymentIdentity"],
  "cckmv/fact-7-vcg-truthful": [beside("section-7-payments"), "vcgTruthful"],
  "cckmv/fact-7-release": [beside("section-7-payments"), "paymentRelease"],
  "cckmv/fact-7-payment-range": [beside("section-7-payments"), "paymentRange"],
  "cckmv/fact-7-support": [beside("section-7-privacy"), "outcomeSupport"],
  "cckmv/fact-7.2-values": [beside("section-7-privacy"), "valuesPrivate"],
  "cckmv/lemma-7.2": [beside("section-7-privacy"), "lemma72"],
  "cckmv/fact-7-sd-split": [beside("section-7-privacy"), "differenceSplit"],
  "cckmv/lemma-7.3": [beside("lemma-7.3"), "lemma73"],
  "cckmv/inequality-6": [beside("lemma-7.3"), "inequality6"],
  "cckmv/fact-7.3-payment-invariance": [beside("lemma-7.3"), "paymentInvariance"],
  "cckmv/fact-7.3-strict": [beside("lemma-7.3"), "strictlyBetter"],
  "cckmv/remark-7-rare-payments": [beside("remark-7-rare-payments"), "rarePayments"],
  "cckmv/lemma-7.4": [beside("lemma-7.4"), "lemma74"],
  "cckmv/fact-7.4-window": [beside("lemma-7.4"), "window"],
  "cckmv/fact-7.4-double-count": [beside("lemma-7.4"), "doubleCount"],
  "cckmv/display-7-combined": [beside("lemma-7.4"), "combined"],
  "cckmv/theorem-7.5-truthful": [beside("theorem-7.5"), "theorem75"],
  "cckmv/theorem-7.5-ir": [beside("theorem-7.5"), "rational75"],
  "cckmv/remark-7.5-constant-eps": [beside("theorem-7.5"), "constantEpsilon"],
  "cckmv/remark-7-not-universal": [beside("theorem-7.5"), "notUniversal"],
  "cckmv/remark-7-outcome-universal": [beside("theorem-7.5"), "outcomeUniversal"],
  "cckmv/remark-7-expected-externality-bne": [beside("expected-externality"), "bayesNashTruthful"],
  "cckmv/remark-7-expected-externality-privacy": [beside("expected-externality"), "chargesPrivate"],
  "cckmv/remark-7-expected-equals-vcg": [beside("expected-externality"), "expectedVcg"],
  "cckmv/remark-7-budget-balance": [beside("expected-externality"), "budgetBalance"],
  "cckmv/proposition-7.6-1": [beside("proposition-7.6"), "proposition761"],
  "cckmv/proposition-7.6-2": [beside("proposition-7.6"), "proposition762"],
  "cckmv/remark-7.6-whp": [beside("proposition-7.6"), "highProbability"],
  "cckmv/fact-8-posterior-factor": [beside("fact-8-posterior-factor"), "posteriorFactor"],
  "cckmv/fact-8-posterior-sd": [beside("fact-8-posterior-sd"), "posteriorShift"],
  "cckmv/fact-8-strategy-independent": [beside("fact-8-strategy-independent"), "strategyIndependent"],
  "cckmv/remark-8-unanimous": [beside("remark-8"), "unanimousLeak"],
  "cckmv/remark-8-majority-twice": [beside("remark-8"), "majorityTwiceReveals"],
  "cckmv/remark-8-twice-noisy": [beside("remark-8"), "twiceNoisy"],
};

describe("every claim is tied to a test in which its check rejects something broken", () => {
  it("in the registry", () => {
    const ids = registry.map(({ id }) => id);
    expect(looseTies(ids, controls, textAt)).toEqual([]);
  });

  const files: Readonly<Record<string, string>> = {
    "a.test.ts": 'import { theorem } from "./x.js";\ntheorem(broken);',
    "b.test.ts": 'import { theorem } from "./x.js";\nlemma(broken);',
  };
  const check = (ties: Readonly<Record<string, Tie>>, needed?: RegExp) =>
    looseTies(["p/theorem"], ties, (file) => files[file], needed);

  it("passes one that is", () => {
    expect(check({ "p/theorem": ["a.test.ts", "theorem"] })).toEqual([]);
    expect(check({ "p/theorem": ["a.test.ts", "theorem"] }, /broken/)).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Tie>>, string]>([
    ["without a tie", {}, "p/theorem is tied to no test"],
    [
      "without the file",
      { "p/theorem": ["c.test.ts", "theorem"] },
      "p/theorem is tied to c.test.ts, which there is not",
    ],
    [
      "that is only imported",
      { "p/theorem": ["b.test.ts", "theorem"] },
      "p/theorem is tied to b.test.ts, which does not speak of theorem",
    ],
    [
      "that is part of another name",
      { "p/theorem": ["a.test.ts", "theo"] },
      "p/theorem is tied to a.test.ts, which does not speak of theo",
    ],
    [
      "whose tie outlives another claim",
      { "p/theorem": ["a.test.ts", "theorem"], "p/gone": ["a.test.ts", "theorem"] },
      "no longer so: p/gone",
    ],
  ])("flags one %s", (_, ties, fault) => {
    expect(check(ties)).toEqual([fault]);
  });

  it("flags a file without what all have", () => {
    expect(check({ "p/theorem": ["a.test.ts", "theorem"] }, /fraction/)).toEqual([
      "p/theorem is tied to a.test.ts, which has nothing like fraction",
    ]);
  });
});
