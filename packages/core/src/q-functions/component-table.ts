/** A table with one row of `rowSize` numbers per component: what moves when components are dropped. */
export interface ComponentTable {
  readonly array: Float64Array | Int32Array;
  readonly rowSize: number;
}
