/** Progress and time left on standard error: one line that is redrawn on a terminal, else a line a finished claim. */
export interface Progress {
  finished(line: string): void;
  end(): void;
}

/** How often the line is redrawn, in milliseconds. */
const redrawnEvery = 200;

/** `done` tells how much of the total is done, in its units; it is asked only where a line is redrawn. */
export function progressOn(stream: NodeJS.WriteStream, total: number, done: () => number): Progress {
  const started = performance.now();
  const clear = () => {
    if (stream.isTTY) stream.write("\r\u001b[K");
  };
  const draw = () => {
    clear();
    stream.write(status(done(), total, performance.now() - started));
  };
  const redrawing = stream.isTTY ? setInterval(draw, redrawnEvery).unref() : undefined;
  return {
    finished(line) {
      clear();
      stream.write(`${line}\n`);
    },
    end() {
      clearInterval(redrawing);
      clear();
    },
  };
}

/** For instance "37 % · 12 s left". */
export function status(done: number, total: number, milliseconds: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const left = share > 0.02 ? ` · ${duration((milliseconds / share) * (1 - share))} left` : "";
  return `${Math.floor(share * 100)} %${left}`;
}

/** For instance "850 ms", "12 s", "3 min 20 s". */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
