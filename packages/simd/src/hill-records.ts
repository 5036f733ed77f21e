import type { Mixture } from "@drumlin/core/backend";
import { FORM_SCALE } from "./kernels/squared-distance.ts";
import { LANES, type Layout, type MixtureOffsets } from "./layout.ts";

/** All hills of a learner as numbers in its memory: where the entry `i` of a table of hill k stands. */
export class HillRecords {
  readonly numbers: Float32Array;
  private readonly recordLength: number;

  constructor(memory: ArrayBufferLike, { hills, hill, groupCount }: Layout) {
    this.recordLength = hill.bytes / 4;
    this.numbers = new Float32Array(memory, hills, groupCount * this.recordLength);
  }

  /** Index of entry `i` of the table at byte `offset` of a record, for hill k. */
  index(k: number, offset: number, i: number): number {
    return Math.floor(k / LANES) * this.recordLength + offset / 4 + i * LANES + (k % LANES);
  }

  /** Writes the k-th row of a table with `length` numbers a hill to the table at byte `offset`. */
  write(k: number, offset: number, source: Float64Array, length: number): void {
    for (let i = 0; i < length; i++) this.numbers[this.index(k, offset, i)] = source[k * length + i];
  }

  /** Copies everything of hill `from` to the place of hill `to`. */
  move(from: number, to: number): void {
    const { numbers, recordLength } = this;
    for (let i = 0; i < recordLength / LANES; i++) {
      numbers[this.index(to, 0, i)] = numbers[this.index(from, 0, i)];
    }
  }
}

/** A mixture that lives in the records, read as the rest of the program knows it: float64, a row a hill. Read anew after changes. */
export class RecordedMixture implements Mixture {
  readonly observationSize: number;
  readonly actionCount: number;
  readonly formLength: number;
  private readonly records: HillRecords;
  private readonly offsets: MixtureOffsets;
  private readonly counts: Int32Array;
  private readonly rows: { means: Float64Array; quadraticForms: Float64Array; weights: Float64Array };
  private isStale = true;

  /** `counts[0]` is the number of live hills. */
  constructor(layout: Layout, records: HillRecords, offsets: MixtureOffsets, counts: Int32Array) {
    const { observationSize, actionCount, componentCount } = layout.options;
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.formLength = layout.packed;
    this.records = records;
    this.offsets = offsets;
    this.counts = counts;
    this.rows = {
      means: new Float64Array(componentCount * observationSize),
      quadraticForms: new Float64Array(componentCount * layout.packed),
      weights: new Float64Array(componentCount * actionCount),
    };
  }

  get liveCount(): number {
    return this.counts[0];
  }

  get means(): Float64Array {
    return this.read().means;
  }

  get quadraticForms(): Float64Array {
    return this.read().quadraticForms;
  }

  get weights(): Float64Array {
    return this.read().weights;
  }

  /** The records have changed. */
  invalidate(): void {
    this.isStale = true;
  }

  private read() {
    const { rows, offsets } = this;
    if (!this.isStale) return rows;
    this.isStale = false;
    this.readTable(rows.means, offsets.means, this.observationSize, 1);
    this.readTable(rows.quadraticForms, offsets.forms, this.formLength, 1 / FORM_SCALE);
    this.readTable(rows.weights, offsets.weights, this.actionCount, 1);
    return rows;
  }

  private readTable(out: Float64Array, offset: number, rowLength: number, scale: number): void {
    const { records, liveCount } = this;
    for (let k = 0; k < liveCount; k++) {
      for (let i = 0; i < rowLength; i++) {
        out[k * rowLength + i] = records.numbers[records.index(k, offset, i)] * scale;
      }
    }
  }
}
