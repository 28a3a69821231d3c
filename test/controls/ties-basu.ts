import type { Tie } from "./tied.js";

const beside = (file: string) => `test/properties/basu/${file}.test.ts`;

/** Where each claim meets what its check must reject; see `ties-cckmv.ts`. */
export const basuTies: Readonly<Record<string, Tie>> = {
  "basu/hypothesis-1": [beside("hypothesis-1"), "hypothesis1"],
  "basu/theorem-1-bir": [beside("revenue"), "theorem1Bir"],
  "basu/eq-5": [beside("revenue"), "equation5"],
  "basu/theorem-1-revenue": [beside("revenue"), "theorem1Revenue"],
  "basu/revenue-identity": [beside("revenue"), "revenueIdentity"],
  "basu/welfare-optimality": [beside("revenue"), "welfareOptimality"],
  "basu/full-extraction": [beside("revenue"), "fullExtraction"],
  "basu/proof-E-interval": [beside("hypothesis-1"), "intervalE"],
  "basu/proof-E-continuous": [beside("hypothesis-1"), "continuousE"],
  "basu/proof-e-below-1": [beside("hypothesis-1"), "levelBelowOne"],
  "basu/eq-3": [beside("proof"), "equation3"],
  "basu/eq-4": [beside("proof"), "equation4"],
  "basu/proof-same-choice": [beside("proof"), "sameChoice"],
  "basu/proof-payment-change": [beside("proof"), "paymentChange"],
  "basu/proof-four-terms": [beside("proof"), "fourTerms"],
  "basu/proof-five-delta": [beside("proof"), "fiveDelta"],
  "basu/proof-conditioning": [beside("proof"), "conditioning"],
  "basu/remark-unique-maximiser": [beside("hypothesis-1"), "uniqueMaximiser"],
  "basu/remark-same-ordinal": [beside("hypothesis-1"), "sameOrdinal"],
  "basu/remark-disagreement": [beside("hypothesis-1"), "disagreement"],
  "basu/remark-finite-U": [beside("hypothesis-1"), "finiteLibrary"],
  "basu/remark-weights": [beside("revenue"), "proportions"],
  "basu/remark-what-you-give": [beside("revenue"), "whatYouGive"],
  "basu/remark-not-externality": [beside("revenue"), "notExternality"],
  "basu/example-single-object": [beside("examples"), "singleObject"],
  "basu/example-single-object-payment": [beside("examples"), "singleObjectPayment"],
  "basu/example-single-object-sizes": [beside("examples"), "singleObjectSizes"],
  "basu/example-budget-balance": [beside("examples"), "budgetBalance"],
  "basu/remark-ms-contrast": [beside("examples"), "msContrast"],
};
