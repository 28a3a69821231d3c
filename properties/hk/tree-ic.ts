import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import type { Network, Tree } from "../../src/mechanisms/hk/tree-network.js";
import { parseRational, type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { byReading } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import { inOwnSteps } from "./own-steps.js";
import {
  complete,
  completeSize,
  everyCosts,
  namedCosts,
  networkCorners,
  otherNetworks,
  type TreeCase,
} from "./tree-cases.js";
import { chargedTree, timesOfCosts } from "./tree-charged.js";
import { utilityClaim } from "./utility-claim.js";

const values = ["0", "1/2", "1", "2"];
const lies: readonly Rational[] = values.map((value) => parseRational(value)!);

/** Twice the grid {0, 1/2, 1, 2}. */
const common = 4n;

const withPivots = (cases: readonly TreeCase[]): readonly TreeCase[] => [
  ...cases,
  ...["cap", "removal"].flatMap((pivot) => cases.map((c) => ({ ...c, parameters: { pivot } }))),
];

/** Costs on complete networks, where player 0 stands for all, and on others; see `describeTrees`. */
const casesAt = (budget: Budget): readonly TreeCase[] => {
  const gate = [
    ...withPivots(everyCosts(complete(2), values)),
    ...everyCosts(complete(3), ["0", "1"], values),
    ...namedCosts(complete(4)).slice(2, 6),
    ...withPivots(everyCosts(otherNetworks.parallel, ["0", "1"])),
    ...everyCosts(otherNetworks.path, ["0", "1"]),
    ...namedCosts(otherNetworks.tail),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...everyCosts(complete(3), values),
    ...withPivots(namedCosts(otherNetworks.tail)),
    ...namedCosts(otherNetworks.cycle),
    ...namedCosts(complete(4)),
    ...everyCosts(complete(4), ["0", "1"]),
    ...namedCosts(complete(5)).slice(2, 4),
  ];
  if (budget === "standard") return standard;
  return [...standard, ...everyCosts(complete(4), ["0", "1/2", "1"]), ...namedCosts(complete(5))];
};

const describe = (budget: Budget): string => {
  const named = "(all 0, all 1, one or two cheap edges, one dear edge, between)";
  const start = `the owner of edge 0, who may report the costs ${values.join(", ")}: every such costs on K_2, with each pivot; costs of 0 and 1 on two parallel edges, with each pivot, and a path; `;
  if (budget === "gate") {
    return `${start}beside costs of 0 and 1 on K_3; by name ${named} on a triangle with a bridge, and some of these on K_4`;
  }
  return `${start}every such costs on K_3; by name ${named} on a triangle with a bridge, with each pivot, a cycle of four, and K_4; all costs of 0 and 1 on K_4; ${
    budget === "deep" ? "all of 0, 1/2, 1 on K_4; by name" : "one and two cheap edges"
  } on K_5`;
};

const argument =
  "All networks, costs on any grid, real ones by continuity, and pivots that do not depend on the player's report: " +
  "P_lie(T)·e^{−(ε/2)(c_i − b_i)[i ∈ T]}·Z(b_i) = P_truth(T)·Z(c_i), so that the truth gains (2/ε)·KL(P_lie‖P_truth) ≥ 0 by Gibbs' inequality.";

const charge = "charged";

/** The example with a smaller lie, at e^{ε/2} = 2. */
const simplerLies = ({ instance, choices }: Example): readonly Example[] =>
  ["0", "1"].map((instead) => ({
    instance: {
      ...instance,
      parameters: { ...(instance.parameters as JsonObject), epsilon: { times: "2", log: "2" } },
    },
    choices: { ...choices, instead },
  }));

const isPaid = ({ direction }: Switches, made: readonly string[]): boolean =>
  direction === "paid" && !made.includes(charge);

const chargedEvidence = {
  identity:
    "the truth gains (2/ε)·KL(P_lie‖P_truth) = (c_i − b_i)·Pr_b[i ∈ T] + (2/ε)·ln(Z(c_i)/Z(b_i)): 0 if and only if b_i = c_i or edge i is a bridge. The pivot does not matter, since it does not depend on b_i",
  sign: "with the pivot 0 of Figure 1 the centre never pays anything: q_i = −(2/ε)·KL(P_c‖P_{(0, c_{-i})}) ≤ 0, so that agents pay for building",
};
const paidEvidence = {
  gain: "u_i(b) = −(c_i + b)·Pr_b[i ∈ T] − (2/ε)·ln Z(b) + const, whose derivative in b is −(c_i + b)·dPr_b[i ∈ T]/db > 0: every exaggeration b > c_i gains, at every ε, unless the edge is a bridge",
};

/** The claim over rings of base e^{ε/times}. */
function claimAt(auction: typeof chargedTree, made: readonly string[], times: bigint): Claim {
  const shared = {
    id: "hk/tree-ic",
    citation: cite("hk", "Section 5.3 and Theorem 10"),
    statement:
      "With v_i = −c_i if the edge is purchased and v_i = 0 otherwise, the exponential mechanism with the same payment scheme is incentive compatible for the procurement auction: " +
      "no report b_i gives agent i more than her cost c_i, for all b_{-i}, networks and ε > 0.",
    hypotheses: ["c_i, b_i ≥ 0", "ε > 0"],
    readings: readingsOf({ direction: ["charged", "paid"] }),
    switchMeanings: {
      charged: "v_i = −c_i in Figure 1, whose number agent i pays: where it is negative the centre pays her",
      paid: "payments are from the central entity to the agents: the centre pays agent i the number of Figure 1",
    },
    step: rational(1n, times),
  };
  const repair = repairedBy({
    statement:
      "Agent i pays the number of Figure 1: with v_i = −c_i the centre pays her −p_i = c_i·Pr[i ∈ T] + (2/ε)·ln(Z(c)/Z(0, c_{-i})).",
    changes: [charge],
    of: made.length > 0 ? [] : ["paid"],
    claim: (changes) => treeIc(auction, changes),
  });
  return byReading({ ...shared, repair }, (switches) => {
    const paid = isPaid(switches, made);
    return utilityClaim<TreeParameters, Network, Rational, Tree>(auction(times / 2n, paid ? "paid" : "charged"), {
      ...shared,
      against: ["lies"],
      cases: casesAt,
      describe,
      corners: networkCorners,
      reports: () => lies.filter(({ denominator }) => (times / 2n) % denominator === 0n),
      // What falls is shown on the complete network, of which the paper speaks.
      hypothesesAt: ({ environment }) =>
        switches.direction === "charged" || completeSize(environment) !== undefined ? "inside" : "outside",
      ...(!paid && { argument }),
      alternatives: simplerLies,
      draws: { gate: 3, standard: 25, deep: 500 },
      evidence: () => (paid ? paidEvidence : chargedEvidence),
    });
  });
}

/**
 * Theorem 10, IC: the auction for a spanning tree with the payments of Figure 1, charged to the agents, or paid to them. `made` are
 * the changes of the repair.
 */
export const treeIc = (auction = chargedTree, made: readonly string[] = []): Claim =>
  inOwnSteps((times) => claimAt(auction, made, times), common, timesOfCosts);
