import { expect, it } from "vitest";
import { mechanisms } from "../../src/instance/index.js";
import { looseTies, type Tie, textAt } from "../controls/tied.js";

/**
 * Where the law of each mechanism is confirmed by a second route, in fractions and with no code of the program: the file
 * of the test, and the name of the mechanism there. `controls/tied.test.ts` shows the check failing.
 */
const secondRoutes: Readonly<Record<string, Tie>> = {
  "cckmv/noisy-election": ["test/worked/election-law.test.ts", "noisyElection"],
  "cckmv/majority": ["test/questions/cckmv.test.ts", "cckmv/majority"],
  "cckmv/constant": ["test/questions/cckmv.test.ts", "cckmv/constant"],
  "cckmv/dictator": ["test/mechanisms/elections.test.ts", "dictator"],
  "cckmv/majority-twice": ["test/mechanisms/elections.test.ts", "majorityTwice"],
  "cckmv/noisy-election-twice": ["test/mechanisms/elections.test.ts", "noisyElectionTwice"],
  "cckmv/table": ["test/mechanisms/table.test.ts", "table"],
  "cckmv/bayes-posterior": ["test/questions/cckmv-posterior.test.ts", "cckmv/bayes-posterior"],
  "cckmv/median": ["test/mechanisms/medians.test.ts", "median"],
  "cckmv/noisy-median": ["test/mechanisms/medians.test.ts", "noisyMedian"],
  "cckmv/xiao-median": ["test/mechanisms/medians.test.ts", "xiaoMedian"],
  "cckmv/xiao-histogram": ["test/mechanisms/medians.test.ts", "xiaoHistogram"],
  "cckmv/vcg": ["test/questions/cckmv-vcg.test.ts", "cckmv/vcg"],
  "cckmv/noisy-values": ["test/questions/cckmv-vcg.test.ts", "noisy-values"],
  "cckmv/noisy-vcg": ["test/mechanisms/noisy-vcg.test.ts", "noisyVcg"],
  "cckmv/noisy-vcg-outcome": ["test/mechanisms/noisy-vcg.test.ts", "noisyVcgOutcome"],
  "cckmv/rare-payment-vcg": ["test/mechanisms/noisy-vcg.test.ts", "rarePaymentVcg"],
  "cckmv/expected-externality": ["test/mechanisms/expected-externality.test.ts", "cckmv/expected-externality"],
  "cckmv/expected-externality-balanced": ["test/mechanisms/expected-externality.test.ts", "balanced"],
};

it("every mechanism is tied to a test that confirms its law by a second route", () => {
  const ids = mechanisms.map(({ id }) => id);
  expect(looseTies(ids, secondRoutes, textAt, /second-route|fraction\.js/)).toEqual([]);
});
