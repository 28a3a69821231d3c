import type { StoredFigure } from "../store/figures.js";
import { latex } from "./latex-text.js";
import { drawnSeries, lookOf } from "./plot-numbers.js";

const dashes = ["solid", "dashed", "dotted", "dashdotted", "densely dashed", "loosely dotted"] as const;

/** A figure as a picture of pgfplots, to be \input. Needs \usepackage{pgfplots}. */
export function plotTikz(figure: StoredFigure): string {
  const { x, y } = figure;
  const series = drawnSeries(figure).map(({ name, mark, points }, i) => {
    const { color, pgf } = lookOf(i);
    const rgb = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(",");
    const look =
      mark === "dots" ? `only marks, mark=${pgf}, mark size=1.3pt` : `no marks, thick, ${dashes[i % dashes.length]}`;
    const style = `color={rgb,255:red,${rgb.split(",")[0]};green,${rgb.split(",")[1]};blue,${rgb.split(",")[2]}}, ${look}`;
    return `\\addplot[${style}] coordinates {${points.map((p) => `(${p.x},${p.y})`).join(" ")}};
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
    "legend cell align=left",
    "legend style={at={(0.5,1.03)},anchor=south,font=\\footnotesize,draw=none}",
  ];
  return `% Written by mechproof from figures.json. Needs \\usepackage{pgfplots}\\pgfplotsset{compat=1.18}.
\\begin{tikzpicture}
\\begin{axis}[${options.join(", ")}]
${series.join("")}\\end{axis}
\\end{tikzpicture}
`;
}
