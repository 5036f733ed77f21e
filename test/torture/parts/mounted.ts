import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** A file system in memory of so many bytes; null where this process may not mount one. */
export function mountMemory(path: string, size: number): (() => void) | null {
  mkdirSync(path, { recursive: true });
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "drumlin-torture", path], {
    stdio: "ignore",
  });
  if (status !== 0) return null;
  return () => {
    spawnSync("umount", ["-l", path], { stdio: "ignore" });
  };
}

/** Whether what is mounted there can be written from now on. */
export function remount(path: string, mode: "ro" | "rw"): void {
  const { status, stderr } = spawnSync("mount", ["-o", `remount,${mode}`, path]);
  if (status !== 0) throw new Error(`cannot remount ${path} ${mode}: ${stderr}`);
}
