import type { Command } from "commander";
import { type PrintFlags, withFile } from "./options.js";

/** `mechproof law FILE`: the full outcome law of an instance. */
export function addLaw(program: Command): void {
  withFile(program.command("law").description("print the full outcome law of an instance"))
    .option("--symbolic", "as rational functions of b, where ε = times·ln b with b free")
    .action(async (file: string, { symbolic, ...options }: PrintFlags & { readonly symbolic?: true }) => {
      const { answerFile } = await import("./answer.js");
      const { lawOf } = await import("../questions/law.js");
      await answerFile(file, (instance) => lawOf(instance, symbolic), options);
    });
}
