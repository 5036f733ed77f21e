import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { evaluate, loadAgent, make } from "drumlin";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { chromiumTest } from "../runtimes/chromium-test.ts";
import { seriousFindings } from "./accessibility.ts";
import { withBrowser } from "./browser.ts";
import { drumlin, ended } from "./drumlin-command.ts";
import { serveStatically } from "./static-page.ts";

let site: Awaited<ReturnType<typeof serveStatically>>;
const folder = mkdtempSync(join(tmpdir(), "drumlin-playground-"));
beforeAll(async () => {
  site = await serveStatically();
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true });
});

const root = ".playground";
const state = (page: Page) => page.locator(root).getAttribute("data-state");

/** What the page's button "Save model" downloads. */
async function savedModel(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save model" }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return readFileSync(path);
}

chromiumTest(
  "from one click the playground solves CartPole; its model is that of the command line to the byte, and evaluates the same in Node",
  async (chromium) => {
    await withBrowser(chromium, async (open) => {
      const { page, complaints } = await open();
      await page.goto(site.url);
      await page.getByRole("button", { name: "Start" }).click();
      await expect.poll(() => state(page), { timeout: 40_000 }).toBe("done");
      expect(Number(await page.locator(root).getAttribute("data-solved-at"))).toBeGreaterThan(0);
      const saved = await savedModel(page);

      const file = join(folder, "node.drumlin");
      const words = ["train", "CartPole-v1", "--until-solved", "--model-out", file];
      expect(await ended(drumlin([...words, "--store", join(folder, "runs.db")]))).toBe(0);
      expect(saved.equals(readFileSync(file))).toBe(true);

      const agent = await loadAgent(saved);
      const { meanReturn } = evaluate(agent.policy, make("CartPole-v1"), { episodes: 20, seed: 10_000 });
      expect(meanReturn).toBeGreaterThan(475);
      expect(complaints).toEqual([]);
    });
  },
);

chromiumTest(
  "a saved model that is loaded goes on learning in the page, and saves itself as it was",
  async (chromium) => {
    await withBrowser(chromium, async (open) => {
      const { page, complaints } = await open();
      await page.goto(`${site.url}#/playground?components=6&steps=1500`);
      await page.getByRole("button", { name: "Start" }).click();
      await expect.poll(() => state(page), { timeout: 20_000 }).toBe("done");
      const saved = await savedModel(page);
      const loading = { name: "mine.drumlin", mimeType: "application/octet-stream", buffer: saved };
      await page.reload();
      await page.locator("input[type=file]").setInputFiles(loading);
      await expect.poll(() => state(page), { timeout: 20_000 }).toMatch(/running|paused|done/);
      await expect.poll(() => state(page), { timeout: 20_000 }).toBe("done");
      const agent = await loadAgent(await savedModel(page));
      expect(agent.stepCount).toBeGreaterThan(1500);
      expect(agent.options.componentCount).toBe(6);

      const damaged = { ...loading, buffer: saved.subarray(0, 1000) };
      await page.locator("input[type=file]").setInputFiles(damaged);
      await page.getByRole("alert").waitFor();
      expect(complaints).toEqual([]);
    });
  },
);

chromiumTest(
  "by keyboard the visitor drives the cart, and the agent learns from every step",
  async (chromium) => {
    await withBrowser(chromium, async (open) => {
      const { page, complaints } = await open();
      await page.goto(`${site.url}#/playground?components=6`);
      await page.getByRole("button", { name: "1 times real time" }).click();
      await page.getByRole("button", { name: "Start" }).click();
      await page.getByRole("button", { name: "Take over" }).click();
      const step = async () => Number(await page.locator(root).getAttribute("data-step"));
      const before = await step();
      await page.keyboard.down("ArrowLeft");
      await expect.poll(step, { timeout: 10_000 }).toBeGreaterThan(before + 20);
      await page.keyboard.up("ArrowLeft");
      await page.getByRole("button", { name: "Hand back" }).first().click();
      expect(complaints).toEqual([]);
    });
  },
);

chromiumTest(
  "the playground has no serious accessibility finding, before and while it learns",
  async (chromium) => {
    await withBrowser(chromium, async (open) => {
      for (const [width, colorScheme] of [
        [390, "light"],
        [1440, "dark"],
      ] as const) {
        const { page } = await open({ viewport: { width, height: 900 }, colorScheme });
        await page.goto(site.url);
        await page.locator(root).waitFor();
        expect(await seriousFindings(page), `at ${width}`).toEqual([]);
        await page.getByRole("button", { name: "Start" }).click();
        await page.getByRole("heading", { name: "Landscape" }).waitFor();
        expect(await seriousFindings(page), `learning, at ${width}`).toEqual([]);
        await page.close();
      }
    });
  },
);

chromiumTest(
  "all that the playground loads up to the first hills weighs at most 250 kB, gzipped",
  async (chromium) => {
    await withBrowser(chromium, async (open) => {
      const { page } = await open();
      let bytes = 0;
      const sizes: Promise<void>[] = [];
      page.context().on("response", (response) => {
        sizes.push(
          response.body().then((body) => {
            bytes += gzipSync(body, { level: 9 }).length;
          }),
        );
      });
      await page.goto(site.url);
      await page.getByRole("button", { name: "Start" }).click();
      await page.getByRole("heading", { name: "Landscape" }).waitFor();
      await Promise.all(sizes);
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(250_000);
    });
  },
);
