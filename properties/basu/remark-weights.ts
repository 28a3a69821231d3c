import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { playersOf, stateWeights, total, weighted, welfareTable } from "../../src/game/bayesian-environment.js";
import { chosen } from "../../src/mechanisms/basu/tie.js";
import * as Q from "../../src/number/rational.js";
import { countVectors } from "../../src/probability/multinomial.js";
import { cite } from "../../src/verdict/citation.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { inside, matching } from "./environments.js";
import * as plain from "./plain.js";
import { instanceAt, type Row, rowsAt } from "./value-cases.js";
import { type ValueWorld, valueCorners, valueWorld } from "./value-world.js";

type Counts = readonly number[];

const held = "the posterior is the same in both populations";

const names = ["held", "reached", "replicated"] as const;
const readings: readonly Reading[] = names.map((name, i) => ({
  name,
  switches: { posterior: name },
  literal: i === 0,
}));

const meanings = {
  held: "the choice at one belief, for a population and for another of the same proportions",
  reached: "the choice at two profiles of signals with the same posterior, one in each of the two populations",
  replicated: "the choice where every player comes k times with her signal",
};

/** How many times as many players there are. */
const times = [2, 3, 4] as const;

/** More signals than these are not gone through. */
const mostSignals = 12;

/** Section 2, after Theorem 1: λ(u), the proportion of u, is its welfare weight. */
export const proportions = (optimum = plain.optimum, made: readonly string[] = []): Claim =>
  exampleClaim<ValueWorld>(valueWorld, {
    id: "basu/remark-weights",
    citation: cite("basu", "Section 2, remarks after Theorem 1, λ as welfare weights"),
    statement:
      "σ* maximises Σ_ω π(s)(ω)Σ_u λ(u)u(a, ω), λ(u) being the proportion of players with utility u: it depends on who the players are through λ alone.",
    hypotheses: ["π0 and v positive", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget) => [...first, ...rowsAt(budget)].map((row) => ({ instance: instanceAt(row), choices: {} })),
    describe: (budget) =>
      `${first.length + rowsAt(budget).length} environments with players, three tie rules, all signals, 2 to 4 times as many players of each utility`,
    argument: (switches) =>
      asked(switches, made) === "replicated"
        ? undefined
        : "All environments, ties and sizes: Σ_i u_i(a, ω) = n·Σ_u λ(u)u(a, ω), and neither n > 0 nor a common factor of the belief changes which alternatives are best, hence not which of them a tie rule takes.",
    corners: valueCorners,
    decide(world, _, switches) {
      const { at, tie } = world;
      const pairs = casesOf(world, asked(switches, made));
      const holds = pairs.every(({ times: k, counts, larger }) => {
        const at1 = chosen(expected(at, at.sizes, counts), tie);
        const at2 = chosen(expected(at, at.sizes.map((size) => size * k), larger), tie); // biome-ignore format: one line
        return at1.map(({ alternative }) => alternative).join() === at2.map(({ alternative }) => alternative).join();
      });
      return {
        hypotheses: pairs.length > 0 ? "inside" : "outside",
        holds,
      };
    },
    choices: (switches) => ({
      times: (world) => [...new Set(casesOf(world, asked(switches, made)).map(({ times: k }) => k))],
      counts: (world, { times: k }) =>
        [...new Map(casesOf(world, asked(switches, made)).filter((c) => c.times === k).map(({ counts }) => [counts.join(), counts])).values()], // biome-ignore format: one line
      larger: (world, { times: k, counts }) =>
        casesOf(world, asked(switches, made)).filter((c) => c.times === k && c.counts.join() === (counts as Counts).join()).map(({ larger }) => larger), // biome-ignore format: one line
    }),
    completed: ["times", "counts", "larger"],
    sides(world, { times: k, counts, larger }) {
      const sizes = world.sizes();
      const { environment, tie } = world;
      const here = optimum(environment, sizes, counts as Counts, tie);
      const there = optimum(environment, sizes.map((size) => size * (k as number)), larger as Counts, tie); // biome-ignore format: one line
      return {
        left: Q.rational(BigInt(here.filter((a) => !there.includes(a)).length + there.filter((a) => !here.includes(a)).length)), // biome-ignore format: one line
        right: Q.zero,
        larger: "right",
        inequality: "the number of alternatives that one of the two populations chooses and the other does not <= 0",
        explanation: `n = ${playersOf(sizes)} and ${k} times as many players of each utility: σ* draws from {${here}} and from {${there}}`,
      };
    },
    ...(made.length === 0 && {
      repair: (reading: Reading) =>
        reading.switches.posterior !== "replicated"
          ? undefined
          : repairOf(reading, {
              statement: "σ* depends on the sizes of the groups through their proportions alone, where the posterior is the same.",
              changes: [held],
              claim: (kept) => proportions(optimum, kept),
            }), // biome-ignore format: one line
    }),
  });

/** The least player with whom it matters how often her signal is counted. */
const first: readonly Row[] = [
  [{ prior: ["1/3", "2/3"], likelihood: [["1/2", "1/2"], ["1/3", "2/3"]], utilities: [matching] }, [1]], // biome-ignore format: one line
  [inside["skewed prior"]!, [1]],
];

const asked = ({ posterior }: Switches, made: readonly string[]): (typeof names)[number] =>
  made.includes(held) ? "held" : (posterior as (typeof names)[number]);

/** A population k times as large, and the signals in both. */
interface Pair {
  readonly times: number;
  readonly counts: Counts;
  readonly larger: Counts;
}

function casesOf({ at }: ValueWorld, posterior: (typeof names)[number]): readonly Pair[] {
  const players = playersOf(at.sizes);
  const vectors = [...countVectors(players, at.signals)];
  return times.flatMap((k) => {
    if (posterior === "held") return vectors.map((counts) => ({ times: k, counts, larger: counts }));
    if (posterior === "replicated") return vectors.map((counts) => ({ times: k, counts, larger: counts.map((c) => c * k) })); // biome-ignore format: one line
    if (players * k > mostSignals) return [];
    const byPosterior = new Map<string, Counts[]>();
    for (const larger of countVectors(players * k, at.signals)) {
      const key = posteriorKey(at, larger);
      byPosterior.set(key, [...(byPosterior.get(key) ?? []), larger]);
    }
    return vectors.flatMap((counts) =>
      (byPosterior.get(posteriorKey(at, counts)) ?? []).map((larger) => ({ times: k, counts, larger })),
    );
  });
}

const posteriorKey = (at: ValueWorld["at"], counts: Counts): string => {
  const weights = stateWeights(at, counts);
  const all = total(weights);
  return weights.map((weight) => Q.printRational(Q.rational(weight, all))).join();
};

const expected = (at: ValueWorld["at"], sizes: readonly number[], counts: Counts): readonly bigint[] => {
  const weights = stateWeights(at, counts);
  return welfareTable(at, sizes).map((row) => weighted(weights, row));
};
