import { type RetrainingEnvironment, retraining } from "../mechanisms/nst/retraining.js";
import { type PairOrder, retrainingNaive } from "../mechanisms/nst/retraining-naive.js";
import { retrainingScheme } from "../mechanisms/nst/retraining-scheme.js";
import type { PartFormat } from "./format.js";
import { readChoice, readIndex, refuse } from "./input.js";
import { type Kind, overEnvironment } from "./nst-finite.js";
import { checkPlayers, readEach, readSize } from "./nst-sizes.js";
import { uniformMixtureFormat, uniformMixtureHooks } from "./nst-uniform-mixture.js";
import { objectSchema } from "./schema.js";

const objectives = ["welfare", "borda"] as const;

/** Candidates for retraining. */
export const retrainingKind: Kind<RetrainingEnvironment> = {
  kind: "retraining",
  schema: objectSchema({ n: { type: "integer", minimum: 1 } }, { objective: { enum: objectives, default: "welfare" } }),
  read(fields, source) {
    const { objective: written = "welfare" } = fields;
    const n = readSize(fields.n, "environment.n");
    checkPlayers(n, "environment.n");
    const objective = readChoice(written, "environment.objective", objectives);
    return retraining({ n, objective }, source);
  },
};

/** The order in which the pairs are preferred to each other. */
const orderFormat: PartFormat<PairOrder> = {
  schema: objectSchema(
    {},
    {
      order: {
        type: "array",
        items: { enum: [0, 1, 2] },
        minItems: 3,
        maxItems: 3,
        uniqueItems: true,
        default: [0, 1, 2],
      },
    },
  ),
  read({ order = [0, 1, 2] }) {
    const field = "parameters.order";
    const pairs = readEach(order, field, 3, "pairs", (value, at) => readIndex(value, at, 3, "pair"));
    if (new Set(pairs).size < 3) throw refuse(field, `expected each pair once, got ${JSON.stringify(pairs)}`);
    return { order: pairs };
  },
  print: ({ order }) => (order.every((pair, place) => pair === place) ? {} : { order: [...order] }),
};

export const retrainingNaiveFormat = overEnvironment(retrainingNaive, orderFormat, [retrainingKind]);

export const retrainingSchemeFormat = overEnvironment(
  retrainingScheme,
  uniformMixtureFormat,
  [retrainingKind],
  uniformMixtureHooks(({ leastSensitivity }: RetrainingEnvironment) => leastSensitivity),
);
