import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { playersOf } from "../../src/game/bayesian-environment.js";
import type { DirectMechanism } from "../../src/game/direct-mechanism.js";
import { once } from "../../src/instance/once.js";
import { externalityPrice } from "../../src/mechanisms/basu/externality-price.js";
import { largestGain } from "../../src/notions/approximate-incentives.js";
import { allGains } from "../../src/notions/interim-incentives.js";
import { revenue } from "../../src/notions/revenue.js";
import { compareSums, type QuotientSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { countVectors } from "../../src/probability/multinomial.js";
import { cite } from "../../src/verdict/citation.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { type EnvironmentNumbers, inside, matching, symmetric } from "./environments.js";
import {
  differingPlaces,
  ownPrice,
  type Price,
  pivotPayment,
  plainLargestGain,
  plainPivotRevenue,
  playedPlaces,
} from "./plain-pivot.js";
import { plainRevenue } from "./plain-surplus.js";
import { instanceAt, type Row, rowsAt, small } from "./value-cases.js";
import { type ValueWorld, valueCorners, valueWorld } from "./value-world.js";

const positive = "no alternative is ever worth less than 0 to a player, and each is worth more in some state";
const common = "all players have one utility";

/** What is compared, and whether it is said of some environment or of all. */
const names = [
  ["payments", "some"],
  ["payments", "all"],
  ["payments", "everywhere"],
  ["revenue", "some"],
  ["revenue", "all"],
  ["gains", "some"],
  ["gains", "all"],
] as const;
type Compared = (typeof names)[number][0];

const readings: readonly Reading[] = names.map(([compared, scope], i) => ({
  name: `${compared}+${scope}`,
  switches: { compared, scope },
  literal: i === 0,
}));

const meanings = {
  payments: "q* and the externality payments t_i(s) = max_b V_−i(b) − V_−i(σ*(s)), V_−i at the posterior of the reports",
  revenue: "(σ*, q*) raises more in expectation",
  gains: "externality payments leave a smaller largest gain from a lie, or an equal one where it is said of all",
  some: "for every n there is an environment of Theorem 1 with n players where it is so",
  all: "it is so in every environment of Theorem 1; payments differ at some profile for some player",
  everywhere: "it is so in every environment of Theorem 1, at every profile and for every player",
}; // biome-ignore format: one line

const changeOf = ({ compared, scope }: Switches): string | undefined =>
  scope === "some" ? undefined : compared === "gains" ? common : positive;

const proofs: Readonly<Record<string, string>> = {
  some: "All n: one utility u with u(0, ω) > u(1, ω) and u(0, ·) = (2, 1). Everybody's others want what everybody wants, so that t = 0 and truth is exactly best, while q* = E[u(0, ω) | s] > 0 rises with the belief in state 0, so that a report of the signal that speaks against it pays less and is as good.",
  payments: "All environments, n and ties: q*_i(s) − t_i(s) = max_b W(b) − max_b V_−i(b) at π(s), player i's contribution to welfare. With b a best alternative of the others, W(b) = V_−i(b) + U_i(b) > V_−i(b), because every state has positive probability under π(s) and so U_i(b) > 0.",
  revenue: "All environments, n and ties: q*_i(s) > t_i(s) for every i and s, as with the payments.",
  gains: "All environments, n and ties: with one utility V_−i is (n − 1)/n times welfare, so that t = 0 and a report only moves the choice, which is best for everybody under the truth: no lie gains anything.",
}; // biome-ignore format: one line

/** One utility, its best alternative the same in both states. */
const witness: EnvironmentNumbers = {
  prior: ["1/2", "1/2"],
  likelihood: symmetric("2/3", "1/3"),
  utilities: [
    [
      ["2", "1"],
      ["0", "0"],
    ],
  ],
};
const witnesses = (budget: Budget): readonly Row[] =>
  [1, 2, 3, 4, 7, 12].slice(0, budget === "gate" ? 3 : 6).map((n): Row => [witness, [n]]);

/** Environments that meet (1) in which the two schemes agree, or externality payments are worse. */
const particular: readonly Row[] = [
  [small["worth nothing"], [1]],
  [{ ...small["value is the state"], utilities: [[["0", "0"]]] }, [1]],
  [inside["all negative"]!, [1]],
  [{ prior: ["1/2", "1/2"], likelihood: symmetric("2/3", "1/3"), utilities: [[["-1", "0"], ["1", "-1"]], [["-1", "1"], ["0", "-1"]]] }, [1, 1]], // biome-ignore format: one line
  [{ prior: ["1/2", "1/2"], likelihood: symmetric("3/4", "1/4"), utilities: [matching, [["3", "1"], ["1", "5"]]] }, [1, 2]], // biome-ignore format: one line
];

/** A world with the pivot payments beside q*. */
interface TwoSchemes extends ValueWorld {
  readonly pivot: DirectMechanism;
  gainOf(scheme: "own" | "pivot"): QuotientSum;
}

const nothing: QuotientSum = { terms: [], divisor: 1n };

function twoSchemes(world: ValueWorld, pivot: DirectMechanism): TwoSchemes {
  const own = once(() => largestGain(allGains(world.at, world.does)) ?? nothing);
  const other = once(() => largestGain(allGains(world.at, pivot)) ?? nothing);
  return { ...world, pivot, gainOf: (scheme) => (scheme === "own" ? own() : other()) };
}

/** Payments to contrast with: by the mechanism, and in plain fractions. */
interface Scheme {
  readonly mechanism: typeof externalityPrice;
  readonly price: Price;
}
const honest: Scheme = { mechanism: externalityPrice, price: pivotPayment };

/** Section 1: what players pay is in contrast with externality payments. */
export const notExternality = (scheme: Scheme = honest, made: readonly string[] = []): Claim =>
  exampleClaim<TwoSchemes>(
    (instance) => {
      const world = valueWorld(instance);
      return twoSchemes(world, scheme.mechanism(world.at, world.tie));
    },
    {
      id: "basu/remark-not-externality",
      citation: cite("basu", "Section 1, externality based payments"),
      statement: "Players who pay their expected value do not pay their externality on the others, as under Pigou and VCG payments.",
      hypotheses: ["the environment is one of Theorem 1", ...made],
      readings,
      switchMeanings: meanings,
      examples: (budget, { scope }) =>
        [...(scope === "some" ? witnesses(budget) : [...particular, ...rowsAt(budget)])].map((row) => ({
          instance: instanceAt(row),
          choices: {},
        })),
      describe: (budget, { scope }) =>
        scope === "some"
          ? `an environment with ${witnesses(budget).map(([, [n]]) => n).join(", ")} players`
          : `${particular.length + rowsAt(budget).length} environments with players, three tie rules`,
      argument: (switches) => {
        const change = changeOf(switches);
        if (switches.scope === "some") return proofs.some;
        return change && made.includes(change) ? proofs[switches.compared!] : undefined;
      },
      corners: cornersOf,
      decide(world, _, switches) {
        const hypotheses = isMet(world, made) ? "inside" : "outside";
        return { hypotheses, holds: decided(world, switches) };
      },
      sides: (world, _, switches) => ({
        ...sidesOf(world, switches, scheme.price),
        hypotheses: isMet(world, made) ? "inside" : "outside",
      }),
      evidence: () => ({
        difference: "q*_i(s) − t_i(s) = max_b W(b) − max_b V_−i(b) at π(s): zero exactly where player i contributes nothing to welfare",
        leastEqual: "one player to whom everything is worth 0 pays 0 under both",
        gains: "either may leave the larger gain: with one utility externality payments leave none, with two they may leave more",
      }),
      ...(made.length === 0 && {
        repair: (reading: Reading) => {
          const change = changeOf(reading.switches);
          if (change === undefined) return undefined;
          return repairOf(reading, {
            statement: repaired[`${reading.switches.compared}+${reading.switches.scope}`]!,
            changes: [change],
            claim: (kept) => notExternality(scheme, kept),
          });
        },
      }),
    },
  ); // biome-ignore format: one line

const repaired: Readonly<Record<string, string>> = {
  "payments+all":
    "Where no alternative is ever worth less than 0 to a player and each is worth more in some state, the payments differ at some profile.",
  "payments+everywhere":
    "Where no alternative is ever worth less than 0 to a player and each is worth more in some state, q*_i(s) > t_i(s) for every player and profile.",
  "revenue+all":
    "Where no alternative is ever worth less than 0 to a player and each is worth more in some state, (σ*, q*) raises more than externality payments.",
  "gains+all": "Where all players have one utility, no lie gains anything under externality payments.",
};

function isMet(world: TwoSchemes, made: readonly string[]): boolean {
  if (!world.isOfTheorem()) return false;
  if (made.includes(common) && world.present.length > 1) return false;
  const rows = world.present.flatMap((u) => world.environment.utilities[u]!);
  const isWorthSomething = (row: readonly Q.Rational[]) =>
    row.every((value) => value.numerator >= 0n) && row.some((value) => value.numerator > 0n);
  return !made.includes(positive) || rows.every(isWorthSomething);
}

/** How many places, a profile's counts and a utility, have different payments; of how many. */
function places({ at, does, pivot, present }: TwoSchemes): { readonly differing: number; readonly all: number } {
  const equal = [...countVectors(playersOf(at.sizes), at.signals)].flatMap((counts) => {
    const [mine, others] = [does(counts), pivot(counts)];
    return present.map((u) =>
      mine.every((draw, k) => {
        const [x, y] = [draw.payments[u]!, others[k]!.payments[u]!];
        return x.numerator * y.denominator === y.numerator * x.denominator;
      }),
    );
  });
  return { differing: equal.filter((isEqual) => !isEqual).length, all: equal.length };
}

function decided(world: TwoSchemes, { compared, scope }: Switches): boolean {
  if (compared === "revenue") return compareSums(revenue(world.at, world.does), revenue(world.at, world.pivot)) > 0;
  if (compared === "gains") {
    return compareSums(world.gainOf("own"), world.gainOf("pivot")) >= (scope === "all" ? 0 : 1);
  }
  const { differing, all } = places(world);
  return scope === "everywhere" ? differing === all : differing > 0;
}

function sidesOf(world: ValueWorld, { compared, scope }: Switches, price: Price) {
  const larger = "left" as const;
  if (compared === "payments") {
    const [left, all] = [differingPlaces(world, price), playedPlaces(world)].map((count) => Q.rational(BigInt(count))) as [Q.Rational, Q.Rational]; // biome-ignore format: one line
    const right = scope === "everywhere" ? all : Q.one;
    const explanation = "how many pairs of counts of signals and a utility have different payments";
    return { left, right, larger, inequality: `differing pairs >= ${scope === "everywhere" ? "all pairs" : "1"}`, explanation }; // biome-ignore format: one line
  }
  const isRevenue = (compared as Compared) === "revenue";
  const left = isRevenue ? plainRevenue(world) : plainLargestGain(world, ownPrice);
  const right = isRevenue ? plainPivotRevenue(world, price) : plainLargestGain(world, price);
  const isStrict = isRevenue || scope === "some";
  return {
    left,
    right,
    larger,
    holds: Q.compare(left, right) >= (isStrict ? 1 : 0),
    inequality: `${isRevenue ? "Q(σ*, q*)" : "the largest gain under q*"} ${isStrict ? ">" : ">="} ${isRevenue ? "Q(σ*, t)" : "the largest gain under t"}`,
    explanation: `${isRevenue ? "expected sums of the payments" : "largest gains from a lie"} with q* and with externality payments`,
  };
}

/** Those corners that witnesses with one utility meet as well. */
const cornersOf: Readonly<Record<string, (world: TwoSchemes) => boolean>> = {
  "one player": valueCorners["one player"]!,
  "three players or more": valueCorners["three players or more"]!,
  "two players": (world) => world.players() === 2,
  "all players have one utility": ({ present }) => present.length === 1,
};
