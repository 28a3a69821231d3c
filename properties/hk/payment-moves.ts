import { type RulesFormat, readValues } from "../../src/instance/format.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { spanningTreeFormat } from "../../src/instance/hk-trees.js";
import { once } from "../../src/instance/once.js";
import * as L from "../../src/number/log-form.js";
import { rational } from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import { everyRow, names } from "./range-cases.js";

/** e^{ε/2}. */
const bases = ["4", "16", "256"];

/** The largest |p_j(v) − p_j(v′)| on small grids at several ε, with the pair that attains it. */
export const largestMoves = once(
  (): JsonObject => ({
    largestOnGrid: atBases((log) => ({
      own: largest(exponentialFormat, log, overTwo, {}, (i, j) => i === j),
      others: largest(exponentialFormat, log, overTwo, {}, (i, j) => i !== j),
    })),
    trees: atBases((log) =>
      Object.fromEntries(
        ["zero", "cap", "removal"].map((pivot) => [
          pivot,
          largest(spanningTreeFormat, log, triangle, { pivot }, () => true),
        ]),
      ),
    ),
    treeRange:
      "pivot zero: −1 ≤ q_e ≤ 0, pivot cap: 0 ≤ q_e ≤ 1, so that the lemma holds with both. Pivot removal: q_e is not bounded by 1, (2/ε)·ln 3 on a triangle without costs; the grid of a triangle stays below 1 all the same",
  }),
);

/** All profiles of a family, and what one player may change to. */
interface Family {
  readonly environment: JsonObject;
  readonly profiles: readonly (readonly Json[])[];
  readonly reports: readonly Json[];
}

const rows = everyRow(2, ["0", "1/2", "1"]);
const overTwo: Family = { environment: { outcomes: names(2) }, profiles: everyProfile(rows, 2), reports: rows };
const costs = ["0", "1"];
const triangle: Family = {
  environment: {
    nodes: 3,
    edges: [
      [0, 1],
      [0, 2],
      [1, 2],
    ],
  },
  profiles: everyProfile(costs, 3),
  reports: costs,
};

const atBases = (of: (log: string) => JsonObject): JsonObject =>
  Object.fromEntries(bases.map((log) => [`e^{ε/2} = ${log}`, of(log)]));

function largest<P, E, T>(
  format: RulesFormat<P, E, T>,
  log: string,
  { environment, profiles, reports }: Family,
  parameters: JsonObject,
  counts: (i: number, j: number) => boolean,
): JsonObject {
  const epsilon = { times: rational(2n), log: rational(BigInt(log)) };
  const known = new Map<string, readonly L.LogForm[]>();
  const paymentsAt = (profile: readonly Json[]): readonly L.LogForm[] => {
    const key = JSON.stringify(profile);
    const payments =
      known.get(key) ??
      (format.payments!(
        readValues(format, {
          parameters: { ...parameters, epsilon: { times: "2", log } },
          environment,
          reports: profile,
        }),
      ) as readonly L.LogForm[]);
    known.set(key, payments);
    return payments;
  };
  let best = { move: L.zero, from: [] as readonly Json[], to: [] as readonly Json[], payment: 0 };
  for (const from of profiles) {
    from.forEach((_, i) => {
      for (const report of reports) {
        const to = from.with(i, report);
        from.forEach((_, j) => {
          if (!counts(i, j)) return;
          // Both directions are among the pairs: no absolute value is needed.
          const move = L.subtract(paymentsAt(from)[j]!, paymentsAt(to)[j]!);
          if (L.compare(move, best.move, epsilon) > 0) best = { move, from, to, payment: j };
        });
      }
    });
  }
  const { move, ...at } = best;
  return { ...at, move: L.printLogForm(L.simplified(move, epsilon)) as unknown as Json };
}
