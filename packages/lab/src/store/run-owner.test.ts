import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { currentOwner, isOwnerAlive } from "./run-owner.ts";

const now = Date.parse("2026-01-01T00:10:00Z");
const justNow = "2026-01-01T00:09:50Z";
const longAgo = "2026-01-01T00:05:00Z";

describe("the owner of a run", () => {
  it("is alive while its process is", () => {
    expect(isOwnerAlive(currentOwner(), justNow, now)).toBe(true);
  });

  it("is dead once its process is killed, even before the parent has taken note", async () => {
    // The shell starts a process, kills it, and then sleeps instead of waiting for it.
    const script = "sleep 60 & echo $!; kill -9 $!; exec sleep 60";
    const shell = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
    const pid = Number(await new Promise((resolve) => shell.stdout.once("data", resolve)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isOwnerAlive({ token: "", host: hostname(), pid }, justNow, now)).toBe(false);
    shell.kill();
  });

  it("on another machine is alive as long as it writes", () => {
    const elsewhere = { token: "", host: "elsewhere", pid: 2 ** 22 + 1 };
    expect(isOwnerAlive(elsewhere, justNow, now)).toBe(true);
    expect(isOwnerAlive(elsewhere, longAgo, now)).toBe(false);
  });

  it("that has not written for minutes is taken for dead, whatever its process number does now", () => {
    expect(isOwnerAlive(currentOwner(), longAgo, now)).toBe(false);
  });
});
