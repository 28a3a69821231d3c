import type { Command } from "commander";
import type { Citation } from "../verdict/citation.js";

/** One line of the list. */
interface Item {
  readonly id: string;
  readonly citation: string;
  readonly summary: string;
}

/** `mechproof list`: everything that has an id. */
export function addList(program: Command): void {
  program
    .command("list")
    .description("list the mechanisms")
    .option("--json", "print JSON instead of a table")
    .action(async ({ json }: { readonly json?: true }) => {
      const sections = await loadSections();
      const { render } = await import("../instance/output.js");
      process.stdout.write(json ? render(sections as never) : table(sections));
    });
}

/** The sections of the list: another kind of thing with an id is one more entry here. */
async function loadSections(): Promise<Readonly<Record<string, readonly Item[]>>> {
  const { mechanisms } = await import("../instance/index.js");
  const { printCitation } = await import("../verdict/citation.js");
  const item = ({ id, citation, summary }: { id: string; citation: Citation; summary: string }): Item => ({
    id,
    citation: printCitation(citation),
    summary,
  });
  return { mechanisms: mechanisms.map(item) };
}

function table(sections: Readonly<Record<string, readonly Item[]>>): string {
  return Object.entries(sections)
    .map(([name, items]) => `${name}\n${rows(items)}`)
    .join("\n");
}

function rows(items: readonly Item[]): string {
  const width = (key: keyof Item) => Math.max(0, ...items.map((item) => item[key].length));
  const [id, citation] = [width("id"), width("citation")];
  return items.map((item) => `  ${item.id.padEnd(id)}  ${item.citation.padEnd(citation)}  ${item.summary}\n`).join("");
}
