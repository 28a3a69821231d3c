import type { StoredFigure, StoredNumber } from "../store/figures.js";
import { drawn } from "./plot-numbers.js";

/** The data of a figure, a row a point: exact, and as drawn. */
export const plotCsv = ({ x, y, series }: StoredFigure): string =>
  [
    [
      "series",
      x.drawn ? `before ${x.drawn}: ${x.label}` : x.label,
      y.drawn ? `before ${y.drawn}: ${y.label}` : y.label,
      "drawn x",
      "drawn y",
    ],
    ...series.flatMap(({ name, points }) =>
      points.map(([across, up]) => [name, exact(across), exact(up), `${drawn(across, x)}`, `${drawn(up, y)}`]),
    ),
  ]
    .map((row) => `${row.map(cell).join(",")}\n`)
    .join("");

const exact = (x: StoredNumber): string => (typeof x === "string" ? x : `${x.low} to ${x.high}`);

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
