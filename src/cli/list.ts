import type { Command } from "commander";
import type { Citation } from "../verdict/citation.js";

/** One line of the list. */
type Item = {
  readonly id: string;
  readonly citation: string;
  readonly summary: string;
  /** Of a claim: the recorded verdict of its literal reading, or null where none is recorded. */
  readonly verdict?: string | null;
};

/** `mechproof list`: everything that has an id. */
export function addList(program: Command): void {
  program
    .command("list")
    .description("list the mechanisms, and the claims with their recorded verdicts")
    .option("--json", "print JSON instead of a table")
    .action(async ({ json }: { readonly json?: true }) => {
      const sections = await loadSections();
      const { render } = await import("../instance/output.js");
      process.stdout.write(json ? render(sections) : table(sections));
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
  const { registry } = await import("../../properties/index.js");
  const { loadRecord } = await import("../store/records.js");
  const { propertiesFolder } = await import("./root.js");
  const claims = registry.map(({ id, citation, statement, readings }) => {
    const literal = readings.find((reading) => reading.literal)!;
    const verdict = loadRecord(propertiesFolder(), id)?.readings[literal.name]?.verdict ?? null;
    return { id, citation: printCitation(citation), summary: statement, verdict };
  });
  return { mechanisms: mechanisms.map(item), claims };
}

function table(sections: Readonly<Record<string, readonly Item[]>>): string {
  return Object.entries(sections)
    .map(([name, items]) => `${name}\n${rows(items)}`)
    .join("\n");
}

function rows(items: readonly Item[]): string {
  const width = (key: "id" | "citation") => Math.max(0, ...items.map((item) => item[key].length));
  const [id, citation] = [width("id"), width("citation")];
  const last = ({ verdict, summary }: Item) => (verdict === undefined ? summary : (verdict ?? "not recorded"));
  return items.map((item) => `  ${item.id.padEnd(id)}  ${item.citation.padEnd(citation)}  ${last(item)}\n`).join("");
}
