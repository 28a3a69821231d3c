import type { Items } from "../mechanisms/hk/multi-item.js";
import {
  type EstimatorParameters,
  multiItemPaymentEstimator,
  worstBias,
} from "../mechanisms/hk/multi-item-payment-estimator.js";
import type { ValueRow } from "../mechanisms/hk/range.js";
import { compare, one, printRational } from "../number/rational.js";
import { epsilonSchema } from "./epsilon.js";
import { knownBy, loadRules, type PartFormat, type RulesFormat } from "./format.js";
import { itemPayments, itemQuantities, itemsFormat, rowsFormat } from "./hk-items-format.js";
import { figureOf } from "./hk-items-work.js";
import { sharpnessFormat } from "./hk-range.js";
import { readRational, refuse, show } from "./input.js";
import { objectSchema, rationalSchema } from "./schema.js";

const parameters: PartFormat<EstimatorParameters> = {
  schema: objectSchema({ epsilon: epsilonSchema, factor: rationalSchema }),
  read({ factor: given }) {
    const factor = readRational(given, "parameters.factor");
    if (compare(factor, one) <= 0) throw refuse("parameters.factor", `must be greater than 1, got ${show(given)}`);
    return { ...sharpnessFormat.read({}), factor };
  },
  print: ({ factor }) => ({ factor: printRational(factor) }),
};

/** How the instances of `hk/multi-item-payment-estimator` are written. */
export const multiItemEstimatorFormat: RulesFormat<EstimatorParameters, Items, ValueRow> = {
  ...rowsFormat,
  mechanism: multiItemPaymentEstimator,
  parameters,
  environment: itemsFormat,
  payments: itemPayments,
  extras: (values) => ({
    worstBias: () =>
      values.profile.map((_, player) => worstBias(figureOf(values).payment(player), values.parameters.factor)),
  }),
  quantities: itemQuantities,
  questions: {},
};

/** `hk/multi-item-payment-estimator`: its estimates have no law, so it has no outcomes. */
export const multiItemPaymentEstimatorKnown = knownBy(multiItemEstimatorFormat, (values) =>
  loadRules(multiItemEstimatorFormat, values),
);
