import { expect, it, vi } from "vitest";
import { usualJobs } from "../../src/cli/pool.js";
import { duration, progressOn, status } from "../../src/cli/progress.js";

/** What is written to a stream that is a terminal, or is not. */
function streamOf(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { written, stream };
}

it("redraws one line on a terminal and stops when the run ends", () => {
  vi.useFakeTimers();
  try {
    const { written, stream } = streamOf(true);
    let done = 0;
    const progress = progressOn(stream, 200, () => done);
    done = 50;
    vi.advanceTimersByTime(200);
    expect(written.at(-1)).toMatch(/^25 % · .+ left$/);
    progress.finished("a claim");
    expect(written.slice(-2)).toEqual(["\r\u001b[K", "a claim\n"]);
    done = 100;
    vi.advanceTimersByTime(200);
    expect(written.at(-1)).toMatch(/^50 %/);
    progress.end();
    const length = written.length;
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(length);
  } finally {
    vi.useRealTimers();
  }
});

it("writes finished lines only where there is no terminal", () => {
  vi.useFakeTimers();
  try {
    const { written, stream } = streamOf(false);
    const progress = progressOn(stream, 200, () => 100);
    vi.advanceTimersByTime(1000);
    progress.finished("a claim");
    progress.end();
    expect(written).toEqual(["a claim\n"]);
  } finally {
    vi.useRealTimers();
  }
});

it("tells the share and the time left", () => {
  expect(status(1, 4, 20_000)).toBe("25 % · 1 min 0 s left");
  expect(status(1, 1000, 20_000)).toBe("0 %");
  expect(status(5, 4, 20_000)).toBe("100 % · 0 ms left");
  expect(status(0, 0, 1)).toBe("100 % · 0 ms left");
  expect([duration(850), duration(12_300), duration(200_000)]).toEqual(["850 ms", "12 s", "3 min 20 s"]);
});

it("takes a job for each core, 8 at most", () => {
  expect([0, 1, 2, 8, 64].map(usualJobs)).toEqual([1, 1, 2, 8, 8]);
});
