import type { ValidInstance } from "./valid-instances.js";

/** Instances of Figure 1 with payments that are drawn. */
export const validPayments: readonly ValidInstance[] = ["implicit-payment", "public-payments", "private-payments"].map(
  (name) => ({
    instance: {
      mechanism: `hk/${name}`,
      parameters: { epsilon: "4 ln 3/2", exponent: "1/2" },
      environment: { outcomes: ["a", "b"], prior: ["1/2", "2"] },
      reports: [
        ["1", "0"],
        ["1/2", "1"],
      ],
    },
  }),
);
