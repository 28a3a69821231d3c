import type { Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { repairOf } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { type Coin, coinClaim, distance } from "./vcg-coin-claim.js";
import { asPrinted, type Release } from "./vcg-coins.js";
import { comparisonClaim } from "./vcg-comparison-claim.js";

/** What the values of the switch `payment` mean: at which outcome the last payment P(θ_i', ·) is taken. */
export const paymentMeanings = {
  L: "the last payment is P(θ_i', M(θ_i, θ_{-i})) as printed: the lie's report at the outcome of the truth",
  S: "the last payment is P(θ_i', M(θ_i', θ_{-i})): the lie's report at the outcome of the lie",
} as const;

const bracketMeanings = {
  printed: "the right-hand side as printed, without inner brackets: |O|·(U − P − U − P)",
  bracketed: "the right-hand side as |O|·((U − P) − (U − P))",
} as const;

/** What a repair may change. */
export type GainChange = "inner brackets" | "payment at the outcome of the lie";

const changeMeanings: Readonly<Record<GainChange, string>> = {
  "inner brackets": "the utility of the lie is one bracket, U − P, that is subtracted",
  "payment at the outcome of the lie": "the last payment is P(θ_i', M(θ_i', θ_{-i}))",
};

/** Where the last payment is taken after the changes. */
export const paymentAfter = ({ payment }: Switches, made: readonly GainChange[]): "L" | "S" =>
  payment === "S" || made.includes("payment at the outcome of the lie") ? "S" : "L";

const isBracketed = ({ brackets }: Switches, made: readonly GainChange[]): boolean =>
  brackets !== "printed" || made.includes("inner brackets");

/** The repair of a reading about the gain from telling the truth: undefined for one that needs none. */
export function gainRepair(
  reading: Reading,
  made: readonly GainChange[],
  claim: (made: readonly GainChange[]) => Claim<SituationCase>,
): Repair<SituationCase> | undefined {
  const { switches } = reading;
  const changes: readonly GainChange[] = [
    ...(isBracketed(switches, []) ? [] : (["inner brackets"] as const)),
    ...(paymentAfter(switches, []) === "S" ? [] : (["payment at the outcome of the lie"] as const)),
  ];
  if (made.length > 0) return undefined;
  return repairOf(reading, {
    statement: `As printed, except that ${changes.map((change) => changeMeanings[change]).join(", and ")}.`,
    changes,
    claim,
  });
}

/** U(θ_i, o*) − P(θ_i, ·) − U(θ_i, o') + sign·P(θ_i', ·) in |O|-ths: with sign −1 as inequality (6) is printed. */
const gainAt = ({ environment: { outcomes: n }, truth, lie, honest, dishonest }: Coin, at: "L" | "S", sign: 1 | -1) =>
  n * (truth[honest.chosen]! - truth[dishonest.chosen]!) -
  honest.pays(truth) +
  sign * (at === "L" ? honest : dishonest).pays(lie);

const differs = ({ honest, dishonest }: Coin): boolean => honest.chosen !== dishonest.chosen;

const lastPayment = (at: "L" | "S"): string => (at === "L" ? "P(θ_i', M(θ_i))" : "P(θ_i', M(θ_i'))");

/** Inequality (6) [CCKMV, proof of Lemma 7.3], for every coin; `factor` is |O| unless a control takes another. */
export const inequality6 = (
  made: readonly GainChange[] = [],
  factor: (outcomes: number) => number = (outcomes) => outcomes,
): Claim<SituationCase> =>
  coinClaim({
    id: "cckmv/inequality-6",
    place: "Section 7, inequality (6)",
    statement:
      "For every r: I[M^1(θ_i; r) ≠ M^1(θ_i'; r)] ≤ |O|·(U(θ_i, M^1(θ_i; r)) − P(θ_i, M(θ_i; r)) − U(θ_i, M^1(θ_i'; r)) − P(θ_i', M(θ_i; r))), " +
      "the reports θ_{-i} of the others being the same.",
    hypotheses: made.map((change) => changeMeanings[change]),
    readings: readingsOf({ brackets: ["printed", "bracketed"], payment: ["L", "S"] }),
    switchMeanings: { ...bracketMeanings, ...paymentMeanings },
    inequality: (switches) =>
      `I[o* != o'] <= |O|(U(θ_i, o*) - P(θ_i, M(θ_i)) - U(θ_i, o') ${isBracketed(switches, made) ? "+" : "-"} ${lastPayment(paymentAfter(switches, made))})`,
    falls: (switches) => !isBracketed(switches, made) || paymentAfter(switches, made) === "L",
    weigh: (coin, switches) => {
      const { outcomes } = coin.environment;
      const gain = gainAt(coin, paymentAfter(switches, made), isBracketed(switches, made) ? 1 : -1);
      return {
        inside: true,
        left: differs(coin) ? outcomes : 0,
        right: factor(outcomes) * gain,
        unit: outcomes,
      };
    },
    evidence: (_budget, switches) =>
      isBracketed(switches, made) && paymentAfter(switches, made) === "S"
        ? {
            bestConstant:
              "|O|, proved: with two alternatives a lie that moves U(θ_i, 1) − U(θ_i, 0) by 1 changes the outcome at the gap 1/2 alone",
          }
        : {},
    repair: (reading) => gainRepair(reading, made, (next) => inequality6(next)),
  });

/**
 * "The payment made by player i on an outcome o depends only on the reports of the other players and the randomness of the
 * mechanism" [CCKMV, proof of Lemma 7.3]: where two reports lead to one o* at the same coins, they pay the same.
 */
export const paymentInvariance = (release: Release = asPrinted): Claim<SituationCase> =>
  coinClaim(
    {
      id: "cckmv/fact-7.3-payment-invariance",
      place: "Section 7, proof of Lemma 7.3",
      statement:
        "The payment made by player i on an outcome o depends only on the reports of the other players and the randomness of the mechanism: if " +
        "M^1(θ_i; r) = M^1(θ_i'; r) = o then P(θ_i, M(θ_i; r)) = P(θ_i', M(θ_i'; r)).",
      hypotheses: ["M^1(θ_i; r) = M^1(θ_i'; r)"],
      inequality: () => "|P(θ_i, M(θ_i)) - P(θ_i', M(θ_i'))| <= 0",
      weigh: (coin) => ({
        inside: !differs(coin),
        left: distance(coin.honest.pays(coin.truth), coin.dishonest.pays(coin.lie)),
        right: 0,
        unit: coin.environment.outcomes,
      }),
      evidence: () => ({
        why: "P(θ_i, M(θ_i; r)) = max_o W_o − W_o*: an alternative that is not released is more than M below V_o*, and so never attains the maximum.",
      }),
    },
    release,
  );

/**
 * "Moreover, the left-hand side is at least 1/|O|" [CCKMV, proof of Lemma 7.3]: where the outcome changes, the truth is
 * better by 1/|O| or more at that r. `part` is the k of k/|O|.
 */
export const strictlyBetter = (made: readonly GainChange[] = [], part = 1): Claim<SituationCase> =>
  coinClaim({
    id: "cckmv/fact-7.3-strict",
    place: "Section 7, proof of Lemma 7.3",
    statement:
      "If M^1(θ_i; r) ≠ M^1(θ_i'; r), then U(θ_i, M^1(θ_i; r)) − P(θ_i, M(θ_i; r)) − U(θ_i, M^1(θ_i'; r)) − P(θ_i', M(θ_i; r)) ≥ 1/|O| at that r.",
    hypotheses: ["M^1(θ_i; r) ≠ M^1(θ_i'; r)", ...made.map((change) => changeMeanings[change])],
    readings: readingsOf({ brackets: ["printed", "bracketed"], payment: ["L", "S"] }),
    switchMeanings: {
      ...paymentMeanings,
      printed:
        "the left-hand side as printed where it is said to be at least 0 and then 1/|O|, without inner brackets: U − P − U − P",
      bracketed: "the left-hand side as (U − P) − (U − P), as at the end of the proof",
    },
    inequality: (switches) =>
      `1/|O| <= U(θ_i, o*) - P(θ_i, M(θ_i)) - U(θ_i, o') ${isBracketed(switches, made) ? "+" : "-"} ${lastPayment(paymentAfter(switches, made))}`,
    falls: (switches) => !isBracketed(switches, made) || paymentAfter(switches, made) === "L",
    weigh: (coin, switches) => ({
      inside: differs(coin),
      left: part,
      right: gainAt(coin, paymentAfter(switches, made), isBracketed(switches, made) ? 1 : -1),
      unit: coin.environment.outcomes,
    }),
    evidence: (_budget, switches) =>
      isBracketed(switches, made) && paymentAfter(switches, made) === "S"
        ? { attained: "1/|O| is attained from two alternatives on: proved best" }
        : {},
    repair: (reading) => gainRepair(reading, made, (next) => strictlyBetter(next)),
  });

/** Lemma 7.3; `factor` is |O| unless a control takes another. */
export const lemma73 = (
  made: readonly GainChange[] = [],
  factor: (outcomes: number) => number = (outcomes) => outcomes,
): Claim<SituationCase> =>
  comparisonClaim({
    id: "cckmv/lemma-7.3",
    place: "Lemma 7.3",
    statement:
      "Pr_r[M^1(θ_i, θ_{-i}; r) ≠ M^1(θ_i', θ_{-i}; r)] ≤ |O|·(E[U(θ_i, M^1(θ_i, θ_{-i})) − P(θ_i, M(θ_i, θ_{-i}))] " +
      "− E[U(θ_i, M^1(θ_i', θ_{-i})) − P(θ_i', M(θ_i, θ_{-i}))]) for all θ_i, θ_i' and θ_{-i}.",
    hypotheses: ["ε > 0", ...made.map((change) => changeMeanings[change])],
    readings: readingsOf({ payment: ["L", "S"] }),
    switchMeanings: paymentMeanings,
    argument:
      "Every θ_{-i}, |O| and M under S: coin by coin, the two utilities are V_o* and V_o' less the same max_o W_o; these differ by a multiple of 1/|O|, " +
      "more than 0 where o* ≠ o'.",
    inequality: (switches) =>
      `Pr[o* != o'] <= |O|(E[U(θ_i, o*) - P(θ_i, M(θ_i))] - E[U(θ_i, o') - ${lastPayment(paymentAfter(switches, made))}])`,
    payment: (switches) => paymentAfter(switches, made),
    left: ({ changes }) => changes,
    right: ({ gain }) => gain,
    constant: (R, { outcomes }) => ({
      numerator: R.integer(BigInt(factor(outcomes))),
      denominator: R.integer(BigInt(outcomes)),
    }),
    evidence: (_budget, switches) =>
      paymentAfter(switches, made) === "S"
        ? {
            bestConstant:
              "|O|. Two alternatives: proved, with equality for every ε and every θ_{-i} where the lie moves U(θ_i, 1) − U(θ_i, 0) by 1. More: approached, " +
              "not attained, where all but alternatives o and o + 1 fall far behind, as the gap is then (o + 1 − o)/|O|.",
          }
        : {},
    repair: (reading) => gainRepair(reading, made, (next) => lemma73(next)),
  });
