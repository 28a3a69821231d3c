import { type Dictatorship, randomDictator } from "../mechanisms/nst/random-dictator.js";
import { type KnownMechanism, known, type PartFormat } from "./format.js";
import { readChoice } from "./input.js";
import { facilityExtras } from "./nst-facility.js";
import { overEnvironment } from "./nst-finite.js";
import { allKinds } from "./nst-kinds.js";
import { objectSchema } from "./schema.js";

/** Whether reactions are imposed: false unless told. */
const dictatorshipFormat: PartFormat<Dictatorship> = {
  schema: objectSchema({}, { imposed: { type: "boolean", default: false } }),
  read: ({ imposed = false }) => ({ imposed: readChoice(imposed, "parameters.imposed", [true, false]) }),
  print: ({ imposed }) => (imposed ? { imposed } : {}),
};

export const randomDictatorFormat = overEnvironment(randomDictator, dictatorshipFormat, allKinds, {
  extras: facilityExtras,
});

/** A random dictator. */
export const nstRandomDictator: readonly KnownMechanism[] = [known(randomDictatorFormat)];
