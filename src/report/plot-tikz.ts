import type { StoredFigure } from "../store/figures.js";
import { latex } from "./latex-text.js";
import { columnsOf } from "./plot-legend.js";
import { drawnSeries, lookOf } from "./plot-numbers.js";

const dashes = ["solid", "dashed", "dotted", "dashdotted", "densely dashed", "loosely dotted"] as const;

/** A figure as a picture of pgfplots, to be \input. Needs \usepackage{pgfplots}. */
export function plotTikz(figure: StoredFigure): string {
  const { x, y } = figure;
  const all = drawnSeries(figure);
  const series = all.map(({ name, mark, points }, i) => {
    const { color, pgf } = lookOf(i);
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    const paint = `color={rgb,255:red,${red};green,${green};blue,${blue}}`;
    const look =
      mark === "dots"
        ? `only marks, mark=${pgf}, mark size=${pgf === "square*" ? "1.5pt" : "2pt"}, mark options={thick}`
        : `no marks, thick, ${dashes[i % dashes.length]}`;
    const coordinates = `coordinates {${points.map(({ x, y }) => `(${x},${y})`).join(" ")}}`;
    // The area has no entry in the legend: its line has one.
    const area = `\\addplot[${paint}, draw=none, fill, fill opacity=0.15, forget plot] ${coordinates} \\closedcycle;\n`;
    return `${mark === "area" ? area : ""}\\addplot[${paint}, ${look}] ${coordinates};
\\addlegendentry{${latex(name)}}
`;
  });
  const options = [
    "width=\\linewidth",
    "height=.55\\linewidth",
    `xlabel={${latex(x.label)}}`,
    `ylabel={${latex(y.label)}}`,
    ...(x.scale === "log" ? ["xmode=log"] : []),
    ...(y.scale === "log" ? ["ymode=log"] : []),
    "grid=major",
    "grid style={gray!25}",
    "enlarge x limits=0.02",
    `legend columns=${columnsOf(all)}`,
    "legend cell align=left",
    "legend style={at={(0.5,1.03)},anchor=south,font=\\footnotesize,draw=none,/tikz/every even column/.append style={column sep=1em}}",
  ];
  return `% Written by mechproof from figures.json. Needs \\usepackage{pgfplots}\\pgfplotsset{compat=1.18}.
\\begin{tikzpicture}
\\begin{axis}[${options.join(", ")}]
${series.join("")}\\end{axis}
\\end{tikzpicture}
`;
}
