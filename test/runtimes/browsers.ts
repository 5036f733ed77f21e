import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** How one browser is started without a window. */
export interface Browser {
  readonly command: string;
  /** Its arguments for a new profile in an empty folder. */
  arguments(profile: string, url: string): string[];
  /** Files that the profile begins with. */
  readonly profileFiles: Readonly<Record<string, string>>;
}

/** Chromium; the command is that of the variable CHROMIUM, or found on PATH. Undefined when there is none. */
export function findChromium(): Browser | undefined {
  const command = process.env.CHROMIUM ?? findCommand(["chromium", "chromium-browser", "google-chrome"]);
  if (!command) return undefined;
  const flags = [
    "--headless",
    // Continuous integration runs as root in containers, where the sandbox does not start and /dev/shm is small.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // The page's own complaints, for the message when it does not report.
    "--enable-logging=stderr",
  ];
  return {
    command,
    arguments: (profile, url) => [...flags, `--user-data-dir=${profile}`, url],
    profileFiles: {},
  };
}

/** Firefox, the same; the variable is FIREFOX. */
export function findFirefox(): Browser | undefined {
  const command = process.env.FIREFOX ?? findCommand(["firefox-esr", "firefox"]);
  if (!command) return undefined;
  const preferences = {
    "app.normandy.enabled": false,
    "app.update.enabled": false,
    "browser.aboutwelcome.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": false,
    "devtools.console.stdout.content": true,
    "extensions.update.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": false,
    "toolkit.telemetry.reportingpolicy.firstRun": false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  return {
    command,
    arguments: (profile, url) => ["--headless", "--no-remote", "--profile", profile, url],
    profileFiles: { "user.js": `${lines.join("\n")}\n` },
  };
}

function findCommand(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
