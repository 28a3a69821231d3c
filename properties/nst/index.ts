import type { Claim } from "../../src/claim/claim.js";
import { anyEpsDominant } from "./any-eps-dominant.js";
import { averageSensitivity } from "./average-sensitivity.js";
import { boundedUtilities } from "./bounded-utilities.js";
import { coMonotoneObjective } from "./co-monotone.js";
import { commitmentTruthful } from "./commitment-truthful.js";
import { corollary1a, corollary1b } from "./corollary-1.js";
import { corollary2 } from "./corollary-2.js";
import { corollary3 } from "./corollary-3.js";
import { corollary6 } from "./corollary-6.js";
import { corollary6Ball } from "./corollary-6-ball.js";
import { eventPrivacy } from "./def-dp-events.js";
import { implementationDefined } from "./def-implementation.js";
import { example1Limit } from "./example-1-limit.js";
import { example1Naive } from "./example-1-naive.js";
import { example1Scheme } from "./example-1-scheme.js";
import { lowDominant, lowPriceLikelier } from "./example-2.js";
import { optimalRevenue } from "./example-2-optimum.js";
import { lowRevenue } from "./example-2-revenue.js";
import { imposedEquilibrium, lowEquilibrium } from "./example-3.js";
import { priceOneOptimal } from "./example-3-optimal.js";
import { lowAverage } from "./example-3-revenue.js";
import { loc2Separating } from "./facility-adjacent.js";
import { corollary4, corollary5 } from "./facility-corollaries.js";
import { locGap } from "./facility-gap.js";
import { locPrivate, locReaction } from "./facility-model.js";
import { locSensitivity } from "./facility-sensitivity.js";
import { gapPositive } from "./gap-positive.js";
import { growingSensitivity } from "./growing-sensitivity.js";
import { imposing } from "./imposing.js";
import { singletonInverse } from "./inverse-strategies.js";
import { lemma1 } from "./lemma-1.js";
import { lemma2 } from "./lemma-2.js";
import { exponentialStep } from "./lemma-2-step.js";
import { lemma3 } from "./lemma-3.js";
import { lemma3Tail } from "./lemma-3-tail.js";
import { lemma4a, lemma4b } from "./lemma-4.js";
import { lemma51, lemma52, lemma53 } from "./lemma-5.js";
import { lemma6 } from "./lemma-6.js";
import { lemma7 } from "./lemma-7.js";
import { lemma8a, lemma8b, lemma9 } from "./lemma-8.js";
import { lemma10 } from "./lemma-10.js";
import { lemma11 } from "./lemma-11.js";
import { lemma11Step } from "./lemma-11-step.js";
import { lemma12 } from "./lemma-12.js";
import { lemma12Probability } from "./lemma-12-probability.js";
import { lemma12Scale } from "./lemma-12-scale.js";
import { lineObjective } from "./line-objective.js";
import { loc3Domination } from "./loc3-domination.js";
import { pTilde, pTildeStrict } from "./p-tilde.js";
import { parityObjective } from "./parity-objective.js";
import { highestPrice, lowestPrice } from "./pricing-ends.js";
import { pricingGap, typesSeparated } from "./pricing-gap.js";
import { bundlesSeparated } from "./pricing-multi-separation.js";
import { utilityRange } from "./pricing-range.js";
import { revenueSensitivity } from "./pricing-sensitivity.js";
import { randomDictatorRemark } from "./random-dictator.js";
import { truthNearlyDominant } from "./remark-2eps-dominant.js";
import { exponentialAlternatives } from "./remark-exponential-alternatives.js";
import { footnote14 } from "./remark-footnote14.js";
import { lemma3Limit } from "./remark-lemma3-limit.js";
import { remarkLocRate } from "./remark-loc-rate.js";
import { remarkMedian } from "./remark-median.js";
import { naiveAccuracy } from "./remark-naive-accuracy.js";
import { convergenceRate } from "./remark-rate.js";
import { richReactions } from "./remark-rich-reactions.js";
import { twoFacilityRate } from "./remark-two-facility-rate.js";
import { singleUnit } from "./single-unit.js";
import { singletonReactions } from "./singleton-reactions.js";
import { theorem1a, theorem1b } from "./theorem-1.js";
import { theorem2a, theorem2b } from "./theorem-2.js";
import { theorem3 } from "./theorem-3.js";
import { theorem3Exp } from "./theorem-3-exp.js";
import { theorem3Mbar } from "./theorem-3-mbar.js";
import { theorem3Q } from "./theorem-3-q.js";
import { theoremInformal } from "./theorem-informal.js";
import { uselessPublication } from "./useless-publication.js";

/** The claims of *Approximately Optimal Mechanism Design via Differential Privacy*, in the paper's order. */
// biome-ignore format: one claim a line
export const nst: readonly Claim[] = [
  boundedUtilities(),
  singletonReactions(),
  averageSensitivity(),
  coMonotoneObjective(),
  growingSensitivity(),
  parityObjective(),
  uselessPublication(),
  imposing(),
  gapPositive(),
  pTilde(),
  pTildeStrict(),
  singletonInverse(),
  implementationDefined(),
  lemma1(),
  eventPrivacy(),
  lemma2(),
  exponentialStep(),
  truthNearlyDominant(),
  lemma3(),
  lemma3Tail(),
  lemma3Limit(),
  footnote14(),
  commitmentTruthful(),
  lemma4a(),
  lemma4b(),
  corollary1a(),
  corollary1b(),
  randomDictatorRemark(),
  theorem1a(),
  theorem1b(),
  lemma51(),
  lemma52(),
  lemma53(),
  theorem2a(),
  theorem2b(),
  theoremInformal(),
  corollary2(),
  convergenceRate(),
  anyEpsDominant(),
  utilityRange(),
  typesSeparated(),
  highestPrice(),
  lowestPrice(),
  pricingGap(),
  revenueSensitivity(),
  corollary3(),
  bundlesSeparated(),
  locPrivate(),
  locReaction(),
  locSensitivity(),
  locGap(),
  corollary4(),
  loc2Separating(),
  corollary5(),
  remarkLocRate(),
  lineObjective(),
  lemma6(),
  lemma7(),
  corollary6(),
  corollary6Ball(),
  lemma8a(),
  lemma8b(),
  lemma9(),
  lemma10(),
  lemma11(),
  lemma11Step(),
  lemma12(),
  lemma12Scale(),
  lemma12Probability(),
  loc3Domination(),
  theorem3(),
  theorem3Q(),
  theorem3Exp(),
  theorem3Mbar(),
  example1Naive(),
  example1Scheme(),
  example1Limit(),
  lowPriceLikelier(),
  lowDominant(),
  lowRevenue(),
  optimalRevenue(),
  priceOneOptimal(),
  lowEquilibrium(),
  lowAverage(),
  imposedEquilibrium(),
  singleUnit(),
  richReactions(),
  naiveAccuracy(),
  exponentialAlternatives(),
  twoFacilityRate(),
  remarkMedian(),
];
