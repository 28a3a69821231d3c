import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { StoredFigure } from "../store/figures.js";
import { escapeHtml } from "./escape.js";
import { drawnSeries, lookOf } from "./plot-numbers.js";
import { anchorOf } from "./text.js";

const width = 640;
const lineHeight = 18;

/** A figure as SVG that stands by itself and takes the colour of the text around it. The same figure gives the same bytes. */
export function plotSvg(figure: StoredFigure): string {
  const { document } = parseHTML("<html></html>");
  const series = drawnSeries(figure);
  const top = 24 + lineHeight * series.length;
  const marks = series.flatMap(({ mark, points }, i) => {
    const { color, dashes, sign } = lookOf(i);
    const at = { x: "x", y: "y" } as const;
    if (mark === "dots") return [Plot.dot(points, { ...at, stroke: color, fill: color, symbol: sign, r: 3 })];
    const line = Plot.line(points, {
      ...at,
      stroke: color,
      strokeWidth: 1.8,
      ...(dashes && { strokeDasharray: dashes }),
    });
    if (mark === "line") return [line];
    return [Plot.areaY(points, { ...at, fill: color, fillOpacity: 0.15 }), line];
  });
  const svg = Plot.plot({
    document,
    className: `plot-${anchorOf(figure.id)}`,
    width,
    height: 340 + top,
    marginTop: top,
    marginLeft: 64,
    marginBottom: 44,
    style: { fontSize: "12px", fontFamily: "system-ui, sans-serif" },
    x: { label: figure.x.label, type: figure.x.scale, grid: true, labelArrow: "none", labelAnchor: "right" },
    y: { label: figure.y.label, type: figure.y.scale, grid: true, labelArrow: "none" },
    marks: [...marks],
  });
  return named(svg.outerHTML, figure, legend(series));
}

/** What each line means, above the plot. */
const legend = (series: ReturnType<typeof drawnSeries>): string =>
  series
    .map(({ name, mark }, i) => {
      const { color, dashes } = lookOf(i);
      const y = 14 + lineHeight * i;
      const sample =
        mark === "dots"
          ? `<circle cx="${width - 300}" cy="${y}" r="3.5" fill="${color}"/>`
          : `<line x1="${width - 316}" x2="${width - 286}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="1.8"${dashes ? ` stroke-dasharray="${dashes}"` : ""}/>`;
      return `${sample}<text x="${width - 278}" y="${y + 4}" text-anchor="start">${escapeHtml(name)}</text>`;
    })
    .join("");

/** With the name by which it is read aloud, and the namespace that a file of its own needs. */
const named = (svg: string, { title, caption }: StoredFigure, extra: string): string =>
  svg
    .replace(
      /^<svg /,
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeHtml(`${title}. ${caption}`)}" `,
    )
    .replace(/<\/svg>$/, `<g class="legend" font-size="12">${extra}</g></svg>`);
