import type { Command } from "commander";
import { type PrintFlags, readNames, withFile } from "./options.js";

/** `mechproof measure FILE`: the exact quantities of an instance, or the answer to its question. */
export function addMeasure(program: Command): void {
  withFile(program.command("measure").description("print every exact quantity of an instance, or answer its question"))
    .option("--only <NAMES>", "print only these quantities, separated by commas", readNames("--only"))
    .action(async (file: string, { only, ...options }: PrintFlags & { readonly only?: readonly string[] }) => {
      const { answerFile } = await import("./answer.js");
      const { measure } = await import("../questions/index.js");
      await answerFile(file, (instance) => measure(instance, only), options);
    });
}
