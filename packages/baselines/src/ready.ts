import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";

let settingUp: Promise<void> | undefined;

/**
 * Sets TensorFlow.js up on its WebAssembly backend; await it once before DQN or PPO is made. One thread: sums that threads
 * share have no fixed order, and the same seed must give the same weights. Rejects with an Error where WebAssembly cannot run.
 */
export function ready(): Promise<void> {
  settingUp ??= setUp();
  return settingUp;
}

async function setUp(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(join(dirname(entry), "/"));
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  tf.env().set("PROD", true);
  if (!(await tf.setBackend("wasm"))) throw new Error("TensorFlow.js could not start its wasm backend here");
  await tf.ready();
}
