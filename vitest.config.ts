import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    // Every core: by default one is left free, which on two cores is half of them.
    maxWorkers: "100%",
  },
});
