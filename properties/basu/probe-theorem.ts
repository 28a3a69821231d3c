import { playersOf } from "../../src/game/bayesian-environment.js";
import { cellsByCounts, interimUtility, seatOf } from "../../src/notions/interim-incentives.js";
import { greatestWelfare, revenue } from "../../src/notions/revenue.js";
import { compareRational } from "../../src/number/enclosure.js";
import { compareSums, signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { Json } from "../../src/verdict/json.js";
import { expectation, expectedPayoff, optimum, payment } from "./plain.js";
import { allProfiles, plainTotal, seatsOf, valuePriced } from "./plain-table.js";
import type { Conclusion } from "./probe-conclusion.js";
import { gainsFrom } from "./probe-world.js";
import { profileRules } from "./profile-rules.js";
import { signalsOf } from "./seated-cases.js";
import { lieChoices, type ThresholdWorld, thresholdAt } from "./theorem-1-world.js";

/** The utilities that somebody has. */
const present = ({ sizes }: ThresholdWorld): readonly number[] => sizes().flatMap((size, u) => (size > 0 ? [u] : []));

/** What Theorem 1 concludes. */

/** ε-Bayesian incentive compatibility at every n > n0, decided for all n, compositions and choices among maximisers at once. */
export const incentives: Conclusion = {
  says: "for some n0 no lie gains more than ε in any population of n > n0, however maximisers are chosen",
  holds: (world, choices, asked) => thresholdAt(world, "any").leastN0 <= gainsFrom(world, choices, asked),
  exhibit(world, { instance, choices }, asked) {
    const n0 = gainsFrom(world, choices, asked);
    const n = thresholdAt(world, "any").violating.find((violating) => violating > n0)!;
    return { instance, choices: { ...choices, n0, n } };
  },
  choices: (asked) => ({
    n0: (world, given) => [gainsFrom(world, given, asked)],
    n: (_, { n0, n }) => [n ?? (n0 as number) + 1],
    ...lieChoices,
  }),
  completed: ["groups", "utility", "signal", "report"],
  sides({ environment, slack }, choices, _, { gainOf }) {
    const { n0, n, groups, utility, signal, report } = choices;
    const lie = { utility: utility as number, signal: signal as number, report: report as number };
    const gain = gainOf(environment, groups as readonly number[], "any", lie);
    const sign = compareRational(gain, slack);
    if (sign === undefined) throw new RangeError("the gain is too near to ε to be told apart");
    return {
      left: Q.equals(gain.low, gain.high) ? gain.low : gain,
      right: slack,
      larger: "right",
      holds: sign <= 0,
      hypotheses: (n as number) > (n0 as number) ? "inside" : "outside",
      inequality: "gain(x → y) <= ε",
      explanation: `n0 = ${n0}, n = ${n}: what a player with signal ${signal} gains by reporting ${report}`,
    };
  },
};

/** Bayesian individual rationality. */
export const participation: Conclusion = {
  says: "a player who reports her signal expects at least 0 given it",
  holds(world) {
    const { environment } = world;
    const others = playersOf(world.sizes()) - 1;
    const cells = cellsByCounts(environment, others + 1, world.mechanism());
    return present(world).every((u) =>
      signalsOf(environment).every((x) => signOfSum(interimUtility(environment, cells, others, seatOf(u), x)) >= 0),
    );
  },
  choices: () => ({
    utility: (world) => [...present(world)],
    signal: ({ environment }) => [...signalsOf(environment)],
  }),
  completed: ["utility", "signal"],
  sides(world, { utility, signal }, _, { price }) {
    const [u, x] = [utility as number, signal as number];
    return {
      left: expectedPayoff(world.environment, world.sizes(), world.tie, u, x, x, price),
      right: Q.zero,
      larger: "left",
      inequality: "E[u_i(σ*(s), ω) − q*_i(s) | s_i] >= 0",
      explanation: `a player with utility ${u} and signal ${x}`,
    };
  },
};

/** So many rules are tried one by one; of more, those that always choose the same. */
const fewRules = 4096n;

function rulesOf(world: ThresholdWorld): readonly Json[] {
  const { alternatives, signals } = world.environment;
  const profiles = Number(BigInt(signals) ** BigInt(world.players()));
  const constant = Array.from({ length: alternatives }, (_, a) => Array.from({ length: profiles }, () => a));
  if (BigInt(alternatives) ** BigInt(profiles) > fewRules) return constant;
  return Array.from(profileRules(profiles, alternatives), (rule) => [...rule]);
}

/** Revenue at least that of every other mechanism in which everybody takes part. */
export const optimalRevenue: Conclusion = {
  says: "no mechanism that is individually rational, ε-BIC or not, raises more",
  holds(world) {
    const population = world.population();
    return compareSums(revenue(population, world.mechanism()), greatestWelfare(population)) >= 0;
  },
  choices: () => ({ rule: (world, { rule }) => (rule === undefined ? rulesOf(world) : [rule]) }),
  completed: ["rule"],
  sides(world, { rule }, _, { price }) {
    const { environment, tie } = world;
    const seats = seatsOf(environment, world.sizes());
    const chosen = rule as readonly number[];
    const places = new Map(allProfiles(environment.signals, world.players()).map((s, k) => [s.join(), chosen[k]!]));
    return {
      left: world
        .sizes()
        .map((size, u) => Q.multiply(Q.rational(BigInt(size)), paidBy(world, u, price)))
        .reduce(Q.add),
      right: plainTotal(
        seats,
        valuePriced(seats, (profile) => places.get(profile.join())!),
        "payments",
      ),
      larger: "left",
      inequality: "Q(σ*, q*) >= Q(σ, q)",
      explanation: `σ*, ties ${tie}, against the rule listed with all that BIR lets it take`,
    };
  },
};

/** E[q*_i] of a player with a utility. */
function paidBy({ environment, sizes, tie, players }: ThresholdWorld, utility: number, price = payment): Q.Rational {
  if (sizes()[utility] === 0) return Q.zero;
  return expectation(environment, players(), (counts) => {
    const drawn = optimum(environment, sizes(), counts, tie);
    const paid = drawn.map((a) => price(environment, counts, utility, a)).reduce(Q.add);
    return Q.divide(paid, Q.rational(BigInt(drawn.length)));
  });
}
