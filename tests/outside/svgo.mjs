// What svgo's default preset makes of SVG files. Usage: node svgo.mjs FILE... prints {file: text}.
import { readFileSync } from "node:fs";
import { optimize } from "svgo";

const answers = {};
for (const file of process.argv.slice(2)) {
  answers[file] = optimize(readFileSync(file, "utf-8"), { path: file }).data;
}
process.stdout.write(JSON.stringify(answers));
