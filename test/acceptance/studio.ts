// Measures what the studio promises, in a headless Chromium, and prints a line a promise: what was measured, and its bound.
//
//   node test/acceptance/studio.ts [ROUNDS [PART]]     (10 rounds unless said, about ten minutes; PART: live, playground,
//                                                      large or slowdown)
//
// Ratios are of runs that alternate, and medians. On a machine that does something else meanwhile they say little.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openExistingStore } from "../../packages/lab/src/store/open-store.ts";
import { type Browser, findChromium } from "../runtimes/browsers.ts";
import { withBrowser } from "../studio/browser.ts";
import { drumlin, ended, startStudio } from "../studio/drumlin-command.ts";
import { addLargeRun } from "../studio/large-run.ts";
import { serveStatically } from "../studio/static-page.ts";

const [roundsText = "10", only] = process.argv.slice(2);
const rounds = Number(roundsText);
const chromium = findChromium() as Browser;

const folder = mkdtempSync(join(tmpdir(), "drumlin-studio-"));
/** Long enough for what opening a page takes not to count: half a minute. */
const watchedSteps = "250000";

let stores = 0;
const newStore = () => join(folder, `${stores++}.db`);

function say(promise: string, measured: string): void {
  process.stdout.write(`${promise.padEnd(62)} ${measured}\n`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
const median = (values: readonly number[]) => quantile(values, 0.5);
const whole = (value: number) => Math.round(value).toLocaleString("en-US");
const spread = (values: readonly number[], unit: string) =>
  `median ${whole(median(values))} ${unit}, from ${whole(Math.min(...values))} to ${whole(Math.max(...values))}, n = ${values.length}`;

/** Frames a second that a page drew within so many milliseconds. */
function framesPerSecond(page: Page, milliseconds: number): Promise<number> {
  return page.evaluate(
    `new Promise((resolve) => {
      const start = performance.now();
      let frames = 0;
      const count = (now) => {
        frames++;
        if (now - start < ${milliseconds}) requestAnimationFrame(count);
        else resolve((frames * 1000) / (now - start));
      };
      requestAnimationFrame(count);
    })`,
  );
}

/** `drumlin train CartPole-v1`, and the object it ends with. */
async function train(
  store: string,
  ...words: string[]
): Promise<{ updatesPerSecond: number; seconds: number }> {
  let last = "";
  const child = drumlin(["train", "CartPole-v1", "--store", store, "--json", ...words], (line) => {
    last = line;
  });
  await ended(child);
  return JSON.parse(last);
}

/** When the first metric of a store's first run was told, in milliseconds since 1970. */
async function firstMetric(path: string): Promise<number> {
  for (;;) {
    const store = await openExistingStore(path);
    const [run] = (await store?.runs({ limit: 1 })) ?? [];
    const live = run && (await store!.readLive(run.id));
    await store?.close();
    if (live) return live.writtenAt;
    await delay(2);
  }
}

const parts = {
  async live() {
    await withBrowser(chromium, async (open) => {
      const visibleAfter: number[] = [];
      const behind: number[] = [];
      const stale: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const store = newStore();
        const training = drumlin(["train", "CartPole-v1", "--store", store, "--steps", "200000"]);
        const done = ended(training);
        const [studio, told] = await Promise.all([startStudio(store), firstMetric(store)]);
        const { page } = await open();
        await page.goto(studio.url);
        await page.getByRole("link", { name: "cartpole-v1-1" }).waitFor();
        visibleAfter.push(Date.now() - told);
        await page.getByRole("link", { name: "cartpole-v1-1" }).click();
        await page.locator(".run-figures[data-measured-at]").waitFor();
        await delay(500);
        const samples = (await page.evaluate(
          `new Promise((resolve) => {
        const arrivals = [];
        const ages = [];
        const figures = document.querySelector(".run-figures");
        let shown = figures.dataset.measuredAt;
        const end = performance.now() + 2000;
        const look = () => {
          const age = Date.now() - Number(figures.dataset.measuredAt);
          ages.push(age);
          if (figures.dataset.measuredAt !== shown) arrivals.push(age);
          shown = figures.dataset.measuredAt;
          if (performance.now() < end) requestAnimationFrame(look);
          else resolve({ arrivals, ages });
        };
        requestAnimationFrame(look);
      })`,
        )) as { arrivals: number[]; ages: number[] };
        behind.push(...samples.arrivals);
        stale.push(...samples.ages);
        training.kill("SIGKILL");
        await done;
        await page.context().close();
        await studio.stop();
      }
      say("a run is shown within 2,000 ms of its first metric", spread(visibleAfter, "ms"));
      const arrivalsInTime = behind.filter((age) => age < 150).length / behind.length;
      say(
        "what is shown is less than 150 ms behind as it appears",
        `median ${whole(median(behind))} ms, 95 % under ${whole(quantile(behind, 0.95))} ms, ${(arrivalsInTime * 100).toFixed(1)} % in time, n = ${behind.length}`,
      );
      say(
        "… and its age at any frame, until the next is shown",
        `median ${whole(median(stale))} ms, 95 % under ${whole(quantile(stale, 0.95))} ms`,
      );
    });
  },
  async playground() {
    const site = await serveStatically();
    await withBrowser(chromium, async (open) => {
      const solvedAfter: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const { page } = await open();
        await page.goto(site.url);
        const start = page.getByRole("button", { name: "Start" });
        await start.waitFor();
        const clicked = Date.now();
        await start.click();
        await page.locator('.playground:not([data-solved-at=""])').waitFor();
        solvedAfter.push(Date.now() - clicked);
        await page.context().close();
      }
      say("the playground solves CartPole-v1 within 3,000 ms of the click", spread(solvedAfter, "ms"));

      const here: number[] = [];
      const node: number[] = [];
      const frames: number[] = [];
      for (let round = 0; round < rounds; round++) {
        node.push((await train(newStore(), "--steps", "60000")).updatesPerSecond);
        const { page } = await open();
        await page.goto(`${site.url}#/playground?steps=60000&until-solved=false`);
        const began = Date.now();
        await page.getByRole("button", { name: "Start" }).click();
        await page.getByRole("heading", { name: "Landscape" }).waitFor();
        frames.push(await framesPerSecond(page, 1500));
        await page.locator('.playground[data-state="done"]').waitFor({ timeout: 120_000 });
        here.push(60_000 / ((Date.now() - began) / 1000));
        await page.context().close();
      }
      const ratio = median(here.map((rate, i) => rate / (node[i] as number)));
      say(
        "at least 70 % of Node's updates a second",
        `${(ratio * 100).toFixed(0)} % (median of pairs; here ${whole(median(here))}, Node ${whole(median(node))})`,
      );
      say("at least 50 frames a second meanwhile", spread(frames, "frames/s"));
    });
    site.close();
  },
  async large() {
    const large = newStore();
    await addLargeRun(large, 1_000_000);
    const largeStudio = await startStudio(large);
    await withBrowser(chromium, async (open) => {
      const opened: number[] = [];
      const walkable: number[] = [];
      const frames: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const { page } = await open();
        await page.goto(largeStudio.url);
        const link = page.getByRole("link", { name: "large" });
        await link.waitFor();
        const clicked = Date.now();
        await link.click();
        await page.locator(".run-figures").waitFor();
        await page.locator(".landscape canvas").first().waitFor();
        opened.push(Date.now() - clicked);
        await page
          .getByRole("slider", { name: "Step of training shown" })
          .and(page.locator(":enabled"))
          .waitFor();
        walkable.push(Date.now() - clicked);
        await delay(1000);
        const slider = page.getByRole("slider", { name: "Step of training shown" });
        await slider.focus();
        const counting = framesPerSecond(page, 2000);
        for (let press = 0; press < 40; press++) {
          await slider.press(press % 8 === 7 ? "PageUp" : "ArrowLeft");
          await delay(40);
        }
        frames.push(await counting);
        await page.context().close();
      }
      say("a run of 10⁶ metric points and 500 hills opens within 1,000 ms", spread(opened, "ms"));
      say("… its history can be walked through", spread(walkable, "ms"));
      say("… and stays smooth while its history is walked through", spread(frames, "frames/s"));
    });
    await largeStudio.stop();
  },
  async slowdown() {
    await withBrowser(chromium, async (open) => {
      const slower: number[] = [];
      const alone: number[] = [];
      for (let round = 0; round < rounds; round++) {
        for (const isWatched of round % 2 === 0 ? [false, true] : [true, false]) {
          const store = newStore();
          if (!isWatched) {
            alone.push((await train(store, "--steps", watchedSteps)).seconds);
            continue;
          }
          const studio = await startStudio(store);
          const { page } = await open();
          await page.goto(studio.url);
          const training = train(store, "--steps", watchedSteps);
          await page.getByRole("link", { name: "cartpole-v1-1" }).click();
          slower.push((await training).seconds);
          await page.context().close();
          await studio.stop();
        }
      }
      const ratio = median(slower.map((seconds, i) => seconds / (alone[i] as number)));
      say(
        "an open studio slows a training by at most 3 %",
        `${((ratio - 1) * 100).toFixed(1)} % (median of pairs; alone ${median(alone).toFixed(2)} s, watched ${median(slower).toFixed(2)} s)`,
      );
    });
  },
} as const;

if (!chromium || !Number.isSafeInteger(rounds) || rounds < 1 || (only !== undefined && !(only in parts))) {
  process.stderr.write(
    "usage: studio.ts [ROUNDS [live|playground|large|slowdown]], Chromium on PATH or in CHROMIUM\n",
  );
  process.exit(2);
}
for (const [name, measure] of Object.entries(parts)) if (only === undefined || name === only) await measure();
rmSync(folder, { recursive: true });
