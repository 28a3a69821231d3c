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
  "hk/exponential": ["test/mechanisms/hk/exponential.test.ts", "hk/exponential"],
  "hk/exponential-third-term": ["test/mechanisms/hk/exponential.test.ts", "hk/exponential-third-term"],
  "hk/exponential-quality": ["test/mechanisms/hk/scores.test.ts", "hk/exponential-quality"],
  "hk/gibbs": ["test/mechanisms/hk/scores.test.ts", "hk/gibbs"],
  "hk/mcsherry-talwar": ["test/mechanisms/hk/exponential.test.ts", "hk/mcsherry-talwar"],
  "hk/vcg": ["test/mechanisms/hk/vcg.test.ts", "hk/vcg"],
  "hk/affine-midr": ["test/mechanisms/hk/vcg.test.ts", "hk/affine-midr"],
  "hk/public-project": ["test/mechanisms/hk/exponential.test.ts", "hk/public-project"],
  "hk/multi-item": ["test/mechanisms/hk/multi-item.test.ts", "hk/multi-item"],
  "hk/multi-item-rectangular": ["test/mechanisms/hk/multi-item.test.ts", "hk/multi-item-rectangular"],
  "hk/multi-item-sampler": ["test/mechanisms/hk/multi-item-sampler.test.ts", "hk/multi-item-sampler"],
  "hk/multi-item-payment-estimator": [
    "test/mechanisms/hk/multi-item-sampler.test.ts",
    "hk/multi-item-payment-estimator",
  ],
  "hk/matching-ensemble": ["test/mechanisms/hk/multi-item-sampler.test.ts", "hk/matching-ensemble"],
  "hk/spanning-tree": ["test/questions/hk-trees.test.ts", "hk/spanning-tree"],
  "hk/tree-ensemble": ["test/mechanisms/hk/tree-ensemble.test.ts", "hk/tree-ensemble"],
  "hk/implicit-payment": ["test/questions/hk-range.test.ts", "implicit-payment"],
  "hk/public-payments": ["test/questions/hk-range.test.ts", "public-payments"],
  "hk/private-payments": ["test/questions/hk-range.test.ts", "private-payments"],
  "nst/exponential": ["test/mechanisms/nst/exponential.test.ts", "nst/exponential"],
  "nst/commitment": ["test/mechanisms/nst/commitment.test.ts", "nst/commitment"],
  "nst/mixture": ["test/mechanisms/nst/mixture.test.ts", "nst/mixture"],
  "nst/generic": ["test/mechanisms/nst/generic.test.ts", "nst/generic"],
  "nst/random-dictator": ["test/mechanisms/nst/random-dictator.test.ts", "nst/random-dictator"],
  "nst/loc1": ["test/mechanisms/nst/facility.test.ts", "nst/loc1"],
  "nst/loc2": ["test/mechanisms/nst/facility.test.ts", "nst/loc2"],
  "nst/line-exponential": ["test/mechanisms/nst/line-exponential.test.ts", "nst/line-exponential"],
  "nst/line-commitment": ["test/mechanisms/nst/line-commitment.test.ts", "nst/line-commitment"],
  "nst/line-mixture": ["test/mechanisms/nst/line-mixture.test.ts", "nst/line-mixture"],
  "nst/loc3": ["test/mechanisms/nst/line-mixture.test.ts", "nst/loc3"],
  "nst/pricing": ["test/mechanisms/nst/examples.test.ts", "nst/pricing"],
  "nst/pricing-multi": ["test/mechanisms/nst/examples.test.ts", "nst/pricing-multi"],
  "nst/two-price": ["test/mechanisms/nst/examples.test.ts", "nst/two-price"],
  "nst/optimal-price": ["test/mechanisms/nst/examples.test.ts", "nst/optimal-price"],
  "nst/retraining-naive": ["test/mechanisms/nst/examples.test.ts", "nst/retraining-naive"],
  "nst/retraining-scheme": ["test/mechanisms/nst/examples.test.ts", "nst/retraining-scheme"],
  "acm/M": ["test/mechanisms/acm/market.test.ts", "acm/M"],
  "acm/M-prime": ["test/mechanisms/acm/market-fields.test.ts", "acm/M-prime"],
  "acm/M-fair": ["test/mechanisms/acm/market-claims.test.ts", "acm/M-fair"],
  "acm/naive-1": ["test/mechanisms/acm/certain.test.ts", "acm/naive-1"],
  "acm/naive-2": ["test/mechanisms/acm/naive.test.ts", "naive-2"],
  "acm/naive-2-sequential": ["test/mechanisms/acm/naive.test.ts", "naive-2-sequential"],
  "acm/naive-2-fined": ["test/mechanisms/acm/naive.test.ts", "naive-2-fined"],
  "acm/naive-3": ["test/mechanisms/acm/naive.test.ts", "naive-3"],
  "acm/naive-4": ["test/mechanisms/acm/naive.test.ts", "naive-4"],
  "acm/vcg-clarke": ["test/mechanisms/acm/certain.test.ts", "clarke"],
  "acm/vcg-exchange": ["test/mechanisms/acm/certain.test.ts", "exchange"],
};

it("every mechanism is tied to a test that confirms its law by a second route", () => {
  const ids = mechanisms.map(({ id }) => id);
  expect(looseTies(ids, secondRoutes, textAt, /second-route|fraction\.js/)).toEqual([]);
});
