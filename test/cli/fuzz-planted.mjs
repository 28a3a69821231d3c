// Programs with one planted mistake each, named by the first argument: the fuzzing must catch every one of them.
import { mkdirSync, writeFileSync } from "node:fs";

const refuse = (text) => {
  process.stderr.write(text);
  process.exitCode = 2;
};

const mistakes = {
  good: () => refuse("mechproof: parameters.rate: must be greater than 0\n"),
  "stack trace": () => {
    throw new TypeError("x is not a function");
  },
  "printed stack trace": () => refuse(`mechproof: ${new Error("no").stack}\n`),
  "later error": () => void setImmediate(() => Promise.reject(new Error("nobody waits for me"))),
  hang: () => {
    for (;;);
  },
  "slow answer": () => {
    const start = process.cpuUsage();
    while (process.cpuUsage(start).user < 220_000);
    refuse("mechproof: parameters.rate: too slow\n");
  },
  "two lines": () => refuse("mechproof: parameters.rate: wrong\nand so on\n"),
  "no line": () => refuse(""),
  "no field": () => refuse("mechproof: something is wrong\n"),
  "program's inside": () => refuse("mechproof: parameters.rate: got undefined\n"),
  "control characters": () => refuse("mechproof: parameters.\u001b[31mrate: wrong\n"),
  "answer beside a refusal": () => {
    process.stdout.write("{}\n");
    refuse("mechproof: parameters.rate: wrong\n");
  },
  "message beside an answer": () => {
    process.stdout.write("{}\n");
    process.stderr.write("mechproof: done\n");
  },
  "broken JSON": () => process.stdout.write("{\n"),
  "no answer": () => {},
  "wrong exit code": () => {
    refuse("mechproof: parameters.rate: wrong\n");
    process.exitCode = 1;
  },
  "new file": () => {
    mkdirSync(".mechproof", { recursive: true });
    refuse("mechproof: parameters.rate: wrong\n");
  },
  "changed input": (input) => {
    writeFileSync(input, "{}");
    refuse("mechproof: parameters.rate: wrong\n");
  },
  "changed prototype": () => {
    Object.prototype.rate ??= 1;
    refuse("mechproof: parameters.rate: wrong\n");
  },
  "a listener left behind": () => {
    process.on("SIGINT", () => {});
    refuse("mechproof: parameters.rate: wrong\n");
  },
  "an early exit": () => process.exit(2),
};

export const names = Object.keys(mistakes);

export async function main([, input, name]) {
  mistakes[name]?.(input);
}
