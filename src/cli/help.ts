import type { Command } from "commander";

/** Lines that show each command at work, by its name. */
const examples: Readonly<Record<string, readonly string[]>> = {
  list: ["mechproof list", "mechproof list --json"],
  law: [
    `echo '{"mechanism": "cckmv/noisy-election", "parameters": {"epsilon": "ln 2"}, "reports": ["A"]}' | mechproof law -`,
    "mechproof law instance.json --symbolic",
  ],
  measure: ["mechproof measure instance.json --only optimum,expectedLoss --decimals 12"],
  verify: ["mechproof verify", "mechproof verify cckmv/theorem-4.2 --budget gate --out checked"],
  search: ["mechproof search cckmv/fact-4-dp --time 60 --seed 7"],
  replay: ["mechproof replay reports/counterexamples/cckmv-fact-4-dp--replace.json"],
  record: ["mechproof record cckmv/theorem-4.2 --budget deep"],
  report: ["mechproof report", "mechproof report --from reports --out paper --format latex,markdown"],
  schema: ["mechproof schema", "mechproof schema cckmv/noisy-election", "mechproof schema results"],
};

const exitCodes = `
Exit codes:
  0  all as expected
  1  a verdict is not the recorded one, or a check failed
  2  bad input or bad usage, told in one line on standard error
  3  interrupted or out of budget; what was done is kept, and the same command goes on from there

"mechproof <command> --help" tells the options of a command. <file> may be "-" for standard input.`;

/** Adds to the help what follows the options: exit codes below the list of commands, examples below each command. */
export function addHelp(program: Command): void {
  program.addHelpText("after", exitCodes);
  for (const command of program.commands) {
    const lines = examples[command.name()] ?? [];
    const heading = lines.length === 1 ? "Example:" : "Examples:";
    if (lines.length > 0) command.addHelpText("after", `\n${heading}\n${lines.map((line) => `  ${line}`).join("\n")}`);
  }
}
