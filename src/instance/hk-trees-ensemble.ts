import {
  acyclic,
  atLeastThirdCritical,
  expectedCritical,
  expectedOpt,
  treeEnsemble,
} from "../mechanisms/hk/tree-ensemble.js";
import { knownBy, loadRules, nothing, type PartFormat, type RulesFormat } from "./format.js";
import { readCount, refuse } from "./input.js";
import { objectSchema } from "./schema.js";

interface Nodes {
  readonly nodes: number;
}

/** Numbers have C(k, 2)·log(2k) digits, and about k² products of them are formed: a few seconds. */
const nodeLimit = 150;

const nodesFormat: PartFormat<Nodes> = {
  schema: objectSchema({ nodes: { type: "integer", minimum: 1 } }),
  read({ nodes: count }) {
    const nodes = readCount(count, "environment.nodes");
    if (nodes < 1 || nodes > nodeLimit) {
      throw refuse("environment.nodes", `expected 1 to ${nodeLimit} nodes, got ${nodes}`);
    }
    return { nodes };
  },
  print: ({ nodes }) => ({ nodes }),
};

/** The format of `hk/tree-ensemble`: not a mechanism but random costs, so it has no players and no outcome law. */
export const treeEnsembleFormat: RulesFormat<Record<string, never>, Nodes, never> = {
  mechanism: { ...treeEnsemble, reports: () => [] },
  parameters: nothing,
  environment: nodesFormat,
  report: {
    schema: { not: {} },
    read: (_, field) => {
      throw refuse(field, "there are no players; leave the reports out");
    },
    print: () => null,
    mayBeNone: true,
  },
  questions: {},
  extras: ({ environment: { nodes } }) => ({
    expectedCritical: () => expectedCritical(nodes),
    acyclic: () => acyclic(nodes),
    expectedOpt: () => expectedOpt(nodes),
    atLeastThirdCritical: () => atLeastThirdCritical(nodes),
  }),
};

/** See `treeEnsembleFormat`. */
export const treeEnsembleKnown = knownBy(treeEnsembleFormat, (values) => loadRules(treeEnsembleFormat, values));
