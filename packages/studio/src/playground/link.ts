import { fieldsByFlag, type Words } from "./configuration.ts";

const page = "#/playground";

/** The part of the page's address behind its file, which opens the playground with these words. */
export function linkHash(words: Words): string {
  const query = new URLSearchParams(words).toString();
  return query === "" ? page : `${page}?${query}`;
}

/** The words of such a part; none where it is another one. */
export function wordsOfHash(hash: string): Words {
  const [path, query = ""] = hash.split("?", 2);
  return path === page ? Object.fromEntries(new URLSearchParams(query)) : {};
}

/** What one types in a terminal to train the same. */
export function commandLine(words: Words): string {
  const { env = "CartPole-v1", "until-solved": untilSolved = "yes", ...options } = words;
  const flags = Object.entries(options).map(([flag, text]) => {
    if (fieldsByFlag.get(flag)?.kind !== "boolean") return `--${flag} ${text}`;
    return text === "yes" ? `--${flag}` : `--no-${flag}`;
  });
  if (untilSolved === "yes") flags.push("--until-solved");
  return ["npx drumlin train", env, ...flags].join(" ");
}
