import type { Command } from "commander";
import { type PrintFlags, readBits, readNames, withFile } from "./options.js";

const beyondReach = `
Left out:
  What goes outcome by outcome, such as privacyRatios, is there only where \`law\` lists the outcomes: up to 5040.
  A quantity that is too much work at the instance, or irrational, is left out, and one line on standard error says so;
  named with --only it is an error.

Long numbers:
  A rational of more than 20,000 bits is printed as it is found, not in lowest terms. With --enclosure it is printed as
  {"low", "high"}, which takes a fraction of the time.`;

/** `mechproof measure FILE`: the exact quantities of an instance, or the answer to its question. */
export function addMeasure(program: Command): void {
  withFile(program.command("measure").description("print every exact quantity of an instance, or answer its question"))
    .option("--only <NAMES>", "print only these quantities, separated by commas", readNames("--only"))
    .option(
      "--enclosure <BITS>",
      "print each rational of more than 20,000 bits as an enclosure of width 2^-BITS",
      readBits,
    )
    .addHelpText("after", beyondReach)
    .action(async (file: string, { only, ...options }: PrintFlags & { readonly only?: readonly string[] }) => {
      const { answerFile } = await import("./answer.js");
      const { measure } = await import("../questions/index.js");
      await answerFile(file, (instance, tell) => measure(instance, only, tell), options);
    });
}
