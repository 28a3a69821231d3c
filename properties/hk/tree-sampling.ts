import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { spanningTreeFormat } from "../../src/instance/hk-trees.js";
import { rateOf } from "../../src/mechanisms/hk/range.js";
import type { TreeParameters } from "../../src/mechanisms/hk/spanning-tree.js";
import { costSteps, costsOf, type Network, type Tree } from "../../src/mechanisms/hk/tree-network.js";
import { type SampledTree, sampleTrees } from "../../src/mechanisms/hk/tree-sampling.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase } from "../law-setting.js";
import { complete, everyCosts, namedCosts, networkCorners, onTreeGrid, otherNetworks } from "./tree-cases.js";

const grid = 2n;
const step = Q.rational(1n, 4n);

type Exact = ExactLawSetting<TreeParameters, Network, Q.Rational, Tree>;

const casesAt = (budget: Budget): readonly LawCase[] => {
  const { parallel, path, tail, cycle } = otherNetworks;
  const gate = [
    ...everyCosts(complete(2), ["0", "1/2", "1"]),
    ...everyCosts(complete(3), ["0", "1/2", "1"]),
    ...everyCosts(parallel, ["0", "1"]),
    ...everyCosts(path, ["0", "1"]),
    ...[tail, cycle].flatMap(namedCosts),
    ...namedCosts(complete(4)).slice(0, 5),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...namedCosts(complete(4)),
    ...everyCosts(complete(4), ["0", "1"]).slice(0, 16),
    ...namedCosts(complete(5)).slice(2, 3),
  ];
  return budget === "standard"
    ? standard
    : [...standard, ...everyCosts(complete(4), ["0", "1"]), ...namedCosts(complete(5))];
};

const describe = (budget: Budget): string =>
  "every costs 0, 1/2, 1 on K_2 and K_3, and 0, 1 on two parallel edges and a path; by name (all 0, all 1, one or two cheap edges, one dear edge, between) on a triangle with a bridge, a cycle of four, and K_4" +
  (budget === "gate"
    ? ""
    : `; costs 0 and 1 on K_4${budget === "deep" ? "" : ", half of them"}; ${budget === "deep" ? "by name" : "one cheap edge"} on K_5`);

/**
 * Section 5.3: trees can be drawn exactly in polynomial time. The sampler that draws edge by edge with two determinants has the law of
 * the mechanism. `sampler` is wrong in controls.
 */
export const treeSampling = (sampler = sampleTrees, format = spanningTreeFormat): Claim<LawCase> => {
  const known = new WeakMap<Exact, readonly SampledTree<Q.Rational>[]>();
  const sampledAt = (setting: Exact): readonly SampledTree<Q.Rational>[] => {
    const { environment, profile, parameters, power } = setting;
    const weights = costsOf(profile).map((cost) => power(Q.negate(Q.multiply(rateOf(parameters), cost))));
    const found = known.get(setting) ?? sampler(Q.rationals(Q.one), environment, weights);
    known.set(setting, found);
    return found;
  };
  return lawClaim(onTreeGrid(format, grid), {
    id: "hk/tree-sampling",
    citation: cite("hk", "Section 5.3, Sampling Spanning Trees"),
    statement:
      "The allocation rule Pr[T] ∝ exp(−(ε/2)·Σ_{e ∈ T} c_e) can be implemented in polynomial time: edge by edge, an edge is taken with the conditional chance that two determinants tell.",
    hypotheses: ["a connected network", "c_i ≥ 0", "ε > 0"],
    readings: readingsOf({ says: ["chances", "determinants"] }),
    switchMeanings: {
      chances: "every tree is drawn with exactly the chance Pr[T] of the mechanism, and nothing else is drawn",
      determinants: "at most two determinants of at most k − 1 rows are computed for each edge",
    },
    step,
    cases: casesAt,
    describe,
    argument:
      "All networks: the chance of an edge is the part of the sum over the trees that agree with all earlier edges which holds it, so that the product telescopes to the tree's weight over Z. Each part is one determinant, by the weighted matrix-tree theorem.",
    corners: networkCorners,
    draws: { gate: 5, standard: 30, deep: 300 },
    decide(R, setting, { says }) {
      const { environment, profile } = setting;
      const steps = costSteps(grid, costsOf(profile));
      const [least, most] = [Math.min(...steps), Math.max(...steps)];
      const weights = steps.map((k) => R.power(most - k, most - least));
      const sampled = sampler(R, environment, weights);
      if (says === "determinants") {
        const used = sampled.map(({ determinants }) => determinants).reduce((x, y) => (x > y ? x : y));
        const limit = 2 * environment.edges.length;
        return {
          hypotheses: "inside",
          conclusion: used <= limit ? "holds" : "fails",
          witness: {},
          sides: {
            left: over(R.integer(BigInt(used)), R.one),
            right: over(R.integer(BigInt(limit)), R.one),
            larger: "right",
          },
        };
      }
      const { entries, total } = setting.law();
      const isLaw =
        sampled.length === entries.length &&
        entries.every(({ outcome, weight }, i) => {
          const { tree, chance } = sampled[i]!;
          return (
            tree.join() === outcome.join() &&
            R.equals(R.multiply(chance.numerator, total), R.multiply(weight, chance.denominator))
          );
        });
      return { hypotheses: "inside", conclusion: isLaw ? "holds" : "fails", witness: {} };
    },
    choices: () => ({
      tree: (setting) => {
        const all = [...setting.outcomes, ...sampledAt(setting).map(({ tree }) => tree)];
        return [...new Map(all.map((tree): [string, Json] => [tree.join(), tree])).values()];
      },
    }),
    completed: ["tree"],
    sides(setting, choices, { says }) {
      const isChosen = (tree: Tree) => canonical(tree) === canonical(choices.tree!);
      const drawn = sampledAt(setting).find(({ tree }) => isChosen(tree));
      if (says === "determinants") {
        return {
          left: Q.rational(BigInt(drawn?.determinants ?? 0)),
          right: Q.rational(2n * BigInt(setting.environment.edges.length)),
          larger: "right",
          inequality: "determinants <= 2·#edges",
          explanation: `to draw the tree ${canonical(choices.tree!)}`,
        };
      }
      const left = drawn ? Q.divide(drawn.chance.numerator, drawn.chance.denominator) : Q.zero;
      const right = setting.chances.find(({ outcome }) => isChosen(outcome))?.chance ?? Q.zero;
      return {
        left,
        right,
        larger: "right",
        holds: Q.equals(left, right),
        inequality: "Pr[T is drawn edge by edge] = Pr[T]",
        explanation: `the tree ${canonical(choices.tree!)}`,
      };
    },
    evidence: () => ({
      determinants:
        "2·C(k, 2) = k(k − 1) on K_k, and fewer for trees that close cycles before the last edge; the sum of the two is known from the edge before, so that C(k, 2) + 1 would do",
      explicit:
        "weights are given here, so no entropy-maximising distribution has to be searched for: the algorithm that the paper cites finds weights for given marginals",
    }),
  });
};
