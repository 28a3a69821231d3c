import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { fileOf, run } from "../cli/run.js";
import {
  chanceOf,
  complete,
  costOf,
  deleted,
  marginalOf,
  pivotTotal,
  ratioBetween,
  type TreeWorld,
  totalOf,
  treesOf,
  treeWorld,
  treeWorlds,
  withCost,
} from "../mechanisms/hk/tree-route.js";
import { type Case, checkAll } from "./batch.js";
import { collected, type Form } from "./forms.js";

const fraction = (x: Fraction | number): string => new Fraction(x).toFraction();

/** ε with e^{a/grid} = base where a = ε/2: ε = 2·grid·ln base. */
const epsilonOf = ({ base, grid }: TreeWorld) => ({ times: `${2 * grid}`, log: fraction(base) });
const instanceOf = (world: TreeWorld, parameters: object = {}) => ({
  mechanism: "hk/spanning-tree",
  parameters: { epsilon: epsilonOf(world), ...parameters },
  environment: { nodes: world.nodes, edges: world.edges },
  reports: world.costs.map(fraction),
});

/** rational + (2·ln ratio)/ε, for comparing: logs collected. */
const formBy = (rational: Fraction, ratio: Fraction) => ({
  rational: fraction(rational),
  logs: collected([{ coefficient: new Fraction(2), log: ratio }]),
});
const readForm = (form: Form | null) => {
  if (form === null) return null;
  expect(form.over).toBe(form.logs.length === 0 ? "1" : "epsilon");
  const logs = form.logs.map((t) => ({ coefficient: new Fraction(t.coefficient), log: new Fraction(t.log) }));
  return { rational: form.rational, logs: collected(logs) };
};

/** Those of the costs that lie on the grid of the world. */
const costsOn = ({ grid }: TreeWorld, costs: readonly string[]): readonly string[] =>
  costs.filter((cost) => new Fraction(cost).mul(grid).d === 1n);

const pivots = ["zero", "cap", "removal"] as const;
const paymentOf = (world: TreeWorld, pivot: (typeof pivots)[number], e: number) => {
  const total = pivotTotal(world, e, pivot === "removal" ? undefined : new Fraction(pivot === "zero" ? 0 : 1));
  if (total.equals(0)) return null;
  return formBy(world.costs[e]!.mul(marginalOf(world, e)), totalOf(world).div(total));
};

describe("law of hk/spanning-tree", () => {
  it("prints the law, normaliser, marginals and payments of every pivot", () =>
    checkAll(
      "law",
      treeWorlds.flatMap(([, world]) =>
        pivots.map(
          (pivot): Case => ({
            instance: instanceOf(world, { pivot }),
            check: (found) => {
              expect(found.epsilon).toEqual(epsilonOf(world));
              expect(found.distribution).toEqual(
                treesOf(world).map((outcome) => ({ outcome, probability: fraction(chanceOf(world, outcome)) })),
              );
              expect(found.normalizer).toBe(fraction(totalOf(world)));
              expect(found.marginals).toEqual(world.edges.map((_, e) => fraction(marginalOf(world, e))));
              expect(found.payments.map(readForm)).toEqual(world.edges.map((_, e) => paymentOf(world, pivot, e)));
            },
          }),
        ),
      ),
    ));

  it("prints no distribution of more than 5040 trees, and the extras all the same", () => {
    const seven = treeWorld(
      7,
      complete(7),
      complete(7).map((_, e) => `${e % 3}`),
      "2",
      1,
    );
    return checkAll("law", [
      {
        instance: instanceOf(seven),
        check: (found) => {
          expect(found.distribution).toBe(null);
          expect(Object.keys(found)).toEqual([
            "mechanism",
            "epsilon",
            "distribution",
            "payments",
            "normalizer",
            "marginals",
          ]);
          const total = found.marginals
            .map((x: string) => new Fraction(x))
            .reduce((x: Fraction, y: Fraction) => x.add(y));
          expect(fraction(total)).toBe("6");
          expect(found.normalizer).toBe(fraction(totalOf(seven)));
          expect(found.marginals[4]).toBe(fraction(marginalOf(seven, 4)));
          expect(readForm(found.payments[4])).toEqual(paymentOf(seven, "zero", 4));
        },
      },
    ]);
  });

  it("knows the exponent, and a cap on a grid of its own", () => {
    const world = treeWorld(3, complete(3), ["0", "1", "1"], "2", 1);
    const third = new Fraction(4, 3);
    return checkAll("law", [
      {
        // e^a = 8 with a = 3ε: B = e^{a/3} = 2 per third.
        instance: instanceOf(world, { epsilon: "ln 2", exponent: "3", pivot: "cap", cap: "4/3" }),
        check: (found) => {
          const same = { ...world, base: new Fraction(2), grid: 3 };
          expect(found.marginals).toEqual(world.edges.map((_, e) => fraction(marginalOf(same, e))));
          const total = pivotTotal(same, 1, third);
          const [{ coefficient, log }] = found.payments[1].logs;
          const inverse = totalOf(same).div(total);
          const above = inverse.compare(1) > 0;
          expect([coefficient, log]).toEqual(
            above ? ["1/3", fraction(inverse)] : ["-1/3", fraction(inverse.inverse())],
          );
        },
      },
    ]);
  });
});

describe("measure of hk/spanning-tree", () => {
  it("prints minus the expected cost, minus the least cost, and utilities", () =>
    checkAll(
      "measure",
      treeWorlds.map(([, world]) => ({
        instance: instanceOf(world, { pivot: "removal" }),
        check: ({ quantities }) => {
          const expected = treesOf(world).map((tree) => chanceOf(world, tree).mul(costOf(world, tree)));
          expect(quantities.expectedObjective.value).toBe(fraction(expected.reduce((x, y) => x.add(y)).neg()));
          const least = treesOf(world)
            .map((tree) => costOf(world, tree))
            .reduce((x, y) => (x.compare(y) < 0 ? x : y));
          expect(quantities.optimum.value).toBe(fraction(least.neg()));
          expect(quantities.expectedUtilities.value.map(readForm)).toEqual(
            world.edges.map((_, e) => {
              const total = totalOf(deleted(world, e));
              return total.equals(0) ? null : formBy(new Fraction(0), totalOf(world).div(total));
            }),
          );
          expect(Object.keys(quantities)).toEqual(["expectedObjective", "optimum", "expectedUtilities"]);
        },
      })),
    ));

  it("leaves out utilities with a cap whose weight is irrational, and says so; named they are refused", async () => {
    const world = treeWorld(3, complete(3), ["0", "1", "1"], "2", 1);
    const file = fileOf(instanceOf(world, { pivot: "cap", cap: "1/3" }));
    const all = await run("measure", file);
    expect([all.code, Object.keys(JSON.parse(all.stdout).quantities)]).toEqual([0, ["expectedObjective", "optimum"]]);
    expect(all.stderr).toMatch(
      /^mechproof: left out: expectedUtilities \(parameters\.epsilon: .* is irrational; .*\)\n$/,
    );
    const named = await run("measure", file, "--only", "expectedUtilities");
    expect([named.code, named.stdout]).toEqual([2, ""]);
    expect(named.stderr).toMatch(/^mechproof: expectedUtilities: parameters\.epsilon: .* is irrational; .*\n$/);
  });

  it("prints decimals of logarithms over ε", async () => {
    const world = treeWorld(3, complete(3), ["0", "1", "1"], "2", 1);
    const { stdout } = await run("law", fileOf(instanceOf(world)), "--decimals", "8");
    // 3/5 − (2·ln 8/5)/(2·ln 2)
    expect(JSON.parse(stdout).payments[1].decimal).toBe("-0.078071905");
    expect(0.6 - Math.log(1.6) / Math.log(2)).toBeCloseTo(-0.078071905, 8);
  });

  it("tail: the chance beyond a threshold, from the law tree by tree", () =>
    checkAll(
      "measure",
      treeWorlds.flatMap(([, world]) =>
        ["1", "3/2", "4", "1000"].flatMap((exp) =>
          [
            ["1", "1"],
            [`${world.nodes}`, "2"],
          ].map(([sizeLogArgument, factor]): Case => {
            // biome-ignore format: one line
            // cost > opt + factor·(ln s + t)/ε with ε = 2·grid·ln B: in floats, the thresholds being off the grid but for ln 1.
            const epsilon = 2 * world.grid * Math.log(world.base.valueOf());
            const allowance =
              (Number(factor) * Math.log(Number(sizeLogArgument) * new Fraction(exp).valueOf())) / epsilon;
            const costs = treesOf(world).map((tree) => costOf(world, tree).valueOf());
            const beyond = treesOf(world).filter((_, i) => costs[i]! - Math.min(...costs) > allowance + 1e-9);
            const probability = beyond.reduce((sum, tree) => sum.add(chanceOf(world, tree)), new Fraction(0));
            const bound = new Fraction(exp).inverse();
            return {
              instance: { ...instanceOf(world), question: "tail", t: { exp }, sizeLogArgument, factor },
              check: ({ answer }) =>
                expect(answer).toEqual({
                  probability: fraction(probability),
                  bound: fraction(bound),
                  holds: probability.compare(bound) <= 0,
                }),
            };
          }),
        ),
      ),
    ));

  it("tail: exactly at the threshold is not beyond it", () => {
    const world = treeWorld(3, complete(3), ["0", "1", "1"], "2", 1);
    // ε = 2 ln 2: cost − opt = 1 = ln(4)/ε.
    const dearest = fraction(chanceOf(world, [1, 2]));
    return checkAll(
      "measure",
      [
        ["4", "0"],
        ["39999/10000", dearest],
      ].map(([exp, probability]) => ({
        // biome-ignore format: one line
        instance: { ...instanceOf(world), question: "tail", t: { exp }, sizeLogArgument: 1 },
        check: ({ answer }) => expect(answer.probability).toBe(probability),
      })),
    );
  });

  it("gain: utility from the truth less that from the lie, for every pivot", () =>
    checkAll(
      "measure",
      treeWorlds.flatMap(([, world]) =>
        costsOn(world, ["0", "1", "5/2"]).flatMap((text) =>
          pivots.flatMap((pivot): Case[] => {
            const [agent, truth] = [world.edges.length - 1, new Fraction(text)];
            const [lie, told] = [world, withCost(world, agent, truth)].map((w) => ({
              chance: marginalOf(w, agent),
              paid: paymentOf(w, pivot, agent),
              total: totalOf(w),
            }));
            // A bridge that is removed is refused.
            if (lie!.paid === null) return [];
            // E[payment − truth·1[e ∈ T]] both times; the pivots cancel.
            const rational = new Fraction(told!.paid!.rational)
              .sub(truth.mul(told!.chance))
              .sub(new Fraction(lie!.paid.rational))
              .add(truth.mul(lie!.chance));
            const expected = formBy(rational, told!.total.div(lie!.total));
            return [
              {
                instance: { ...instanceOf(world, { pivot }), question: "gain", agent, truth: text },
                check: ({ answer }) => {
                  expect(readForm(answer.truthMinusLie)).toEqual(expected);
                  const same = told!.chance.equals(lie!.chance) && expected.logs.length === 0;
                  const changes = !world.costs[agent]!.equals(truth) && lie!.chance.compare(1) < 0;
                  expect(answer.sign).toBe(changes ? 1 : 0);
                  expect(same).toBe(!changes && expected.logs.length === 0);
                },
              },
            ];
          }),
        ),
      ),
    ));

  it("privacyRatio: over all trees, both ways", () =>
    checkAll(
      "measure",
      treeWorlds.flatMap(([, world]) =>
        costsOn(world, ["0", "1", "7/2"]).flatMap((other) =>
          world.edges.map((_, agent): Case => {
            const ratio = ratioBetween(world, withCost(world, agent, new Fraction(other)));
            const exp = world.base.pow(2 * world.grid) as Fraction;
            return {
              instance: { ...instanceOf(world), question: "privacyRatio", agent, other },
              check: ({ answer }) =>
                expect(answer).toEqual({
                  ratio: fraction(ratio),
                  expEpsilon: fraction(exp),
                  within: ratio.compare(exp) <= 0,
                }),
            };
          }),
        ),
      ),
    ));

  it("answers where the trees are far too many to list", () => {
    const twenty = complete(20);
    const instance = {
      mechanism: "hk/spanning-tree",
      parameters: { epsilon: "2 ln 2" },
      environment: { nodes: 20, edges: twenty },
      reports: twenty.map((_, e) => (e < 19 ? 0 : 1)),
    };
    return checkAll("measure", [
      {
        instance: { ...instance, question: "tail", t: { exp: "2" }, sizeLogArgument: `${20n ** 18n}` },
        check: ({ answer }) => expect(answer).toEqual({ probability: "0", bound: "1/2", holds: true }),
      },
      {
        // Of the 20^18 trees one has cost 0; the others are beyond the optimum.
        instance: { ...instance, question: "tail", t: { exp: "1" }, sizeLogArgument: 1 },
        check: ({ answer }) => expect(answer.holds).toBe(true),
      },
      {
        instance: { ...instance, question: "gain", agent: 30, truth: 0 },
        check: ({ answer }) => expect(answer.sign).toBe(1),
      },
      {
        instance: { ...instance, question: "privacyRatio", agent: 0, other: 1 },
        check: ({ answer }) => {
          // The quotient is 2·Z′/Z for trees with the edge, whose Z′/Z = 1 − Pr[e ∈ T]/2 by the marginal.
          expect(new Fraction(answer.ratio).compare(2)).toBeLessThan(0);
          expect(answer.within).toBe(true);
        },
      },
    ]);
  });
});

describe("hk/tree-ensemble", () => {
  it("prints its four numbers, with reports empty or left out", () =>
    checkAll(
      "law",
      [{}, { reports: [] }].map((reports) => ({
        instance: { mechanism: "hk/tree-ensemble", environment: { nodes: 2 }, ...reports },
        // One edge, critical with probability 1/4; it is a forest, and opt is 0 or 1.
        check: (found) =>
          expect(found).toEqual({
            mechanism: "hk/tree-ensemble",
            distribution: null,
            payments: null,
            expectedCritical: "1/4",
            acyclic: "1",
            expectedOpt: "3/4",
            atLeastThirdCritical: "1/4",
          }),
      })),
    ));
});

const square = { nodes: 4, edges: [[0, 1], [0, 2], [1, 3], [2, 3]] }; // biome-ignore format: one line
const base = {
  mechanism: "hk/spanning-tree",
  parameters: { epsilon: "2 ln 2" },
  environment: square,
  reports: [0, 1, 1, 1],
};
const withEdges = (edges: unknown, nodes: unknown = 4) => ({ ...base, environment: { nodes, edges } });
const withParameters = (parameters: object) => ({ ...base, parameters: { epsilon: "2 ln 2", ...parameters } });
const path = { ...withParameters({ pivot: "removal" }), environment: { nodes: 2, edges: [[0, 1]] }, reports: [1] };
const asked = (question: string, fields: object) => ({ ...base, question, ...fields });
const many = complete(100);

/** What is wrong, the input, and what the one line must hold: the field first. */
const wrong: readonly (readonly [wrong: string, input: object, expected: RegExp])[] = [
  ["one node", withEdges([], 1), /^environment\.nodes: expected at least 2 nodes, got 1$/],
  ["nodes as text", withEdges([[0, 1]], "2"), /^environment\.nodes: expected a count as a JSON integer, got "2"$/],
  ["too few edges", withEdges([[0, 1], [2, 3]]), /^environment\.edges: a spanning tree of 4 nodes has 3 edges, and there are only 2$/], // biome-ignore format: one line
  ["endless nodes", withEdges([[0, 1]], 9e15), /^environment\.edges: a spanning tree of 9000000000000000 nodes has/],
  ["not connected", withEdges([[0, 1], [0, 1], [2, 3]]), /^environment\.edges: no edges lead from node 0 to node 2: there is no spanning tree$/], // biome-ignore format: one line
  ["a loop", withEdges([[0, 1], [1, 1], [2, 3]]), /^environment\.edges\[1\]: an edge from node 1 to itself is in no spanning tree; leave it out$/], // biome-ignore format: one line
  ["an edge the wrong way", withEdges([[0, 1], [2, 1], [2, 3]]), /^environment\.edges\[1\]: write this edge as \[1, 2\], the smaller node first$/], // biome-ignore format: one line
  ["edges that are not sorted", withEdges([[0, 2], [0, 1], [2, 3]]), /^environment\.edges\[1\]: edges ascend; \[0, 1\] must stand before \[0, 2\]$/], // biome-ignore format: one line
  ["no such node", withEdges([[0, 1], [0, 4], [2, 3]]), /^environment\.edges\[1\]\[1\]: expected a node from 0 to 3, got 4$/], // biome-ignore format: one line
  ["an edge of three nodes", withEdges([[0, 1, 2]]), /^environment\.edges\[0\]: expected the two nodes of an edge such as \[0, 1\], got a list$/], // biome-ignore format: one line
  ["too many nodes", { ...withEdges(Array.from({ length: 300 }, (_, i) => [i, i + 1]), 301), reports: Array(300).fill(0) }, /^environment\.nodes: at most 100 nodes are allowed, got 301$/], // biome-ignore format: one line
  ["one cost too few", { ...base, reports: [0, 1, 1] }, /^reports: expected one cost for each of 4 edges, got 3$/],
  ["a negative cost", { ...base, reports: [0, 1, "-1/2", 1] }, /^reports\[2\]: must not be negative, got "-1\/2"$/],
  [
    "null for a cost",
    { ...base, reports: [0, 1, null, 1] },
    /^reports\[2\]: expected a rational such as "1\/2", got null$/,
  ],
  ["costs by counts", { ...base, reports: { counts: { "1": 4 } } }, /^reports: expected a list with one report a player, got an object$/], // biome-ignore format: one line
  [
    "a cost beyond counting",
    { ...base, reports: [0, 1, "1".repeat(30), 1] },
    /^reports: a cost has more than 2\^53 - 1 steps of 1\/1$/,
  ],
  [
    "a cost whose weights are too long",
    { ...base, reports: [0, 1, 10 ** 9, 1] },
    /^reports: the weights of this law have about \d+ digits/,
  ],
  ["a determinant beyond reach", { ...base, environment: { nodes: 100, edges: many }, reports: many.map((_, e) => e) }, /^reports: a determinant of 99 rows with about \d+ digits is too much; use fewer nodes/], // biome-ignore format: one line
  [
    "an irrational weight",
    { ...base, reports: [0, "1/2", 1, 1] },
    /^parameters\.epsilon: e\^\(epsilon·1\/4\) = 2\^\(1\/2\) is irrational; .* multiple of 4$/,
  ],
  [
    "an irrational cap",
    withParameters({ pivot: "cap", cap: "1/2" }),
    /^parameters\.epsilon: e\^\(epsilon·1\/4\) = 2\^\(1\/2\) is irrational/,
  ],
  [
    "a cap of too many steps",
    withParameters({ pivot: "cap", cap: "9007199254740993" }),
    /^parameters\.cap: a cost has more than 2\^53 - 1 steps/,
  ],
  ["a cap of 0", withParameters({ cap: 0 }), /^parameters\.cap: must be greater than 0, got 0$/],
  [
    "an unknown pivot",
    withParameters({ pivot: "remove" }),
    /^parameters\.pivot: expected "zero", "cap" or "removal", got "remove"/,
  ],
  ["a prior", { ...base, environment: { ...square, prior: [1] } }, /^environment\.prior: unknown field/],
  [
    "nodes for nobody",
    { mechanism: "hk/tree-ensemble", environment: { nodes: 0 } },
    /^environment\.nodes: expected 1 to 150 nodes, got 0$/,
  ],
  [
    "too many for the ensemble",
    { mechanism: "hk/tree-ensemble", environment: { nodes: 151 } },
    /^environment\.nodes: expected 1 to 150 nodes, got 151$/,
  ],
  [
    "costs of the ensemble",
    { mechanism: "hk/tree-ensemble", environment: { nodes: 2 }, reports: [1] },
    /^reports\[0\]: there are no players; leave the reports out$/,
  ],
];

/** The same for questions. */
const wrongQuestions: typeof wrong = [
  ["no such edge", asked("gain", { agent: 4, truth: 0 }), /^agent: expected a player from 0 to 3, got 4$/],
  ["a negative truth", asked("gain", { agent: 0, truth: -1 }), /^truth: must not be negative, got -1$/],
  [
    "a list as other",
    asked("privacyRatio", { agent: 0, other: [1] }),
    /^other: expected a rational such as "1\/2", got a list$/,
  ],
  [
    "an irrational other",
    asked("privacyRatio", { agent: 0, other: "1/2" }),
    /^(ratio: )?parameters\.epsilon: .* is irrational/,
  ],
  [
    "an endless truth",
    asked("gain", { agent: 0, truth: "1".repeat(40) }),
    /^truth: a cost has more than 2\^53 - 1 steps/,
  ],
  [
    "the gain at a bridge that is removed",
    { ...path, question: "gain", agent: 0, truth: 0 },
    /^agent: edge 0 is a bridge: with the pivot "removal" its owner has no payment/,
  ],
  ["a tail without t", asked("tail", { sizeLogArgument: 1 }), /^t: missing/],
  ["a question of others", asked("limit", {}), /^question: expected "tail", "gain" or "privacyRatio", got "limit"$/],
];

describe("bad input for spanning trees gives one line that names the field and exit code 2", () => {
  it.each([
    ...wrong.map((row) => ["law", ...row] as const),
    ...wrongQuestions.map((row) => ["measure", ...row] as const),
  ])("%s: %s", async (command, _, input, expected) => {
    const { stdout, stderr, code } = await run(command, fileOf(input));
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
    expect(stderr.slice("mechproof: ".length, -1)).toMatch(expected);
    expect(stderr.length).toBeLessThan(400);
  });
});
