import { describe, expect, test } from "vitest";
import { compareAddress, parseRoute, runAddress, studyAddress } from "./route.ts";

describe("a route", () => {
  test("without anything is the list of runs", () => {
    for (const hash of ["", "#", "#/", "#/runs", "#/runs/", "#/compare/"])
      expect(parseRoute(hash)).toEqual({ view: "runs" });
  });

  test("comes back from its own address, whatever the name is", () => {
    for (const name of ["cartpole-v1", "a/b", "50 %", "a,b", "naïve?x=1", "#"]) {
      expect(parseRoute(runAddress(name))).toEqual({ view: "run", name });
      expect(parseRoute(studyAddress(name))).toEqual({ view: "study", name });
      expect(parseRoute(compareAddress([name, "other"]))).toEqual({
        view: "compare",
        names: [name, "other"],
      });
    }
  });

  test("compares a run that is named twice once", () => {
    expect(parseRoute("#/compare/a,b,a")).toEqual({ view: "compare", names: ["a", "b"] });
  });

  test("leaves the query to the view", () => {
    expect(parseRoute("#/playground?environment=CartPole-v1&seed=3/4")).toEqual({ view: "playground" });
  });

  test("that nobody knows, or that is not well encoded, is unknown", () => {
    expect(parseRoute("#/nowhere")).toEqual({ view: "unknown" });
    expect(parseRoute("#/runs/%E0%A4%A")).toEqual({ view: "unknown" });
  });
});
