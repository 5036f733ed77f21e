import type { Backend } from "@drumlin/core";
import { isSimdSupported, simdBackend, simdMetric } from "@drumlin/simd";

/** `simd`: WebAssembly, fast, the same bits in every engine. `reference`: float64 in plain JavaScript, runs anywhere. */
export const backendNames = ["simd", "reference"] as const;
export type BackendName = (typeof backendNames)[number];

/** Asked once: the answer costs the compilation of a small module. */
let isFast: boolean | undefined;

/**
 * The backend for a metric: the named one, or the fastest that this platform has. Only a page that needs the reference loads
 * it. Rejects with a RangeError when there is no such backend, or the platform lacks it.
 */
export async function chooseBackend(name: string | undefined, metric: string): Promise<Backend> {
  isFast ??= isSimdSupported();
  const chosen = name ?? (isFast && metric === simdMetric ? "simd" : "reference");
  if (chosen === "reference") return (await import("@drumlin/core/reference")).referenceBackend;
  if (chosen !== "simd") {
    throw new RangeError(`no backend "${chosen}"; there are ${backendNames.join(", ")}`);
  }
  if (!isFast) {
    throw new RangeError(
      'the backend "simd" cannot run here: this platform has no WebAssembly SIMD, or forbids to compile it',
    );
  }
  return simdBackend;
}

/**
 * The bytes of an agent as the other backend would have written them, which neither needs to run for. Only who moves one
 * loads how.
 */
export async function moveAgent(bytes: Uint8Array, to: string): Promise<Uint8Array> {
  const { movedAgent } = await import("@drumlin/core/moved-agent");
  const { fromReferenceState, toReferenceState } = await import("@drumlin/simd/reference-state");
  return movedAgent(bytes, to, to === "reference" ? toReferenceState : fromReferenceState);
}
