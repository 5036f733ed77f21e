export { isSimdSupported } from "./platform.ts";
export { simdBackend } from "./simd-backend.ts";
