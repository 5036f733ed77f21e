import { type Backend, referenceBackend } from "@drumlin/core";
import { isSimdSupported, simdBackend } from "@drumlin/simd";

/** `simd`: WebAssembly, fast, the same bits in every engine. `reference`: float64 in plain JavaScript, runs anywhere. */
export const backendNames = ["simd", "reference"] as const;
export type BackendName = (typeof backendNames)[number];

/** Asked once: the answer costs the compilation of a small module. */
let isFast: boolean | undefined;

/** The named backend; without a name the fastest that this platform has. Throws RangeError when it lacks the named one. */
export function chooseBackend(name?: string): Backend {
  isFast ??= isSimdSupported();
  const chosen = name ?? (isFast ? "simd" : "reference");
  if (chosen === "reference") return referenceBackend;
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
