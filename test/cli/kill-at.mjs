// Loaded before the program: kills it, as a power cut would, in the middle of the change number KILL_AT of files below
// the folder KILL_BELOW. A file that is being written is left half-written.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";

const below = resolve(process.env.KILL_BELOW);
let left = Number(process.env.KILL_AT);
const { writeFileSync } = fs;

const die = () => process.kill(process.pid, "SIGKILL");

for (const name of ["writeFileSync", "renameSync", "mkdirSync", "rmSync"]) {
  const change = fs[name];
  fs[name] = (path, ...rest) => {
    if (resolve(path).startsWith(below) && left-- === 0) {
      if (name === "writeFileSync") writeFileSync(path, rest[0].slice(0, rest[0].length >> 1));
      die();
    }
    return change(path, ...rest);
  };
}
syncBuiltinESMExports();
