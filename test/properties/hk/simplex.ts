import Fraction from "fraction.js";

const zero = new Fraction(0);
const one = new Fraction(1);

/**
 * Whether some x ≥ 0 has A·x ≤ b, in exact fractions: the first phase of the simplex method with the rule of Bland, which
 * never cycles. One artificial variable is taken off all rows and made as small as possible.
 */
export function isFeasible(A: readonly (readonly Fraction[])[], b: readonly Fraction[]): boolean {
  const [rows, columns] = [A.length, A[0]!.length];
  // Columns: x, the artificial variable, the slacks, the right side. The last row is the artificial variable, to be least.
  const table = A.map((row, i) => [...row, one.neg(), ...A.map((_, j) => (i === j ? one : zero)), b[i]!]);
  const artificial = columns;
  const basis = A.map((_, i) => columns + 1 + i);
  const worst = b.reduce((least, value, i) => (value.compare(b[least]!) < 0 ? i : least), 0);
  if (b[worst]!.compare(0) >= 0) return true;
  const pivot = (row: number, column: number): void => {
    const divisor = table[row]![column]!;
    table[row] = table[row]!.map((x) => x.div(divisor));
    for (let i = 0; i < rows; i++) {
      const factor = table[i]![column]!;
      if (i !== row && !factor.equals(0)) table[i] = table[i]!.map((x, j) => x.sub(factor.mul(table[row]![j]!)));
    }
    basis[row] = column;
  };
  pivot(worst, artificial);
  for (;;) {
    const row = basis.indexOf(artificial);
    if (row < 0 || table[row]!.at(-1)!.equals(0)) return true;
    // The artificial variable is basic: raising a column with a positive entry in its row lowers it.
    const column = table[row]!.slice(0, -1).findIndex((x, j) => j !== artificial && x.compare(0) > 0);
    if (column < 0) return false;
    const ratios = table.flatMap((entries, i) =>
      entries[column]!.compare(0) > 0 ? [{ i, ratio: entries.at(-1)!.div(entries[column]!) }] : [],
    );
    const least = ratios.reduce((x, y) => (x.ratio.compare(y.ratio) <= 0 ? x : y)).ratio;
    const tied = ratios.filter(({ ratio }) => ratio.equals(least));
    pivot(tied.reduce((x, y) => (basis[x.i]! < basis[y.i]! ? x : y)).i, column);
  }
}
