import { answer } from "../../cli/run.js";
import {
  bestBirRevenueOf,
  type Direct,
  exAnteOf,
  gainsOf,
  indices,
  interimOf,
  largest,
  lawOf,
  posterior,
  revenueOf,
  type World,
  welfareOf,
} from "./direct-route.js";
import { groupsOf, text, texts } from "./worlds.js";

export interface Asked {
  readonly instance: object;
  readonly profile: readonly number[];
  /** Incentives and payments by player: a table by profiles. */
  readonly byPlayer?: boolean;
  /** Payments are printed one a utility. */
  readonly grouped?: boolean;
  /** Every rule is tried: for the smallest worlds. */
  readonly everyRule?: boolean;
}

/** What the program prints of an instance otherwise than the definitions have it. */
export async function differences(world: World, direct: Direct, asked: Asked): Promise<readonly string[]> {
  const { instance, profile, byPlayer = false, grouped = false, everyRule = false } = asked;
  const everybody = indices(world.players.length);
  const payers = grouped && !byPlayer ? groupsOf(world).map((_, u) => world.players.indexOf(u)) : everybody;
  const seats = byPlayer
    ? everybody.map((i) => [i, i] as const)
    : groupsOf(world).flatMap((size, u) => (size > 0 ? [[u, world.players.indexOf(u)] as const] : []));
  const tables = seats.map(([name, player]) => [name, gainsOf(world, direct, player)] as const);
  const interim = seats.map(([name, player]) => [name, texts(interimOf(world, direct, player))] as const);
  const most = largest(tables.flatMap(([, rows]) => rows.flat()));

  const law = await answer("law", instance);
  const { quantities } = await answer("measure", instance);
  const told = {
    distribution: law.distribution,
    posterior: law.posterior,
    exAnte: law.exAnte,
    gains: quantities[byPlayer ? "gainsByPlayer" : "gains"],
    interim: quantities[byPlayer ? "interimByPlayer" : "interimUtility"],
    maxGain: quantities.maxGain.value,
    exactlyBIC: quantities.exactlyBIC.value,
    revenue: quantities.revenue.value,
    welfare: quantities.welfare.value,
    ...(everyRule && { bestBirRevenue: quantities.bestBirRevenue.value }),
  };
  const expected: Readonly<Record<string, unknown>> = {
    distribution: lawOf(direct, profile, payers),
    posterior: texts(posterior(world, profile)),
    exAnte: exAnteOf(world, direct, payers),
    gains: Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(texts)])),
    interim: Object.fromEntries(interim),
    maxGain: text(most),
    exactlyBIC: most.equals(0),
    revenue: text(revenueOf(world, direct)),
    welfare: text(welfareOf(world, direct)),
    ...(everyRule && { bestBirRevenue: text(bestBirRevenueOf(world)) }),
  };
  return Object.entries(told).flatMap(([name, value]) =>
    JSON.stringify(value) === JSON.stringify(expected[name]) ? [] : [name],
  );
}
