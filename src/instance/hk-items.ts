import type { Profile } from "../game/profile.js";
import { size } from "../game/profile.js";
import { paymentForm, truthfulUtility } from "../mechanisms/hk/figure-1.js";
import { partitionFunction } from "../mechanisms/hk/gibbs-weights.js";
import { type Assignment, type Items, multiItem } from "../mechanisms/hk/multi-item.js";
import { marginals } from "../mechanisms/hk/multi-item-figure.js";
import { type Market, multiItemRectangular, type PartialAssignment } from "../mechanisms/hk/multi-item-rectangular.js";
import { bestWelfare } from "../mechanisms/hk/multi-item-scores.js";
import type { Sharpness, Valuation } from "../mechanisms/hk/range.js";
import type { LogForm } from "../number/log-form.js";
import { add, fromQuotient, printRational, type Rational, zero } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import { checkDenominators } from "./distribution.js";
import { matchingEnsembleKnown } from "./hk-items-ensemble.js";
import { multiItemPaymentEstimatorKnown } from "./hk-items-estimator.js";
import { itemGain, itemPrivacyRatio, itemTail } from "./hk-items-questions.js";
import { multiItemSamplerKnown } from "./hk-items-sampler.js";
import {
  checkBest,
  checkExponents,
  checkLaw,
  degreeOf,
  figureOf,
  type ItemValues,
  itemLimit,
  listCount,
  printItems,
  ringOf,
  squareRows,
} from "./hk-items-work.js";
import { asking } from "./hk-questions-format.js";
import { onGrid, sharpnessFormat, valuesSchema } from "./hk-range.js";
import { readCount, readList, readProbability, refuse } from "./input.js";
import type { Facts, Format, KnownMechanism, PartFormat } from "./loaded.js";
import { knownBy, loadValues } from "./loaded.js";
import { objectSchema } from "./schema.js";
