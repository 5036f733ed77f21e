import {
  type Code,
  flatten,
  floatBytes,
  name,
  unsigned,
  type Value,
  type ValueType,
  vector,
} from "./code.ts";
import { FunctionBuilder } from "./function-builder.ts";
import { i32, v128 } from "./instructions.ts";
import { VECTOR_BYTES } from "./vectors.ts";

const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
export const PAGE_BYTES = 65536;

/** One WebAssembly module: functions without results and one memory of fixed size, all exported by name. */
export class ModuleBuilder {
  private readonly functions: { name: string; type: Code; body: Code }[] = [];
  private readonly constants: number[] = [];

  /**
   * Four equal lanes of a constant, from memory: engines build a constant written in code anew, in several instructions,
   * wherever it is used. They stand at the memory's beginning, which its user leaves free: 16 bytes each.
   */
  constant(value: number): Value<"v128"> {
    if (!this.constants.includes(value)) this.constants.push(value);
    return v128.load({ pointer: i32.const(0), offset: VECTOR_BYTES * this.constants.indexOf(value) });
  }

  /** Adds a function; returns its number, by which later ones call it. */
  define<const P extends readonly ValueType[]>(
    functionName: string,
    parameters: P,
    write: (builder: FunctionBuilder<P>) => void,
  ): number {
    const builder = new FunctionBuilder(parameters, (value) => this.constant(value));
    write(builder);
    this.functions.push({ name: functionName, ...builder.finish() });
    return this.functions.length - 1;
  }

  /** The module's bytes, for a memory of this many bytes; `custom` is the content of a custom section, which engines skip. */
  build(memoryBytes: number, custom: Code = [name("")]): Uint8Array<ArrayBuffer> {
    const { functions } = this;
    const pages = Math.ceil(memoryBytes / PAGE_BYTES);
    const sized = (id: number, code: Code): Code => {
      const content = flatten(code);
      return [id, unsigned(content.length), content];
    };
    const section = (id: number, items: readonly Code[]) => sized(id, vector(items));
    return flatten([
      HEADER,
      section(
        1,
        functions.map(({ type }) => type),
      ),
      section(
        3,
        functions.map((_, i) => unsigned(i)),
      ),
      section(5, [[1, unsigned(pages), unsigned(pages)]]),
      section(7, [[name("memory"), 2, 0], ...functions.map((each, i) => [name(each.name), 0, unsigned(i)])]),
      section(
        10,
        functions.map(({ body }) => body),
      ),
      section(11, [[0, i32.const(0).code, 0x0b, this.constantBytes()]]),
      sized(0, custom),
    ]);
  }

  private constantBytes(): Code {
    const lanes = this.constants.map((value) => floatBytes(value, 4));
    const length = unsigned(VECTOR_BYTES * lanes.length);
    return [length, lanes.map((lane) => [lane, lane, lane, lane])];
  }
}
