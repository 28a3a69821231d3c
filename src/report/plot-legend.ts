import { type DrawnSeries, lookOf } from "./plot-numbers.js";
import { lengthOf, svgText } from "./plot-text.js";

/** Names of this length stand side by side. */
const narrow = 40;

/** In how many columns the names stand. */
export const columnsOf = (series: readonly DrawnSeries[]): 1 | 2 =>
  series.every(({ name }) => lengthOf(name) <= narrow) ? 2 : 1;

/** The number of lines that the legend takes. */
export const rowsOfLegend = (series: readonly DrawnSeries[], columns: 1 | 2): number =>
  Math.ceil(series.length / columns);

/** What each line and sign means, column by column. */
export function legendSvg(
  series: readonly DrawnSeries[],
  at: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly lineHeight: number;
    readonly columns: 1 | 2;
  },
): string {
  const rows = rowsOfLegend(series, at.columns);
  return series
    .map(({ name, mark }, i) => {
      const x = at.left + Math.floor(i / rows) * (at.width / 2);
      const y = at.top + (i % rows) * at.lineHeight;
      return `${sample(mark, i, x, y)}${svgText(name, { x: x + 38, y: y + 4, anchor: "start" })}`;
    })
    .join("");
}

/** Thirty pixels of the line, or one of the signs. */
function sample(mark: DrawnSeries["mark"], i: number, x: number, y: number): string {
  const { color, dashes, sign } = lookOf(i);
  if (mark === "dots") {
    return `<path transform="translate(${x + 15},${y})" d="${signs[sign]}" fill="${color}" stroke="${color}"/>`;
  }
  const dashed = dashes ? ` stroke-dasharray="${dashes}"` : "";
  const line = `<line x1="${x}" x2="${x + 30}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="1.8"${dashed}/>`;
  if (mark === "line") return line;
  return `<rect x="${x}" y="${y}" width="30" height="6" fill="${color}" fill-opacity="0.15"/>${line}`;
}

/** The signs about the origin, as large as they are drawn. */
const signs: Readonly<Record<ReturnType<typeof lookOf>["sign"], string>> = {
  circle: "M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0Z",
  square: "M-2.7,-2.7H2.7V2.7H-2.7Z",
  triangle: "M0,-4.6L4,2.3H-4Z",
  diamond: "M0,-5L2.9,0L0,5L-2.9,0Z",
  times: "M-3,-3L3,3M-3,3L3,-3",
  asterisk: "M0,-4V4M-3.5,-2L3.5,2M-3.5,2L3.5,-2",
};
