import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import type { Sources } from "../claim/result.js";

/** Where claims are written down, by id, in the repository at `root`; empty where the program runs without its sources. */
export function sourcesIn(root: string): (id: string) => Sources | undefined {
  if (!existsSync(join(root, "properties", "index.ts"))) return () => undefined;
  const texts = new Map(
    ["properties", join("test", "controls")]
      .flatMap((folder) => typescriptBelow(join(root, folder)))
      .map((path) => [relative(root, path).split(sep).join("/"), readFileSync(path, "utf8")] as const),
  );
  const imports = (path: string): readonly string[] => {
    const text = texts.get(path);
    return text === undefined ? [] : importsOf(path, text);
  };
  return (id) => {
    const paper = id.slice(0, id.indexOf("/"));
    const property = propertyFiles(texts, paper, id);
    // What the property's file imports, and what the files beside it do on its behalf.
    const near = property.flatMap(imports);
    const all = [
      ...new Set([...near, ...near.filter((path) => path.startsWith("properties/")).flatMap(imports)]),
    ].sort();
    return {
      property,
      mechanisms: all.filter((path) => path.startsWith("src/mechanisms/")),
      generators: all.filter((path) => path.startsWith("generators/")),
      controls: controlsOf(id, texts.get(`test/controls/ties-${paper}.ts`) ?? ""),
    };
  };
}

/**
 * The files that name the claim; where its id is put together, those whose name is the longest beginning of the claim's, as
 * "theorem-2.ts" is of "theorem-2a".
 */
function propertyFiles(texts: ReadonlyMap<string, string>, paper: string, id: string): readonly string[] {
  const folder = `properties/${paper}/`;
  const own = [...texts.keys()].filter((path) => path.startsWith(folder));
  const naming = own.filter((path) => texts.get(path)!.includes(`"${id}"`));
  if (naming.length > 0) return naming;
  const claim = id.slice(paper.length + 1);
  const begins = own.filter((path) => claim.startsWith(path.slice(folder.length, -".ts".length)));
  const longest = begins.reduce((length, path) => (path.length > length ? path.length : length), 0);
  return begins.filter((path) => path.length === longest);
}

function typescriptBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((x, y) => (x.name < y.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return typescriptBelow(path);
      return path.endsWith(".ts") ? [path] : [];
    });
}

/** The files of the repository that a file imports. */
const importsOf = (path: string, text: string): readonly string[] =>
  [...text.matchAll(/from "(\.[^"]*)\.js"/g)].map(([, target]) => posix.join(dirname(path), `${target}.ts`));

/** The file that a table of controls names for a claim: a path, a name of one, or a name beside the paper's tests. */
function controlsOf(id: string, table: string): readonly string[] {
  const beside = /const beside = \(file: string\) => `([^$`]*)\$\{file\}([^`]*)`/.exec(table);
  const here = /const here = "([^"]*)"/.exec(table)?.[1];
  const name = id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const line = new RegExp(`"${name}":\\s*\\[\\s*(?:beside\\("([^"]*)"|"([^"]*)"|here)`).exec(table);
  if (line === null) return [];
  const [, file, path] = line;
  if (file !== undefined) return beside ? [`${beside[1]}${file}${beside[2]}`] : [];
  const found = path ?? here;
  return found === undefined ? [] : [found];
}
