/** The version of package.json, which moves one folder when the package is built; a test holds the two together. */
export const version = "0.1.0";
