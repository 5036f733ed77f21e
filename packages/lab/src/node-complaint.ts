/** The first Node that has what the command line is made of: `node:sqlite` without a flag, among others. */
const leastNode = [22, 13] as const;

/** One sentence on why a Node of this version cannot run the command line, null where it can. `hasSqlite`: whether it has `node:sqlite`. */
export function nodeComplaint(version: string, hasSqlite: boolean): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = leastNode;
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    return `it needs Node ${leastNode.join(".")} or newer, and this is Node ${version}; update Node, or run it by npx -p node@24 -p @drumlin/lab drumlin`;
  if (!hasSqlite)
    return `this Node ${version} was built without node:sqlite, in which runs are kept; take one from nodejs.org`;
  return null;
}
