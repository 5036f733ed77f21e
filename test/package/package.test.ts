import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPage } from "../runtimes/build-page.ts";
import { chromiumTest } from "../runtimes/chromium-test.ts";
import { trainOnEach } from "../runtimes/page/trainings.ts";
import { runInBrowser } from "../runtimes/run-in-browser.ts";
import { bundle } from "./bundle.ts";
import { installDrumlin, type Project, run } from "./install-drumlin.ts";
// In this file's process, not in one of its own: each builds what it packs.
import "./supported-nodes.case.ts";

/** Bytes that an agent may cost a page. */
const BUDGET = 43_000;

let project: Project;
beforeAll(() => {
  project = installDrumlin();
}, 120_000);
afterAll(() => project.remove());

test("installed from its tarballs, Drumlin learns on simd, and a loaded agent goes on as the saved one", () => {
  const program = 'import { goOn } from "./go-on.ts"; process.stdout.write(JSON.stringify(await goOn()));';
  const output = run(process.execPath, ["--input-type=module", "--eval", program], project.folder);
  expect(JSON.parse(output)).toEqual({ backendName: "simd", steps: 600, same: true });
});

test("its declarations are sound in strict TypeScript that knows no platform", () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    target: "ES2023",
    lib: ["ES2023"],
    types: [],
    module: "NodeNext",
  };
  const configuration = JSON.stringify({ compilerOptions, files: ["go-on.ts"] });
  writeFileSync(join(project.folder, "tsconfig.json"), configuration);
  expect(run("tsc", [], project.folder)).toBe("");
});

chromiumTest(
  "it trains in Chromium, page and worker, to the bytes that its sources give",
  async (chromium) => {
    const page = await buildPage(join(project.folder, "page"));
    const results = await runInBrowser(chromium, page);
    const sources = await trainOnEach();
    expect(results["main thread"]).toEqual(sources);
    expect(results.worker).toEqual(sources);
  },
);

test("a page that learns loads an agent in at most 43 kB, and no environment", async () => {
  const { bytes, modules } = await bundle(project.folder, "first-agent.ts");
  const paths = modules.map(([path]) => path);
  expect(paths).toContain("@drumlin/core/agents/sgmm-q-agent.js");
  expect(paths.filter((path) => path.includes("/environments/"))).toEqual([]);
  const largest = modules.slice(0, 20).map(([path, characters]) => `${characters} ${path}`);
  const message = `${bytes} bytes; characters of the largest modules, before minification:`;
  expect(bytes, [message, ...largest].join("\n")).toBeLessThanOrEqual(BUDGET);
});
