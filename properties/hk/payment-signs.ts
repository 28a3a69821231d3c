import type { Budget, Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import type { TrueRange } from "../../src/mechanisms/hk/exponential-third-term.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { equals, rational, zero } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { always, inOwnSteps, timesOfRows } from "./own-steps.js";
import { type PaymentBound, paymentClaim } from "./payment-claim.js";
import { rangeCorners } from "./range-cases.js";
import { describeProfiles, profileCases } from "./theorem-2.js";
import {
  type ByThirdTerm,
  bothTerms,
  describeThirdTerm,
  isTrue,
  thirdTermCases,
  thirdTermMeanings,
  thirdTermReadings,
  thirdTermRepair,
} from "./third-term.js";

/** Twice the grid {0, 1/2, 1} of the cases. */
const common = 4n;

/** What the two claims differ in. */
interface Signs {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  bound(switches: Switches): PaymentBound;
  argument(switches: Switches): string;
  readonly evidence?: Claim["evidence"];
  /** Whether only players are meant who report nothing. */
  readonly onlyZero?: boolean;
}

/** A claim about the sign of payments, with the third term of Figure 1 at the reports or at the true valuations. */
const signsClaim = (signs: Signs, mechanisms: ByThirdTerm): Claim =>
  inOwnSteps((times) => signsAt(signs, mechanisms, times), common, timesOfRows);

function signsAt(signs: Signs, mechanisms: ByThirdTerm, times: bigint): Claim {
  const step = rational(1n, times);
  const { id, place, statement, hypotheses, readings, switchMeanings, onlyZero } = signs;
  const shared = {
    id,
    citation: cite("hk", place),
    statement,
    hypotheses,
    readings,
    switchMeanings: { ...thirdTermMeanings, ...switchMeanings },
    step,
  };
  const kept = <C extends { readonly reports: readonly unknown[] }>(cases: readonly C[]): readonly C[] =>
    onlyZero ? cases.filter(({ reports }) => (reports[0] as readonly string[]).every((value) => value === "0")) : cases;
  const words = (text: string): string => (onlyZero ? `${text}; the player's own row is all 0` : text);
  const corners = onlyZero ? cornersAtZero : rangeCorners;
  return byReading(
    {
      ...shared,
      repair: (reading) => thirdTermRepair(reading, () => signsClaim(signs, mechanisms)),
    },
    (switches) => {
      const parts = {
        ...shared,
        statement: "",
        bound: signs.bound(switches),
        nothing: ({ outcomes }: Range): ValueRow => outcomes.map(() => zero),
        corners,
        // Told in any case: else the gate, which holds halves, would be read on the grid of an example.
        hypothesesAt: onlyZero ? valuesNothing : always,
        ...(signs.evidence && { evidence: signs.evidence }),
      };
      return isTrue(switches)
        ? paymentClaim<Sharpness, TrueRange, ValueRow, number>(mechanisms.truly(times / 2n), {
            ...parts,
            cases: (budget: Budget) => kept(thirdTermCases(budget)),
            describe: (budget: Budget) => words(describeThirdTerm(budget)),
          })
        : paymentClaim<Sharpness, Range, ValueRow, number>(mechanisms.reports(times / 2n), {
            ...parts,
            cases: (budget: Budget) => kept(profileCases(budget)),
            describe: (budget: Budget) => words(describeProfiles(budget)),
            argument: signs.argument(switches),
          });
    },
  );
}

const {
  "one outcome": one,
  "more than two outcomes": three,
  "nobody else": alone,
  "two others or more": many,
} = rangeCorners;
const cornersAtZero: typeof rangeCorners = {
  "one outcome": one!,
  "more than two outcomes": three!,
  "nobody else": alone!,
  "two others or more": many!,
  "two outcomes alike for everybody": rangeCorners["two outcomes alike for everybody"]!,
  "everybody indifferent": rangeCorners["everybody indifferent"]!,
  "equal rows": rangeCorners["equal rows"]!,
  "the others all on one outcome": rangeCorners["the others all on one outcome"]!,
  "the others all off one outcome": rangeCorners["the others all off one outcome"]!,
};

/** Whether the player reports 0 for all outcomes. */
const valuesNothing = ({ type }: { readonly type: ValueRow | null }): "inside" | "outside" =>
  type!.every((value) => equals(value, zero)) ? "inside" : "outside";

/** Proof of Theorem 2: p_i = 0 when v_i = 0, whatever the others bid. */
export const zeroValueZeroPayment = (mechanisms: ByThirdTerm = bothTerms): Claim =>
  signsClaim(
    {
      id: "hk/zero-value-zero-payment",
      place: "Section 3.2, Individual Rationality",
      statement: "For any agent i, p_i = 0 when v_i = 0, regardless of the bidding valuations of the other agents.",
      hypotheses: ["agent i reports v_i = 0", "ε > 0"],
      readings: readingsOf(thirdTermReadings),
      switchMeanings: {},
      bound: () => "0",
      argument: () => "All R, n and b_{-i}: E[b_i] = 0, and Z(b_i, b_{-i}) is the sum Z(0, b_{-i}) itself.",
      onlyZero: true,
    },
    mechanisms,
  );

/** Proof of Lemma 12: no positive transfer, p_i ≥ 0; hence 0 ≤ p_i ≤ 1. */
export const noPositiveTransfer = (mechanisms: ByThirdTerm = bothTerms): Claim =>
  signsClaim(
    {
      id: "hk/no-positive-transfer",
      place: "Proof of Lemma 12",
      statement:
        "The mechanism has no positive transfer: p_i(b) ≥ 0 for all agents and reports. As valuations are between 0 and 1, 0 ≤ p_i(b) ≤ 1.",
      hypotheses: ["b_k: R → [0, 1]", "ε > 0"],
      readings: readingsOf({ says: ["sign", "at-most-one"], ...thirdTermReadings }),
      switchMeanings: { sign: "p_i ≥ 0", "at-most-one": "p_i ≤ 1" },
      bound: ({ says }) => (says === "sign" ? "at least 0" : "at most 1"),
      argument: ({ says }) =>
        says === "sign"
          ? "All R, n and valuations: p_i = (2/ε)·KL(P_b‖P_{(0, b_{-i})}), what an agent of value 0 loses by reporting b_i: 0 if and only if b_i is constant."
          : "All R, n and valuations: p_i = E[b_i] − (2/ε)·ln(Z(b)/Z(0, b_{-i})) ≤ E[b_i] ≤ 1, by individual rationality.",
      evidence: (_budget, { says }) =>
        says === "sign"
          ? { best: "0 is attained by constant reports only" }
          : {
              best:
                "1 is the best constant and is not attained: b_i = 1_r beside one other agent with the value 1 − δ at another outcome and 0 elsewhere pays a sum that tends to 1 − δ as ε → ∞, " +
                "her externality in VCG",
            },
    },
    mechanisms,
  );
