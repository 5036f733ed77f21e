import type { Value } from "../assembler/code.ts";
import { type FunctionBuilder, type Index, plus, type Variable } from "../assembler/function-builder.ts";
import { f32x4, i32, v128 } from "../assembler/instructions.ts";
import { VECTOR_BYTES, Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";

/** Four matrices, one a lane: row-major vectors in memory. */
export class Matrix {
  readonly entries: Vectors;
  readonly rows: number;
  readonly columns: number;

  constructor(entries: Vectors, rows: number, columns: number) {
    this.entries = entries;
    this.rows = rows;
    this.columns = columns;
  }

  get(row: Index, column: Index): Value<"v128"> {
    return this.entries.get(this.index(row, column));
  }

  put(builder: FunctionBuilder, row: Index, column: Index, value: Value<"v128">): void {
    builder.do(this.entries.put(this.index(row, column), value));
  }

  /** Entry (row, column) and its mirror image. */
  putSymmetric(builder: FunctionBuilder, row: Index, column: Index, value: Value<"v128">): void {
    const entry = builder.let(value);
    this.put(builder, row, column, entry);
    if (row !== column) this.put(builder, column, row, entry);
  }

  /** The number of entry (row, column). */
  index(row: Index, column: Index): Index {
    const { columns } = this;
    return plus(typeof row === "number" ? row * columns : i32.multiply(row, i32.const(columns)), column);
  }
}

/** The D×D matrix whose entries stand from `offset` bytes beyond a pointer. */
export function squareMatrix(layout: Layout, pointer: Value<"i32">, offset: number): Matrix {
  const size = layout.options.observationSize;
  return new Matrix(new Vectors(pointer, offset), size, size);
}

/** One of the three scratch matrices. */
export function scratchMatrix(layout: Layout, slot: 0 | 1 | 2): Matrix {
  const size = layout.options.observationSize;
  return squareMatrix(layout, i32.const(0), layout.matrices + slot * size * size * VECTOR_BYTES);
}

/** `body` for every entry of the D×D matrix. */
export function eachEntry(
  builder: FunctionBuilder,
  { unrolled, options }: Layout,
  body: (row: Index, column: Index) => void,
): void {
  const size = options.observationSize;
  builder.each(0, size, unrolled, (row) => {
    builder.each(0, size, unrolled, (column) => body(row, column));
  });
}

/** `body` for every entry (row ≤ column) of a packed triangle, in its order, with its number in the triangle. */
export function eachPacked(
  builder: FunctionBuilder,
  layout: Layout,
  body: (index: Index, row: Index, column: Index, isDiagonal: boolean) => void,
): void {
  const { unrolled, options } = layout;
  const size = options.observationSize;
  builder.each(0, size, unrolled, (row) => {
    body(packedIndex(layout, row, row), row, row, true);
    const rest = packedIndex(layout, row, 0);
    const start = unrolled || typeof rest === "number" ? rest : builder.let(rest);
    builder.each(plus(row, 1), size, unrolled, (column) => body(plus(start, column), row, column, false));
  });
}

/** The number of entry (row ≤ column) in a packed triangle: row·(2D − 1 − row)/2 + column. */
export function packedIndex({ options }: Layout, row: Index, column: Index): Index {
  const last = 2 * options.observationSize - 1;
  if (typeof row === "number") return plus((row * (last - row)) / 2, column);
  return plus(i32.shiftRight(i32.multiply(row, i32.sub(i32.const(last), row)), i32.const(1)), column);
}

/** Columns that are read, and rows that are written, together: a processor's cache line. */
const TRANSPOSED_COLUMNS = 4;

/** out ← matrixᵀ */
export function copyTransposed(builder: FunctionBuilder, layout: Layout, out: Matrix, matrix: Matrix): void {
  const { unrolled } = layout;
  eachStretch(builder, 0, matrix.columns, TRANSPOSED_COLUMNS, unrolled, (first, count) => {
    builder.each(0, matrix.rows, unrolled, (row) => {
      for (let u = 0; u < count; u++) {
        const column = plus(first, u);
        out.put(builder, column, row, matrix.get(row, column));
      }
    });
  });
}

/** A product is computed in tiles of so many rows and columns: its sums, and what is added to them, fit sixteen registers. */
const TILE_ROWS = 4;
const TILE_COLUMNS = 2;
/** Terms of a sum between two looks at whether it is complete. */
const TERMS = 2;

/**
 * put(i, j, Σ_l left(i, l) right(j, l), i = j?) for every entry of left · rightᵀ, or of its upper triangle with the diagonal. Rows
 * meet rows, so that memory is read in its order. `isDiagonal` has a meaning in the upper triangle only.
 */
export function eachProduct(
  builder: FunctionBuilder,
  layout: Layout,
  part: "all" | "upper",
  left: Matrix,
  right: Matrix,
  put: (row: Index, column: Index, sum: Value<"v128">, isDiagonal: boolean) => void,
): void {
  const { unrolled } = layout;
  eachStretch(builder, 0, left.rows, TILE_ROWS, unrolled, (row, rowCount) => {
    const putTile = (column: Index, columnCount: number, diagonal: number) => {
      const tile = { row, rowCount, column, columnCount, diagonal };
      for (const { u, v, sum } of tileSums(builder, unrolled, left, right, tile)) {
        put(plus(row, u), plus(column, v), sum, u === diagonal + v);
      }
    };
    if (part === "upper") {
      eachStretch(builder, 0, rowCount, TILE_COLUMNS, true, (across, columnCount) =>
        putTile(plus(row, across), columnCount, across as number),
      );
    }
    const first = part === "upper" ? plus(row, rowCount) : 0;
    eachStretch(builder, first, right.rows, TILE_COLUMNS, unrolled, (column, columnCount) =>
      putTile(column, columnCount, rowCount),
    );
  });
}

/**
 * `body` for index = start, start + tile …, and with fewer for what is left before `end`. `start` is a multiple of `tile`, or
 * `end`.
 */
function eachStretch(
  builder: FunctionBuilder,
  start: Index,
  end: number,
  tile: number,
  unrolled: boolean,
  body: (index: Index, count: number) => void,
): void {
  if (unrolled && typeof start === "number") {
    for (let index = start; index < end; index += tile) body(index, Math.min(tile, end - index));
    return;
  }
  if (start === end) return;
  const rest = end % tile;
  builder.loop(start, end - rest, tile, (index) => body(index, tile));
  if (rest > 0) body(end - rest, rest);
}

/** Entries (row + u, column + v) of a product, as far as u ≤ diagonal + v. */
interface ProductTile {
  readonly row: Index;
  readonly rowCount: number;
  readonly column: Index;
  readonly columnCount: number;
  readonly diagonal: number;
}

interface TileSum {
  readonly u: number;
  readonly v: number;
  readonly sum: Variable<"v128">;
}

function tileSums(
  builder: FunctionBuilder,
  unrolled: boolean,
  left: Matrix,
  right: Matrix,
  { row, rowCount, column, columnCount, diagonal }: ProductTile,
): TileSum[] {
  const sums: TileSum[] = [];
  for (let v = 0; v < columnCount; v++) {
    for (let u = 0; u < Math.min(rowCount, diagonal + v + 1); u++) {
      sums.push({ u, v, sum: builder.let(f32x4.const(0)) });
    }
  }
  const reader = (matrix: Matrix, first: Index) => {
    const { pointer, offset } = matrix.entries.from(matrix.index(first, 0));
    const place = builder.let(pointer);
    const rowBytes = matrix.columns * VECTOR_BYTES;
    const read = (r: number, term: number) =>
      builder.let(v128.load({ pointer: place, offset: offset + r * rowBytes + term * VECTOR_BYTES }));
    const advance = () => builder.set(place, i32.add(place, i32.const(TERMS * VECTOR_BYTES)));
    return { read, advance };
  };
  const [ours, theirs] = [reader(left, row), reader(right, column)];
  const add = (term: number) => {
    const ourEntries = Array.from({ length: rowCount }, (_, u) => ours.read(u, term));
    const theirEntries = Array.from({ length: columnCount }, (_, v) => theirs.read(v, term));
    for (const { u, v, sum } of sums) {
      builder.set(sum, f32x4.add(sum, f32x4.mul(ourEntries[u], theirEntries[v])));
    }
  };
  const length = left.columns;
  if (unrolled) {
    for (let term = 0; term < length; term++) add(term);
    return sums;
  }
  const rest = length % TERMS;
  builder.loop(0, length - rest, TERMS, () => {
    for (let term = 0; term < TERMS; term++) add(term);
    ours.advance();
    theirs.advance();
  });
  for (let term = 0; term < rest; term++) add(term);
  return sums;
}
