import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "experiments/*/*.test.ts", "test/**/*.test.ts"],
    // Not a measure of speed: browsers on a machine that is busy with other work need minutes.
    testTimeout: 180_000,
    // Every core: by default one is left free, which on two cores is half of them.
    maxWorkers: "100%",
  },
});
