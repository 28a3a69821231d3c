import { describe, expect, it } from "vitest";
import { figuresAbout } from "../../properties/figures.js";
import { registry } from "../../properties/index.js";
import type { Coordinate, Figure } from "../../src/claim/figure.js";
import * as E from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { plotCsv } from "../../src/report/plot-csv.js";
import { parseFigures, printFigures, stored } from "../../src/store/figures.js";
import { papers } from "../../src/verdict/citation.js";

const ids = new Set(registry.map(({ id }) => id));
const figures = figuresAbout(ids);

/** What is wrong with a figure, in words. */
function faults({ id, claims, title, caption, x, y, series }: Figure): readonly string[] {
  const paper = Object.keys(papers).find((known) => id.startsWith(`${known}/`));
  return [
    ...(paper !== undefined && /^[a-z]+\/[a-z0-9-]+$/.test(id) ? [] : [`the id ${id}`]),
    ...(claims.length > 0 ? [] : ["no claim"]),
    ...claims.filter((claim) => !ids.has(claim)).map((claim) => `no claim ${claim}`),
    ...claims.filter((claim) => !claim.startsWith(`${paper}/`)).map((claim) => `${claim} is of another paper`),
    ...([title, caption, x.label, y.label, ...series.map(({ name }) => name)].includes("") ? ["an empty text"] : []),
    ...(new Set(series.map(({ name }) => name)).size === series.length ? [] : ["two series of one name"]),
    ...series
      .filter(({ points }) => points.length === 0 || points.length > 80)
      .map(({ name, points }) => `${name}: ${points.length} points`),
    ...(isNarrow(series.flatMap(({ points }) => points.map(([across]) => across))) ? [] : ["a wide x"]),
    ...(isNarrow(series.flatMap(({ points }) => points.map(([, up]) => up))) ? [] : ["a wide y"]),
  ];
}

const low = (c: Coordinate): Q.Rational => ("low" in c ? c.low : c);
const high = (c: Coordinate): Q.Rational => ("low" in c ? c.high : c);

/** Whether no enclosure is wider than a millionth of the range. */
function isNarrow(coordinates: readonly Coordinate[]): boolean {
  const range = Q.subtract(coordinates.map(high).reduce(Q.maximum), coordinates.map(low).reduce(Q.minimum));
  return coordinates.every(
    (c) => !("low" in c) || Q.compare(Q.multiply(Q.rational(1_000_000n), E.width(c)), range) <= 0,
  );
}

describe("figures", () => {
  it("has figures, and no id twice", () => {
    expect(figures.length).toBeGreaterThan(8);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  });

  it.each(figures.map((figure) => [figure.id, figure] as const))("%s is well made", (_, figure) => {
    expect(faults(figure)).toEqual([]);
  });

  it.each(figures.map((figure) => [figure.id, figure] as const))("%s is stored and read as it is", (_, figure) => {
    const kept = stored(figure);
    expect(parseFigures(printFigures([kept]), "figures.json")).toEqual([JSON.parse(JSON.stringify(kept))]);
    const rows = plotCsv(kept).trimEnd().split("\n");
    expect(rows).toHaveLength(1 + figure.series.reduce((sum, { points }) => sum + points.length, 0));
  });

  it("are picked by their claims", () => {
    const [first] = figures;
    expect(figuresAbout(new Set([first!.claims[0]!])).map(({ id }) => id)).toContain(first!.id);
    expect(figuresAbout(new Set())).toEqual([]);
  });

  it("would not let a fault pass", () => {
    const good = figures.find(({ id }) => id === "hk/tail")!;
    const [first, ...others] = good.series;
    const blurred = { ...first!, points: [[Q.one, { low: Q.zero, high: Q.one }]] as const };
    expect(faults({ ...good, id: "nobody/tail" })).not.toEqual([]);
    expect(faults({ ...good, claims: ["hk/theorem-1"] })).toEqual(["no claim hk/theorem-1"]);
    expect(faults({ ...good, series: [blurred, ...others] })).toEqual(["a wide y"]);
    expect(faults({ ...good, series: [{ ...first!, points: [] }, ...others] })).toHaveLength(1);
  });
});
