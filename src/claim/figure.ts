import type { Enclosure } from "../number/enclosure.js";
import type { Rational } from "../number/rational.js";

/**
 * A picture of exact numbers, as data: a property of a paper drawn over a range of instances. Renderers round for the eye; what
 * is stored is exact.
 */
export interface Figure {
  /** `<paper>/<name>`. */
  readonly id: string;
  /** The claims that it is about. */
  readonly claims: readonly string[];
  readonly title: string;
  /** What is drawn at which instances, and what is to be seen, in a few sentences. */
  readonly caption: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

/** What a coordinate means, and how it is drawn. */
export interface Axis {
  /** With its unit, such as "ε" or "players". */
  readonly label: string;
  readonly scale: "linear" | "log";
  /** "ln": the logarithm of the stored number is drawn, as where b is stored and ε = ln b drawn. */
  readonly drawn?: "ln";
}

/** Points of one kind. */
export interface Series {
  readonly name: string;
  readonly mark: "line" | "dots" | "area";
  /** In the order in which they are joined; the exact coordinates. For "area" the region below the line is filled. */
  readonly points: readonly Point[];
}

/** Two numbers, each exact or in an enclosure that is narrower than a line is wide. */
export type Point = readonly [x: Coordinate, y: Coordinate];

/** A number as it is kept: exact, or known to lie in an enclosure. */
export type Coordinate = Rational | Enclosure;

/** A figure but for the claims that it is about. */
export type Drawing = Omit<Figure, "claims">;

/** Makes a figure: some seconds of work at most. What it is about is known before. */
export interface MakeFigure {
  (): Figure;
  readonly claims: Figure["claims"];
}

/** How the figures of a paper are made. */
export type Figures = readonly MakeFigure[];

/** A drawing with the claims that it is about. */
export const about = (claims: Figure["claims"], draw: () => Drawing): MakeFigure =>
  Object.assign(() => ({ claims, ...draw() }), { claims });
