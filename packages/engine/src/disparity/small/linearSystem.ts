/**
 * Inverse of a symmetric positive definite matrix, by Cholesky. Rows after rows; NaN throughout where it is not one, to the
 * precision of its largest diagonal entry: then some combination of its columns is 0 and there is no answer.
 */
export function invertSymmetric(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i * size + j]!;
      for (let k = 0; k < j; k += 1) rest -= factor[i * size + k]! * factor[j * size + k]!;
      if (i !== j) factor[i * size + j] = rest / factor[j * size + j]!;
      else if (rest > SINGULAR * matrix[i * size + i]!) factor[i * size + i] = Math.sqrt(rest);
      else return new Float64Array(size * size).fill(NaN);
    }
  }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const solved = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      let rest = i === column ? 1 : 0;
      for (let k = 0; k < i; k += 1) rest -= factor[i * size + k]! * solved[k]!;
      solved[i] = rest / factor[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i -= 1) {
      let rest = solved[i]!;
      for (let k = i + 1; k < size; k += 1) rest -= factor[k * size + i]! * solved[k]!;
      solved[i] = rest / factor[i * size + i]!;
      inverse[i * size + column] = solved[i]!;
    }
  }
  return inverse;
}

/** Matrix times vector. */
export function apply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, i) => {
    let total = 0;
    for (let j = 0; j < size; j += 1) total += matrix[i * size + j]! * vector[j]!;
    return total;
  });
}

export function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let c = 0; c < a.length; c += 1) total += a[c]! * b[c]!;
  return total;
}

/** Adds weight × row′row to a matrix. */
export function addSquare(matrix: Float64Array, row: Float64Array, weight: number): void {
  const size = row.length;
  for (let r = 0; r < size; r += 1) for (let s = 0; s < size; s += 1) matrix[r * size + s]! += weight * row[r]! * row[s]!;
}

/** A pivot that has lost twelve digits is 0. */
const SINGULAR = 1e-12;
