import { readFileSync, statSync } from "node:fs";
import { formatCount, UsageError } from "@drumlin/run";
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { type Place, placeName } from "./place.ts";
import { findUnusable } from "./unusable-content.ts";

/** Bytes of a study file at most: a parser of YAML takes its time, and the longest of ours has a fiftieth of that. */
const mostBytes = 100_000;

/** A study file, parsed, which remembers on which line everything stands. YAML, and with it JSON. */
export class StudyFile {
  /** Maps, lists, text, numbers, as they stand in the file. */
  readonly content: unknown;
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;

  constructor(path: string) {
    this.#path = path;
    const text = readText(path);
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      merge: true,
      // Both are the same name once it is read: `true` and `"true"`.
      uniqueKeys: (one, other) =>
        isScalar(one) && isScalar(other) && String(one.value) === String(other.value),
    });
    const [error] = [...this.#document.errors, ...this.#document.warnings];
    if (error !== undefined) {
      const [key] = text.slice(error.pos[0]).match(/^[^\s:]+/) ?? [""];
      const { line } = this.#lines.linePos(error.pos[0]);
      if (error.code === "DUPLICATE_KEY")
        throw new UsageError(
          `${path}, line ${line}: ${key} stands here a second time; remove one of the two`,
        );
      throw this.#unreadable(line, error.message);
    }
    try {
      this.content = this.#document.toJS();
    } catch (problem) {
      throw this.#unreadable(1, (problem as Error).message);
    }
    const unusable = findUnusable(this.content);
    if (unusable !== null) throw this.refusal(unusable.place, unusable.complaint);
  }

  /** The sentence that refuses what stands at a place: `study.yaml, line 3: steps is "many"; it must be …`. */
  refusal(place: Place, complaint: string): UsageError {
    return this.error(place, `${placeName(place)} ${complaint}`);
  }

  /** A whole sentence on what stands at a place. */
  error(place: Place, sentence: string): UsageError {
    return new UsageError(`${this.#path}, line ${this.#lineOf(place)}: ${sentence}`);
  }

  #unreadable(line: number, problem: string): UsageError {
    return new UsageError(
      `${this.#path}, line ${line}: this is no YAML or JSON (${problem}); correct it there`,
    );
  }

  /** The line of the key at a place, or of the nearest thing around it that is there. */
  #lineOf(place: Place): number {
    let offset = 0;
    let node: unknown = this.#document.contents;
    for (const key of place) {
      if (isAlias(node)) node = node.resolve(this.#document);
      let found: unknown;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
        found = pair?.key;
        node = pair?.value;
      } else if (isSeq(node)) {
        found = node.items[Number(key)];
        node = found;
      }
      if (!isNode(found)) break;
      offset = found.range?.[0] ?? offset;
    }
    return this.#lines.linePos(offset).line;
  }
}

function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes)
      throw new Error(
        `it has ${formatCount(size)} bytes, and a study file ${formatCount(mostBytes)} at most`,
      );
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `cannot read ${path}: ${(error as Error).message}; give the path of a study file, YAML or JSON`,
    );
  }
}
