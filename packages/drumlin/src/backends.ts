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
  const chosen = await backendNamed(name ?? (isFast && metric === simdMetric ? "simd" : "reference"));
  if (chosen === simdBackend && !isFast) {
    throw new RangeError(
      'the backend "simd" cannot run here: this platform has no WebAssembly SIMD, or forbids to compile it',
    );
  }
  return chosen;
}

/** The named backend, whether it runs here or not. Rejects with a RangeError when there is none. */
export async function backendNamed(name: string): Promise<Backend> {
  if (name === "reference") return (await import("@drumlin/core/reference")).referenceBackend;
  if (name === "simd") return simdBackend;
  throw new RangeError(`no backend "${name}"; there are ${backendNames.join(", ")}`);
}
