import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { integral, total, welfareTable } from "../../src/game/bayesian-environment.js";
import { affinity } from "../../src/mechanisms/basu/affinity-tail.js";
import { cellsByCounts, interimUtility, seatOf } from "../../src/notions/interim-incentives.js";
import { greatestWelfare, revenue } from "../../src/notions/revenue.js";
import { compareSums, exactSum, type QuotientSum, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { realSide } from "../real-sides.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { keptBy } from "./competitors.js";
import { inside } from "./environments.js";
import { gapBoundReal, largestStake, plainFullInformation, plainRevenue, plainSurplus } from "./plain-surplus.js";
import { plainValues } from "./stages.js";
import { instanceAt, type Row, rowsAt } from "./value-cases.js";
import { type ValueWorld, valueCorners, valueWorld } from "./value-world.js";

const oneBest = "one alternative is best for all together in every state";

const names = ["given-signals", "interim-rents", "full-information", "vanishing-gap"] as const;
type Surplus = (typeof names)[number];
const readings: readonly Reading[] = names.map((name, i) => ({
  name,
  switches: { surplus: name },
  literal: i === 0,
}));

const meanings = {
  "given-signals": "the surplus is E[max_a Σ_i E[u_i(a, ω) | s]], what the best rule on the signals creates",
  "interim-rents": "every player is left with an expected payoff of 0 given her signal",
  "full-information": "the surplus is Σ_ω π0(ω)·max_a Σ_i u_i(a, ω), what the best choice in every state creates",
  "vanishing-gap": "what is missing from the full-information surplus goes to 0 as n grows, for all together",
};

const proofs: Partial<Record<Surplus, string>> = {
  "given-signals":
    "All environments, n and ties: Q(σ*, q*) = E[Σ_i u_i(σ*(s), ω)] by equation (5), and σ* chooses a best alternative at every profile.",
  "interim-rents": "All environments, n and ties: equation (5), for each player and signal.",
  "vanishing-gap":
    "All environments and n: σ* does at least as well as what is best in the most likely state given s, which loses at most n·D where that state is not the true one, D = max |u(a, ω) − u(b, ω)|. " +
    "That happens with probability Σ_c m(c)(Σ_ω w_ω − max_ω w_ω) ≤ Σ_{ω<ω′} Σ_c m(c)·min(w_ω, w_ω′) ≤ Σ_{ω<ω′} √(π0(ω)π0(ω′))·BC(ω, ω′)^n ≤ Σ_{ω<ω′} BC(ω, ω′)^n/2·(π0(ω) + π0(ω′)), with w_ω = π0(ω)L_ω(c) and BC(ω, ω′) = Σ_x √(v(x|ω)v(x|ω′)) < 1 where rows differ. " +
    "So the gap is at most n·D·Σ_{ω<ω′} (π0(ω) + π0(ω′))/2·BC(ω, ω′)^n, which goes to 0; (1) is not needed.",
};

/** Larger populations, where the bound on the gap says something. */
const large: readonly Row[] = [
  [inside["guess of the state"]!, [40]],
  [inside["guess of the state"]!, [160]],
  [inside["three states"]!, [60]],
  [inside["two utilities with one top"]!, [50, 30], "last"],
];
const rowsOf = (budget: Budget): readonly Row[] => [
  ...rowsAt(budget),
  ...(budget === "gate" ? large.slice(0, 1) : large),
];

/** Section 1: the designer extracts all the surplus. */
export const fullExtraction = (read = valueWorld, made: readonly string[] = [], scale = Q.one): Claim =>
  exampleClaim<ValueWorld>(read, {
    id: "basu/full-extraction",
    citation: cite("basu", "Section 1, extraction of all the surplus"),
    statement: "The socially optimal mechanism (σ*, q*) lets the designer extract all the surplus.",
    hypotheses: ["π0 and v positive, signals independent given the state, rows of v differ, (1)", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget, { surplus }) =>
      (surplus === "vanishing-gap" ? rowsOf(budget) : rowsAt(budget)).map((row) => ({
        instance: instanceAt(row),
        choices: {},
      })),
    describe: (budget, { surplus }) =>
      `${(surplus === "vanishing-gap" ? rowsOf(budget) : rowsAt(budget)).length} environments with players, three tie rules`,
    argument: ({ surplus }) =>
      made.includes(oneBest)
        ? "All environments: where a is best in every state, max_b Σ_i E[u_i(b, ω) | s] ≤ E[max_b Σ_i u_i(b, ω) | s] = Σ_i E[u_i(a, ω) | s], so that all are equal."
        : proofs[surplus as Surplus],
    corners: valueCorners,
    decide(world, _, { surplus }) {
      const hypotheses = isMet(world, made) ? "inside" : "outside";
      return { hypotheses, holds: decided(world, surplus as Surplus, scale) };
    },
    choices: ({ surplus }) => (surplus === "interim-rents" ? rents : {}),
    completed: ["utility", "signal"],
    sides: (world, choices, { surplus }) => ({
      ...sidesOf(world, choices, surplus as Surplus, scale),
      hypotheses: isMet(world, made) ? "inside" : "outside",
    }),
    evidence: (budget, { surplus }) => (surplus === "given-signals" || surplus === "interim-rents" ? {} : gaps(budget)),
    ...(made.length === 0 && {
      repair: ({ switches, ...reading }: Reading) =>
        switches.surplus === "full-information"
          ? repairOf(
              { switches, ...reading },
              {
                statement: `The designer extracts Σ_ω π0(ω)·max_a Σ_i u_i(a, ω) where ${oneBest}.`,
                changes: [oneBest],
                claim: (kept) => fullExtraction(read, kept, scale), // biome-ignore format: one line
              },
            )
          : undefined,
    }),
  });

const indices = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

const rents = {
  utility: ({ present }: ValueWorld) => present,
  signal: ({ at }: ValueWorld) => indices(at.signals),
};

/** Whether the hypotheses are met: those of Theorem 1 on the environment, and the change. */
function isMet(world: ValueWorld, made: readonly string[]): boolean {
  if (!world.isOfTheorem()) return false;
  const table = welfareTable(world.at, world.at.sizes);
  const isBest = (row: readonly bigint[]) =>
    row.every((value, state) => table.every((other) => value >= other[state]!));
  return !made.includes(oneBest) || table.some(isBest);
}

/** Σ_ω π0(ω)·max_a Σ_i u_i(a, ω). */
function fullInformation({ at }: ValueWorld): QuotientSum {
  const { prior, unit } = integral(at);
  const table = welfareTable(at, at.sizes);
  const best = prior.map((weight, state) => weight * table.map((row) => row[state]!).reduce((x, y) => (x > y ? x : y)));
  return { terms: [{ numerator: total(best), denominator: 1n }], divisor: total(prior) * unit };
}

/** n·D·Σ_{ω<ω′} (π0(ω) + π0(ω′))/2·BC(ω, ω′)^n. */
function gapBound(world: ValueWorld, scale: Q.Rational): Q.Rational {
  const { environment: env } = world;
  const players = BigInt(world.players());
  let error = Q.zero;
  for (let other = 1; other < env.states; other++) {
    for (let state = 0; state < other; state++) {
      const share = Q.multiply(Q.add(env.prior[state]!, env.prior[other]!), Q.rational(1n, 2n));
      error = Q.add(error, Q.multiply(share, Q.integerPower(affinity(env, state, other), players)));
    }
  }
  return [scale, Q.rational(players), largestStake(env), error].reduce(Q.multiply);
}

function decided(world: ValueWorld, surplus: Surplus, scale: Q.Rational): boolean {
  const { at, does } = world;
  if (surplus === "interim-rents") {
    const cells = cellsByCounts(at, world.players(), does);
    return world.present.every((u) =>
      indices(at.signals).every((x) => signOfSum(interimUtility(at, cells, world.players() - 1, seatOf(u), x)) === 0),
    );
  }
  const raised = revenue(at, does);
  if (surplus === "given-signals") return compareSums(raised, greatestWelfare(at)) === 0;
  if (surplus === "full-information") return compareSums(raised, fullInformation(world)) === 0;
  const gap = Q.subtract(numberOf(fullInformation(world)), numberOf(raised));
  return Q.compare(gap, gapBound(world, scale)) <= 0;
}

const numberOf = (sum: QuotientSum): Q.Rational => Q.fromQuotient(exactSum(sum));

function sidesOf(world: ValueWorld, choices: JsonObject, surplus: Surplus, scale: Q.Rational): WorstSides {
  if (surplus === "interim-rents") {
    const { given, got } = plainValues(world, choices);
    const explanation = "what one player enjoys and pays in expectation given her signal";
    return { left: got, right: given, larger: "left", holds: Q.equals(got, given), inequality: "E[u_i | s_i] = E[q_i | s_i]", explanation }; // biome-ignore format: one line
  }
  const raised = plainRevenue(world);
  if (surplus !== "vanishing-gap") {
    const most = surplus === "given-signals" ? plainSurplus(world) : plainFullInformation(world);
    return {
      left: raised,
      right: most,
      larger: "left",
      inequality: `Q(σ*, q*) >= ${surplus === "given-signals" ? "E[max_a Σ_i E[u_i(a, ω) | s]]" : "Σ_ω π0(ω)·max_a Σ_i u_i(a, ω)"}`,
      explanation: meanings[surplus],
    };
  }
  const gap = Q.subtract(plainFullInformation(world), raised);
  const bound = R.multiply(R.fromRational(scale), gapBoundReal(world));
  return {
    left: gap,
    right: realSide(bound),
    larger: "right",
    holds: R.compareReals(R.fromRational(gap), bound)! <= 0,
    inequality: "Σ_ω π0(ω)·max_a Σ_i u_i(a, ω) − Q(σ*, q*) <= n·D·Σ_{ω<ω′} (π0(ω) + π0(ω′))/2·BC(ω, ω′)^n",
    explanation: "what is missing from the full-information surplus, and the bound on it",
  };
}

/** The gap where players guess the state: exactly for few players, and from how many on it is below a bound. */
const gaps = keptBy((budget: Budget): JsonObject => {
  const gapAt = (n: number) => {
    const world = valueWorld(instanceAt([inside["guess of the state"]!, [n]]));
    return Q.subtract(numberOf(fullInformation(world)), numberOf(revenue(world.at, world.does)));
  };
  const levels = ["1/10", "1/100", "1/1000"].slice(0, budget === "gate" ? 1 : budget === "standard" ? 2 : 3);
  let [n, last] = [0, Q.one];
  const from = levels.map((level) => {
    while (n < 3 || Q.compare(last, Q.parseRational(level)!) > 0) last = gapAt(++n);
    return [level, n];
  });
  return {
    environment: "guess of the state, prior 1/2, signals right with 3/4",
    gap: Object.fromEntries([1, 2, 3, 4].map((k) => [`n = ${k}`, Q.printRational(gapAt(k))])),
    firstNWithGapAtMost: Object.fromEntries(from),
  };
});
