// What programs that run in Node make of snippets, called as the wikis that use them call them.
// Usage: node recipes.mjs PROGRAM FILE... prints {file: HTML}.
import { readFileSync } from "node:fs";

async function asciidoctor() {
  const { default: Asciidoctor } = await import("@asciidoctor/core");
  const program = Asciidoctor();
  return (text) => program.convert(text, { safe: "secure" });
}

// Docusaurus reads .md and .mdx alike, with these plugins.
async function mdx() {
  const { evaluate } = await import("@mdx-js/mdx");
  const { createElement } = await import("react");
  const { renderToStaticMarkup } = await import("react-dom/server");
  const runtime = await import("react/jsx-runtime");
  const remarkPlugins = await plugins("directive", "emoji", "gfm");
  return async (text) => {
    const page = await evaluate(text, { ...runtime, format: "mdx", remarkPlugins });
    return renderToStaticMarkup(createElement(page.default));
  };
}

// GitHub's Markdown, and what its cleaning leaves of the HTML.
async function gfm() {
  const [{ unified }, { default: parse }, { default: rehype }] = await Promise.all([
    import("unified"),
    import("remark-parse"),
    import("remark-rehype"),
  ]);
  const { default: raw } = await import("rehype-raw");
  const { default: clean } = await import("rehype-sanitize");
  const { default: write } = await import("rehype-stringify");
  const program = unified()
    .use(parse)
    .use(await plugins("gfm"))
    .use(rehype, { allowDangerousHtml: true })
    .use(raw)
    .use(clean)
    .use(write);
  return async (text) => String(await program.process(text));
}

// markdown-it with all that it can do, as Wiki.js and many editors have it.
async function markdownIt() {
  const { default: MarkdownIt } = await import("markdown-it");
  const { full } = await import("markdown-it-emoji");
  const program = new MarkdownIt({ html: true, linkify: true, typographer: true }).use(full);
  return (text) => program.render(text);
}

function plugins(...names) {
  return Promise.all(names.map(async (name) => (await import(`remark-${name}`)).default));
}

const programs = { asciidoctor, mdx, gfm, "markdown-it": markdownIt };
const [name, ...files] = process.argv.slice(2);
const convert = await programs[name]();
const answers = {};
for (const file of files) answers[file] = await convert(readFileSync(file, "utf-8"));
process.stdout.write(JSON.stringify(answers));
