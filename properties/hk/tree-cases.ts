import type { Profile } from "../../src/game/profile.js";
import type { Format } from "../../src/instance/format.js";
import { refuse } from "../../src/instance/input.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import {
  apart,
  completeNetwork,
  componentCount,
  componentsOf,
  costsOf,
  type Edge,
  type Network,
  type Tree,
} from "../../src/mechanisms/hk/tree-network.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";

/** The format of the auction for a spanning tree: what claims about it take, so that a test can break it. */
export type TreeFormat = Format<TreeParameters, Network, Rational, Tree>;
type Rational = Q.Rational;

/** The format with one grid for all instances, so that truth and lies share a ring. Costs off the grid are refused. */
export const onTreeGrid = (format: TreeFormat, grid: bigint): TreeFormat => ({
  ...format,
  complete(network, profile) {
    const completed = format.complete?.(network, profile) ?? network;
    if (grid % completed.grid === 0n) return { ...completed, grid };
    throw refuse("instance.reports", `the claim is about multiples of 1/${grid}`);
  },
});

/** Costs on a network as an instance has them, without ε; player 0 unless told. */
export interface TreeCase {
  readonly parameters?: JsonObject;
  readonly environment: JsonObject;
  readonly reports: readonly Json[];
  readonly player?: number;
}

const named = (nodes: number, edges: readonly Edge[]): JsonObject => ({ nodes, edges: edges.map((edge) => [...edge]) });

/** The complete network on k nodes. */
export const complete = (k: number): JsonObject => named(k, completeNetwork(k).edges);

/** Networks that are not complete: parallel edges, a path of bridges, a cycle with a bridge, a cycle of four. */
export const otherNetworks = {
  parallel: named(2, [
    [0, 1],
    [0, 1],
  ]),
  path: named(3, [
    [0, 1],
    [1, 2],
  ]),
  tail: named(4, [
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
  ]),
  cycle: named(4, [
    [0, 1],
    [0, 3],
    [1, 2],
    [2, 3],
  ]),
} as const;

const edgesOf = (network: JsonObject): number => (network.edges as readonly Json[]).length;

/** Every list of such costs on a network; the owner of edge 0 has a cost of her own list. */
export const everyCosts = (
  network: JsonObject,
  costs: readonly string[],
  own: readonly string[] = costs,
): readonly TreeCase[] =>
  own.flatMap((first) =>
    everyProfile(costs, edgesOf(network) - 1).map((others) => ({ environment: network, reports: [first, ...others] })),
  );

/** Costs by name: all 0, all 1, one or two cheap edges, one dear edge, all different. */
export const namedCosts = (network: JsonObject): readonly TreeCase[] => {
  const count = edgesOf(network);
  const list = (of: (e: number) => string): readonly string[] => Array.from({ length: count }, (_, e) => of(e));
  const lists = [
    list(() => "0"),
    list(() => "1"),
    list((e) => (e === 0 ? "0" : "1")),
    list((e) => (e < 2 ? "0" : "1")),
    list((e) => (e === count - 1 ? "0" : "1")),
    list((e) => (e === 0 ? "1" : "0")),
    list((e) => ["1/2", "1", "0"][e < 3 ? e : 2]!),
    list((e) => ["1", "0", "1/2", "1"][e < 4 ? e : 3]!),
  ];
  return [...new Map(lists.map((reports) => [reports.join(), { environment: network, reports }])).values()];
};

interface TreePlace {
  readonly environment: Network;
  readonly profile: Profile<Rational | null>;
}

/** The k of a complete network on k nodes; undefined for any other. */
export const completeSize = ({ nodes, edges }: Network): number | undefined =>
  2 * edges.length === nodes * (nodes - 1) && !hasParallel(edges) ? nodes : undefined;

/** Edges ascend. */
const hasParallel = (edges: readonly Edge[]): boolean =>
  edges.some(([u, v], e) => e > 0 && edges[e - 1]![0] === u && edges[e - 1]![1] === v);

/** Whether a network has no tree without this edge. */
export const isBridge = ({ nodes, edges }: Network, edge: number): boolean =>
  componentCount(
    componentsOf(
      edges.filter((_, e) => e !== edge),
      apart(nodes),
    ),
  ) > 1;

const countAt = ({ profile }: TreePlace, cost: Rational): number =>
  costsOf(profile).filter((own) => Q.equals(own, cost)).length;
const areAll =
  (cost: Rational) =>
  (place: TreePlace): boolean =>
    countAt(place, cost) === costsOf(place.profile).length;

const cheap = (edges: number) => (place: TreePlace) =>
  countAt(place, Q.zero) === edges && countAt(place, Q.one) === costsOf(place.profile).length - edges;

/** The corners of claims about the complete network: sizes, and costs. */
export const costCorners: Readonly<Record<string, (place: TreePlace) => boolean>> = {
  K_2: ({ environment }) => completeSize(environment) === 2,
  K_3: ({ environment }) => completeSize(environment) === 3,
  K_4: ({ environment }) => completeSize(environment) === 4,
  "costs all 0": areAll(Q.zero),
  "costs all 1": areAll(Q.one),
  "one cheap edge": (place) => costsOf(place.profile).length > 1 && cheap(1)(place),
  "two cheap edges": (place) => costsOf(place.profile).length > 2 && cheap(2)(place),
  "costs between 0 and 1": ({ profile }) => costsOf(profile).some(({ denominator }) => denominator > 1n),
};

/** A cost above 1. */
export const costAboveOne = ({ profile }: TreePlace): boolean =>
  costsOf(profile).some((cost) => Q.compare(cost, Q.one) > 0);

/** The corners of claims about any network. */
export const networkCorners: typeof costCorners = {
  ...costCorners,
  "a bridge": ({ environment }) => environment.edges.some((_, e) => isBridge(environment, e)),
  "parallel edges": ({ environment }) => hasParallel(environment.edges),
  "not complete": ({ environment }) => completeSize(environment) === undefined,
};
