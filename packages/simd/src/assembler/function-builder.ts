import { type Code, flatten, unsigned, type Value, type ValueType, vector } from "./code.ts";
import { f32x4, i32 } from "./instructions.ts";

const TYPE_CODES: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const NO_RESULT = 0x40;

/** A local of a function: reads as a value, and can be set again. */
export interface Variable<T extends ValueType = ValueType> extends Value<T> {
  readonly index: number;
}

/** A whole number known while code is written, or one known only when it runs. */
export type Index = number | Value<"i32">;

export function indexValue(index: Index): Value<"i32"> {
  return typeof index === "number" ? i32.const(index) : index;
}

/** The index `count` further on. */
export function plus(index: Index, count: Index): Index {
  if (index === 0) return count;
  if (count === 0) return index;
  if (typeof index === "number" && typeof count === "number") return index + count;
  return i32.add(indexValue(index), indexValue(count));
}

/** One function: statements in the order in which they are asked for. */
export class FunctionBuilder<Parameters extends readonly ValueType[] = readonly ValueType[]> {
  readonly parameters: { readonly [P in keyof Parameters]: Variable<Parameters[P]> };
  /** Four equal lanes of a constant, from the module's memory. */
  readonly constant: (value: number) => Value<"v128">;
  private readonly parameterTypes: Parameters;
  private readonly localTypes: ValueType[] = [];
  private statements: Code[] = [];

  constructor(parameterTypes: Parameters, constant: (value: number) => Value<"v128">) {
    this.constant = constant;
    this.parameterTypes = parameterTypes;
    this.parameters = parameterTypes.map((type, index) =>
      variable(type, index),
    ) as unknown as typeof this.parameters;
  }

  /** Computes a value once, to be read as often as wanted. */
  let<T extends ValueType>(value: Value<T>): Variable<T> {
    const local = variable(value.type, this.parameterTypes.length + this.localTypes.length);
    this.localTypes.push(value.type);
    this.set(local, value);
    return local;
  }

  set<T extends ValueType>(local: Variable<T>, value: Value<T>): void {
    this.do([value.code, 0x21, unsigned(local.index)]);
  }

  /** A store, or any other instruction that leaves nothing behind. */
  do(statement: Code): void {
    this.statements.push(statement);
  }

  /** Calls a function by its number. */
  call(callee: number, ...operands: readonly Value[]): void {
    this.do([operands.map(({ code }) => code), 0x10, unsigned(callee)]);
  }

  /** `body` for index = start … end − 1: written out where `unrolled` (and `start` is known), else as a loop. */
  each(start: Index, end: number, unrolled: boolean, body: (index: Index) => void): void {
    if (!unrolled || typeof start !== "number") this.loop(start, end, 1, body);
    else for (let index = start; index < end; index++) body(index);
  }

  /** `body` for index = start, start + step … below `end`, as a loop. */
  loop(start: Index, end: Index, step: number, body: (index: Variable<"i32">) => void): void {
    const index = this.let(indexValue(start));
    const last = this.let(indexValue(end));
    this.when(i32.lessThan(index, last), () => {
      this.repeatWhile(() => {
        body(index);
        this.set(index, i32.add(index, i32.const(step)));
        return i32.lessThan(index, last);
      });
    });
  }

  /** `body`, and again as long as the condition it gives holds. */
  repeatWhile(body: () => Value<"i32">): void {
    const inner = this.block(() => {
      const again = body();
      this.do([again.code, 0x0d, 0]);
    });
    this.do([0x03, NO_RESULT, inner, 0x0b]);
  }

  when(condition: Value<"i32">, then: () => void, otherwise?: () => void): void {
    const first = this.block(then);
    const second = otherwise ? [0x05, this.block(otherwise)] : [];
    this.do([condition.code, 0x04, NO_RESULT, first, second, 0x0b]);
  }

  /** Σ term(index) for index = start … end − 1, as `each`; at least one term. */
  sum(start: Index, end: number, unrolled: boolean, term: (index: Index) => Value<"v128">): Value<"v128"> {
    if (unrolled && typeof start === "number") {
      return this.let(Array.from({ length: end - start }, (_, i) => term(start + i)).reduce(f32x4.add));
    }
    const total = this.let(f32x4.const(0));
    this.loop(start, end, 1, (index) => this.set(total, f32x4.add(total, term(index))));
    return total;
  }

  /** Type, and code with its locals, as the module's sections want them. */
  finish(): { readonly type: Code; readonly body: Code } {
    const parameterCodes = this.parameterTypes.map((type) => [TYPE_CODES[type]]);
    const locals = this.localTypes.map((type) => [unsigned(1), TYPE_CODES[type]]);
    const body = flatten([vector(locals), this.statements, 0x0b]);
    return {
      type: [0x60, vector(parameterCodes), vector([])],
      body: [unsigned(body.length), body],
    };
  }

  /** The statements that `write` asks for, apart from those before. */
  private block(write: () => void): Code {
    const before = this.statements;
    this.statements = [];
    write();
    const inside = this.statements;
    this.statements = before;
    return inside;
  }
}

function variable<T extends ValueType>(type: T, index: number): Variable<T> {
  return { type, index, code: [0x20, unsigned(index)] };
}
