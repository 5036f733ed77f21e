import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

/** How the page is built: self-contained, for any folder of any server. */
export const pageConfig = {
  root: fileURLToPath(new URL(".", import.meta.url)),
  configFile: false,
  logLevel: "error",
  base: "./",
  worker: { format: "es" },
  build: { target: "es2023", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
} satisfies InlineConfig;
