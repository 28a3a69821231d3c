import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { compareSums } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { competitorCases, keptBy, measured } from "./competitors.js";
import { listed, plainIncentives, plainTable, plainTotal, seatsOf } from "./plain-table.js";
import {
  asTable,
  equallyGood,
  everyCandidate,
  holdsAgainstAll,
  isOfTheorem,
  isOther,
  missing,
  type RevenueWorld,
  revenueWorld,
  single,
} from "./revenue-world.js";
import { tinyRows } from "./tiny-rows.js";
import { instanceAt } from "./value-cases.js";
import { valueCorners } from "./value-world.js";

const changeOf: Readonly<Record<string, string>> = { more: missing, "more-than-other-rules": single };

const readings = readingsOf(
  { competitors: ["truthful-and-rational", "rational", "rational-before", "lotteries"] },
  { comparison: ["at-least", "more", "more-than-other-rules"] },
);

const meanings = {
  "truthful-and-rational": "against deterministic mechanisms that are ε-BIC and BIR",
  rational: "against deterministic mechanisms that are BIR, truthful or not",
  "rational-before": "against deterministic mechanisms in which everybody takes part before her signal is known",
  lotteries: "against ε-BIC and BIR mechanisms that draw alternatives by lot",
  "at-least": "Q(σ*, q*) ≥ Q(σ, q)",
  more: "Q(σ*, q*) > Q(σ, q) for every other mechanism",
  "more-than-other-rules": "Q(σ*, q*) > Q(σ, q) where σ differs from σ*",
};

const argument =
  "All environments, n, rules on profiles, payments and ties: BIR says E[q_i | s_i] ≤ E[u_i(σ(s), ω) | s_i]; expectations and sums over the players give Q(σ, q) ≤ E[Σ_i u_i(σ(s), ω)], which is at most E[max_a Σ_i E[u_i(a, ω) | s]] = Q(σ*, q*), " +
  "because σ, a lottery or not, sees nothing but s. The middle step is strict iff σ misses a maximiser at some profile with positive probability, and every profile has positive probability. Every rule raises E[Σ_i u_i(σ(s), ω)] at best, so incentives cost nothing.";

const roomy = { tolerance: "2" };
const tinyExamples = keptBy((budget: Budget): readonly Example[] =>
  tinyRows(budget).map((row) => ({ instance: instanceAt(row, roomy), choices: {} })),
);

/** Mechanisms with payments of any kind, where the claim speaks of ε-BIC ones. */
const others = (budget: Budget, { competitors, comparison }: Switches): readonly Example[] =>
  competitors!.startsWith("rational") || comparison !== "at-least"
    ? []
    : competitorCases(budget, competitors === "lotteries" ? "lotteries" : "deterministic");

const besideSaid = (budget: Budget, switches: Switches): string => {
  const { length } = others(budget, switches);
  return length > 0 ? `; ${length} mechanisms with payments of any kind, pushed to the boundary of BIR` : "";
};

/** Theorem 1, optimality: no other approximately truthful mechanism in which everybody takes part raises more. */
export const theorem1Revenue = (read = revenueWorld, made: readonly string[] = []): Claim =>
  exampleClaim<RevenueWorld>(read, {
    id: "basu/theorem-1-revenue",
    citation: cite("basu", "Theorem 1, revenue"),
    statement: "For every ε > 0, n > n0 and every other mechanism (σ, q) that is ε-BIC and BIR: Q(σ*, q*) ≥ Q(σ, q).",
    hypotheses: ["(1), v > 0 and rows of v that differ", "(σ*, q*) is ε-BIC, as it is for n > n0", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget, switches) => [...tinyExamples(budget), ...others(budget, switches)],
    describe: (budget, switches) =>
      `${tinyRows(budget).length} environments with 1 to ${budget === "deep" ? 4 : 3} players: all rules X^n → A with the payments that raise most under BIR${besideSaid(budget, switches)}`,
    argument: ({ comparison }) =>
      changeOf[comparison!] === undefined || made.includes(changeOf[comparison!]!) ? argument : undefined,
    corners: valueCorners,
    decide(world, { competitor }, { comparison, competitors }) {
      const isMet = isOfTheorem(world, made) && world.isTruthful();
      if (!isMet) return { hypotheses: "outside", holds: true };
      if (competitor === undefined) return { holds: holdsAgainstAll(world, comparison!, made) };
      const other = measured(world.instance, competitor as JsonObject);
      if (competitors !== "rational" && !other.isTruthful()) return { hypotheses: "outside", holds: true };
      if (!other.isRational()) return { hypotheses: "outside", holds: true };
      const sign = compareSums(world.revenue(), other.revenue());
      return { holds: comparison === "at-least" || !isOther(world, competitor as JsonObject, comparison!, made) ? sign >= 0 : sign > 0 }; // biome-ignore format: one line
    },
    exhibit(world, { instance }, { comparison }) {
      if (comparison === "at-least") return { instance, choices: {} };
      const found = equallyGood(world, comparison!, made);
      return { instance, choices: found ? { competitor: found } : {} };
    },
    choices: () => ({
      competitor: (world, { competitor }): readonly Json[] =>
        competitor === undefined ? everyCandidate(world) : [competitor],
    }),
    sides(world, { competitor }, { comparison, competitors }) {
      const seats = seatsOf(world.environment, world.sizes());
      const table = asTable(world, competitor!);
      const [own, other] = [world.plainly(), listed(plainTable(table))];
      const { gain, interim, exAnte } = plainIncentives(seats, other);
      const takesPart = Q.signOfRational(competitors === "rational-before" ? exAnte : interim) >= 0;
      const isTruthful = competitors!.startsWith("rational") || Q.compare(gain, world.slack!) <= 0;
      const isInside =
        isOfTheorem(world, made) &&
        Q.compare(own.gain, world.slack!) <= 0 &&
        Q.signOfRational(world.slack!) > 0 &&
        takesPart &&
        isTruthful &&
        (comparison === "at-least" || isOther(world, table, comparison!, made));
      const [left, right] = [own.revenue, plainTotal(seats, other, "payments")];
      return {
        left,
        right,
        larger: "left",
        hypotheses: isInside ? "inside" : "outside",
        holds: Q.compare(left, right) >= (comparison === "at-least" ? 0 : 1),
        inequality: comparison === "at-least" ? "Q(σ*, q*) >= Q(σ, q)" : "Q(σ*, q*) > Q(σ, q)",
        explanation: "the expected sums of the payments of (σ*, q*) and of the other mechanism, by profiles",
      };
    },
    evidence: () => ({
      bound: "a rule σ raises E[Σ_i u_i(σ(s), ω)] at best under BIR, and does with payments at the posterior value",
      equallyGood: "with two players and two signals fair bets on one another's signals raise as much, so that q* is not the only optimum",
      ties: "Q(σ*, q*) = E[max_a Σ_i E[u_i(a, ω) | s]] is the same for every selection of σ*",
    }), // biome-ignore format: one line
    ...(made.length === 0 && {
      repair: (reading: Reading) => {
        const change = changeOf[reading.switches.comparison!];
        if (change === undefined) return undefined;
        return repairOf(reading, {
          statement: `Q(σ*, q*) > Q(σ, q) for every mechanism that is ε-BIC and BIR, where ${change}.`,
          changes: [change],
          claim: (kept) => theorem1Revenue(read, kept),
        });
      },
    }),
  });
