import { profileOf } from "../../src/game/profile.js";
import { facilityGrid } from "../../src/mechanisms/nst/facility.js";
import { lawBySet, setLaw } from "../../src/mechanisms/nst/facility-sets.js";
import { loc1 } from "../../src/mechanisms/nst/loc1.js";
import { integers } from "../../src/number/integer.js";
import { one, zero } from "../../src/number/rational.js";
import { contest, printTable } from "./side-by-side.js";

/**
 * Facility location, ε = 2m·ln 2: the law of the set of facilities from prefix sums, against the law of the tuples that it
 * comes from; then growth with the players, who are only counted.
 */
const R = integers(2n, 1n);
const reports = (n: number, m: number): readonly number[] => Array.from({ length: n }, (_, i) => (i * i) % (m + 1));

const grids = [[12, 5, 2], [12, 10, 2], [12, 10, 3], [12, 17, 3]] as const; // biome-ignore format: one line
const rows = grids.map(([n, m, K]) => {
  const environment = facilityGrid({ n, m, K });
  const announced = reports(n, m);
  const profile = profileOf(announced);
  return contest(
    {
      name: `n = ${n}, m = ${m}, K = ${K}`,
      ours: () => lawBySet(R, environment, announced).total,
      peer: () => loc1.law(R, { d: one, q: zero }, environment, profile).total,
    },
    5,
  );
});
printTable("the law by sets, peer: the law by tuples, of this program too", rows, ["", "", "< 20 ms"]);

const counted = [100, 1000, 10_000].map((n) => {
  const counts = Array.from({ length: 11 }, (_, k) => n - ((k * n) >> 4));
  return contest({ name: `about ${7 * n} players`, ours: () => setLaw(R, 3, counts).total }, 5);
});
printTable("the law by sets from counts, m = 10, K = 3", counted);
