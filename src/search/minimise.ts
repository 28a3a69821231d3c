import type { Check, Claim, Example } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import { absolute } from "../number/integer.js";
import { parseRational, printRational, type Rational, rational } from "../number/rational.js";
import { canonical, type Json, type JsonObject } from "../verdict/json.js";
import { violates } from "./score.js";

/**
 * The canonical smallest counterexample below a given one. Shrinking in fast-check depends on how a value was drawn;
 * this works on the values alone, takes the first smaller violation among a fixed list of moves, and starts again until
 * no move helps. Order: fewest players, then the size of the environment, then the simplest ε, then the choices, then
 * the player with the least number.
 */
export function minimise(start: Example, check: (example: Example) => Check | undefined, claim: Movable = {}): Example {
  let best = complete(start, check) ?? start;
  for (;;) {
    const next = firstSmaller(best, check, claim);
    if (!next) return best;
    best = next;
  }
}

/** What the moves need to know of a claim. */
export interface Movable extends Pick<Claim, "completed"> {
  readonly alternatives?: (example: Example) => readonly Example[];
}

/** The moves of a claim under a reading. */
export const movesOf = (claim: Claim, { switches }: Reading): Movable => ({
  ...(claim.completed && { completed: claim.completed }),
  ...(claim.alternatives && { alternatives: (example: Example) => claim.alternatives!(example, switches) }),
});

function firstSmaller(
  best: Example,
  check: (example: Example) => Check | undefined,
  claim: Movable,
): Example | undefined {
  for (const candidate of moves(best, claim)) {
    const smaller = complete(candidate, check);
    if (smaller && compareExamples(smaller, best) < 0) return smaller;
  }
  return undefined;
}

/** The example with the worst choices filled in, if it violates the claim. */
function complete(example: Example, check: (example: Example) => Check | undefined): Example | undefined {
  const checked = check(example);
  return checked && violates(checked) ? { instance: example.instance, choices: checked.choices } : undefined;
}

/** The canonical order of examples. */
export function compareExamples(x: Example, y: Example): number {
  const [a, b] = [rankOf(x), rankOf(y)];
  for (let i = 0; i < a.length; i++) {
    if (a[i]! !== b[i]!) return a[i]! < b[i]! ? -1 : 1;
  }
  const [s, t] = [canonical([x.instance, x.choices]), canonical([y.instance, y.choices])];
  return s < t ? -1 : s > t ? 1 : 0;
}

const rankOf = ({ instance, choices }: Example): readonly bigint[] => [
  BigInt(playersIn(instance)),
  sizeOf(instance.environment ?? null),
  sizeOf(parametersOf(instance)),
  sizeOf(choices),
  typeof choices.player === "number" ? BigInt(choices.player) : 0n,
];

const reportsOf = (instance: JsonObject): readonly Json[] => {
  const reports = instance.reports;
  return Array.isArray(reports) ? reports : [];
};

/** How many players there are: as many as the environment names, else as many as report; questions come without reports. */
function playersIn(instance: JsonObject): number {
  const { environment } = instance;
  const named = typeof environment === "object" && environment !== null && "players" in environment;
  const players = named ? environment.players : undefined;
  return typeof players === "number" && Number.isInteger(players) ? players : reportsOf(instance).length;
}

/** Those of the examples that have the fewest players. */
export function fewestPlayers(examples: readonly Example[]): readonly Example[] {
  const players = examples.map(({ instance }) => playersIn(instance));
  return examples.filter((_, i) => players[i] === Math.min(...players));
}

const parametersOf = (instance: JsonObject): JsonObject => (instance.parameters ?? {}) as JsonObject;

/** One for each node, and |numerator| + denominator for each exact number. */
function sizeOf(value: Json): bigint {
  if (Array.isArray(value)) return value.reduce<bigint>((total, entry) => total + sizeOf(entry), 1n);
  if (typeof value === "object" && value !== null) {
    return Object.values(value).reduce<bigint>((total, entry) => total + sizeOf(entry), 1n);
  }
  const number = typeof value === "string" ? parseRational(value) : undefined;
  return number ? absolute(number.numerator) + number.denominator : 1n;
}

/** Examples one step simpler, the most drastic first; choices that the check completes are left out, to be found again. */
function* moves({ instance, choices }: Example, { completed = [], alternatives }: Movable): Generator<Example> {
  const kept = Object.fromEntries(Object.entries(choices).filter(([key]) => !completed.includes(key)));
  if (alternatives) yield* alternatives({ instance, choices: kept });
  yield* withoutOnePlayer(instance, kept);
  if (kept.F !== undefined) {
    for (const slope of ["0", "1"]) yield { instance, choices: { ...kept, F: { kind: "linear", slope } } };
  }
  for (const simpler of simplerValues(kept)) yield { instance, choices: simpler as JsonObject };
  for (const simpler of simplerValues(parametersOf(instance))) {
    yield { instance: { ...instance, parameters: simpler }, choices: kept };
  }
}

function* withoutOnePlayer(instance: JsonObject, choices: JsonObject): Generator<Example> {
  const reports = reportsOf(instance);
  const { player } = choices;
  for (let i = reports.length - 1; i >= 0; i--) {
    if (i === player) continue;
    const moved = typeof player === "number" && player > i ? { player: player - 1 } : {};
    yield { instance: { ...instance, reports: reports.filter((_, j) => j !== i) }, choices: { ...choices, ...moved } };
  }
}

/** The value with one exact number replaced by a simpler one, or one entry of a list left out. */
function* simplerValues(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) yield value.filter((_, j) => j !== i);
    for (const [i, entry] of value.entries()) {
      for (const simpler of simplerValues(entry)) yield value.map((old, j) => (j === i ? simpler : old));
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      for (const simpler of simplerValues(entry)) yield { ...value, [key]: simpler };
    }
    // Two equal numbers often have to move together.
    for (const number of new Set(Object.values(value).filter((entry) => typeof entry === "string"))) {
      for (const simpler of simplerValues(number)) {
        yield Object.fromEntries(Object.entries(value).map(([key, old]) => [key, old === number ? simpler : old]));
      }
    }
  } else if (typeof value === "string") {
    const number = parseRational(value);
    if (number) yield* simplerNumbers(number).map(printRational);
  }
}

function simplerNumbers(x: Rational): readonly Rational[] {
  const floor = x.numerator / x.denominator;
  const candidates = [0n, 1n, -1n, 2n, 3n, floor / 2n, floor, floor + 1n, floor - 1n].map((n) => rational(n));
  const half = rational(2n * floor + 1n, 2n);
  const size = absolute(x.numerator) + x.denominator;
  return [...candidates, half].filter((y) => absolute(y.numerator) + y.denominator < size);
}
