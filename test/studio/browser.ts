import { chromium, type Browser as OpenBrowser, type Page } from "playwright-core";
import type { Browser } from "../runtimes/browsers.ts";

/** A page of its own in a browser without a window, and what went wrong on it so far. */
export interface OpenPage {
  readonly page: Page;
  /** Complaints of the page's console, errors nobody caught, and requests that left this machine. */
  readonly complaints: string[];
}

/** Runs `use` with a Chromium that Playwright drives; it is closed whatever happens. */
export async function withBrowser(
  browser: Browser,
  use: (open: (options?: Parameters<OpenBrowser["newContext"]>[0]) => Promise<OpenPage>) => Promise<void>,
): Promise<void> {
  const opened = await chromium.launch({
    executablePath: browser.command,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  try {
    await use(async (options) => {
      const context = await opened.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        const isOwn = ["data:", "blob:"].includes(protocol) || hostname === "127.0.0.1";
        if (!isOwn) complaints.push(`asked ${request.url()}`);
      });
      return { page, complaints };
    });
  } finally {
    await opened.close();
  }
}
