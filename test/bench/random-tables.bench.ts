import seedrandom from "seedrandom";
import { situationAt } from "../../src/game/situation.js";
import { type TableEnvironment, table } from "../../src/mechanisms/cckmv/table.js";
import { differentialPrivacy, privacyRatios } from "../../src/notions/differential-privacy.js";
import { individualRationality, truthfulnessWithPrivacy } from "../../src/notions/privacy-aware-utility.js";
import { truthfulInExpectation, universallyTruthful } from "../../src/notions/truthfulness.js";
import { plainIntegers } from "../../src/number/integer.js";
import { rational } from "../../src/number/rational.js";

/**
 * Random tables with 3 players, 3 types, 4 outcomes and 6 coins: every notion for every player, every profile of the
 * others and every pair of a type and another report, over the integers. Target: 300 tables a second on one core.
 */
const [types, players, outcomes, coins] = [3, 3, 4, 6];
const R = plainIntegers;

function randomTable(seed: number): TableEnvironment {
  const random = seedrandom(`table ${seed}`);
  const draw = (n: number) => Math.floor(random() * n);
  const weights = Array.from({ length: coins }, () => BigInt(1 + draw(5)));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  return {
    types,
    players,
    coins: weights.map((weight) => rational(weight, total)),
    outcomes: Array.from({ length: outcomes }, (_, o) => o),
    rows: Array.from({ length: types ** players }, () => Array.from({ length: coins }, () => draw(outcomes))),
  };
}

const profiles = Array.from({ length: types ** (players - 1) }, (_, i) =>
  [Math.floor(i / types), i % types].map((report) => ({ report, count: 1 })),
);
const pairs = [0, 1, 2].flatMap((truth) =>
  [0, 1, 2].filter((lie) => lie !== truth).map((lie) => [truth, lie] as const),
);
const payoff = (type: number | null, _report: number | null, outcome: number) =>
  BigInt(((type ?? 0) + outcome) % outcomes);
const bound = { numerator: 3n, denominator: 1n };
const concern = { sign: "two-signed", ceiling: () => 1n } as const;

/** All notions at one table; the number of findings. */
function decideAll(environment: TableEnvironment): number {
  let findings = 0;
  for (let player = 0; player < players; player++) {
    for (const rest of profiles) {
      const situation = { ...situationAt(R, table, {}, environment, rest, player), payoff };
      privacyRatios(R, situation);
      differentialPrivacy(R, situation, bound);
      findings += 2;
      for (const [truth, lie] of pairs) {
        truthfulInExpectation(R, situation, truth, lie);
        universallyTruthful(R, situation, truth, lie);
        for (const per of ["coin", "expectation"] as const) {
          truthfulnessWithPrivacy(R, situation, truth, lie, per, concern);
          individualRationality(R, situation, truth, "N2", per, concern);
          findings += 2;
        }
        findings += 2;
      }
    }
  }
  return findings;
}

const count = 200;
const tables = Array.from({ length: count }, (_, seed) => randomTable(seed));
const runs = Array.from({ length: 8 }, () => {
  const start = performance.now();
  const findings = tables.reduce((sum, environment) => sum + decideAll(environment), 0);
  return { milliseconds: performance.now() - start, findings };
}).slice(1);
const sorted = runs.map(({ milliseconds }) => milliseconds).sort((x, y) => x - y);
const median = sorted[sorted.length >> 1]!;
console.log(`random tables, ${players} players, ${types} types, ${outcomes} outcomes, ${coins} coins, all notions`);
console.log(
  `${((count / median) * 1000).toFixed(0)} tables a second (target 300), ${runs[0]!.findings / count} findings a table`,
);
