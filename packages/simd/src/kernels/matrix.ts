import type { Value } from "../assembler/code.ts";
import type { FunctionBuilder, Index } from "../assembler/function-builder.ts";
import { f32x4, i32 } from "../assembler/instructions.ts";
import { Vectors } from "../assembler/vectors.ts";
import type { Layout } from "../layout.ts";

/** Four D×D matrices, one a lane: row-major vectors in memory. */
export class Matrix {
  readonly entries: Vectors;
  private readonly size: number;

  constructor(entries: Vectors, size: number) {
    this.entries = entries;
    this.size = size;
  }

  get(row: Index, column: Index): Value<"v128"> {
    return this.entries.get(this.index(row, column));
  }

  /** Reads entries of this matrix, and of its transpose. */
  readonly entry = (row: Index, column: Index) => this.get(row, column);
  readonly transposedEntry = (row: Index, column: Index) => this.get(column, row);

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
    if (typeof row === "number" && typeof column === "number") return row * this.size + column;
    const [first, second] = [row, column].map((each) => (typeof each === "number" ? i32.const(each) : each));
    return i32.add(i32.multiply(first, i32.const(this.size)), second);
  }
}

/** One of the four scratch matrices. */
export function scratchMatrix(layout: Layout, slot: 0 | 1 | 2 | 3): Matrix {
  const size = layout.options.observationSize;
  const offset = layout.scratch + slot * size * size * 16;
  return new Matrix(new Vectors(i32.const(0), offset), size);
}

/** `body` for every entry of the D×D matrix, or of its upper triangle with the diagonal. */
export function eachEntry(
  builder: FunctionBuilder,
  layout: Layout,
  part: "all" | "upper",
  body: (row: Index, column: Index) => void,
): void {
  const { unrolled, options } = layout;
  builder.each(0, options.observationSize, unrolled, (row) => {
    builder.each(part === "all" ? 0 : row, options.observationSize, unrolled, (column) => body(row, column));
  });
}

/** Entry (row, column) of a product: Σ_l left(row, l) · right(l, column). */
export function productEntry(
  builder: FunctionBuilder,
  layout: Layout,
  left: (l: Index) => Value<"v128">,
  right: (l: Index) => Value<"v128">,
): Value<"v128"> {
  const { unrolled, options } = layout;
  return builder.sum(0, options.observationSize, unrolled, (l) => f32x4.mul(left(l), right(l)));
}

/** out = left · right, every entry, or the upper triangle and its mirror image where the product is symmetric. */
export function putProduct(
  builder: FunctionBuilder,
  layout: Layout,
  part: "all" | "upper",
  out: Matrix,
  left: (row: Index, l: Index) => Value<"v128">,
  right: (l: Index, column: Index) => Value<"v128">,
): void {
  eachEntry(builder, layout, part, (i, j) => {
    const entry = productEntry(
      builder,
      layout,
      (l) => left(i, l),
      (l) => right(l, j),
    );
    if (part === "all") out.put(builder, i, j, entry);
    else out.putSymmetric(builder, i, j, entry);
  });
}
