import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, it } from "vitest";
import { answer } from "../../cli/run.js";
import { dot, fullInformationWelfare, indices, type Row, type World } from "./direct-route.js";
import { environmentOf, type Size, worlds } from "./worlds.js";

/** How the answers move when an instance is written in another way: no route computes them here. */

const sizes: readonly Size[] = [
  [2, 2, 2, 2, 5],
  [3, 2, 3, 2, 4],
  [2, 3, 2, 1, 4],
  [3, 3, 2, 2, 3],
];

interface Measured {
  readonly gains: Readonly<Record<string, readonly Row[]>>;
  readonly maxGain: Fraction;
  readonly revenue: Fraction;
  readonly welfare: Fraction;
  readonly best: Fraction;
}

async function measured(world: World, tie = "first", mechanism = "posterior-price"): Promise<Measured> {
  const instance = { mechanism: `basu/${mechanism}`, parameters: { tie }, environment: environmentOf(world) };
  const { quantities } = await answer("measure", instance);
  const tables = Object.entries(quantities.gains as Record<string, string[][]>);
  const at = (name: string) => new Fraction(quantities[name].value);
  return {
    gains: Object.fromEntries(tables.map(([u, rows]) => [u, rows.map((row) => row.map((x) => new Fraction(x)))])),
    maxGain: at("maxGain"),
    revenue: at("revenue"),
    welfare: at("welfare"),
    best: at("bestBirRevenue"),
  };
}

const mapGains = ({ gains }: Measured, f: (rows: readonly Row[]) => readonly Row[]) =>
  Object.fromEntries(Object.entries(gains).map(([u, rows]) => [u, f(rows)]));

const mapUtilities = (world: World, f: (value: Fraction, state: number) => Fraction): World => ({
  ...world,
  utilities: world.utilities.map((table) => table.map((row) => row.map(f))),
});

const always = (check: (world: World) => Promise<void>, numRuns = 12): Promise<void> =>
  fc.assert(fc.asyncProperty(worlds(sizes), check), { numRuns, seed: 7 });

const F = (x: number): Fraction => new Fraction(x);

it.each(["posterior-price", "externality-price"])(
  "%s: utilities three times as large make all three times as large",
  async (mechanism) => {
    await always(async (world) => {
      const [plain, scaled] = [
        await measured(world, "first", mechanism),
        await measured(
          mapUtilities(world, (x) => x.mul(3)),
          "first",
          mechanism,
        ),
      ];
      expect(scaled.gains).toEqual(mapGains(plain, (rows) => rows.map((row) => row.map((x) => x.mul(3)))));
      expect([scaled.revenue, scaled.welfare, scaled.best]).toEqual([plain.revenue, plain.welfare, plain.best].map((x) => x.mul(3))); // biome-ignore format: one line
    });
  },
);

it("states in another order change nothing", async () => {
  await always(async (world) => {
    const reversed: World = {
      ...world,
      prior: world.prior.toReversed(),
      likelihood: world.likelihood.toReversed(),
      utilities: world.utilities.map((table) => table.map((row) => row.toReversed())),
    };
    for (const tie of ["first", "uniform"]) expect(await measured(reversed, tie)).toEqual(await measured(world, tie));
  });
});

it("signals in another order permute the gains", async () => {
  await always(async (world) => {
    const reversed: World = { ...world, likelihood: world.likelihood.map((row) => row.toReversed()) };
    const [plain, other] = [await measured(world), await measured(reversed)];
    expect(other.gains).toEqual(mapGains(plain, (rows) => rows.toReversed().map((row) => row.toReversed())));
    expect(other).toEqual({ ...plain, gains: other.gains });
  });
});

it("alternatives in another order change nothing when the tie is carried along", async () => {
  await always(async (world) => {
    const reversed: World = { ...world, utilities: world.utilities.map((table) => table.toReversed()) };
    expect(await measured(reversed, "last")).toEqual(await measured(world, "first"));
    expect(await measured(reversed, "uniform")).toEqual(await measured(world, "uniform"));
  });
});

it("utilities in another order rename the tables of gains", async () => {
  await always(async (world) => {
    const most = world.utilities.length - 1;
    const renamed: World = {
      ...world,
      utilities: world.utilities.toReversed(),
      players: world.players.map((u) => most - u),
    };
    const [plain, other] = [await measured(world), await measured(renamed)];
    expect(other.gains).toEqual(Object.fromEntries(Object.entries(plain.gains).map(([u, rows]) => [most - Number(u), rows]))); // biome-ignore format: one line
  });
});

it("a constant added to all utilities moves revenue and welfare by n times it, and no gain", async () => {
  await always(async (world) => {
    const [plain, shifted] = [await measured(world), await measured(mapUtilities(world, (x) => x.add(7)))];
    const more = F(7 * world.players.length);
    expect(shifted.gains).toEqual(plain.gains);
    expect([shifted.revenue, shifted.welfare]).toEqual([plain.revenue.add(more), plain.welfare.add(more)]);
  });
});

it("a shift c(ω) common to all alternatives moves welfare by n·E[c], and does move gains", async () => {
  let moved = 0;
  await always(async (world) => {
    const c = indices(world.prior.length).map((state) => F(5 * state - 2));
    const [plain, shifted] = [
      await measured(world),
      await measured(mapUtilities(world, (x, state) => x.add(c[state]!))),
    ];
    const more = dot(world.prior, c).mul(world.players.length);
    expect([shifted.revenue, shifted.welfare]).toEqual([plain.revenue.add(more), plain.welfare.add(more)]);
    if (!shifted.maxGain.equals(plain.maxGain)) moved++;
  });
  expect(moved).toBeGreaterThan(5);
});

it("a signal split into two in proportion gains nothing and earns nothing", async () => {
  await always(async (world) => {
    const split: World = {
      ...world,
      likelihood: world.likelihood.map(([first, ...rest]) => [first!.mul(2).div(5), first!.mul(3).div(5), ...rest]),
    };
    const [plain, other] = [await measured(world), await measured(split)];
    expect(other).toEqual({ ...plain, gains: other.gains });
    for (const [u, rows] of Object.entries(other.gains)) {
      expect([rows[0]![1], rows[1]![0]]).toEqual([F(0), F(0)]);
      const merged = rows.slice(1).map((row) => row.slice(1));
      expect(merged).toEqual(plain.gains[u]);
    }
  });
});

it("revenue is at most the welfare under full information, and least without any", async () => {
  await always(async (world) => {
    const { revenue, best, welfare } = await measured(world);
    expect([revenue, welfare]).toEqual([best, best]);
    expect(revenue.lte(fullInformationWelfare(world))).toBe(true);
    const blind = fullInformationWelfare({ ...world, prior: [F(1)], utilities: world.utilities.map((table) => table.map((row) => [dot(world.prior, row)])) }); // biome-ignore format: one line
    expect(revenue.gte(blind)).toBe(true);
  });
});

it("revenue a head does not fall when more players share one utility", async () => {
  await always(async (world) => {
    const heads: Fraction[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const { revenue } = await measured({ ...world, players: indices(n).map(() => 0) });
      heads.push(revenue.div(n));
    }
    expect(heads.slice(1).every((head, i) => head.gte(heads[i]!))).toBe(true);
  }, 6);
});

it("a slack is met exactly from the largest gain on", async () => {
  await always(async (world) => {
    const { maxGain } = await measured(world);
    const tiny = new Fraction("1/1000000000000");
    for (const [slack, met] of [
      [maxGain, true],
      [maxGain.add(tiny), true],
      [maxGain.sub(tiny), false],
    ] as const) {
      if (slack.lt(0)) continue;
      const parameters = { tolerance: slack.toFraction() };
      const instance = { mechanism: "basu/posterior-price", parameters, environment: environmentOf(world) };
      expect((await answer("measure", instance)).quantities.toleranceBIC.value).toBe(met);
    }
  });
});

it("a utility that nobody has changes nothing", async () => {
  await always(async (world) => {
    const beside: World = { ...world, utilities: [...world.utilities, world.utilities[0]!.map((row) => row.map((x) => x.neg()))] }; // biome-ignore format: one line
    expect(await measured(beside)).toEqual(await measured(world));
  });
});
