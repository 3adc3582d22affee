// What DOMPurify leaves of SVG files, one answer per file and way of calling it.
// Usage: node dompurify.mjs FILE... prints {file: {way: what is left}}.
import { readFileSync } from "node:fs";
import createDOMPurify from "dompurify";
import { JSDOM } from "jsdom";

const ways = {
  default: {},
  "without style": { FORBID_TAGS: ["style"] },
  "svg profile": { USE_PROFILES: { svg: true } },
  "named properties": { SANITIZE_NAMED_PROPS: true },
};

const answers = {};
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf-8");
  answers[file] = {};
  for (const [way, options] of Object.entries(ways)) {
    answers[file][way] = createDOMPurify(new JSDOM("").window).sanitize(text, options);
  }
}
process.stdout.write(JSON.stringify(answers));
