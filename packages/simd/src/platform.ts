import { name } from "./assembler/code.ts";
import { f32x4, i32, v128 } from "./assembler/instructions.ts";
import { ModuleBuilder } from "./assembler/module-builder.ts";
import { instantiate } from "./web-assembly.ts";

/** Bytes of nothing in the module that is tried: as many as a large learner's. */
const PADDING = 2 ** 16;

/**
 * Whether this platform runs the backend: it has WebAssembly with SIMD, its security policy allows to compile it, and its
 * limits allow to do so at once. Found out by compiling a module of a learner's size.
 */
export function isSimdSupported(): boolean {
  try {
    instantiate(trialModule());
    return true;
  } catch {
    return false;
  }
}

function trialModule(): Uint8Array<ArrayBuffer> {
  const builder = new ModuleBuilder();
  builder.define("trial", [], (trial) => {
    const place = { pointer: i32.const(0), offset: 0 };
    trial.do(v128.store(place, f32x4.add(v128.load(place), f32x4.const(1))));
  });
  return builder.build(1, [name("padding"), new Uint8Array(PADDING)]);
}
