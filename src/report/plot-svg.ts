import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Axis } from "../claim/figure.js";
import type { StoredFigure } from "../store/figures.js";
import { escapeHtml } from "./escape.js";
import { columnsOf, legendSvg, rowsOfLegend } from "./plot-legend.js";
import { type DrawnSeries, decades, drawnSeries, lookOf } from "./plot-numbers.js";
import { decadeText, svgText } from "./plot-text.js";
import { anchorOf } from "./text.js";

/** For a page, and for a screen that one holds in the hand. */
export type PlotShape = "wide" | "narrow";

const shapes = { wide: { width: 640, frameHeight: 300 }, narrow: { width: 330, frameHeight: 260 } } as const;
const margin = { left: 56, right: 16, bottom: 48 };
const lineHeight = 18;
/** Between the end of the frame and its ticks, so that signs at the ends are whole. */
const inset = 6;

/** A figure as SVG that stands by itself and takes the colour of the text around it. The same figure gives the same bytes. */
export function plotSvg(figure: StoredFigure, shape: PlotShape = "wide"): string {
  const { width, frameHeight } = shapes[shape];
  const { document } = parseHTML("<html></html>");
  const series = drawnSeries(figure);
  const columns = shape === "wide" ? columnsOf(series) : 1;
  const top = 36 + lineHeight * rowsOfLegend(series, columns);
  const height = top + frameHeight + margin.bottom;
  const svg = Plot.plot({
    document,
    className: `plot-${anchorOf(figure.id)}-${shape}`,
    width,
    height,
    marginTop: top,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginBottom: margin.bottom,
    inset,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif" },
    x: scaleOf(figure.x, series, "x"),
    y: scaleOf(figure.y, series, "y"),
    marks: series.flatMap(marksOf),
  });
  return named(svg.outerHTML, figure, [
    legendSvg(series, { left: 6, top: 14, width, lineHeight, columns }),
    svgText(figure.y.label, { x: 6, y: top - 10, anchor: "start" }),
    svgText(figure.x.label, { x: width - margin.right, y: height - 8, anchor: "end" }),
  ]);
}

/** Dots over lines over areas is left to the order of the series. */
function marksOf({ mark, points }: DrawnSeries, i: number): readonly Plot.Markish[] {
  const { color, dashes, sign } = lookOf(i);
  const at = { x: "x", y: "y" } as const;
  if (mark === "dots") return [Plot.dot(points, { ...at, stroke: color, fill: color, symbol: sign, r: 3 })];
  const line = Plot.line(points, {
    ...at,
    stroke: color,
    strokeWidth: 1.8,
    ...(dashes && { strokeDasharray: dashes }),
  });
  return mark === "line" ? [line] : [Plot.areaY(points, { ...at, fill: color, fillOpacity: 0.15 }), line];
}

/** Ticks of a logarithmic scale stand at powers of ten, where there are two of them or more. */
function scaleOf({ scale: type }: Axis, series: readonly DrawnSeries[], along: "x" | "y"): Plot.ScaleOptions {
  const own = { label: null, grid: true, nice: type === "linear" && along === "y" };
  if (type === "linear") return { ...own, type };
  const ticks = decades(series.flatMap(({ points }) => points.map((point) => point[along])));
  if (ticks.length < 2) return { ...own, type, tickFormat: String };
  return { ...own, type, ticks: ticks.map((k) => 10 ** k), tickFormat: decadeText };
}

/** With the name by which it is read aloud, and the namespace that a file of its own needs. */
const named = (svg: string, { title, caption }: StoredFigure, extra: readonly string[]): string =>
  svg
    .replace(
      /^<svg /,
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(`${title}. ${caption}`)}" `,
    )
    .replace(/<\/svg>$/, `<g class="legend" font-size="12" fill="currentColor">${extra.join("")}</g></svg>`);
