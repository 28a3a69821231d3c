import type { Profile } from "../game/profile.js";
import { type Pivot, pivots, spanningTree, type TreeParameters } from "../mechanisms/hk/spanning-tree.js";
import {
  apart,
  componentsOf,
  costsOf,
  type Edge,
  gridOfCosts,
  type Network,
  type Tree,
} from "../mechanisms/hk/tree-network.js";
import { equals, one, printRational, type Rational } from "../number/rational.js";
import { checkDenominators } from "./distribution.js";
import { type Format, known, type PartFormat } from "./format.js";
import { asking } from "./hk-questions-format.js";
import { sharpnessFormat } from "./hk-range.js";
import { treeEnsembleKnown } from "./hk-trees-ensemble.js";
import { marginals, paymentsOf, treeNormalizerOf, treeQuantities } from "./hk-trees-facts.js";
import { treeGainQuestion, treePrivacyRatioQuestion, treeTailQuestion } from "./hk-trees-questions.js";
import { checkNetworkSize, checkSteps, lawDegree, treeListSize } from "./hk-trees-work.js";
import {
  element,
  readChoice,
  readCount,
  readIndex,
  readList,
  readNonNegative,
  readPositive,
  refuse,
  show,
} from "./input.js";
import { indexSchema, objectSchema, rationalSchema } from "./schema.js";

const { epsilon, exponent } = sharpnessFormat.schema.properties;

/** ε, the exponent, and what the payments compare with. */
export const treeParametersFormat: PartFormat<TreeParameters> = {
  schema: objectSchema(
    { epsilon: epsilon! },
    {
      exponent: exponent!,
      pivot: { enum: [...pivots], default: "zero" },
      cap: { ...rationalSchema, default: "1" },
    },
  ),
  read: ({ exponent, pivot = "zero", cap = "1" }) => ({
    ...sharpnessFormat.read(exponent === undefined ? {} : { exponent }),
    pivot: readChoice<Pivot>(pivot, "parameters.pivot", pivots),
    cap: readPositive(cap, "parameters.cap"),
  }),
  print: (parameters) => ({
    ...sharpnessFormat.print(parameters),
    ...(parameters.pivot !== "zero" && { pivot: parameters.pivot }),
    ...(!equals(parameters.cap, one) && { cap: printRational(parameters.cap) }),
  }),
};

/** `{"nodes": 3, "edges": [[0, 1], [0, 2], [1, 2]]}`: connected, edges ascending, none from a node to itself. */
export const networkFormat: PartFormat<Network> = {
  schema: objectSchema({
    nodes: { type: "integer", minimum: 2 },
    edges: { type: "array", items: { type: "array", items: indexSchema, minItems: 2, maxItems: 2 }, minItems: 1 },
  }),
  read({ nodes: count, edges: list }) {
    const nodes = readCount(count, "environment.nodes");
    if (nodes < 2) throw refuse("environment.nodes", `expected at least 2 nodes, got ${nodes}`);
    const edges = readList(list, "environment.edges", (value, field) => readEdge(value, field, nodes));
    // Fewer edges cannot connect, and so many nodes are not even numbered.
    if (edges.length < nodes - 1) throw tooFewEdges(nodes, edges.length);
    checkOrder(edges);
    const apartFromFirst = componentsOf(edges, apart(nodes)).findIndex((component) => component > 0);
    if (apartFromFirst > 0) {
      throw refuse(
        "environment.edges",
        `no edges lead from node 0 to node ${apartFromFirst}: there is no spanning tree`,
      );
    }
    checkNetworkSize(nodes, edges.length);
    return { nodes, edges, grid: 1n };
  },
  print: ({ nodes, edges }) => ({ nodes, edges }),
};

const tooFewEdges = (nodes: number, edges: number) =>
  refuse("environment.edges", `a spanning tree of ${nodes} nodes has ${nodes - 1} edges, and there are only ${edges}`);

function readEdge(value: unknown, field: string, nodes: number): Edge {
  if (!Array.isArray(value) || value.length !== 2) {
    throw refuse(field, `expected the two nodes of an edge such as [0, 1], got ${show(value)}`);
  }
  const [u, v] = [0, 1].map((i) => readIndex(value[i], element(field, i), nodes, "node")) as [number, number];
  if (u === v) throw refuse(field, `an edge from node ${u} to itself is in no spanning tree; leave it out`);
  if (u > v) throw refuse(field, `write this edge as [${v}, ${u}], the smaller node first`);
  return [u, v];
}

function checkOrder(edges: readonly Edge[]): void {
  edges.forEach((edge, e) => {
    const before = edges[e - 1];
    if (before === undefined || before[0] < edge[0] || (before[0] === edge[0] && before[1] <= edge[1])) return;
    throw refuse(
      element("environment.edges", e),
      `edges ascend; [${edge.join(", ")}] must stand before [${before.join(", ")}]`,
    );
  });
}

/** The network on the grid of the costs. Throws InputError where there is not one cost an edge. */
function withGrid(network: Network, profile: Profile<Rational | null>): Network {
  const costs = costsOf(profile);
  const { edges } = network;
  if (costs.length !== edges.length) {
    throw refuse("reports", `expected one cost for each of ${edges.length} edges, got ${costs.length}`);
  }
  checkDenominators(costs, "reports");
  const grid = gridOfCosts(costs);
  checkSteps(grid, costs, "reports");
  return { ...network, grid };
}

/** The format of `hk/spanning-tree`: reports are costs ≥ 0, one an edge, in the order of the edges. */
export const spanningTreeFormat: Format<TreeParameters, Network, Rational, Tree> = asking<
  TreeParameters,
  Network,
  Rational,
  Tree
>(
  {
    mechanism: spanningTree,
    parameters: treeParametersFormat,
    environment: networkFormat,
    report: {
      schema: rationalSchema,
      read: readNonNegative,
      print: (cost) => (cost === null ? null : printRational(cost)),
    },
    complete: withGrid,
    size: treeListSize,
    degree: lawDegree,
    payments: paymentsOf,
    extras: (values) => ({ normalizer: () => treeNormalizerOf(values), marginals: () => marginals(values) }),
    quantities: treeQuantities,
    questions: {},
    printOutcome: (tree) => tree,
  },
  { tail: treeTailQuestion, gain: treeGainQuestion, privacyRatio: treePrivacyRatioQuestion },
);

/** The mechanisms of Section 5.3 and Appendix C. */
export const hkTrees = [known(spanningTreeFormat), treeEnsembleKnown];
