import { partitionFunction } from "../mechanisms/hk/gibbs-weights.js";
import { type Assignment, type Items, multiItem, rowsOf } from "../mechanisms/hk/multi-item.js";
import { marginals } from "../mechanisms/hk/multi-item-figure.js";
import { type Market, multiItemRectangular, type PartialAssignment } from "../mechanisms/hk/multi-item-rectangular.js";
import type { Sharpness, ValueRow } from "../mechanisms/hk/range.js";
import { fromQuotient } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import { type Format, type KnownMechanism, knownBy, loadValues, type PartFormat } from "./format.js";
import { matchingEnsembleKnown } from "./hk-items-ensemble.js";
import { multiItemPaymentEstimatorKnown } from "./hk-items-estimator.js";
import {
  countSchema,
  itemPayments,
  itemQuantities,
  itemsFormat,
  readItemCount,
  rowsFormat,
} from "./hk-items-format.js";
import { itemGain, itemPrivacyRatio, itemTail } from "./hk-items-questions.js";
import { multiItemSamplerKnown } from "./hk-items-sampler.js";
import { checkLaw, checkListed, degreeOf, figureOf, type ItemValues, listCount, ringOf } from "./hk-items-work.js";
import { asking } from "./hk-questions-format.js";
import { sharpnessFormat } from "./hk-range.js";
import type { Facts } from "./loaded.js";
import { objectSchema } from "./schema.js";

/** How the instances of `hk/multi-item` are written. */
export const multiItemFormat: Format<Sharpness, Items, ValueRow, Assignment> = {
  ...rowsFormat,
  mechanism: multiItem,
  parameters: sharpnessFormat,
  environment: itemsFormat,
  printOutcome: (assignment) => assignment,
  size: ({ environment: { items } }) => listCount(items, items),
  degree: degreeOf,
  payments: itemPayments,
  extras: normalizerAndMarginals,
  quantities: itemQuantities,
  questions: {},
};

function normalizerAndMarginals(values: ItemValues): Facts {
  return {
    normalizer: () => fromQuotient(partitionFunction(ringOf(values), figureOf(values).drawn)),
    marginals() {
      const { itemOf } = figureOf(values);
      return rowsOf(values.profile).map((row, player) => marginals(itemOf(player, row)).map(fromQuotient));
    },
  };
}

const marketFormat: PartFormat<Market> = {
  schema: objectSchema({ agents: countSchema, items: countSchema }),
  read: ({ agents: players, items }) => ({
    players: readItemCount(players, "environment.agents"),
    items: readItemCount(items, "environment.items"),
    grid: 1n,
  }),
  print: ({ players, items }) => ({ agents: players, items }),
};

/** How the instances of `hk/multi-item-rectangular` are written. */
export const multiItemRectangularFormat: Format<Sharpness, Market, ValueRow, PartialAssignment> = {
  ...rowsFormat,
  mechanism: multiItemRectangular,
  parameters: sharpnessFormat,
  environment: marketFormat,
  printOutcome: (items) => items,
  size: ({ environment: { players, items } }) =>
    players > items ? listCount(players, items) : listCount(items, players),
  degree: degreeOf,
  payments: itemPayments,
  quantities: itemQuantities,
  questions: {},
};

/** A format whose law is refused where it is too much work. */
const weighed = <E extends Items | Market, O>(format: Format<Sharpness, E, ValueRow, O>): KnownMechanism =>
  knownBy(format, (values) => {
    const loaded = loadValues(format, values);
    return {
      ...loaded,
      law<S>(R: Ring<S>) {
        checkListed(loaded.size!, "the law");
        checkLaw(values, loaded.size!, loaded.degree!);
        return loaded.law(R);
      },
    };
  });

/** The multi-item auction and what the paper makes of it. */
export const hkItems: readonly KnownMechanism[] = [
  weighed(asking(multiItemFormat, { tail: itemTail, gain: itemGain, privacyRatio: itemPrivacyRatio })),
  weighed(multiItemRectangularFormat),
  multiItemSamplerKnown,
  multiItemPaymentEstimatorKnown,
  matchingEnsembleKnown,
];
