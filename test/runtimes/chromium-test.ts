import { test } from "vitest";
import { type Browser, findChromium } from "./browsers.ts";

const chromium = findChromium();
const absence = "no Chromium on PATH, nor a command in the variable CHROMIUM";

/** A test that needs Chromium. Where there is none it is skipped, and its title says so; continuous integration fails. */
export function chromiumTest(title: string, run: (chromium: Browser) => Promise<void>): void {
  if (chromium) test(title, () => run(chromium));
  else if (process.env.CI) {
    test(title, () => {
      throw new Error(`there is ${absence}`);
    });
  } else test.skip(`${title} (SKIPPED: ${absence})`);
}
