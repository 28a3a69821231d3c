import type { Tie } from "./tied.js";

const beside = (file: string) => `test/properties/acm/${file}.test.ts`;

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const acmTies: Readonly<Record<string, Tie>> = {
  "acm/remark-budget-offpath": [beside("remarks"), "gainsOffPath"],
  "acm/remark-budget-onpath": [beside("remarks"), "balancedOnPath"],
  "acm/remark-always-budget-balanced": [beside("remarks"), "alwaysBalanced"],
  "acm/remark-fines": [beside("remarks"), "finesAndDestruction"],
  "acm/remark-two-epsilon": [beside("remarks"), "twoEpsilon"],
  "acm/remark-root-utility": [beside("remarks"), "rootUtility"],
  "acm/remark-participation": [beside("remarks"), "totalParticipation"],
  "acm/remark-communication": [beside("remarks"), "communicationOverhead"],
  "acm/remark-computation": [beside("remarks"), "computationOverhead"],
  "acm/remark-lumped-price": [beside("remarks"), "lumpedPrice"],
  "acm/remark-no-one-says-no": [beside("remarks"), "noOneSaysNo"],
  "acm/remark-b-is-maximum": [beside("remarks"), "boundIsMaximum"],
  "acm/naive-1-equilibrium": [beside("naive"), "naive1Equilibrium"],
  "acm/naive-1-any": [beside("naive"), "naive1Any"],
  "acm/naive-1-mismatch": [beside("naive"), "naive1Mismatch"],
  "acm/naive-2-truthful": [beside("naive"), "naive2Truthful"],
  "acm/naive-2-mismatch": [beside("naive"), "naive2Mismatch"],
  "acm/naive-2-fined": [beside("naive"), "naive2FinedMismatch"],
  "acm/naive-2-sequential-collusion": [beside("naive"), "naive2Sequential"],
  "acm/naive-3-unique-best-response": [beside("naive"), "naive3UniqueBest"],
  "acm/naive-3-grab": [beside("naive"), "naive3Grab"],
  "acm/naive-4-independent": [beside("naive"), "naive4Independent"],
  "acm/naive-4-collusion": [beside("naive"), "naive4Collusion"],
  "acm/vcg-budget": [beside("vcg"), "vcgBudget"],
  "acm/vcg-truthful": [beside("vcg"), "vcgTruthful"],
  "acm/vcg-two-colluders": [beside("vcg"), "vcgColluders"],
  "acm/vcg-privacy": [beside("vcg"), "vcgPrivacy"],
  "acm/vcg-individual-rationality": [beside("vcg"), "vcgParticipation"],
  "acm/vcg-fair": [beside("vcg"), "vcgFair"],
};
