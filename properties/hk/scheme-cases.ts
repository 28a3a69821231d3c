import type { Budget, Example } from "../../src/claim/claim.js";
import { beside, others, type Profile, reportOf, size } from "../../src/game/profile.js";
import { printEpsilon } from "../../src/instance/epsilon.js";
import { readValues } from "../../src/instance/format.js";
import type { RangeValues } from "../../src/instance/hk-range.js";
import { figurePayments } from "../../src/instance/hk-range-facts.js";
import { readChoice, readIndex, readPositive, refuse } from "../../src/instance/input.js";
import { once } from "../../src/instance/once.js";
import { gridOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { everyProfile } from "../cases.js";
import { gridOfValues } from "./own-steps.js";
import type { Pair } from "./payment-levels.js";
import {
  exactScheme,
  type PaymentScheme,
  printedScale,
  privateScheme,
  publicScheme,
  toldPayments,
} from "./payment-schemes.js";
import { everyRow, names, type Row } from "./range-cases.js";

/** A scheme, two profiles that differ in what player 0 values, and ε. */
export interface SchemeCase {
  readonly mechanism: string;
  /** The k of payments of Figure 1 with noise LAP(k/ε), beside the schemes of the theorems. */
  readonly noise?: string;
  readonly epsilon: JsonObject;
  readonly reports: readonly Row[];
  readonly other: Row;
}

/** The schemes that cases are of; controls take broken ones. */
export const honest: readonly PaymentScheme[] = [exactScheme, privateScheme, publicScheme];

export const exampleOf = ({ mechanism, noise, epsilon, reports, other }: SchemeCase): Example => ({
  instance: { mechanism, parameters: { epsilon }, environment: { outcomes: names(other.length) }, reports },
  choices: { player: 0, ...(noise !== undefined && { noise }), other },
});

const bits = ["0", "1"];
/** Two agents whose payments move by more than 1 together, and others of values 0 and 1. */
const quarters: readonly Row[] = [
  ["0", "0"],
  ["0", "1"],
  ["1", "0"],
  ["0", "1/2"],
  ["3/4", "0"],
];

/** The rows that player 0 may change to. */
export const rowsBeside = (reports: readonly Row[]): readonly Row[] => {
  const m = reports[0]?.length;
  return m === 2 ? [...quarters, ["1", "1"]] : m === 1 ? everyRow(1, ["0", "1"]) : everyRow(m ?? 1, bits);
};

const epsilons: Readonly<Record<Budget, readonly string[]>> = {
  gate: ["2"],
  standard: ["11/10", "3/2", "2", "16"],
  deep: ["11/10", "3/2", "2", "3", "10", "16", "100", "1000000"],
};

/** The schemes: as they are, with noise that is too small, with that of the theorems. */
const told: readonly Pick<SchemeCase, "mechanism" | "noise">[] = [
  { mechanism: exactScheme.format.mechanism.id },
  { mechanism: exactScheme.format.mechanism.id, noise: "1/8" },
  { mechanism: privateScheme.format.mechanism.id },
  { mechanism: publicScheme.format.mechanism.id },
];

const casesOf = (budget: Budget): readonly SchemeCase[] => {
  const profiles = [
    ...everyProfile(everyRow(1, ["0", "1"]), 1),
    ...everyProfile(quarters, 1),
    ...everyProfile(budget === "gate" ? quarters.slice(3) : quarters, 2),
    ...(budget === "gate" ? [] : everyProfile(everyRow(2, bits).slice(1, 3), 3)),
  ];
  return profiles.flatMap((reports) =>
    told.flatMap((scheme) =>
      epsilons[budget].flatMap((log) =>
        rowsBeside(reports).map((other) => ({ ...scheme, epsilon: { times: "8", log }, reports, other })),
      ),
    ),
  );
};
const cases = { gate: once(() => casesOf("gate")), standard: once(() => casesOf("standard")), deep: once(() => casesOf("deep")) }; // biome-ignore format: one line
export const casesAt = (budget: Budget): readonly SchemeCase[] => cases[budget]();

export const describeSchemes = (budget: Budget): string =>
  "payments of Figure 1 as they are, with LAP(1/(8ε)), LAP(1/ε) and LAP(n/ε); one player with one outcome or with the rows (0, 0), (0, 1), (1, 0), (0, 1/2), (3/4, 0); two players with " +
  `${budget === "gate" ? "the last two rows" : "these rows; three players each on one of two outcomes"}; every change of player 0 to such rows and (1, 1); e^{ε/8} = ${epsilons[budget].join(", ")}`;

export function valuesOf({ instance }: Example, schemes = honest): RangeValues & { readonly scheme: PaymentScheme } {
  const ids = schemes.map(({ format }) => format.mechanism.id);
  const id = readChoice(instance.mechanism, "instance.mechanism", ids);
  const scheme = schemes[ids.indexOf(id)]!;
  return { ...readValues(scheme.format, instance), scheme };
}

export function pairAt(example: Example, other: unknown, schemes = honest): Pair {
  const recent = recentOf.get(schemes) ?? new Map<string, Pair>();
  recentOf.set(schemes, recent);
  const key = canonical([
    example.instance,
    example.choices.player ?? null,
    example.choices.noise ?? null,
    other as Json,
  ]);
  const pair = recent.get(key) ?? readPair(example, other, schemes);
  if (recent.size > mostRecent) recent.clear();
  recent.set(key, pair);
  return pair;
}

/** A search for smaller examples, and the readings, come back to the same pairs. */
const recentOf = new WeakMap<readonly PaymentScheme[], Map<string, Pair>>();
const mostRecent = 5000;

function readPair(example: Example, other: unknown, schemes: readonly PaymentScheme[]): Pair {
  const { scheme, ...values } = valuesOf(example, schemes);
  const player = readIndex(example.choices.player, "choices.player", size(values.profile), "player");
  const row = scheme.format.report.read(other, "choices.other", values.environment) as ValueRow;
  const changed = beside(others(values.profile, player), player, row as ValueRow | null);
  const profiles = [values.profile, changed].map(alone);
  const grid = gridOf(profiles.flat());
  const environment = { ...values.environment, grid };
  const valuesAt = profiles.map((profile): RangeValues => ({ ...values, environment, profile }));
  const [paid, after] = valuesAt.map(figurePayments);
  const [toldPaid, toldAfter] = valuesAt.map((at) => toldPayments(scheme, at));
  const chosen = example.choices.noise === undefined ? undefined : readPositive(example.choices.noise, "choices.noise");
  if (chosen && scheme.noise) throw refuse("choices.noise", "the mechanism has its own noise");
  const noise = chosen ? { scale: chosen } : scheme.noise?.(size(values.profile));
  const scale = chosen ?? (scheme.noise && printedScale(scheme, values));
  return {
    epsilon: values.epsilon!,
    player,
    paid: paid!,
    after: after!,
    told: { paid: toldPaid!, after: toldAfter! },
    ...(noise && { noise }),
    ...(scale && { scale }),
  };
}

const alone = <T>(profile: Profile<T>): Profile<T> =>
  Array.from({ length: size(profile) }, (_, j) => ({ report: reportOf(profile, j), count: 1 }));

/** The example at the least ε = 2d·ln b for small b, d the grid of its values, and with fewer digits. */
export const simpler = ({ instance, choices }: Example): readonly Example[] => {
  const times = 2n * gridOfValues(instance.reports, choices.other);
  const epsilonsHere = ["2", "3", "4", "16"].map((log) =>
    printEpsilon({ times: Q.rational(times), log: Q.parseRational(log)! }),
  );
  return epsilonsHere.map((epsilon) => ({
    instance: { ...instance, parameters: { ...(instance.parameters as JsonObject), epsilon } },
    choices,
  }));
};
