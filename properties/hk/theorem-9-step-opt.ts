import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { expectedOptimum } from "../../src/mechanisms/hk/matching-ensemble.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { binomials } from "../../src/probability/binomials.js";
import { type ComparedExample, compareSides, matchings, range, type SizeCase, sizeClaim, whole } from "./size-claim.js";

/** The probability that nobody wants a given item, as printed in the limit or exactly. */
const exactly = "(1 - 1/n)^n";

const sizes = { gate: range(1, 12), standard: range(1, 60), deep: [...range(1, 100), 1000] };

/**
 * E[opt] = (1 − 1/e)·n over the ensemble [HK, Appendix B]. The left side is rational and the right side is not; exactly it is
 * (1 − (1 − 1/n)^n)·n, which is `exact`: wrong in controls.
 */
export const expectedOptimumClaim = (changes: readonly string[] = [], exact = exactOptimum): Claim<SizeCase> =>
  sizeClaim({
    id: "hk/theorem-9-step-opt",
    place: "Appendix B, proof of Theorem 9",
    statement:
      "E_v[opt(v)] = (1 − 1/e)·n, where each agent wants one of the n items, drawn uniformly and independently.",
    hypotheses: changes,
    readings: readingsOf({ sense: ["equal", "at-least", "within"] }),
    switchMeanings: {
      equal: "E[opt] = (1 − 1/e)·n, as printed",
      "at-least": "E[opt] ≥ (1 − 1/e)·n, which is what the proof uses",
      within: "0 ≤ E[opt] − (1 − 1/e)·n ≤ 1/e for every n, so that the equation holds in the limit",
    },
    ensemble: matchings,
    sizes: (budget) => sizes[budget],
    argument: ({ sense }) =>
      sense === "equal"
        ? undefined
        : "All n: n·ln(n/(n − 1)) = 1 + 1/(2n) + 1/(3n²) + … > 1, and (n − 1)·ln(n/(n − 1)) = 1 − 1/(2n) − 1/(6n²) − … < 1 for n ≥ 2.",
    corners: { "one agent": (n) => n === 1, "two agents": (n) => n === 2, "twelve agents": (n) => n === 12 },
    decide(n, { sense }) {
      const optimum = expectedOptimum({ players: n });
      if (changes.includes(exactly)) {
        return { left: optimum, right: exact(n), larger: "left", holds: Q.equals(optimum, exact(n)) };
      }
      const { left, right, holds } = comparedWithE(n, optimum, sense!);
      return { left, right, larger: "left", holds };
    },
    sides(n, _epsilon, { sense }): ComparedExample {
      const optimum = byDistinctItems(n);
      const explanation = `E[opt] = ${Q.printRational(optimum)} for n = ${n}`;
      if (!changes.includes(exactly)) return { ...comparedWithE(n, optimum, sense!), larger: "left", explanation };
      return {
        left: optimum,
        right: exact(n),
        larger: "left",
        holds: Q.equals(optimum, exact(n)),
        inequality: `E[opt] = (1 - ${exactly})·n`,
        explanation,
      };
    },
    evidence: () => ({
      exact:
        "E[opt] = (1 − (1 − 1/n)^n)·n: an item is wanted by nobody with probability (1 − 1/n)^n. It is rational, so that (1 − 1/e)·n is met for no n",
      rate: "E[opt] − (1 − 1/e)·n falls from 1/e at n = 1 to its limit 1/(2e); the 1/e of the reading `within` is attained at n = 1",
      values: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`n = ${n}`, Q.printRational(exactOptimum(n))])),
    }),
    repair: {
      statement: "E_v[opt(v)] = (1 − (1 − 1/n)^n)·n.",
      changes: [exactly],
      claim: (made) => expectedOptimumClaim(made, exact),
      of: changes.length > 0 ? [] : ["equal"],
    },
  });

function exactOptimum(n: number): Q.Rational {
  const unwanted = Q.integerPower(Q.rational(BigInt(n) - 1n, BigInt(n)), BigInt(n));
  return Q.multiply(whole(n), Q.subtract(Q.one, unwanted));
}

/** The comparison of E[opt] with (1 − 1/e)·n through logarithms: with x = E[opt] it asks for ln(n/(n − x)) against 1. */
function comparedWithE(
  n: number,
  optimum: Q.Rational,
  sense: string,
): Pick<ComparedExample, "left" | "right" | "inequality"> & { readonly holds: boolean } {
  const missed = Q.subtract(whole(n), optimum);
  const left = Q.signOfRational(missed) <= 0 ? "infinity" : L.ln(Q.divide(whole(n), missed));
  const order = compareSides(left, Q.one);
  if (sense === "equal") return { left, right: Q.one, holds: order === 0, inequality: "ln(n/(n - E[opt])) = 1" };
  if (sense === "at-least") return { left, right: Q.one, holds: order >= 0, inequality: "ln(n/(n - E[opt])) >= 1" };
  // E[opt] − (1 − 1/e)·n ≤ 1/e says (n − 1)/e ≤ n − E[opt]; for n = 1 that is 0 ≤ 0.
  const above = n === 1 ? Q.one : L.ln(Q.divide(whole(n - 1), missed));
  const within = n === 1 ? Q.signOfRational(missed) === 0 : compareSides(above, Q.one) <= 0;
  return { left: Q.one, right: above, holds: within && order >= 0, inequality: "1 >= ln((n - 1)/(n - E[opt]))" };
}

/** E[opt] from the law of the number of wanted items: m·C(n, m) times the number of maps onto m items, over n^n. */
function byDistinctItems(n: number): Q.Rational {
  const ways = binomials(n, n + 1).map((choices, m) => BigInt(m) * choices * onto(n, m));
  return Q.rational(
    ways.reduce((x, y) => x + y),
    BigInt(n) ** BigInt(n),
  );
}

/** How many maps of n agents onto m items there are, by inclusion and exclusion. */
const onto = (n: number, m: number): bigint =>
  binomials(m, m + 1).reduce((sum, choices, i) => {
    const term = choices * BigInt(m - i) ** BigInt(n);
    return (i & 1) === 0 ? sum + term : sum - term;
  }, 0n);
