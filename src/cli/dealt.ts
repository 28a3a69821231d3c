/** Work for one worker, and how much of it there is. */
interface Weighed {
  readonly work: number;
}

/**
 * Deals work, given in an order in which neighbours have much in common, to `count` workers: each begins with a share of
 * its own of about as much work, in order, and one whose share is empty takes the largest piece of the fullest. So a worker
 * compiles and remembers little that another does too, and no long piece is left for a single worker at the end. The
 * function returned gives the next piece for a worker; undefined when nothing is left.
 */
export function dealt<W extends Weighed>(pieces: readonly W[], count: number): (worker: number) => W | undefined {
  const total = workIn(pieces);
  const shares: W[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const piece of pieces) {
    // The share in which the middle of the piece lies, in whole numbers.
    const place = shares.findIndex((_, k) => (2 * before + piece.work) * count <= 2 * total * (k + 1));
    shares[place]!.push(piece);
    before += piece.work;
  }
  return (worker) => {
    const own = shares[worker]!;
    if (own.length > 0) return own.shift();
    const filled = shares.filter((share) => share.length > 0);
    if (filled.length === 0) return undefined;
    const fullest = filled.reduce((found, share) => (workIn(share) > workIn(found) ? share : found));
    const largest = fullest.reduce((found, { work }, i) => (work > fullest[found]!.work ? i : found), 0);
    return fullest.splice(largest, 1)[0];
  };
}

const workIn = (pieces: readonly Weighed[]): number => pieces.reduce((sum, { work }) => sum + work, 0);
