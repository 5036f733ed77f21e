export { isSimdSupported } from "./platform.ts";
export { simdBackend, simdMetric } from "./simd-backend.ts";
