import { loadInstance } from "../../src/instance/index.js";
import type { Context } from "../../src/mechanisms/acm/context.js";
import type { Stakes } from "../../src/mechanisms/acm/market.js";
import { countClasses, rootPlay } from "../../src/mechanisms/acm/market-root.js";
import { partitionsOf } from "../../src/notions/collusive-dominance.js";
import { rational } from "../../src/number/rational.js";
import { measure } from "../../src/questions/index.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/** The root of M over all announcements: one context and partition by size, and all contexts of a size with every partition. */
const single = (players: number) => Array.from({ length: players }, (_, i) => [i + 1]);

const stakesOf = (players: number, bits: number): Stakes => ({
  discount: rational(1n, BigInt(10 * players)),
  delta: rational(1n, BigInt(20 * players) << BigInt(bits - 1)),
});

/** Goods with players in turn; values that rise, fall and are negative. */
const contextOf = (players: number, goods: number, bits: number): Context => ({
  players,
  goods,
  bits,
  endowment: Array.from({ length: goods }, (_, good) => (good % players) + 1),
  values: Array.from({ length: players }, (_, i) =>
    Array.from({ length: 1 << goods }, (__, set) => (set === 0 ? 0n : BigInt(((i * 7 + set * 3) % 3) - 1))),
  ),
});

function row(players: number, goods: number, bits: number): Row {
  const context = contextOf(players, goods, bits);
  const partition = single(players);
  const count = countClasses(context, [1]);
  return contest(
    {
      name: `${players} players, ${goods} goods, ${bits} bits: ${count} announcements`,
      ours: () => rootPlay(stakesOf(players, bits), context, partition),
    },
    5,
  );
}

printTable(
  "the root of M for one context and partition, by players",
  [2, 3, 4, 5, 6].map((players) => row(players, 2, 2)),
  ["", "", "< 50 ms"],
);
printTable(
  "the same by bits",
  [1, 2, 3, 4].map((bits) => row(3, 2, bits)),
);
printTable(
  "the same by goods",
  [0, 1, 2, 3].map((goods) => row(3, goods, 2)),
);

function asked(): unknown {
  const { endowment, values } = contextOf(4, 2, 2);
  const instance = {
    mechanism: "acm/M",
    parameters: { discount: "1/40", delta: "1/160" },
    environment: { players: 4, goods: 2, bits: 2, endowment, valuations: values.map((list) => list.map(Number)), coalitions: single(4) }, // biome-ignore format: one line
    question: "root",
    reports: [],
  };
  return measure(loadInstance(instance));
}
printTable("the question, with the instance read", [contest({ name: "4 players, 2 goods, 2 bits", ours: asked }, 5)]);

/** Every context of 2 players, 2 goods and 2 bits: 27² pairs of valuations, 4 endowments. Returns how many roots were decided. */
function everyContext(): number {
  const goods = [0, 1, 2, 3].map((place) => [1 + (place >> 1), 1 + (place & 1)]);
  const lists = Array.from({ length: 27 }, (_, place) =>
    [0, place % 3, Math.floor(place / 3) % 3, Math.floor(place / 9)].map((digit, i) =>
      i === 0 ? 0n : BigInt(digit - 1),
    ),
  );
  let decided = 0;
  for (const endowment of goods) {
    for (const first of lists) {
      for (const second of lists) {
        const context: Context = { players: 2, goods: 2, bits: 2, endowment, values: [first, second] };
        for (const partition of partitionsOf(2)) {
          if (rootPlay(stakesOf(2, 2), context, partition).undecidedAt === undefined) decided++;
        }
      }
    }
  }
  return decided;
}

const start = performance.now();
const decided = everyContext();
const seconds = ((performance.now() - start) / 1000).toFixed(1);
if (decided !== 729 * 4 * 2) throw new Error("expected legal stakes to decide every root");
console.log(`\nall contexts of 2 players, 2 goods, 2 bits, both partitions: ${decided} roots in ${seconds} s  (target < 30 s)`); // biome-ignore format: one line
