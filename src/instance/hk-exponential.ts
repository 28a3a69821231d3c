import type { Mechanism } from "../game/mechanism.js";
import { profileOf, size } from "../game/profile.js";
import { exponential } from "../mechanisms/hk/exponential.js";
import { exponentialThirdTerm, type TrueRange, thirdTermPayments } from "../mechanisms/hk/exponential-third-term.js";
import { paymentForm, truthfulUtility } from "../mechanisms/hk/figure-1.js";
import { mcsherryTalwar } from "../mechanisms/hk/mcsherry-talwar.js";
import { type ProjectRange, publicProject } from "../mechanisms/hk/public-project.js";
import type { Range, Sharpness, ValueRow } from "../mechanisms/hk/range.js";
import type { LogForm } from "../number/log-form.js";
import { printRational } from "../number/rational.js";
import type { PartFormat } from "./format.js";
import { projectFormat } from "./hk-project.js";
import { gain, jointPrivacy, privacyRatio, worstPrivacyRatio } from "./hk-questions.js";
import { asking } from "./hk-questions-format.js";
import { tailOf } from "./hk-questions-tail.js";
import {
  checkExponents,
  checkWelfareWork,
  onGrid,
  outcomesSchema,
  overRange,
  type RangeFormat,
  type RangeValues,
  rangeFormat,
  ringOf,
  sharpnessFormat,
  valueRowFormat,
  valuesSchema,
  welfareDegree,
} from "./hk-range.js";
import { figurePayments, figureUtilities, limitAnswer, normalizer, welfareFacts } from "./hk-range-facts.js";
import { readList, refuse } from "./input.js";
import { objectSchema } from "./schema.js";

/** A mechanism that draws as Figure 1 does, over any kind of range. */
export const drawing = <E extends Range>(
  mechanism: Mechanism<Sharpness, E, ValueRow | null, number>,
  environment: PartFormat<E>,
): RangeFormat<Sharpness, E> => ({
  ...overRange(mechanism, sharpnessFormat, environment),
  check: checkExponents,
  degree: welfareDegree,
  checkWork: checkWelfareWork,
  extras: (values) => ({ normalizer: () => normalizer(values) }),
  quantities: welfareFacts,
});

/** A mechanism that charges as Figure 1 does, too. */
export const charging = <E extends Range>(
  mechanism: Mechanism<Sharpness, E, ValueRow | null, number>,
  environment: PartFormat<E>,
): RangeFormat<Sharpness, E> => ({
  ...drawing(mechanism, environment),
  payments: figurePayments,
  quantities: (values) => ({ ...welfareFacts(values), expectedUtilities: () => figureUtilities(values) }),
});

const figure1Format: RangeFormat = {
  ...charging(exponential, rangeFormat),
  questions: { limit: objectSchema({}) },
  answers: (values) => ({ limit: () => limitAnswer(values) }),
};

export const exponentialFormat: RangeFormat = asking(figure1Format, {
  tail: tailOf(figure1Format),
  gain,
  privacyRatio,
  worstPrivacyRatio,
  jointPrivacy,
});

const unpaidFormat: RangeFormat = drawing(mcsherryTalwar, rangeFormat);

export const mcsherryTalwarFormat: RangeFormat = asking(unpaidFormat, { tail: tailOf(unpaidFormat), privacyRatio });

const projectsFormat: RangeFormat<Sharpness, ProjectRange> = {
  ...charging(publicProject, projectFormat),
  printOutcome: (outcome, { subsets }) => subsets[outcome]!,
};

export const publicProjectFormat: RangeFormat<Sharpness, ProjectRange> = asking(projectsFormat, {
  tail: tailOf(projectsFormat),
  gain,
  privacyRatio,
});

const trueRangeFormat: PartFormat<TrueRange> = {
  schema: objectSchema(
    { outcomes: outcomesSchema, trueValuations: { type: "array", items: valuesSchema, minItems: 1 } },
    { prior: valuesSchema },
  ),
  read({ trueValuations: rows, ...range }) {
    const { outcomes, ...rest } = rangeFormat.read(range);
    const read = (value: unknown, at: string): ValueRow => valueRowFormat.read(value, at, { outcomes });
    return { outcomes, ...rest, truths: readList(rows, "environment.trueValuations", read) };
  },
  print: (range) => ({
    ...rangeFormat.print(range),
    trueValuations: range.truths.map((row) => row.map(printRational)),
  }),
};

/** What each agent pays, as it is used by `answer`. */
const thirdTermForms = (values: RangeValues<Sharpness, TrueRange>, answer: typeof paymentForm): readonly LogForm[] =>
  thirdTermPayments(ringOf(values), values.environment, values.profile).map((payment) =>
    answer(payment, values.parameters),
  );

export const exponentialThirdTermFormat: RangeFormat<Sharpness, TrueRange> = {
  ...drawing(exponentialThirdTerm, trueRangeFormat),
  // Payments take the true valuations, too: all lie on one grid.
  complete: (range, profile) => onGrid(range, [...profile, ...profileOf(range.truths)]),
  check(values) {
    checkExponents(values);
    const [players, rows] = [size(values.profile), values.environment.truths.length];
    if (players === rows) return;
    throw refuse("environment.trueValuations", `expected one valuation for each of ${players} reports, got ${rows}`);
  },
  degree: (values) => largestOf(welfareDegree(values), welfareDegree(truly(values))),
  payments: (values) => thirdTermForms(values, paymentForm),
  quantities: (values) => ({
    ...welfareFacts(values),
    expectedUtilities: () => thirdTermForms(values, truthfulUtility),
  }),
};

const truly = (values: RangeValues<Sharpness, TrueRange>): RangeValues<Sharpness, TrueRange> => ({
  ...values,
  profile: profileOf(values.environment.truths),
});

const largestOf = (x: number, y: number): number => (x > y ? x : y);
