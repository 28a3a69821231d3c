/** Progress and time left on standard error: one line that is redrawn on a terminal, else a line a finished claim. */
export interface Progress {
  /** Work done so far, in the units of the total. */
  advance(done: number): void;
  finished(line: string): void;
  end(): void;
}

export function progressOn(stream: NodeJS.WriteStream, total: number): Progress {
  const started = performance.now();
  let drawn = 0;
  const clear = () => stream.isTTY && stream.write("\r\u001b[K");
  return {
    advance(done) {
      const now = performance.now();
      if (!stream.isTTY || now - drawn < 100) return;
      drawn = now;
      clear();
      stream.write(status(done, total, now - started));
    },
    finished(line) {
      clear();
      stream.write(`${line}\n`);
    },
    end: clear,
  };
}

/** For instance "37 % · 12 s left". */
export function status(done: number, total: number, milliseconds: number): string {
  const share = Math.min(1, done / total);
  const left = share > 0.02 ? ` · ${duration((milliseconds / share) * (1 - share))} left` : "";
  return `${Math.floor(share * 100)} %${left}`;
}

/** For instance "850 ms", "12 s", "3 min 20 s". */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
