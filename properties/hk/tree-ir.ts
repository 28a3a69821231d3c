import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import type { Network, Tree } from "../../src/mechanisms/hk/tree-network.js";
import { compare, type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import { repairOf } from "../repairs.js";
import type { Place } from "../setting.js";
import { inOwnSteps } from "./own-steps.js";
import {
  complete,
  costAboveOne,
  everyCosts,
  namedCosts,
  networkCorners,
  otherNetworks,
  type TreeCase,
} from "./tree-cases.js";
import { chargedTree, timesOfCosts } from "./tree-charged.js";
import { utilityClaim } from "./utility-claim.js";

const values = ["0", "1/2", "1", "2"];

/** Twice the grid {0, 1/2, 1, 2}. */
const common = 4n;

const pivotTo = "pivot at the cap";
const upToCap = "c_i at most the cap";

/** Costs for the owner of edge 0 and, on the networks with a bridge, for that of the bridge. */
const casesAt = (budget: Budget): readonly TreeCase[] => {
  const { parallel, path, tail, cycle } = otherNetworks;
  const bridge = namedCosts(tail).map((c) => ({ ...c, player: 3 }));
  const gate = [
    ...everyCosts(complete(2), values),
    ...everyCosts(complete(3), ["0", "1"], values),
    ...namedCosts(complete(4)).slice(0, 4),
    ...everyCosts(parallel, ["0", "1"], values),
    ...everyCosts(path, ["0", "1"]),
    ...namedCosts(tail),
    ...bridge,
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...[complete(3), parallel].flatMap((network) => everyCosts(network, values)),
    ...[complete(4), cycle].flatMap(namedCosts),
    ...everyCosts(complete(4), ["0", "1"]),
    ...namedCosts(complete(5)),
  ];
  if (budget === "standard") return standard;
  return [...standard, ...everyCosts(complete(4), ["0", "1", "2"])];
};

const describe = (budget: Budget): string => {
  const own = `the owner of edge 0: costs ${values.join(", ")} on K_2`;
  const named = "costs by name (all 0, all 1, one or two cheap edges, one dear edge, between)";
  const bridge = "a triangle with a bridge, there the owner of the bridge, too";
  if (budget === "gate") {
    return `${own}, and beside costs of 0 and 1 on K_3 and two parallel edges; 0 and 1 on a path; ${named} on ${bridge}, and some of these on K_4`;
  }
  return (
    `${own}, K_3 and two parallel edges, 0 and 1 on a path and K_4; ${named} on K_4, K_5, a cycle of four, and ${bridge}` +
    (budget === "deep" ? "; all costs of 0, 1, 2 on K_4" : "")
  );
};

/** What a reading says after some changes. */
const saidBy = ({ pivot, costs }: Switches, made: readonly string[]) => ({
  pivot: made.includes(pivotTo) ? "cap" : pivot!,
  isCapped: costs === "capped" || made.includes(upToCap),
});

type Said = ReturnType<typeof saidBy>;

/** The pivot is a parameter of the mechanism; the cap is the one of the instance. */
function hypothesesAt({ parameters, type }: Place<TreeParameters, Network, Rational>, { pivot, isCapped }: Said) {
  if (parameters.pivot !== pivot) return "outside";
  const sign = compare(type!, parameters.cap);
  if (!isCapped || sign < 0) return "inside";
  return sign === 0 ? "boundary" : "outside";
}

/** The changes under which a reading holds; none where it holds. */
function changesOf({ pivot, costs }: Switches): readonly string[] {
  if (pivot === "removal") return [];
  const capped = costs === "capped" ? [] : [upToCap];
  return pivot === "zero" ? [pivotTo, ...capped] : capped;
}

/** The claim over rings of base e^{ε/times}. */
function claimAt(auction: typeof chargedTree, made: readonly string[], times: bigint): Claim {
  const shared = {
    id: "hk/tree-ir",
    citation: cite("hk", "Section 1 and Section 5.3"),
    statement:
      "The exponential mechanism with the same payment scheme is individually rational for the procurement auction: an agent who reports her cost expects at least 0, " +
      "E[payment to i] − c_i·Pr[i ∈ T] ≥ 0, for all c, networks and ε > 0.",
    hypotheses: ["c_i ≥ 0", "ε > 0", "the payment is defined"],
    readings: readingsOf({ pivot: ["zero", "cap", "removal"], costs: ["non-negative", "capped"] }),
    switchMeanings: {
      zero: "Figure 1 to the letter: the third term has the agent's valuation 0, that is the cost 0",
      cap: "the third term has a largest cost, here 1, in the place of the agent's",
      removal: "the third term is that of the network without the agent's edge; not defined for a bridge",
      "non-negative": "costs are not bounded",
      capped: "costs are at most the cap 1, as valuations of the paper are in [0, 1]",
    },
    step: rational(1n, times),
  };
  return byReading({ ...shared, repair: (reading) => irRepair(auction, made, reading) }, (switches) => {
    const said = saidBy(switches, made);
    const parameters: JsonObject = said.pivot === "zero" ? {} : { pivot: said.pivot };
    return utilityClaim<TreeParameters, Network, Rational, Tree>(auction(times / 2n), {
      ...shared,
      against: ["nothing"],
      cases: (budget) => casesAt(budget).map((c) => ({ ...c, parameters })),
      describe,
      corners: { ...networkCorners, "a cost above 1": costAboveOne },
      reports: () => [],
      hypothesesAt: (place) => hypothesesAt(place, said),
      ...(changesOf(switches).every((change) => made.includes(change)) && { argument }),
      draws: { gate: 5, standard: 50, deep: 500 },
      evidence: () => evidence[said.pivot]!,
    });
  });
}

const argument =
  "All networks, costs and ε: the utility is (2/ε)·ln(Z(c)/Z_pivot), and Z falls with every cost and with every tree that is left out.";

const evidence: Readonly<Record<string, JsonObject>> = {
  zero: {
    utility:
      "(2/ε)·ln(Z(c)/Z(0, c_{-i})) = −∫_0^{c_i} Pr_s[i ∈ T] ds: negative for every c_i > 0, at every ε, on every network; between −c_i and 0, and −c_i exactly for a bridge, such as the edge of K_2",
    payment: "the payment to her is never positive: she builds for nothing and pays beside",
  },
  cap: {
    utility: "∫_{c_i}^{cap} Pr_s[i ∈ T] ds: it is 0 if and only if c_i is the cap, and cap − c_i for a bridge",
    cap: "any payments that make it incentive compatible are these up to a sum that does not depend on c_i, so that without a bound on costs no cap will do for all c_i on K_2",
  },
  removal: {
    utility: "−(2/ε)·ln Pr[i ∉ T] > 0, which is ∫_{c_i}^∞ Pr_s[i ∈ T] ds",
    bridges:
      "a bridge is in every tree, so that incentive compatible payments to its owner do not depend on her report, and cannot cover all costs: the payment is infinite. In K_k only the edge of K_2 is a bridge",
  },
};

const irRepair = (auction: typeof chargedTree, made: readonly string[], reading: Reading) => {
  const changes = changesOf(reading.switches);
  if (made.length > 0) return undefined;
  return repairOf(reading, {
    statement: `The auction is individually rational with ${changes.join(", and with ")}.`,
    changes,
    claim: (kept) => treeIr(auction, kept),
  });
};

/** The auction for a spanning tree is individually rational: each pivot. `made` are the changes of a repair. */
export const treeIr = (auction = chargedTree, made: readonly string[] = []): Claim =>
  inOwnSteps((times) => claimAt(auction, made, times), common, timesOfCosts);
