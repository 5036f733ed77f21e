// Takes the pictures of the studio in docs/images, anew: trains what they show, and photographs every view.
//
//   node tools/screenshots.ts       (about two minutes; Chromium on PATH or in the variable CHROMIUM)
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { findChromium } from "../test/runtimes/browsers.ts";
import { withBrowser } from "../test/studio/browser.ts";
import { drumlin, ended, startStudio } from "../test/studio/drumlin-command.ts";
import { serveStatically } from "../test/studio/static-page.ts";

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "drumlin-screenshots-"));
// So that pictures name the store as its user would.
process.chdir(folder);
const store = "drumlin.db";
const study = join(folder, "sparsity.yaml");
writeFileSync(
  study,
  `name: sparsity-cartpole
environments: [CartPole-v1]
agents:
  drumlin: { kind: sgmm-q, components: 30 }
grid: { drumlin.sparsity: [0, 1.0e-3, 1.0e-2] }
seeds: 5
steps: 8000
evaluation: { every: 500, episodes: 10 }
`,
);

const trainings = [
  ["train", "CartPole-v1", "--steps", "20000", "--name", "two-hills", "--components", "2"],
  ["train", "CartPole-v1", "--steps", "30000", "--name", "sparse", "--sparsity", "0.004", "--seed", "3"],
  ["train", "Acrobot-v1", "--steps", "30000", "--name", "acrobot-pruned", "--pruned-components", "3"],
  ["train", "MountainCar-v0", "--steps", "40000", "--name", "mountain-car", "--components", "30"],
  ["sweep", study],
];
for (const words of trainings) await ended(drumlin([...words, "--store", store]));

const photograph = async (page: Page, name: string, fullPage = false) => {
  await page.waitForTimeout(2500);
  await page.screenshot({ path: join(images, `studio-${name}.png`), fullPage });
};

const studio = await startStudio(store);
const site = await serveStatically();
const chromium = findChromium();
if (!chromium) throw new Error("there is no Chromium on PATH, nor a command in the variable CHROMIUM");
await withBrowser(chromium, async (open) => {
  const visit = async (view: string, width: number, height: number, colorScheme: "light" | "dark") => {
    const { page } = await open({ viewport: { width, height }, colorScheme });
    await page.goto(studio.url);
    await page.goto(`${new URL(studio.url).origin}/#/${view}`);
    return page;
  };
  const run = await visit("runs/acrobot-pruned", 1440, 1180, "light");
  await run.getByRole("button", { name: "4×" }).first().click();
  await photograph(run, "run");
  const sparse = await visit("runs/sparse", 1440, 1180, "dark");
  const slider = sparse.getByRole("slider", { name: "Step of training shown" });
  await slider.focus();
  for (let press = 0; press < 6; press++) await slider.press("PageDown");
  await sparse.evaluate("scrollTo(0, 0)");
  await photograph(sparse, "time-dark");
  const card = await visit("runs/two-hills", 1440, 900, "light");
  await card.locator(".policy-card-view").waitFor();
  await card.evaluate('document.querySelector(".policy-card-view").scrollIntoView(); scrollBy(0, -150)');
  await photograph(card, "card");
  await photograph(await visit("runs", 1440, 560, "light"), "runs");
  await photograph(await visit("compare/two-hills,sparse", 1440, 1000, "dark"), "compare-dark");
  await photograph(await visit("studies/sparsity-cartpole", 1440, 1000, "light"), "study");
  await photograph(await visit("runs/mountain-car", 390, 844, "dark"), "phone-dark");

  const { page } = await open({ viewport: { width: 1440, height: 1180 }, colorScheme: "light" });
  await page.goto(site.url);
  await page.getByRole("button", { name: "100 times real time" }).click();
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForTimeout(1500);
  await photograph(page, "playground");
});
await studio.stop();
site.close();
rmSync(folder, { recursive: true });
