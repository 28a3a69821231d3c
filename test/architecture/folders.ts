/** A folder as the rules see it: its README, its sources, and what exists there. */
export interface Folder {
  /** From the root, such as "src/game". */
  readonly path: string;
  /** The text of its README.md; undefined where it has none. */
  readonly readme?: string;
  /** The names of the folders in it. */
  readonly folders: readonly string[];
}

const leastLines = 3;
const mostLines = 14;

/** The paths that a README names: what stands between backticks with a slash, or ends like a file. */
const pathsIn = (readme: string): readonly string[] =>
  [...readme.matchAll(/`([^`\s]+)`/g)].map(([, name]) => name!).filter((name) => /\/|\.(ts|json|mjs|md)$/.test(name));

/** The rooms on the line "May import: …". */
function importsIn(readme: string): readonly string[] | undefined {
  const line = /^May import: (.*)\.$/m.exec(readme)?.[1];
  if (line === undefined) return undefined;
  return [...line.matchAll(/`([^`]+)`/g)].map(([, room]) => room!);
}

/**
 * Folders that do not explain themselves: no README, one that does not begin with the folder's path, too short or too
 * long, names something that there is not, or tells other imports than those allowed.
 */
export function folderFaults(
  folders: readonly Folder[],
  exists: (path: string) => boolean,
  allowed: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return folders.flatMap(({ path, readme, folders: inner }) => {
    if (readme === undefined) return [`${path} has no README.md that explains it`];
    const lines = readme.split("\n").filter((line) => line.trim() !== "").length;
    const missing = pathsIn(readme).filter(
      (name) => !exists(`${path}/${name}`) && !exists(name) && !isId(name, exists),
    );
    const told = importsIn(readme);
    const may = allowed.get(path);
    const faults = {
      [`does not begin with "# ${path}"`]: !readme.startsWith(`# ${path}\n`),
      [`has ${lines} lines, not ${leastLines} to ${mostLines}`]: lines < leastLines || lines > mostLines,
      'does not say what to read first ("Read first: …")': !/^Read first: `/m.test(readme),
      "tells other imports than the rooms allow": (told ?? []).toSorted().join() !== (may ?? []).toSorted().join(),
      'has no line "May import: …"':
        may !== undefined && told === undefined && !/^May import: nothing\.$/m.test(readme),
    };
    const unnamed = path === "test" ? inner.filter((name) => !readme.includes(`\`${name}\``)) : [];
    return [
      ...Object.entries(faults).flatMap(([what, wrong]) => (wrong ? [`${path}/README.md ${what}`] : [])),
      ...missing.map((name) => `${path}/README.md names ${name}, which there is not`),
      ...unnamed.map((name) => `${path}/README.md does not name ${name}`),
    ];
  });
}

/** Whether it is the id of a mechanism that has a file. */
const isId = (name: string, exists: (path: string) => boolean): boolean => exists(`src/mechanisms/${name}.ts`);
