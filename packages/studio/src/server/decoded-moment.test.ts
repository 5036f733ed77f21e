import { expect, test } from "vitest";
import { decodedMoment } from "./decoded-moment.ts";

test("numbers come back from base64 to the bit, −0, infinities and subnormals among them", () => {
  const frame = Float32Array.of(4, 2, -0, Number.POSITIVE_INFINITY, 1e-42, 0.1);
  const encoded = Buffer.from(frame.buffer).toString("base64");
  const moment = decodedMoment({ step: 17, frame: encoded, visited: "" });
  expect(moment).toEqual({ step: 17, frame, visited: new Float32Array(0) });
  expect(Object.is(moment.frame[2], -0)).toBe(true);
});

test("bytes that are no whole numbers are refused", () => {
  expect(() => decodedMoment({ step: 0, frame: btoa("abc"), visited: "" })).toThrow(RangeError);
});
