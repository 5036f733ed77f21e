import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { openStore } from "../../packages/lab/src/store/open-store.ts";
import { openBrowser } from "../../packages/lab/src/studio/open-browser.ts";
import { createRun, owner } from "../../packages/lab/src/studio/written-store.case.ts";
import { chromiumTest } from "../runtimes/chromium-test.ts";
import { seriousFindings } from "./accessibility.ts";
import { withBrowser } from "./browser.ts";
import { drumlin, ended, startStudio } from "./drumlin-command.ts";

const newStore = () => join(mkdtempSync(join(tmpdir(), "drumlin-studio-")), "runs.db");
const training = (store: string, steps: number, ...more: string[]) =>
  drumlin(["train", "CartPole-v1", "--store", store, "--steps", String(steps), ...more]);

chromiumTest(
  "a run appears on the page while it trains, its step and history grow, and the slider shows an earlier moment",
  async (chromium) => {
    const store = newStore();
    const studio = await startStudio(store);
    try {
      await withBrowser(chromium, async (open) => {
        const { page, complaints } = await open();
        await page.goto(studio.url);
        await page.getByText("npx drumlin train CartPole-v1").first().waitFor();

        const child = training(store, 300_000, "--components", "5");
        const done = ended(child);
        await page.getByRole("link", { name: "cartpole-v1-1" }).click();
        const slider = page.getByRole("slider", { name: "Step of training shown" });
        const stepShown = async () => Number(await slider.getAttribute("max"));
        await expect.poll(stepShown, { timeout: 20_000 }).toBeGreaterThan(0);
        const before = await stepShown();
        await expect.poll(stepShown, { timeout: 20_000 }).toBeGreaterThan(before);

        // The history comes with the first checkpoint, which a busy machine writes later than it tells live.
        await expect.poll(() => slider.isEnabled(), { timeout: 20_000 }).toBe(true);
        await slider.focus();
        await slider.press("Home");
        await page.getByRole("button", { name: "Back to now" }).click();
        await expect
          .poll(() => page.getByRole("button", { name: "Back to now" }).count(), { timeout: 20_000 })
          .toBe(0);
        expect(complaints).toEqual([]);
        child.kill("SIGKILL");
        await done;
      });
    } finally {
      await studio.stop();
    }
  },
);

chromiumTest(
  "a browser that is opened by a file gets in, and the key is no longer in the address that it shows",
  async (chromium) => {
    const studio = await startStudio(newStore());
    const told = join(mkdtempSync(join(tmpdir(), "drumlin-opened-")), "told");
    const remove = openBrowser(studio.url, [
      "sh",
      "-c",
      'printf %s "$1" > "$0.new" && mv "$0.new" "$0"',
      told,
    ]);
    try {
      await expect.poll(() => existsSync(told), { timeout: 20_000 }).toBe(true);
      await withBrowser(chromium, async (open) => {
        const { page } = await open();
        await page.goto(pathToFileURL(readFileSync(told, "utf8")).href);
        await page.getByRole("heading", { name: "Runs" }).waitFor();
        expect(page.url()).toBe(`${new URL(studio.url).origin}/`);
      });
    } finally {
      remove();
      await studio.stop();
    }
  },
);

chromiumTest(
  "of many runs the page has the newest; it loads more, and finds one by its name that it does not have",
  async (chromium) => {
    const store = newStore();
    const opened = await openStore(store);
    for (let index = 1; index <= 230; index++) {
      const { id } = await createRun(opened, `cartpole-v1-${index}`);
      await opened.releaseRun(id, owner, "interrupted");
    }
    const studio = await startStudio(store);
    try {
      await withBrowser(chromium, async (open) => {
        const { page, complaints } = await open();
        await page.goto(studio.url);
        const link = (name: string) => page.getByRole("link", { name, exact: true });
        await link("cartpole-v1-230").waitFor();
        await page.getByText("The newest 200 of 230 runs").waitFor();
        expect(await link("cartpole-v1-7").count()).toBe(0);

        await page.getByRole("searchbox").fill("v1-7");
        await link("cartpole-v1-7").waitFor();
        expect(await link("cartpole-v1-230").count()).toBe(0);

        await page.getByRole("searchbox").fill("");
        await link("cartpole-v1-230").waitFor();
        await page.getByRole("button", { name: "Load more" }).click();
        await page.getByText("The newest 200 of 230 runs").waitFor({ state: "detached" });
        await page.getByRole("button", { name: "Show all 230" }).click();
        await link("cartpole-v1-7").waitFor();
        expect(complaints).toEqual([]);

        for (const end of ["", "-wal", "-shm"]) rmSync(store + end, { force: true });
        await page.getByText("any more: it was deleted or moved since the studio began").waitFor();
      });
    } finally {
      await opened.close();
      await studio.stop();
    }
  },
);

chromiumTest(
  "no view of the studio has a serious accessibility finding, light or dark, wide or narrow",
  async (chromium) => {
    const store = newStore();
    for (const name of ["first", "second"])
      await ended(training(store, 3000, "--components", "8", "--name", name, "--sparsity", "0.001"));
    const studio = await startStudio(store);
    const { origin } = new URL(studio.url);
    try {
      await withBrowser(chromium, async (open) => {
        for (const [width, colorScheme] of [
          [1440, "light"],
          [390, "dark"],
        ] as const) {
          const { page, complaints } = await open({ viewport: { width, height: 900 }, colorScheme });
          await page.goto(studio.url);
          for (const view of ["runs", "runs/first", "compare/first,second", "studies", "playground"]) {
            await page.goto(`${origin}/#/${view}`);
            await page.locator("h1").waitFor();
            if (view.startsWith("compare"))
              await page.getByRole("img", { name: /first: last .* second: last/ }).waitFor();
            await page.waitForTimeout(200);
            expect(await seriousFindings(page), `${view} at ${width}`).toEqual([]);
            const overflow = await page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth",
            );
            expect(overflow, `${view} at ${width}`).toBe(0);
          }
          expect(complaints).toEqual([]);
        }
      });
    } finally {
      await studio.stop();
    }
  },
);
