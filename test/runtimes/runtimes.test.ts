import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { buildPage } from "./build-page.ts";
import { chromiumTest } from "./chromium-test.ts";
import { type Fingerprint, trainOnEach } from "./page/trainings.ts";
import { runInBrowser } from "./run-in-browser.ts";

const node = await trainOnEach();
const page = await buildPage(fileURLToPath(new URL("page", import.meta.url)));

test("the trainings end episodes and drop hills, but never all of them, on both backends", () => {
  for (const backend of ["simd", "reference"] as const) {
    const fingerprints = node[backend] as Fingerprint[];
    for (const one of fingerprints) {
      expect(one.backend).toBe(backend);
      expect(one.episodes).toBeGreaterThan(0);
      expect(one.hills).toBeGreaterThan(0);
    }
    expect(fingerprints.filter((one) => one.droppedHills > 0)).toHaveLength(2);
  }
});

test("where no backend is named, Node learns on simd", () => {
  expect(node.unnamed).toEqual(node.simd);
});

test("the same seed gives the same bytes in a worker thread of Node as on its main thread", async () => {
  const thread = new Worker(new URL("./worker-thread.ts", import.meta.url));
  const [results] = await once(thread, "message");
  expect(results).toEqual(node);
});

chromiumTest(
  "the same seed gives the same bytes in Chromium, page and worker, as in Node",
  async (chromium) => {
    const results = await runInBrowser<typeof node>(chromium, page);
    expect(results["main thread"]).toEqual(node);
    expect(results.worker).toEqual(node);
  },
);

chromiumTest("where a page may not compile WebAssembly, it learns on the reference", async (chromium) => {
  const results = await runInBrowser<typeof node>(chromium, page, { allowsWebAssembly: false });
  for (const { simd, reference, unnamed } of Object.values(results)) {
    expect(simd).toMatch(/"simd" cannot run here/);
    expect(reference).toEqual(node.reference);
    expect(unnamed).toEqual(node.reference);
  }
});
