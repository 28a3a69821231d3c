import { type JsonSchema, objectSchema } from "../instance/schema.js";

const text: JsonSchema = { type: "string", minLength: 1 };
const rational: JsonSchema = { type: "string", pattern: "^-?[0-9]+(/[1-9][0-9]*)?$" };
const number: JsonSchema = { anyOf: [rational, objectSchema({ low: rational, high: rational })] };
const axis = objectSchema({ label: text, scale: { enum: ["linear", "log"] } }, { drawn: { const: "ln" } });
const claimId: JsonSchema = { type: "string", pattern: "^[^/]+/[^/]+$" };

/** The JSON Schema of `figures.json`: exact coordinates as rationals or enclosures. */
export const figuresSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "mechproof:figures",
  title: "Figures of mechproof verify",
  ...objectSchema({
    figures: {
      type: "array",
      items: objectSchema({
        id: { type: "string", pattern: "^[\\w-]+/[\\w.-]+$" },
        claims: { type: "array", items: claimId, minItems: 1 },
        title: text,
        caption: text,
        x: axis,
        y: axis,
        series: {
          type: "array",
          minItems: 1,
          items: objectSchema({
            name: text,
            mark: { enum: ["line", "dots", "area"] },
            points: {
              type: "array",
              items: { type: "array", prefixItems: [number, number], minItems: 2, maxItems: 2 },
            },
          }),
        },
      }),
    },
  }),
};
