import { type Backend, type ResolvedAgentOptions, shown } from "@drumlin/core";
import { isSimdSupported, simdBackend, simdMetric } from "@drumlin/simd";

/** `simd`: WebAssembly, fast, the same bits in every engine. `reference`: float64 in plain JavaScript, runs anywhere. */
export const backendNames = ["simd", "reference"] as const;
export type BackendName = (typeof backendNames)[number];

/** Asked once: the answer costs the compilation of a small module. */
let isFast: boolean | undefined;

/**
 * The backend for an agent: the named one, or the fastest that this platform has and that can hold it. Only a page that needs the
 * reference loads it. Rejects with a RangeError when there is no such backend, or the platform lacks it.
 */
export async function chooseBackend(
  name: string | undefined,
  options: ResolvedAgentOptions,
): Promise<Backend> {
  isFast ??= isSimdSupported();
  if (name === undefined) return isFast ? fastestFor(options) : loadReference();
  if (name === "reference") return loadReference();
  if (name !== "simd") {
    throw new RangeError(`no backend ${shown(name)}; there are ${backendNames.join(", ")}`);
  }
  if (!isFast) {
    throw new RangeError(
      'the backend "simd" cannot run here: this platform has no WebAssembly SIMD, or forbids to compile it',
    );
  }
  return simdBackend;
}

/** Where neither can hold an agent, the fast one says what would fit: it is more. */
async function fastestFor(options: ResolvedAgentOptions): Promise<Backend> {
  if (simdBackend.complaint(options) === undefined) return simdBackend;
  const reference = await loadReference();
  const isSimds = options.metric === simdMetric && reference.complaint(options) !== undefined;
  return isSimds ? simdBackend : reference;
}

async function loadReference(): Promise<Backend> {
  return (await import("@drumlin/core/reference")).referenceBackend;
}

/**
 * The bytes of an agent as the other backend would have written them, which neither needs to run for. Only who moves one
 * loads how.
 */
export async function moveAgent(bytes: Uint8Array, to: string): Promise<Uint8Array> {
  const { movedAgent } = await import("@drumlin/core/moved-agent");
  const { fromReferenceState, toReferenceState } = await import("@drumlin/simd/reference-state");
  if (to === "reference") return movedAgent(bytes, simdBackend, to, toReferenceState);
  return movedAgent(bytes, await loadReference(), to, fromReferenceState);
}
