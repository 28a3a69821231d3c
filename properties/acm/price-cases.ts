import type { Budget, Example } from "../../src/claim/claim.js";
import { once } from "../../src/instance/once.js";
import { rootInstance } from "./market-cases.js";
import { usualStakes } from "./market-world.js";

const sizes: Readonly<Record<Budget, readonly (readonly [n: number, m: number, k: number])[]>> = {
  // biome-ignore format: one line a budget
  gate: [[1, 0, 1], [1, 1, 1], [2, 0, 1], [2, 1, 2]],
  // biome-ignore format: one line a budget
  standard: [[1, 0, 1], [1, 1, 1], [2, 0, 1], [2, 1, 1], [2, 1, 2], [2, 2, 2], [3, 0, 1], [3, 1, 1]],
  // biome-ignore format: one line a budget
  deep: [[1, 0, 1], [1, 1, 1], [2, 0, 1], [2, 1, 1], [2, 1, 2], [2, 2, 2], [3, 0, 1], [3, 1, 1], [3, 1, 2], [4, 1, 1]],
};

/** One context a size, and one with a negative value where there are values: types do not enter prices. */
const casesOf = (budget: Budget): readonly Example[] =>
  sizes[budget].flatMap(([players, goods, bits]) =>
    (goods > 0 && bits > 1 ? [0, -1] : [0]).map((value) => ({
      instance: rootInstance(
        {
          players,
          goods,
          bits,
          endowment: Array.from({ length: goods }, () => players),
          valuations: Array.from({ length: players }, () =>
            Array.from({ length: Number(1n << BigInt(goods)) }, (_, bundle) => (bundle > 0 ? value : 0)),
          ),
          coalitions: Array.from({ length: players }, (_, i) => [i + 1]),
        },
        usualStakes(players, bits)[0]!,
      ),
      choices: {},
    })),
  );

/** Contexts for claims about prices alone, whoever has what type, by budget. */
export const priceCases: Readonly<Record<Budget, () => readonly Example[]>> = {
  gate: once(() => casesOf("gate")),
  standard: once(() => casesOf("standard")),
  deep: once(() => casesOf("deep")),
};

/** The same in words. */
export const priceCasesSaid = (budget: Budget): string =>
  `(n, m, k) = ${sizes[budget].map((size) => `(${size.join(", ")})`).join(", ")}: all announcements up to 512, else those near the gains; all votes and coins; all 0 < ε < 1/(5n) and 0 < δ < ε/B at once`;
