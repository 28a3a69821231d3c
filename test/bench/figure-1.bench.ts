import { loadInstance } from "../../src/instance/index.js";
import { lawOf } from "../../src/questions/law.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * `law` of the exponential mechanism with all payments, against its sums term by term over integers: each weight a power of
 * its own, and Z and Z_{−i} summed anew for every player.
 */
const stepsOf = (players: number, outcomes: number): readonly (readonly number[])[] =>
  Array.from({ length: players }, (_, i) =>
    Array.from({ length: outcomes }, (_, r) => (i * 7919 + r * 104_729 + i * r) % 11),
  );

const instanceOf = (rows: readonly (readonly number[])[]) => ({
  mechanism: "hk/exponential",
  parameters: { epsilon: "20 ln 2" },
  environment: { outcomes: rows[0]!.map((_, r) => `o${r}`) },
  reports: rows.map((row) => row.map((k) => `${k}/10`)),
});

function peer(rows: readonly (readonly number[])[]): readonly bigint[] {
  const outcomes = rows[0]!.map((_, r) => r);
  const sumOver = (exponent: (r: number) => number, factor: (r: number) => number): bigint =>
    outcomes.reduce((sum, r) => sum + BigInt(factor(r)) * 2n ** BigInt(exponent(r)), 0n);
  const welfare = (r: number) => rows.reduce((sum, row) => sum + row[r]!, 0);
  return rows.flatMap((row) => [
    sumOver(welfare, () => 1),
    sumOver(welfare, (r) => row[r]!),
    sumOver(
      (r) => welfare(r) - row[r]!,
      () => 1,
    ),
  ]);
}

const row = (players: number, outcomes: number): Row => {
  const rows = stepsOf(players, outcomes);
  const json = instanceOf(rows);
  return contest(
    {
      name: `${players} players, ${outcomes} outcomes`,
      ours: () => lawOf(loadInstance(json)),
      peer: () => peer(rows),
    },
    5,
  );
};

printTable(
  "law with payments, the instance read",
  [row(10, 1_000), row(10, 3_000), row(10, 10_000)],
  ["", "", "< 500 ms"],
);
printTable(
  "the same by players",
  [5, 10, 20, 40].map((players) => row(players, 3_000)),
);
