import type { Coordinate, Figure, Series } from "../claim/figure.js";
import { InputError } from "../instance/input-error.js";
import { printJson } from "../instance/output.js";
import { parseRational, printRational } from "../number/rational.js";

/** A coordinate as it is stored: a rational, or an enclosure of a real number. */
export type StoredNumber = string | { readonly low: string; readonly high: string };

/** A series whose points are JSON. */
export interface StoredSeries extends Omit<Series, "points"> {
  readonly points: readonly (readonly [x: StoredNumber, y: StoredNumber])[];
}

/** A figure as it stands in `figures.json`. */
export interface StoredFigure extends Omit<Figure, "series"> {
  readonly series: readonly StoredSeries[];
}

/** The file beside the results that holds the figures. */
export const figuresFile = "figures.json";

/** The figure as data to be kept. */
export const stored = ({ series, ...about }: Figure): StoredFigure => ({
  ...about,
  series: series.map(({ points, ...of }) => ({
    ...of,
    points: points.map(([x, y]) => [print(x), print(y)] as const),
  })),
});

const print = (x: Coordinate): StoredNumber =>
  "low" in x ? { low: printRational(x.low), high: printRational(x.high) } : printRational(x);

export const printFigures = (figures: readonly StoredFigure[]): string => printJson({ figures });

/** Reads what `printFigures` wrote. Throws InputError for anything else. */
export function parseFigures(text: string, file: string): readonly StoredFigure[] {
  const { figures } = parsed(text, file);
  if (Array.isArray(figures) && figures.every(isFigure)) return figures;
  throw new InputError(`${file}: not the figures of mechproof; run \`mechproof verify\` again`);
}

function parsed(text: string, file: string): { readonly figures?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new InputError(`${file}: not JSON; run \`mechproof verify\` again`);
  }
}

const isObject = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === "object" && x !== null;

const isNumber = (x: unknown): x is StoredNumber =>
  typeof x === "string" ? parseRational(x) !== undefined : isObject(x) && isNumber(x.low) && isNumber(x.high);

const isAxis = (x: unknown): boolean =>
  isObject(x) &&
  typeof x.label === "string" &&
  ["linear", "log"].includes(x.scale as string) &&
  [undefined, "ln"].includes(x.drawn as string | undefined);

const isSeries = (x: unknown): boolean =>
  isObject(x) &&
  typeof x.name === "string" &&
  ["line", "dots", "area"].includes(x.mark as string) &&
  Array.isArray(x.points) &&
  x.points.every((point) => Array.isArray(point) && point.length === 2 && point.every(isNumber));

const isFigure = (x: unknown): x is StoredFigure =>
  isObject(x) &&
  [x.id, x.title, x.caption].every((text) => typeof text === "string") &&
  /^[\w-]+\/[\w.-]+$/.test(x.id as string) &&
  Array.isArray(x.claims) &&
  isAxis(x.x) &&
  isAxis(x.y) &&
  Array.isArray(x.series) &&
  x.series.every(isSeries);
