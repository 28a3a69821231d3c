import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Project, ts } from "ts-morph";

export const root = join(import.meta.dirname, "../..");

const loaded = new Map<string, Project>();

/** The TypeScript files of some folders of the repository, loaded once a worker. */
export function repository(...folders: readonly string[]): Project {
  const key = folders.join();
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const project = new Project({
    tsConfigFilePath: join(root, "tsconfig.json"),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: { types: [] },
  });
  for (const folder of folders) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (file.endsWith(".ts")) project.addSourceFileAtPath(join(root, folder, file));
    }
  }
  loaded.set(key, project);
  return project;
}

/** A small project in memory, by path; without the standard library, which takes a second to load. */
export function example(files: Readonly<Record<string, string>>): Project {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, strict: true, target: ts.ScriptTarget.ES2022 },
  });
  for (const [path, text] of Object.entries(files)) project.createSourceFile(`/${path}`, text);
  return project;
}

/** The files of a project under some folders, or all, by their path from the root of the repository. */
export function filesOf(
  project: Project,
  ...folders: readonly string[]
): readonly (readonly [string, ts.SourceFile])[] {
  return project
    .getSourceFiles()
    .map((file) => [file.getFilePath().replace(`${root}/`, "").replace(/^\//, ""), file.compilerNode] as const)
    .filter(([path]) => folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`)));
}

const walked = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

/** All nodes of a file, each before those below it. */
export function nodesOf(file: ts.SourceFile): readonly ts.Node[] {
  const known = walked.get(file);
  if (known !== undefined) return known;
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  walked.set(file, nodes);
  return nodes;
}

/** A place that breaks a rule; `what` is the same wherever in the file the place moves. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

export const violation = (file: string, node: ts.Node, what = textOf(node)): Violation => {
  const source = node.getSourceFile();
  return { file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, what };
};

/** The text of a node on one line. */
export const textOf = (node: ts.Node): string => node.getText().replaceAll(/\s+/g, " ");

/** What may break a rule in each file, and why. */
export type Exceptions = readonly { readonly file: string; readonly what: readonly string[]; readonly why: string }[];

/** The violations that no exception names and the exceptions that name none: both must be empty. */
export function faults(violations: readonly Violation[], exceptions: Exceptions = []): readonly string[] {
  const listed = exceptions.flatMap(({ file, what }) => what.map((each) => ({ file, what: each })));
  const same = (x: { file: string; what: string }, y: { file: string; what: string }) =>
    x.file === y.file && x.what === y.what;
  return [
    ...violations.filter((v) => !listed.some((e) => same(v, e))).map((v) => `${v.file}:${v.line} ${v.what}`),
    ...listed.filter((e) => !violations.some((v) => same(v, e))).map((e) => `no longer so: ${e.file} ${e.what}`),
  ];
}
