import { expect, test } from "vitest";
import { type EncodedMessage, newestMessages } from "./newest-messages.ts";

const opening = { kind: "opening" } as unknown as EncodedMessage;
const moment = (step: number, visited = ""): EncodedMessage => ({
  kind: "moment",
  moment: { step, frame: `frame ${step}`, visited },
});
const points = (step: number): EncodedMessage => ({ kind: "points", points: [["losses/loss", step, 1]] });
const snapshots = (step: number): EncodedMessage => ({ kind: "snapshots", step });

test("every point is kept, in order", () => {
  expect(newestMessages([points(1), points(2), points(3)])).toEqual([points(1), points(2), points(3)]);
});

test("of moments and snapshot steps only the last is kept", () => {
  expect(newestMessages([moment(1), snapshots(1), points(1), moment(2), snapshots(2)])).toEqual([
    points(1),
    moment(2),
    snapshots(2),
  ]);
});

test("the last moment keeps the visited observations that an earlier one told", () => {
  expect(newestMessages([moment(1, "AAAA"), moment(2), moment(3)])).toEqual([moment(3, "AAAA")]);
});

test("what came before an opening is said again by it", () => {
  expect(newestMessages([points(1), moment(1), opening, points(2)])).toEqual([opening, points(2)]);
});
