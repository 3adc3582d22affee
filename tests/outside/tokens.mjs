// Prints whether two scripts are the same but for comments and blanks: the tokens of both.
// A `const` may be a `let`.
import { readFileSync } from "node:fs";
import { tokenize } from "espree";

const tokens = (file) =>
	tokenize(readFileSync(file, "utf8"), { ecmaVersion: 2023 }).map(({ type, value }) => [type, value === "const" ? "let" : value]);
const [ours, published] = process.argv.slice(2).map(tokens);
console.log(JSON.stringify({ tokens: ours.length, same: JSON.stringify(ours) === JSON.stringify(published) }));
