import type { Command } from "commander";
import type { KnownMechanism } from "../instance/format.js";
import type { JsonSchema } from "../instance/schema.js";

/** `mechproof schema`: the JSON Schema of what commands read and write. */
export function addSchema(program: Command): void {
  program
    .command("schema")
    .description("print the JSON Schema (draft 2020-12) of instances or of stored files")
    .argument(
      "[name]",
      "id of a mechanism for its instances, all mechanisms if left out; or results, counterexample, recorded, figures for these files",
    )
    .action(schema);
}

async function schema(name: string | undefined): Promise<void> {
  const { mechanisms } = await import("../instance/index.js");
  const { printJson } = await import("../instance/output.js");
  process.stdout.write(printJson(name === undefined ? ofAll(mechanisms) : await named(name, mechanisms)));
}

async function named(name: string, mechanisms: readonly KnownMechanism[]): Promise<JsonSchema> {
  const { didYouMean, InputError, show } = await import("../instance/input.js");
  const { counterexampleSchema, recordedSchema, resultsSchema } = await import("../store/results-schema.js");
  const { figuresSchema } = await import("../store/figures-schema.js");
  const known: ReadonlyMap<string, JsonSchema> = new Map([
    ...mechanisms.map(({ id, schema }) => [id, schema] as const),
    ["results", resultsSchema],
    ["counterexample", counterexampleSchema],
    ["recorded", recordedSchema],
    ["figures", figuresSchema],
  ]);
  const found = known.get(name);
  if (found) return found;
  throw new InputError(`no schema ${show(name)}${didYouMean(name, [...known.keys()])}; see mechproof list`);
}

/** An instance of whichever mechanism it names; each mechanism's schema keeps the `$id` by which it is found. */
const ofAll = (mechanisms: readonly KnownMechanism[]): JsonSchema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "mechproof:instances",
  title: "An instance, as mechproof law and mechproof measure read it",
  type: "object",
  properties: { mechanism: { enum: mechanisms.map(({ id }) => id) } },
  required: ["mechanism"],
  oneOf: mechanisms.map(({ id }) => ({ $ref: `mechproof:${id}` })),
  $defs: Object.fromEntries(mechanisms.map(({ id, schema }) => [id, schema])),
});
