import { spawn } from "node:child_process";

/** Opens a URL in the user's browser where there is a desktop; else nothing happens. */
export function openBrowser(url: string): void {
  const opener = browserOpener();
  if (opener === null) return;
  const [program, ...words] = opener;
  const child = spawn(program, [...words, url], { detached: true, stdio: "ignore" });
  // The link stands in the terminal: a browser that does not open is no error.
  child.on("error", () => {});
  child.unref();
}

function browserOpener(): [program: string, ...words: string[]] | null {
  if (process.platform === "darwin") return ["open"];
  // `start` takes its first quoted word for a title.
  if (process.platform === "win32") return ["cmd", "/c", "start", '""'];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ["xdg-open"] : null;
}
