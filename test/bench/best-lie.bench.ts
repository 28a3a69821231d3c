import type { Types } from "../../src/game/reaction-environment.js";
import { mixtureLottery } from "../../src/mechanisms/nst/mixture.js";
import { tabular } from "../../src/mechanisms/nst/tabular.js";
import {
  bestDeviation,
  type Deviation,
  deviationsAnywhere,
  deviationsAt,
  deviationsDominant,
} from "../../src/notions/deviation-gain.js";
import { integers } from "../../src/number/integer.js";
import { one, rational } from "../../src/number/rational.js";
import { contest, printTable } from "./side-by-side.js";

/**
 * The best lie over tabular environments, utilities of everybody's types on the grid 1/4, the mixture with q = 1/3 and weights
 * of base 3/2: at one profile, at all, and beside all announcements of the others. Target: 3 players with 4 types and 4
 * alternatives below 50 ms each. With k types the three grow like k, k^{n+1} and k^{2n}: the utility of a player at every
 * pair of a true profile and announcements.
 */
const R = integers(3n, 2n);
const parameters = { q: rational(1n, 3n), d: one, P: "uniform" as const };

function setting(types: readonly number[], alternatives: number) {
  const profiles = types.reduce((count, size) => count * size, 1);
  // Knuth's MMIX generator.
  let state = 42n;
  const next = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return rational((state >> 33n) % 5n, 4n);
  };
  const list = <T>(length: number, make: () => T): T[] => Array.from({ length }, make);
  const reactions = types.map(() => 3);
  const utility = types.map(() => list(profiles, () => list(alternatives, () => list(3, next))));
  const environment = tabular({ types, alternatives, reactions, utility });
  const lotteryAt = (announced: Types) => mixtureLottery(R, parameters, environment, announced);
  return {
    environment,
    best: (deviations: Iterable<Deviation>) => bestDeviation(R, environment, lotteryAt, deviations),
  };
}

function compare(title: string, sizes: readonly (readonly number[])[], target: string): void {
  const settings = sizes.map((types) => ({ name: `${types.length} players, ${types[0]} types`, ...setting(types, 4) }));
  const targets = sizes.map((types) => (types.length === 3 && types[0] === 4 ? target : ""));
  const truthOf = (types: readonly number[]): Types => types.map(() => 0);
  const table = (what: string, deviationsOf: (given: (typeof settings)[number]) => Iterable<Deviation>): void => {
    const rows = settings.map((given) => contest({ name: given.name, ours: () => given.best(deviationsOf(given)) }, 5));
    printTable(`${what}, ${title}`, rows, targets);
  };
  table("best lie at a profile", ({ environment }) => deviationsAt(environment, truthOf(environment.types)));
  table("best lie anywhere", ({ environment }) => deviationsAnywhere(environment));
  table("best lie beside all announcements", ({ environment }) => deviationsDominant(environment));
}

compare(
  "by types",
  [2, 3, 4, 5].map((k) => [k, k, k]),
  "< 50 ms",
);
compare(
  "by players",
  [1, 2, 3, 4].map((n) => Array(n).fill(3)),
  "",
);
