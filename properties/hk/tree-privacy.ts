import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { spanningTreeFormat } from "../../src/instance/hk-trees.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, type Tree } from "../../src/mechanisms/hk/tree-network.js";
import { treeRatios } from "../../src/mechanisms/hk/tree-payments.js";
import { type TreeSums, treeSums } from "../../src/mechanisms/hk/tree-sums.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient, type Ring } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { byReading } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import type { Place, Setting } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import {
  complete,
  completeSize,
  everyCosts,
  namedCosts,
  networkCorners,
  onTreeGrid,
  otherNetworks,
  type TreeCase,
  type TreeFormat,
} from "./tree-cases.js";

type At = Place<TreeParameters, Network, Q.Rational>;

const [half, two, three] = [Q.rational(1n, 2n), Q.rational(2n), Q.rational(3n)];
const bounded = "c_i at most 2";

/** Costs on multiples of 1/2, so that the bounds e^{ε/2} and e^ε are powers of e^{ε/4}, too. */
const grid = 2n;
const step = Q.rational(1n, 4n);

const isUnit = ({ costs }: Switches): boolean => costs !== "non-negative";
const reportsOf = (switches: Switches): readonly string[] => (isUnit(switches) ? ["0", "1/2", "1"] : ["0", "2", "3"]);

/** Where costs of 3 are decided, which fail on every network but few: a triangle, all others 0 or 3. */
const mayBeLarge = ({ environment, rest }: At): boolean =>
  completeSize(environment) === 3 &&
  costsOf(rest).every(({ numerator, denominator }) => (numerator * denominator) % 3n === 0n);

/** All others' costs; the player's own do not matter. */
const casesAt = (budget: Budget, switches: Switches): readonly TreeCase[] => {
  const values = reportsOf(switches);
  const beside = (network: TreeCase["environment"], costs: readonly string[]) => everyCosts(network, costs, ["0"]);
  const named = (network: TreeCase["environment"]) => [
    ...new Map(
      namedCosts(network).map((c) => {
        const reports = ["0", ...c.reports.slice(1)];
        return [reports.join(), { ...c, reports }];
      }),
    ).values(),
  ];
  const gate = [
    ...beside(complete(2), values),
    ...beside(complete(3), isUnit(switches) ? values : ["0", "3"]),
    ...beside(otherNetworks.parallel, values),
    ...beside(otherNetworks.path, ["0", "1"]),
    ...[complete(4), otherNetworks.tail, otherNetworks.cycle, complete(5)].flatMap(named),
    // All costs 1 and only one cheap edge, her own cost with them: corners of the domain.
    ...[complete(3), complete(4)].flatMap(namedCosts),
  ];
  if (budget === "gate") return gate;
  const standard = [...gate, ...beside(complete(4), ["0", "1"])];
  return budget === "standard"
    ? standard
    : [...standard, ...beside(complete(4), isUnit(switches) ? values : ["0", "2"])];
};

const describe = (budget: Budget, switches: Switches): string => {
  const [values, onTriangle] = isUnit(switches)
    ? ["0, 1/2, 1", ""]
    : ["0, 2", ", and among 0, 2, 3 where the others on K_3 have 0 or 3"];
  return (
    `the owner of edge 0, who changes her cost among ${values}${onTriangle}; every such costs of the others on K_2, K_3 and two parallel edges; ` +
    "by name (all 0, all 1, one or two cheap edges, one dear edge, between) on K_4, K_5, a cycle of four, a triangle with a bridge" +
    (budget === "gate" ? "" : "; all of 0 and 1 on K_4") +
    (budget === "deep" ? `; all of ${values} on K_4` : "")
  );
};

/** 1 + (s/k)·(e^{ε/2} − 1) with s = max(2, k − 2): the largest ratio over K_k with costs in [0, 1]; 1 for K_2. */
function worstRatio<S>(R: Ring<S>, k: number, { numerator: y, denominator: one }: Quotient<S>): Quotient<S> {
  const s = k === 2 ? 0n : k < 4 ? 2n : BigInt(k - 2);
  const top = R.add(R.multiply(R.integer(s), y), R.multiply(R.integer(BigInt(k) - s), one));
  return { numerator: top, denominator: R.multiply(R.integer(BigInt(k)), one) };
}

/** Whether all others have the cost at which the worst ratio is attained: 0 from K_4 on, 1 on K_3. */
function isWorst({ environment, rest }: At): boolean {
  const k = completeSize(environment);
  const cost = k === 3 ? Q.one : Q.zero;
  return k !== undefined && costsOf(rest).every((own) => Q.equals(own, cost));
}

/** What the ratio must not exceed. */
const limitOf = <S>(
  R: Ring<S>,
  { environment, expEpsilon }: At & { expEpsilon(k: Q.Rational): Quotient<S> },
  { costs }: Switches,
): Quotient<S> =>
  costs === "exact"
    ? worstRatio(R, completeSize(environment) ?? 2, expEpsilon(half))
    : expEpsilon(costs === "half" ? half : Q.one);

const boundText: Readonly<Record<string, string>> = {
  exact: "1 + (max(2, k - 2)/k)(e^{ε/2} - 1)",
  half: "e^{ε/2}",
};

/** Every ratio of chances of one tree when she changes from one of the reports to another. */
function ratiosAt<S>(
  R: Ring<S>,
  { environment, rest, player }: Setting<TreeParameters, Network, Q.Rational, Tree, S>,
  reports: readonly Q.Rational[],
  sumsOf: typeof treeSums,
): readonly Quotient<S>[] {
  const others = costSteps(grid, costsOf(rest));
  const own = costSteps(grid, reports);
  const sums: readonly TreeSums<S>[] = own.map((k) => sumsOf(R, environment, others.toSpliced(player, 0, k)));
  // As the cost falls the trees without the edge become less likely, and those with it more: Z′/Z and its inverse times e^{a·fall}.
  const rising = (i: number, fall: number) =>
    treeRatios(R, sums[i]!, player, fall).filter((_, r) => r === 0 || r === 3);
  return own.flatMap((high, i) =>
    own
      .slice(0, i)
      .toReversed()
      .flatMap((low) => rising(i, high - low)),
  );
}

/** What a reading says of the costs: hers and, as they are of one kind, all others'. */
function hypothesesAt({ environment, profile }: At, { costs }: Switches, isBounded: boolean) {
  // What is said of K_k: the formula, and what falls.
  if (completeSize(environment) === undefined && (costs === "exact" || costs === "non-negative")) return "outside";
  const limit = costs === "non-negative" ? (isBounded ? two : undefined) : Q.one;
  const signs = costsOf(profile).map((cost) => (limit ? Q.compare(cost, limit) : -1));
  return signs.includes(1) ? "outside" : signs.includes(0) ? "boundary" : "inside";
}

/**
 * Theorem 10, privacy of the chosen tree: costs without a bound, costs in [0, 1], and there e^{ε/2} and the exact worst ratio.
 * `sumsOf` and the format are the mechanism in two forms; `made` are the changes of the repair.
 */
export const treePrivate = (
  format: TreeFormat = spanningTreeFormat,
  sumsOf = treeSums,
  made: readonly string[] = [],
): Claim => {
  const shared = {
    id: "hk/tree-privacy",
    citation: cite("hk", "Theorem 10"),
    statement:
      "The exponential mechanism for the spanning tree auction, with weights e^{−(ε/2)·Σ_{e ∈ T} c_e}, is ε-differentially private: Pr[T | c] ≤ e^ε·Pr[T | c'] for all costs c and c' that differ in one agent, all trees T and ε > 0.",
    hypotheses: ["c_i ≥ 0", "ε > 0"],
    readings: readingsOf({ costs: ["non-negative", "unit", "half", "exact"] }),
    switchMeanings: {
      "non-negative": "costs are not bounded; on the complete network",
      unit: "costs are in [0, 1], as −v_i of the model; on any network",
      half: "costs are in [0, 1], and e^{ε/2} in the place of e^ε; on any network",
      exact:
        "costs are in [0, 1]; the largest ratio on K_k is 1 + (max(2, k − 2)/k)·(e^{ε/2} − 1) for k ≥ 3, and 1 for k = 2",
    },
    step,
  };
  const repair = repairedBy({
    statement:
      "Costs are at most 2: then the largest ratio on K_k is 1 + (max(2, k − 2)/k)·(e^ε − 1) ≤ e^ε. For no larger bound does it hold for all ε.",
    changes: [bounded],
    of: made.length > 0 ? [] : ["non-negative"],
    claim: (changes) => treePrivate(format, sumsOf, changes),
  });
  return byReading({ ...shared, repair }, (switches) => {
    const reportsAt = (place: At): readonly Q.Rational[] => {
      const limit = isUnit(switches) ? Q.one : made.includes(bounded) || !mayBeLarge(place) ? two : three;
      return reportsOf(switches)
        .map((cost) => Q.parseRational(cost)!)
        .filter((cost) => Q.compare(cost, limit) <= 0);
    };
    const hypothesesOf = (place: At) => hypothesesAt(place, switches, made.includes(bounded));
    const parts: SituationClaim<TreeParameters, Network, Q.Rational, Tree> = {
      ...shared,
      cases: casesAt,
      describe,
      ...((isUnit(switches) || made.includes(bounded)) && { argument: argumentOf(switches) }),
      corners: networkCorners,
      reports: reportsAt,
      hypothesesAt: hypothesesOf,
      draws: { gate: 5, standard: 50, deep: 500 },
      decide(R, setting) {
        const right = limitOf(R, setting, switches);
        if (hypothesesOf(setting) === "outside") return { hypotheses: "outside", conclusion: "holds", witness: {} };
        const ratios = ratiosAt(R, setting, reportsAt(setting), sumsOf);
        const failing = ratios.find((ratio) => compareQuotients(R, ratio, right) > 0);
        const isAttained = ratios.some((ratio) => compareQuotients(R, ratio, right) === 0);
        const holds = failing === undefined && (switches.costs !== "exact" || !isWorst(setting) || isAttained);
        return {
          hypotheses: "inside",
          conclusion: holds ? "holds" : "fails",
          witness: {},
          sides: { left: failing ?? ratios.at(-1) ?? over(R.one, R.one), right, larger: "right" },
        };
      },
      choices: {
        largest: (setting) => reportsAt(setting).map(setting.printReport),
        smallest: (setting) => reportsAt(setting).map(setting.printReport),
      },
      sides(setting, { largest, smallest }) {
        const [one, other] = [setting.readReport(largest), setting.readReport(smallest)];
        const limit = limitOf(setting.R, setting, switches);
        const ratios = setting
          .outcomes()
          .map((tree) => Q.divide(setting.chance(one, tree), setting.chance(other, tree)));
        return {
          left: ratios.reduce(Q.maximum),
          right: Q.divide(limit.numerator, limit.denominator),
          larger: "right",
          inequality: `max over T of Pr[T | c] / Pr[T | c'] <= ${boundText[switches.costs!] ?? "e^ε"}`,
          explanation: `player ${setting.player} has the cost ${JSON.stringify(largest)} in c and ${JSON.stringify(smallest)} in c'`,
        };
      },
      evidence: () => (isUnit(switches) ? unitEvidence : unboundedEvidence),
    };
    return situationClaim(onTreeGrid(format, grid), parts);
  });
};

const argumentOf = ({ costs }: Switches): string =>
  costs === "exact"
    ? "All k: with x = e^{−(ε/2)c} for her edge, Pr[T] is x/(q + x) or 1/(q + x) times what does not depend on c, q the conductance between its ends through the other edges. " +
      "The ratios are (yq + 1)/(q + 1) and (q + 1)/(q + 1/y), y = e^{ε/2}; q rises with every conductance [Rayleigh] from (k − 2)/(2y), all other costs 1, to (k − 2)/2, all 0."
    : "All networks and costs: when c falls by d, the weights of the trees with the edge and Z rise together, so that no chance changes by more than e^{εd/2}; by exactly as much for no edge.";

const unitEvidence = {
  bestConstant:
    "e^{ε/2}, the supremum over k: half of the ε that Theorem 1 gives. A cost moves the score of trees with the edge only, and one way only; a valuation of the general model moves one outcome up and others down",
  exact: "K_k: 1 + (max(2, k − 2)/k)·(e^{ε/2} − 1) for k ≥ 3, and 1 for K_2",
  K_3: "(1 + 2y)/3, y = e^{ε/2}: all others 1, the tree without the edge",
  K_4: "(1 + y)/2: all others 0 or all 1",
  K_5: "(2 + 3y)/5: all others 0, trees with the edge",
  weights:
    "so weights e^{−ε·cost}, without the 1/2, are ε-differentially private for costs in [0, 1] as well; then the tail printed in Theorem 10 is right, too",
};
const unboundedEvidence = {
  exact: "costs in [0, C]: 1 + (max(2, k − 2)/k)·(e^{εC/2} − 1) on K_k, k ≥ 3; so no ε is enough for all C",
  bound:
    "C ≤ 2 suffices for all k and ε, and no C > 2 does: for k ≥ 3 the ratio is of order e^{εC/2} for ε → ∞. With C = 3 it fails at every ε: on K_3, all others 3, (1 + 2y³)/3 > y² for y = e^{ε/2} > 1. K_2 has one tree, and the ratio 1",
};
