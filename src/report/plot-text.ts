import { escapeHtml } from "./escape.js";

/** Where a line of text begins or ends, in pixels. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

/** A line of text in SVG, with what stands behind ^ and _ raised and lowered. */
export const svgText = (text: string, { x, y, anchor }: TextPlace): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${scripted(text)}</text>`;

const scripts = /(\^|_)(?:\{([^{}]*)\}|([\p{L}\p{N}∞]))/gu;

function scripted(text: string): string {
  let [end, shift] = [0, 0];
  const parts: string[] = [];
  // The line goes back to its height where text follows.
  const plain = (part: string): void => {
    if (part === "") return;
    parts.push(shift === 0 ? escapeHtml(part) : `<tspan dy="${-shift}">${escapeHtml(part)}</tspan>`);
    shift = 0;
  };
  for (const found of text.matchAll(scripts)) {
    plain(text.slice(end, found.index));
    const to = found[1] === "^" ? -4 : 3;
    parts.push(`<tspan dy="${to - shift}" font-size="9">${escapeHtml(found[2] ?? found[3]!)}</tspan>`);
    shift = to;
    end = found.index + found[0].length;
  }
  plain(text.slice(end));
  return parts.join("");
}

/** About how wide a text is drawn, in signs. */
export const lengthOf = (text: string): number => text.replace(/[\^_{}]/g, "").length;

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A power of ten: "1", "10", "10⁻³". */
export function decadeText(power: number): string {
  const k = Math.round(Math.log10(power));
  if (k === 0 || k === 1) return `${10 ** k}`;
  return `10${k < 0 ? "⁻" : ""}${[...`${Math.abs(k)}`].map((digit) => raised[Number(digit)]).join("")}`;
}
