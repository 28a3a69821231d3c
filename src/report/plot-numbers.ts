import { Decimal } from "decimal.js";
import type { Axis } from "../claim/figure.js";
import type { StoredFigure, StoredNumber, StoredSeries } from "../store/figures.js";

/** Numbers as they are drawn: rounded for the eye, from exact ones. They decide nothing. */

const Digits = Decimal.clone({ defaults: true, precision: 30 });

/** The middle of what is stored, as it is drawn on an axis. */
export function drawn(x: StoredNumber, { drawn: as }: Axis): number {
  const middle = typeof x === "string" ? quotient(x) : quotient(x.low).plus(quotient(x.high)).div(2);
  return (as === "ln" ? middle.ln() : middle).toNumber();
}

function quotient(text: string): Decimal {
  const [numerator, denominator = "1"] = text.split("/");
  return new Digits(numerator!).div(denominator);
}

/** A series as it is drawn. */
export interface DrawnSeries extends Pick<StoredSeries, "name" | "mark"> {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The points of every series that can be drawn: on a logarithmic axis only what is positive. */
export const drawnSeries = ({ x: across, y: up, series }: StoredFigure): readonly DrawnSeries[] =>
  series.map(({ name, mark, points }) => ({
    name,
    mark,
    points: points
      .map(([x, y]) => ({ x: drawn(x, across), y: drawn(y, up) }))
      .filter(({ x, y }) => (across.scale === "linear" || x > 0) && (up.scale === "linear" || y > 0)),
  }));

/** How series are told apart in print and by eyes that do not tell all colours: by colour, dashes and signs at once. */
export const looks = [
  { color: "#0072B2", dashes: undefined, sign: "circle", pgf: "*" },
  { color: "#D55E00", dashes: "7 3", sign: "square", pgf: "square*" },
  { color: "#009E73", dashes: "2 3", sign: "triangle", pgf: "triangle*" },
  { color: "#B8569A", dashes: "9 3 2 3", sign: "diamond", pgf: "diamond*" },
  { color: "#8A6D00", dashes: "12 4", sign: "times", pgf: "x" },
  { color: "#4B8BBE", dashes: "1 5", sign: "asterisk", pgf: "asterisk" },
] as const;

export const lookOf = (i: number) => looks[i % looks.length]!;

/** The exponents of some powers of ten between the least and the greatest of positive numbers: at most ten, evenly apart. */
export function decades(values: readonly number[]): readonly number[] {
  if (values.length === 0) return [];
  const logs = values.map(Math.log10);
  const [least, most] = [Math.ceil(Math.min(...logs)), Math.floor(Math.max(...logs))];
  const apart = Math.max(1, Math.ceil((most - least) / 9));
  const all = Array.from({ length: Math.max(0, most - least + 1) }, (_, i) => least + i);
  return all.filter((k) => k % apart === 0);
}
