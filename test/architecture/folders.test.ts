import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Folder, folderFaults } from "./folders.js";
import { allowed } from "./imports.js";
import { root } from "./sources.js";

function folderAt(path: string): Folder {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  const readme = join(root, path, "README.md");
  return {
    path,
    ...(existsSync(readme) && { readme: readFileSync(readme, "utf8") }),
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  };
}

const below = (path: string): readonly Folder[] => {
  const folder = folderAt(path);
  return [folder, ...folder.folders.flatMap((name) => below(`${path}/${name}`))];
};

describe("the first lines of every folder explain it", () => {
  it("in the repository", () => {
    const folders = [...below("src").slice(1), ...["generators", "properties", "test"].map(folderAt)];
    expect(folders.length).toBeGreaterThan(15);
    expect(folderFaults(folders, (path) => existsSync(join(root, path)), allowed)).toEqual([]);
  });

  const readme = "# src/game\n\nGames, such as `a/b`.\nMay import: `src/number`.\nRead first: `game.ts`.\n";
  const files = ["src/number", "src/store", "src/game/game.ts", "src/mechanisms/a/b.ts", "test/x.ts"];
  const may = new Map([["src/game", ["src/number"]]]);
  const check = (text: string | undefined, path = "src/game", folders: readonly string[] = []) =>
    folderFaults([{ path, ...(text !== undefined && { readme: text }), folders }], (file) => files.includes(file), may);

  it("passes a README that does", () => {
    expect(check(readme)).toEqual([]);
  });

  it.each([
    ["no README", undefined, "src/game has no README.md that explains it"],
    ["another title", readme.replace("src/game", "game"), 'src/game/README.md does not begin with "# src/game"'],
    ["nothing to read", readme.replace("Read first", "Read"), "src/game/README.md does not say what to read first"],
    [
      "a file that is gone",
      readme.replace("game.ts", "gone.ts"),
      "src/game/README.md names gone.ts, which there is not",
    ],
    [
      "other imports",
      readme.replace("src/number`", "src/store`"),
      "src/game/README.md tells other imports than the rooms",
    ],
    ["no imports", readme.replace("May import", "Imports"), 'src/game/README.md has no line "May import: …"'],
    ["too much to say", `${readme}${"More.\n".repeat(20)}`, "src/game/README.md has 24 lines, not 3 to 14"],
  ])("flags %s", (_, text, fault) => {
    expect(check(text).some((found) => found.startsWith(fault))).toBe(true);
  });

  it("flags a folder of tests that is not named", () => {
    expect(check("# test\n\n`a`\nRead first: `x.ts`.\n", "test", ["a", "b"])).toEqual([
      "test/README.md does not name b",
    ]);
  });
});
