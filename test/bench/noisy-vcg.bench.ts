import Fraction from "fraction.js";
import type { Profile } from "../../src/game/profile.js";
import { coupledAll } from "../../src/mechanisms/cckmv/all-reports.js";
import { noisyVcg } from "../../src/mechanisms/cckmv/noisy-vcg.js";
import type { ValueReport } from "../../src/mechanisms/cckmv/welfare.js";
import { integers } from "../../src/number/integer.js";
import { polynomials } from "../../src/number/polynomial.js";
import { one } from "../../src/number/rational.js";
import { isNormalised } from "../../src/probability/law.js";
import { directLaw } from "../mechanisms/vcg-second-route.js";
import { contest, printTable } from "./side-by-side.js";

/**
 * The full law of Mechanism 7.1 and the joint law of two reports, over the integers at a = 2/3; the peer sums each
 * outcome's product of masses and tails term by term in fractions of fraction.js.
 */
const [R, a, parameters] = [integers(3n, 2n), new Fraction(2, 3), { rate: one }];

/** So many players, whose sums of utilities then lie `spread` apart. */
const profileOf = (n: number, players: number, spread: number): Profile<ValueReport> => {
  const vector = (at: (o: number) => boolean) => Array.from({ length: n }, (_, o) => (at(o) ? 1 : 0));
  return [
    { report: vector((o) => o === 0), count: spread },
    { report: vector(() => true), count: players - spread },
  ];
};

interface World {
  readonly name: string;
  readonly n: number;
  readonly M: number;
  readonly players: number;
  readonly spread: number;
  readonly target?: string;
  readonly withPeer?: boolean;
}

const worlds: readonly World[] = [
  { name: "2 outcomes, maximum 2, 10 players", n: 2, M: 2, players: 10, spread: 3, withPeer: true },
  { name: "3 outcomes, maximum 2, 10 players", n: 3, M: 2, players: 10, spread: 3, withPeer: true },
  { name: "4 outcomes, maximum 2, 10 players", n: 4, M: 2, players: 10, spread: 3, withPeer: true },
  { name: "5 outcomes, maximum 2, 10 players", n: 5, M: 2, players: 10, spread: 3, target: "< 200 ms", withPeer: true },
  { name: "5 outcomes, maximum 3, 10 players", n: 5, M: 3, players: 10, spread: 3 },
  { name: "6 outcomes, maximum 3, 10 players", n: 6, M: 3, players: 10, spread: 3 },
  { name: "5 outcomes, maximum 2, 1,000 players", n: 5, M: 2, players: 1_000, spread: 3 },
  { name: "5 outcomes, maximum 2, 1,000,000 players", n: 5, M: 2, players: 1_000_000, spread: 3, target: "as 1,000" },
  { name: "the same, sums 100 apart", n: 5, M: 2, players: 1_000_000, spread: 100 },
  { name: "the same, sums 1,000 apart", n: 5, M: 2, players: 1_000_000, spread: 1_000 },
];

const law = ({ n, M, players, spread }: World) =>
  noisyVcg.law(R, parameters, { outcomes: n, maximum: M }, profileOf(n, players, spread));
const means = ({ n, spread }: World) => Array.from({ length: n }, (_, o) => (o === 0 ? spread : 0));
const peer = (world: World) => directLaw(a, means(world), world.M);

for (const world of worlds) {
  const found = law(world);
  if (!isNormalised(R, found)) throw new Error(`${world.name}: the law does not sum to 1`);
  if (world.withPeer && peer(world).size !== found.entries.length) throw new Error("expected the same outcomes");
}
printTable(
  "full law of the noisy VCG mechanism, e^(ε/(M|O|)) = 3/2, peer: direct summation in fraction.js",
  worlds.map((world) =>
    contest(
      { name: world.name, ours: () => law(world), ...(world.withPeer && { peer: () => peer(world) }) },
      world.withPeer && world.n > 3 ? 1 : 7,
    ),
  ),
  worlds.map(({ target }) => target ?? ""),
);

const [truth, lie] = [
  [0, 2, 1, 0],
  [2, 0, 0, 1],
];
const four = { outcomes: 4, maximum: 2 };
const couplings = [3, 100, 1_000].flatMap((spread) => [
  {
    name: `two reports, 4 outcomes, maximum 2, sums ${spread} apart`,
    ours: () => noisyVcg.coupled(R, parameters, four, profileOf(4, 1_000, spread), truth!, lie!),
  },
  {
    name: `all reports, 4 outcomes, maximum 2, sums ${spread} apart`,
    ours: () => coupledAll(R, four, profileOf(4, 1_000, spread)),
  },
]);
printTable(
  "joint laws under the same coins",
  couplings.map((coupling) => contest(coupling, 7)),
  ["< 400 ms", "< 400 ms"],
);

const symbolic = polynomials();
printTable(
  "the law for every ε, as polynomials in b",
  [2, 3, 4, 5].map((n) =>
    contest(
      {
        name: `${n} outcomes, maximum 2`,
        ours: () => noisyVcg.law(symbolic, parameters, { outcomes: n, maximum: 2 }, profileOf(n, 10, 3)),
      },
      7,
    ),
  ),
);
