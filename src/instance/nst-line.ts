import type { Rules } from "../game/mechanism.js";
import { size } from "../game/profile.js";
import type { Line } from "../mechanisms/nst/line.js";
import { type LineCommitment, lineCommitment, type Spread } from "../mechanisms/nst/line-commitment.js";
import { type LineExponential, type LineSign, lineExponential } from "../mechanisms/nst/line-exponential.js";
import { type LineMixture, lineMixture } from "../mechanisms/nst/line-mixture.js";
import { type Loc3, loc3 } from "../mechanisms/nst/loc3.js";
import { equals, one, printRational, type Rational } from "../number/rational.js";
import { epsilonSchema } from "./epsilon.js";
import { type KnownMechanism, knownBy, loadRules, type PartFormat, type RulesFormat } from "./format.js";
import { readChoice, readCount, readProbability, refuse } from "./input.js";
import { averageQuantities, loc3Extras, normalizerExtra } from "./nst-line-facts.js";
import {
  answersOf,
  cdf,
  commitmentLossAsked,
  expectedDistanceAsked,
  type LineQuestion,
  questionsOf,
} from "./nst-line-questions.js";
import { checkGridSize, readLocation } from "./nst-line-work.js";
import { objectSchema, rationalSchema } from "./schema.js";

const spreads = ["real", "integer"] as const;
const signs = ["utility", "distance"] as const;

const signSchema = { enum: [...signs], default: "utility" };
const spreadSchema = { enum: [...spreads], default: "real" };
const mbarSchema = { type: "integer", minimum: 1 };

const readSign = (value: unknown): LineSign => readChoice<LineSign>(value ?? "utility", "parameters.sign", signs);
const readSpread = (value: unknown): Spread => readChoice<Spread>(value ?? "real", "parameters.Y", spreads);
const printSign = (sign: LineSign) => ({ ...(sign !== "utility" && { sign }) });
const printSpread = (Y: Spread) => ({ ...(Y !== "real" && { Y }) });

/** With more values of X the numbers get as many digits. */
const mbarLimit = 1000;

function readMbar(value: unknown): number {
  const mbar = readCount(value, "parameters.mbar");
  if (mbar < 1 || mbar > mbarLimit) throw refuse("parameters.mbar", `expected 1 to ${mbarLimit}, got ${mbar}`);
  return mbar;
}

/** `{"kind": "line", "K": 2, "m": 8}`. */
const lineFormat: PartFormat<Line> = {
  schema: objectSchema({ kind: { const: "line" }, K: { enum: [1, 2] }, m: { type: "integer", minimum: 1 } }),
  read({ kind, K, m }) {
    readChoice(kind, "environment.kind", ["line"]);
    const line = { K: readChoice<Line["K"]>(K, "environment.K", [1, 2]), m: readCount(m, "environment.m") };
    if (line.m < 1) throw refuse("environment.m", "expected at least 1 step, got 0");
    checkGridSize(line);
    return line;
  },
  print: ({ K, m }) => ({ kind: "line", K, m }),
};

/** What all mechanisms on the line share. */
const onLine = <P>(mechanism: Rules<P, Line, Rational | null>, parameters: PartFormat<P>) => ({
  mechanism,
  parameters,
  environment: lineFormat,
  report: {
    schema: rationalSchema,
    keys: { type: "string", pattern: "^[0-9]+(/[1-9][0-9]*)?$" },
    read: readLocation,
    print: (location: Rational | null) => (location === null ? null : printRational(location)),
  },
});

type LineFormat<P> = RulesFormat<P, Line, Rational>;

export const lineExponentialFormat: LineFormat<LineExponential> = {
  ...onLine(lineExponential, {
    schema: objectSchema({ epsilon: epsilonSchema }, { sign: signSchema }),
    read: ({ sign }) => ({ sign: readSign(sign) }),
    print: ({ sign }) => printSign(sign),
  }),
  extras: normalizerExtra,
  quantities: averageQuantities,
  questions: questionsOf({ expectedDistance: expectedDistanceAsked, cdf }),
  answers: answersOf({ expectedDistance: expectedDistanceAsked, cdf }),
};

const onLineWithNobody = <P>(mechanism: Rules<P, Line, Rational | null>, parameters: PartFormat<P>) => {
  const format = onLine(mechanism, parameters);
  return { ...format, report: { ...format.report, mayBeNone: true } };
};

export const lineCommitmentFormat: LineFormat<LineCommitment> = {
  ...onLineWithNobody(lineCommitment, {
    schema: objectSchema({ mbar: mbarSchema }, { Y: spreadSchema }),
    read: ({ mbar, Y }) => ({ mbar: readMbar(mbar), Y: readSpread(Y) }),
    print: ({ mbar, Y }) => ({ mbar, ...printSpread(Y) }),
  }),
  extras: () => ({ normalizer: () => null }),
  questions: questionsOf({ commitmentLoss: commitmentLossAsked }),
  answers: answersOf({ commitmentLoss: commitmentLossAsked }),
};

const mixtureQuestions: Readonly<Record<string, LineQuestion<LineMixture>>> = {
  expectedDistance: expectedDistanceAsked,
  cdf,
  commitmentLoss: commitmentLossAsked,
};

export const lineMixtureFormat: LineFormat<LineMixture> = {
  ...onLineWithNobody(lineMixture, {
    schema: objectSchema(
      { q: rationalSchema, mbar: mbarSchema },
      { epsilon: epsilonSchema, sign: signSchema, Y: spreadSchema },
    ),
    read: ({ q, mbar, sign, Y }) => ({
      q: readProbability(q, "parameters.q"),
      mbar: readMbar(mbar),
      sign: readSign(sign),
      Y: readSpread(Y),
    }),
    print: ({ q, mbar, sign, Y }) => ({ q: printRational(q), mbar, ...printSign(sign), ...printSpread(Y) }),
  }),
  mayLackEpsilon: ({ q }) => equals(q, one),
  extras: normalizerExtra,
  questions: questionsOf(mixtureQuestions),
  answers: answersOf(mixtureQuestions),
};

export const loc3Format: LineFormat<Loc3> = {
  ...onLine(loc3, {
    schema: objectSchema({}, { sign: signSchema, Y: spreadSchema }),
    read: ({ sign, Y }) => ({ sign: readSign(sign), Y: readSpread(Y) }),
    print: ({ sign, Y }) => ({ ...printSign(sign), ...printSpread(Y) }),
  }),
  extras: ({ environment, profile }) => loc3Extras(BigInt(size(profile)), environment.K),
  questions: {},
};

/** A mechanism on the line: its outcomes are infinitely many. */
const knownOnLine = <P>(format: LineFormat<P>): KnownMechanism =>
  knownBy(format, (values) => loadRules(format, values));

/** The mechanisms of Section 5. */
export const nstLine: readonly KnownMechanism[] = [
  knownOnLine(lineExponentialFormat),
  knownOnLine(lineCommitmentFormat),
  knownOnLine(lineMixtureFormat),
  knownOnLine(loc3Format),
];
