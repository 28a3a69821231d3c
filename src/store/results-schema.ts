import { budgets } from "../claim/claim.js";
import { indexSchema, type JsonSchema, objectSchema } from "../instance/schema.js";
import type { Reason, VerdictWord } from "../verdict/verdict.js";

/**
 * The JSON Schemas (draft 2020-12) of what is stored. Where text and objects are both allowed, `if` chooses by type
 * instead of `anyOf`, so that an error names the field that is wrong.
 */

const verdictWords: Readonly<Record<VerdictWord, true>> = {
  "proved for all epsilon": true,
  "proved on the domain": true,
  "proved by identity": true,
  supported: true,
  refuted: true,
  vacuous: true,
  undecided: true,
};

const reasons: Readonly<Record<Reason, true>> = {
  "not decidable from the text": true,
  "asymptotic without a constant": true,
  precision: true,
  budget: true,
  interrupted: true,
  "not built": true,
};

const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const text: JsonSchema = { type: "string", minLength: 1 };
const boolean: JsonSchema = { type: "boolean" };
const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });
const mapTo = (values: JsonSchema): JsonSchema => ({ type: "object", additionalProperties: values });
const when = (test: JsonSchema, then: JsonSchema, otherwise: JsonSchema = {}) => ({ if: test, then, else: otherwise });
const textOr = (ofText: JsonSchema, other: JsonSchema): JsonSchema => when({ type: "string" }, ofText, other);
const has = (field: string, value: unknown): JsonSchema => ({
  properties: { [field]: { const: value } },
  required: [field],
});
/** A field that is there exactly when the test is met. */
const onlyWhen = (test: JsonSchema, field: string): JsonSchema =>
  when(test, { properties: { [field]: {} }, required: [field] }, { properties: { [field]: false } });

/** "n" or "p/q" with q > 1. That p/q is in lowest terms is beyond a pattern. */
const fraction = "[1-9][0-9]*(/([2-9]|[1-9][0-9]+))?";
const oneOfTexts = (...patterns: readonly string[]): JsonSchema => ({
  type: "string",
  pattern: `^(${patterns.join("|")})$`,
});
const aboveZero = oneOfTexts(fraction);

/** What the schemas refer to by name. */
const definitions = {
  verdict: { enum: Object.keys(verdictWords) },
  reason: { enum: Object.keys(reasons) },
  rationalOrInfinity: oneOfTexts("0", `-?${fraction}`, "infinity"),
  /** A rational, infinity, rational + Σ coefficient·ln(log), the sum over ε where `over` says so, or an enclosure. */
  side: textOr(
    ref("rationalOrInfinity"),
    when(
      { type: "object", properties: { low: {} }, required: ["low"] },
      objectSchema({ low: oneOfTexts("0", `-?${fraction}`), high: oneOfTexts("0", `-?${fraction}`) }),
      objectSchema({
        rational: oneOfTexts("0", `-?${fraction}`),
        logs: {
          type: "array",
          items: objectSchema({ coefficient: oneOfTexts(`-?${fraction}`), log: aboveZero }),
          minItems: 1,
        },
        over: { enum: ["1", "epsilon"] },
      }),
    ),
  ),
  /** Plain data whose numbers are integers: every other exact number is text. */
  json: {
    allOf: [
      when({ type: "number" }, { type: "integer" }),
      when({ type: "array" }, listOf(ref("json"))),
      when({ type: "object" }, mapTo(ref("json"))),
    ],
  },
  jsonObject: mapTo(ref("json")),
  algebraic: objectSchema({
    polynomial: {
      type: "array",
      items: {
        type: "array",
        prefixItems: [oneOfTexts("-?[1-9][0-9]*"), indexSchema],
        minItems: 2,
        maxItems: 2,
      },
      minItems: 2,
    },
    low: aboveZero,
    high: aboveZero,
  }),
  start: objectSchema({ value: textOr(aboveZero, ref("algebraic")), closed: boolean }),
  end: {
    ...objectSchema({ value: textOr(oneOfTexts(fraction, "infinity"), ref("algebraic")), closed: boolean }),
    ...when(has("value", "infinity"), { properties: { closed: { const: false } } }),
  },
  /** Every ε > 0, or the ε = times·ln b of a list of intervals of b. */
  epsilons: textOr(
    { const: "all" },
    objectSchema({ times: aboveZero, b: listOf(objectSchema({ from: ref("start"), to: ref("end") })) }),
  ),
} satisfies Readonly<Record<string, JsonSchema>>;

const counterexampleFields = {
  claim: text,
  reading: text,
  instance: ref("jsonObject"),
  choices: ref("jsonObject"),
  inequality: text,
  lhs: ref("side"),
  rhs: ref("side"),
  explanation: text,
};
const counterexample = objectSchema(counterexampleFields);

const tightness = objectSchema({
  ratio: ref("rationalOrInfinity"),
  at: ref("jsonObject"),
});

/** What a verdict word promises: a refutation its counterexample, a proof for all ε its set and certificate. */
const evidenceOfTheWord: readonly JsonSchema[] = [
  onlyWhen(has("verdict", "undecided"), "reason"),
  when(has("verdict", "proved for all epsilon"), {
    required: ["epsilons"],
    properties: {
      epsilons: {},
      evidence: { type: "object", required: ["certificate"], properties: { certificate: text } },
    },
  }),
];

const decided = {
  required: {
    verdict: ref("verdict"),
    domain: text,
    instances: indexSchema,
    hypothesesMet: indexSchema,
    evidence: ref("jsonObject"),
  },
  optional: { reason: ref("reason"), epsilons: ref("epsilons"), tightness: ref("tightness") },
};

const repair: JsonSchema = {
  ...objectSchema(
    {
      id: text,
      statement: text,
      changes: listOf(text),
      ...decided.required,
      necessary: listOf(objectSchema({ without: text, ...counterexampleFields })),
    },
    decided.optional,
  ),
  allOf: evidenceOfTheWord,
};

/** What a claim's own result and the result of a reading share. */
const shared = {
  required: {
    ...decided.required,
    asExpected: boolean,
    corners: mapTo(indexSchema),
    exhaustive: boolean,
  },
  optional: {
    ...decided.optional,
    expected: ref("verdict"),
    unexpected: text,
    argument: text,
    counterexample: ref("counterexample"),
    mostViolating: ref("counterexample"),
    repair: ref("repair"),
    replay: text,
  },
  allOf: [
    ...evidenceOfTheWord,
    onlyWhen(has("asExpected", false), "unexpected"),
    when(has("verdict", "refuted"), {
      required: ["counterexample", "replay"],
      properties: { counterexample: {}, replay: {} },
    }),
  ],
};

const reading: JsonSchema = {
  ...objectSchema({ name: text, switches: mapTo(text), literal: boolean, ...shared.required }, shared.optional),
  allOf: shared.allOf,
};

const played = { const: true };
const probability = oneOfTexts("0", fraction);

/** See `PictureNode`. */
const pictureNode: JsonSchema = {
  type: "object",
  required: ["kind"],
  properties: { kind: { enum: ["end", "chance", "moves"] } },
  allOf: [
    when(
      has("kind", "end"),
      objectSchema(
        { kind: text, name: text, outcome: ref("json"), utilities: listOf(oneOfTexts("0", `-?${fraction}`)) },
        { played },
      ),
    ),
    when(
      has("kind", "chance"),
      objectSchema(
        { kind: text, branches: listOf(objectSchema({ probability, node: ref("pictureNode") })) },
        { played },
      ),
    ),
    when(
      has("kind", "moves"),
      objectSchema(
        {
          kind: text,
          name: text,
          players: listOf(indexSchema),
          branches: listOf(objectSchema({ actions: listOf(text), node: ref("pictureNode") })),
        },
        { played },
      ),
    ),
  ],
};

const goods = listOf({ type: "integer", minimum: 1 });
const whole = { type: "string", pattern: "^-?\\d+$" };
const amount = oneOfTexts("0", `-?${fraction}`);

/** See `NamedOutcome`. */
const namedOutcome: JsonSchema = objectSchema({
  name: text,
  players: listOf(
    objectSchema({ owned: goods, gets: goods, before: whole, after: whole, price: amount, utility: amount }),
  ),
});

/** See `LawPicture`. */
const lawPicture: JsonSchema = objectSchema(
  {
    laws: listOf(
      objectSchema({ name: text, distribution: listOf(objectSchema({ outcome: ref("json"), probability })) }),
    ),
  },
  { coupled: listOf(objectSchema({ first: ref("json"), second: ref("json"), probability })) },
);

/** See `Picture`. */
const picture: JsonSchema = when(
  { type: "object", properties: { tree: {} }, required: ["tree"] },
  objectSchema(
    { tree: ref("pictureNode"), coalitions: listOf(listOf(indexSchema)) },
    { announced: ref("json"), isBest: { const: true } },
  ),
  when(
    { type: "object", properties: { outcomes: {} }, required: ["outcomes"] },
    objectSchema({ outcomes: { ...listOf(namedOutcome), minItems: 1 } }),
    lawPicture,
  ),
);

const claimId: JsonSchema = { type: "string", pattern: "^[^/]+/[^/]+$" };

const claim: JsonSchema = {
  ...objectSchema(
    {
      id: claimId,
      paper: text,
      citation: text,
      statement: text,
      hypotheses: listOf(text),
      ...shared.required,
      readings: { type: "array", items: ref("reading"), minItems: 1 },
    },
    {
      ...shared.optional,
      switchMeanings: mapTo(text),
      picture: ref("picture"),
      sources: objectSchema({
        property: listOf(text),
        mechanisms: listOf(text),
        generators: listOf(text),
        controls: listOf(text),
      }),
    },
  ),
  allOf: shared.allOf,
};

const draft = "https://json-schema.org/draft/2020-12/schema";

/** The schema of `results.json`, see `Results`. */
export const resultsSchema: JsonSchema = {
  $schema: draft,
  title: "Results of mechproof verify",
  ...objectSchema({
    mechproof: text,
    seed: { type: "integer" },
    budget: { enum: budgets },
    claims: listOf(ref("claim")),
  }),
  $defs: { ...definitions, counterexample, tightness, repair, reading, pictureNode, picture, claim },
};

/** The schema of a replay file: a counterexample, or one that shows why a repair makes the change `without`. */
export const counterexampleSchema: JsonSchema = {
  $schema: draft,
  title: "A counterexample, as mechproof replay reads it",
  ...objectSchema(counterexampleFields, { without: text }),
  $defs: { ...definitions },
};

/** The schema of the recorded verdicts of a claim, see `RecordedClaim`. */
export const recordedSchema: JsonSchema = {
  $schema: draft,
  title: "The recorded verdicts of a claim",
  ...objectSchema({
    claim: claimId,
    readings: {
      ...mapTo(
        objectSchema(
          { verdict: ref("verdict") },
          {
            epsilons: ref("epsilons"),
            counterexample: ref("counterexample"),
            repair: objectSchema({ verdict: ref("verdict") }, { epsilons: ref("epsilons") }),
          },
        ),
      ),
      minProperties: 1,
    },
  }),
  $defs: { ...definitions, counterexample },
};
