import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { cite } from "../../src/verdict/citation.js";
import { repairedBy, repairOf } from "../repairs.js";
import { type Definition, paymentDefinition } from "./payment-definition.js";
import type { PaymentScheme } from "./payment-schemes.js";
import type { SchemeCase } from "./scheme-cases.js";

const events = "chances of all measurable sets of payments in the place of single values";
const privately = "the private payment model in the place of the public one";

const senses = {
  points: "the chances of single payments or vectors of payments, as printed",
  densities: "their densities, for schemes that have them",
  sets: "the chances of measurable sets of them",
};

const senseOf = ({ sense }: Switches, changes: readonly string[]): ReturnType<Definition["sense"]> =>
  sense === "points" && changes.includes(events) ? "sets" : (sense as ReturnType<Definition["sense"]>);

const evidenceFor = (sense: string) =>
  sense === "points"
    ? {
        continuous:
          "a payment with noise that has a density takes every single value with chance 0: the inequality is 0 ≤ 0, whatever the scale of the noise",
        discrete: "for payments without noise it is Definition 1: equal payments are needed",
      }
    : sense === "densities"
      ? {
          continuous:
            "the same as all measurable sets, for almost all values; it says nothing of payments without noise",
        }
      : { continuous: "this is Definition 1 with payments for outcomes" };

/** Appendix on payments: when a payment scheme is private in the public payment model. */
export const publicDefinition = (
  changes: readonly string[] = [],
  schemes?: readonly PaymentScheme[],
): Claim<SchemeCase> =>
  paymentDefinition(
    {
      id: "hk/payment-dp-public-definition",
      citation: cite("hk", "Appendix on payments, public payment model"),
      statement:
        "A payment scheme is ε-differentially private in the public payment model if and only if for any i, v, v' that differ in agent i's valuation, and any payment profile p, Pr[p_1(v), …, p_n(v) = p] ≤ e^ε·Pr[p_1(v'), …, p_n(v') = p].",
      readings: readingsOf({ sense: ["points", "densities", "sets"] }),
      switchMeanings: senses,
      says: "all",
      isPublic: () => true,
      sense: (switches) => senseOf(switches, changes),
      evidence: ({ sense }) => evidenceFor(sense!),
      ...(changes.length === 0 && {
        repair: repairedBy({
          statement:
            "A payment scheme is ε-differentially private in the public payment model if and only if Pr[p(v) ∈ S] ≤ e^ε·Pr[p(v') ∈ S] for all measurable S.",
          changes: [events],
          claim: (made) => publicDefinition(made.length > 0 ? made : ["nothing"], schemes),
          of: ["points"],
        }),
      }),
    },
    schemes,
  );

/** What has to change in a reading of the private definition. */
const changesFor = ({ switches }: Reading): readonly string[] => [
  ...(switches.model === "public" ? [privately] : []),
  ...(switches.sense === "points" ? [events] : []),
];

/** Appendix on payments: when it is private in the private payment model, printed "public". */
export const privateDefinition = (
  changes: readonly string[] = [],
  schemes?: readonly PaymentScheme[],
): Claim<SchemeCase> =>
  paymentDefinition(
    {
      id: "hk/payment-dp-private-definition",
      citation: cite("hk", "Appendix on payments, private payment model"),
      statement:
        "A payment scheme is ε-differentially private in the public payment model (so printed) if and only if for any i ≠ j, v, v' that differ in agent i's valuation, and any payment p of agent j, Pr[p_j(v) = p] ≤ e^ε·Pr[p_j(v') = p].",
      readings: readingsOf({ model: ["public", "private"], sense: ["points", "densities", "sets"] }),
      switchMeanings: {
        ...senses,
        public: "everybody sees all payments, as printed",
        private: "each agent sees her own payment, and another one changes: what the paragraph speaks of",
      },
      says: "each of the others",
      isPublic: ({ model }) => model === "public" && !changes.includes(privately),
      sense: (switches) => senseOf(switches, changes),
      evidence: ({ sense, model }) => ({
        ...evidenceFor(sense!),
        ...(model === "public" && {
          together:
            "payments each ε-differentially private by itself are together up to Σ_j ε·|p_j − p_j'|, and the changing agent's own payment is not spoken of: with one agent nothing is",
        }),
      }),
      ...(changes.length === 0 && {
        repair: (reading: Reading) =>
          changesFor(reading).length === 0
            ? undefined
            : repairOf(reading, {
                statement:
                  "A payment scheme is ε-differentially private in the private payment model if and only if Pr[p_j(v) ∈ S] ≤ e^ε·Pr[p_j(v') ∈ S] for all i ≠ j and all measurable S.",
                changes: changesFor(reading),
                claim: (made) => privateDefinition(made.length > 0 ? made : ["nothing"], schemes),
              }),
      }),
    },
    schemes,
  );
