/** Bundles the editor into one ES module. `npm ci && npm run build`; the result and the licences it carries are checked in. */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/**
 * style-mod writes a `<style>` element into a document and adopts a sheet only in shadow roots. The page's `style-src 'self'` forbids
 * the element, so documents adopt too.
 */
const adoptStyles = {
  name: "adopt-styles",
  setup({ onLoad }) {
    onLoad({ filter: /style-mod\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const condition = "if (!root.head && root.adoptedStyleSheets";
      if (!source.includes(condition)) throw new Error("style-mod has changed: look at how it adds its rules");
      return { contents: source.replace(condition, "if (root.adoptedStyleSheets") };
    });
  },
};

/**
 * Around what is in view of a wrapped line, the editor keeps 10,000 characters on either side drawn, and the browser lays all of them out
 * again at every keystroke. A policy on one line is such a line; 2,500 are enough to scroll by, and take a third of the time.
 */
const shortLines = {
  name: "short-lines",
  setup({ onLoad }) {
    onLoad({ filter: /@codemirror\/view\/dist\/index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const margin = "wrapping ? 10000 /* LG.MarginWrap */";
      if (!source.includes(margin)) throw new Error("@codemirror/view has changed: look at how it draws long lines");
      return { contents: source.replace(margin, "wrapping ? 2500") };
    });
  },
};

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["main.js"],
  outfile: "dist/editor.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* Made by web/editor/build.mjs; not to be edited. Contains CodeMirror and others under the MIT licence: editor.LICENSES.txt */" },
  metafile: true,
  plugins: [adoptStyles, shortLines],
});

const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined),
);
const notices = [];
for (const name of [...packages].sort()) {
  const text = await readFile(join(here, "node_modules", name, "LICENSE"), "utf8");
  notices.push(`${name}\n\n${text.trim()}\n`);
}
await writeFile(join(here, "dist/editor.LICENSES.txt"), notices.join("\n---\n\n"));
console.log(`${relative(process.cwd(), join(here, "dist/editor.js"))}: ${packages.size} packages`);
