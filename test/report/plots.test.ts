import { describe, expect, it } from "vitest";
import { decades } from "../../src/report/plot-numbers.js";
import { plotSvg } from "../../src/report/plot-svg.js";
import { decadeText, svgText } from "../../src/report/plot-text.js";
import { plotTikz } from "../../src/report/plot-tikz.js";
import type { StoredFigure } from "../../src/store/figures.js";

const figure: StoredFigure = {
  id: "toy/falls",
  claims: [],
  title: "It falls",
  caption: "From 1 on, & down.",
  x: { label: "ε", scale: "linear", drawn: "ln" },
  y: { label: "2F(e^{2ε})", scale: "log" },
  series: [
    { name: "a < b", mark: "line", points: [["1", "1"], ["2", "1/1000"], ["4", { low: "1/1000001", high: "1/999999" }]] }, // biome-ignore format: one line
    {
      name: "x_A",
      mark: "dots",
      points: [
        ["1", "1/10"],
        ["2", "0"],
      ],
    },
    {
      name: "filled",
      mark: "area",
      points: [
        ["1", "1/10"],
        ["4", "1/10"],
      ],
    },
  ],
};

describe("plots as SVG", () => {
  const svg = plotSvg(figure);

  it("stand by themselves, are named and escaped, and do not change", () => {
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img" aria-label="It falls. From 1 on, &amp; down."/,
    );
    expect(svg).toContain("a &lt; b");
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(plotSvg(figure)).toBe(svg);
  });

  it("have a line or a sign for each series in the legend", () => {
    const legend = svg.slice(svg.indexOf('<g class="legend"'));
    expect(legend.match(/<line /g)).toHaveLength(2);
    expect(legend.match(/<path /g)).toHaveLength(1);
    expect(legend.match(/<rect /g)).toHaveLength(1);
  });

  it("fit a narrow screen too, with one name a line", () => {
    const narrow = plotSvg(figure, "narrow");
    expect([svg, narrow].map((drawn) => / viewBox="0 0 (\d+) /.exec(drawn)?.[1])).toEqual(["640", "330"]);
    const names = [...narrow.slice(narrow.indexOf('<g class="legend"')).matchAll(/<text x="(\d+)"/g)].map(([, x]) => x);
    expect(names.slice(0, 3)).toEqual(["44", "44", "44"]);
    expect(narrow).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("raise and lower what is written so", () => {
    expect(svgText("2F(e^{2ε}) + x_A", { x: 0, y: 0, anchor: "start" })).toBe(
      '<text x="0" y="0" text-anchor="start">2F(e<tspan dy="-4" font-size="9">2ε</tspan><tspan dy="4">) + x</tspan><tspan dy="3" font-size="9">A</tspan></text>',
    );
    expect(svgText("a < b", { x: 0, y: 0, anchor: "end" })).toContain(">a &lt; b<");
  });

  it("have powers of ten on a logarithmic scale", () => {
    expect(svg).toContain("10⁻³");
    expect([1000, 1, 1e-12, 10].map(decadeText)).toEqual(["10³", "1", "10⁻¹²", "10"]);
    expect(decades([0.002, 150])).toEqual([-2, -1, 0, 1, 2]);
    expect(decades([1e-20, 1])).toEqual([-18, -15, -12, -9, -6, -3, 0]);
    expect(decades([2, 3])).toEqual([]);
    expect(decades([])).toEqual([]);
  });
});

describe("plots for TeX", () => {
  it("have one \\addplot a series, one more for an area, and leave out what no logarithm has", () => {
    const tex = plotTikz(figure);
    expect(tex.match(/\\addplot/g)).toHaveLength(4);
    expect(tex.match(/\\addlegendentry/g)).toHaveLength(3);
    expect(tex).toContain("ymode=log");
    expect(tex).toContain("\\closedcycle");
    expect(tex).not.toMatch(/NaN|Infinity|undefined/);
  });
});
