import { profileOf } from "../../src/game/profile.js";
import { loadInstance } from "../../src/instance/index.js";
import { expectedDistance, lineEpsilon, lineLaw } from "../../src/mechanisms/nst/line-exponential.js";
import { realOf } from "../../src/number/inverse-log.js";
import { rational } from "../../src/number/rational.js";
import { enclosureOf } from "../../src/number/real.js";
import { measure } from "../../src/questions/index.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * Two facilities on the line: the expected utility of a player, with the instance read, against the same integrals simplex by
 * simplex in floats, each exponential computed anew.
 */
const instanceOf = (m: number, players: number) => ({
  mechanism: "nst/line-exponential",
  parameters: { epsilon: `${2 * m} ln 3/2` },
  environment: { kind: "line", K: 2, m },
  reports: Array.from({ length: players }, (_, i) => `${(i * 5 + 1) % (m + 1)}/${m}`),
  question: "expectedDistance",
  at: "1/2",
});

const rate = Math.log(1.5);

/** [rate·x_0, …, rate·x_r]exp for integers x by the recursion, equal nodes by their derivative. */
function difference(x: readonly number[]): number {
  const [first, last] = [x[0]!, x.at(-1)!];
  const factorial = x.slice(1).reduce((product, _, i) => product * (i + 1), 1);
  if (first === last) return Math.exp(rate * first) / factorial;
  return (difference(x.slice(1)) - difference(x.slice(0, -1))) / (rate * (last - first));
}

function peer(m: number, players: number): number {
  const at = Array.from({ length: players }, (_, i) => (i * 5 + 1) % (m + 1));
  const near = (t: number, [i, j]: readonly [number, number]) => Math.min(Math.abs(t - i), Math.abs(t - j));
  let [above, below] = [0, 0];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      const cut = i === j ? ([[i, i], [i + 1, i + 1]] as const) : ([[i + 1, j], [i, j + 1]] as const); // biome-ignore format: one line
      const ends = i === j ? ([[i + 1, i], [i, i + 1]] as const) : ([[i, j], [i + 1, j + 1]] as const); // biome-ignore format: one line
      for (const end of ends) {
        const corners = [...cut, end];
        const x = corners.map((s) => at.reduce((sum, t) => sum - near(t, s), 0));
        const sorted = (list: readonly number[]) => [...list].sort((p, q) => p - q);
        below += difference(sorted(x));
        above += corners.reduce((sum, s, v) => sum + near(m / 2, s) * difference(sorted([...x, x[v]!])), 0);
      }
    }
  }
  return above / below / m;
}

/** The same number from both, up to what floats lose. */
function check(m: number, players: number): void {
  const line = { K: 2, m } as const;
  const places = Array.from({ length: players }, (_, i) => rational(BigInt((i * 5 + 1) % (m + 1)), BigInt(m)));
  const epsilon = lineEpsilon({ times: rational(BigInt(2 * m)), log: rational(3n, 2n) }, line);
  const law = lineLaw(line, "utility", profileOf(places));
  const { low } = enclosureOf(realOf(expectedDistance(epsilon, law, rational(1n, 2n))), 40);
  const ours = Number(low.numerator) / Number(low.denominator);
  if (Math.abs(ours - peer(m, players)) > 1e-6) throw new Error("expected floats to find the same");
}

const row = (m: number, players: number): Row => {
  const loaded = loadInstance(instanceOf(m, players));
  check(m, players);
  const name = `grid ${m}, ${players} players`;
  return contest({ name, ours: () => measure(loaded), peer: () => peer(m, players) }, 5);
};

printTable(
  "expected utility with two facilities, by the grid; peer: floats",
  [4, 8, 16, 32, 64].map((m) => row(m, 6)),
  ["", "< 300 ms"],
);
printTable(
  "the same by players",
  [6, 12, 24, 48].map((players) => row(8, players)),
);
