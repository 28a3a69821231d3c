import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { add, compare, equals, one, printRational, type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { Place, SituationCase } from "../setting.js";
import { figure1Charged, halfStep } from "./charged.js";
import { distinct, everyRow, namedRows, numbers, type Row, rowCases } from "./range-cases.js";
import { utilityClaim } from "./utility-claim.js";

const grid = 2n;
const values = ["0", "1/2", "1"];

type At = Place<unknown, Range, ValueRow>;

/** Outcomes are the sets ∅, {1}, {2}, {1, 2} of projects: v(1) + v(2) ≥ v(12) + v(∅), and more projects are never worse. */
const isSubmodular = ([none, first, second, both]: ValueRow): boolean =>
  [first!, second!].every((single) => compare(none!, single) <= 0 && compare(single, both!) <= 0) &&
  compare(add(first!, second!), add(none!, both!)) >= 0;

/** The classes of the readings that are given by a property, as lists of rows by the number of outcomes. */
const classes: Readonly<Record<string, (m: number) => readonly Row[]>> = {
  submodular: (m) => (m === 4 ? everyRow(4, values).filter((row) => isSubmodular(numbers(row))) : []),
  "without-zero": (m) => everyRow(m, ["1/2", "1"]),
};
const known = new Map<string, readonly Row[]>();
const rowsIn = (name: string, m: number): readonly Row[] => {
  const rows = known.get(`${name} ${m}`) ?? classes[name]!(m);
  known.set(`${name} ${m}`, rows);
  return rows;
};

const text = (row: ValueRow): string => row.map(printRational).join();

/** Everybody's valuations, each once: the least class that an instance lies in. */
const reported = ({ profile }: At): readonly ValueRow[] => [
  ...new Map(profile.map(({ report }) => [text(report!), report!])).values(),
];

const lies =
  ({ class: name }: Switches) =>
  (place: At): readonly ValueRow[] =>
    name === "any" ? reported(place) : rowsIn(name!, place.environment.outcomes.length).map(numbers);

/** Where the class is what is reported, there is a lie only beside another valuation. */
const casesOf =
  (switches: Switches) =>
  (budget: Budget): readonly SituationCase[] => {
    const all = new Map(everyCase(switches, budget).map((c) => [JSON.stringify(c), c]));
    const needsTwo = switches.class === "any" && switches.property === "IC";
    return [...all.values()].filter(({ reports }) => !needsTwo || new Set(reports.map(String)).size > 1);
  };

const everyCase = ({ class: name }: Switches, budget: Budget): readonly SituationCase[] => {
  if (name === "submodular") {
    const rows = rowsIn(name, 4);
    const extreme = rows.filter((row) => row.every((value) => value !== "1/2"));
    const small = [...rowCases(1, rows), ...rowCases(2, extreme)];
    return budget === "gate"
      ? small
      : [
          ...small,
          ...rowCases(
            2,
            rows.filter((row) => row[0] === "0"),
          ),
          ...rowCases(3, extreme),
        ];
  }
  if (name === "without-zero") {
    const small = [...rowCases(1, rowsIn(name, 1)), ...rowCases(1, rowsIn(name, 2)), ...rowCases(2, rowsIn(name, 2))];
    return budget === "gate" ? small : [...small, ...rowCases(3, rowsIn(name, 2)), ...rowCases(2, rowsIn(name, 3))];
  }
  const small = [
    ...rowCases(2, everyRow(1, values)),
    ...rowCases(2, everyRow(2, values)),
    ...rowCases(3, everyRow(2, ["0", "1"])),
  ];
  if (budget === "gate") return small;
  const standard = [...small, ...rowCases(3, distinct(namedRows(3))), ...rowCases(2, everyRow(3, ["0", "1"]))];
  return budget === "standard"
    ? standard
    : [...standard, ...rowCases(3, everyRow(2, values)), ...rowCases(4, namedRows(3))];
};

const isConstant = (row: ValueRow): boolean => row.every((value) => equals(value, row[0]!));
const isAll = (value: Rational) => (row: ValueRow) => row.every((entry) => equals(entry, value));

const corners: Readonly<Record<string, (place: At) => boolean>> = {
  "two valuations": (place) => reported(place).length === 2,
  "two players or more": ({ rest }) => rest.length > 0,
  "a constant valuation": ({ type }) => isConstant(type!),
  "no constant valuation at all": (place) => !reported(place).some(isConstant),
  "nobody values nothing": (place) => !reported(place).some(isAll(rational(0n))),
  "everything at 1": ({ type }) => isAll(one)(type!),
};

/**
 * Section 2: incentive compatibility for all valuations R → [0, 1] is incentive compatibility for any class of them; and the same
 * asked of individual rationality, whose proof lets a player report 0 although 0 may not be in the class.
 */
export const restricted = (charged = figure1Charged(grid)): Claim => {
  const shared = {
    id: "hk/def-ic-restricted",
    citation: cite("hk", "Section 2"),
    statement:
      "For every class V of valuations R → [0, 1], the mechanism of Figure 1 is incentive compatible when valuations and reports are those of V: E[v_i − p_i | v_i] ≥ E[v_i − p_i | b_i] for all v_i, b_i ∈ V and b_{-i} ∈ V^{n−1}. The same is asked of individual rationality: E[v_i − p_i | v_i] ≥ 0 for all v_i ∈ V and b_{-i} ∈ V^{n−1}.",
    hypotheses: ["ε > 0", "R finite"],
    readings: readingsOf({ property: ["IC", "IR"], class: ["any", "submodular", "without-zero"] }),
    switchMeanings: {
      IC: "incentive compatible: no lie in the class does better than the truth",
      IR: "individually rational: E[v_i − p_i | v_i] ≥ 0",
      any: "every class, by the valuations of the profile alone: an instance says nothing of other valuations in V",
      submodular: "monotone submodular valuations of the sets of two projects",
      "without-zero": "valuations of at least 1/2 everywhere: nobody can report 0",
    },
    step: halfStep(grid),
  };
  return byReading(shared, (switches) =>
    utilityClaim<Sharpness, Range, ValueRow, number>(charged, {
      ...shared,
      statement: "",
      against: switches.property === "IC" ? ["lies"] : ["nothing"],
      reports: switches.property === "IC" ? lies(switches) : () => [],
      cases: casesOf(switches),
      describe: (budget) => describe(switches, budget),
      argument:
        "All classes: the claim is about fewer v_i, b_i and b_{-i} than Theorem 2, and the payments do not know the class. For IR the utility is (2/ε)·ln(Z(b)/Z(0, b_{-i})) ≥ 0, whether 0 may be reported or not.",
      corners,
      draws: { gate: 5, standard: 30, deep: 300 },
      evidence: () => ({
        participation:
          "the paper derives IR from reporting 0; where 0 is not in the class it still holds, since no term of Z falls with v_i ≥ 0",
      }),
    }),
  );
};

const describe = ({ class: name }: Switches, budget: Budget): string =>
  name === "any"
    ? `values 0, 1/2, 1: every profile of two players over one and two outcomes, with values 0 and 1 of three over two${budget === "gate" ? "" : "; three players over three outcomes with rows by name, two with values 0 and 1"}${budget === "deep" ? "; three over two outcomes; four over three with rows by name" : ""}; lies are the valuations of the others`
    : name === "submodular"
      ? `every such valuation with values 0, 1/2, 1: one player; two with values 0 and 1${budget === "gate" ? "" : "; two where ∅ is worth 0, three with values 0 and 1"}; lies are all such valuations`
      : `values 1/2 and 1: one player over one and two outcomes, two over two${budget === "gate" ? "" : "; three over two, two over three"}; lies are all such valuations`;
