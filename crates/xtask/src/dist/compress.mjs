/** Writes Brotli and gzip beside each file that is worth it, for hosts that serve them as they are. `node compress.mjs FOLDER` */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const folder = process.argv[2];
if (!folder) throw new Error("usage: compress.mjs FOLDER");
const texts = new Set([".html", ".js", ".css", ".wasm", ".json", ".txt", ".svg", ".webmanifest"]);
/** Below that a file fits into the first packets anyway. */
const LEAST = 1_000;

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && texts.has(extname(entry.name))).map((entry) => join(entry.parentPath ?? entry.path, entry.name));

async function compress(file) {
  const body = await readFile(file);
  if (body.length < LEAST) return;
  // Many small files of data: the hardest level takes ten times as long for a twentieth less.
  const quality = extname(file) === ".json" || extname(file) === ".txt" ? 9 : 11;
  const brotli = await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
  const zipped = await promisify(gzip)(body, { level: 9 });
  if (brotli.length < body.length) await writeFile(`${file}.br`, brotli);
  if (zipped.length < body.length) await writeFile(`${file}.gz`, zipped);
}

await Promise.all(Array.from({ length: cpus().length }, async () => {
  for (let file = files.pop(); file !== undefined; file = files.pop()) await compress(file);
}));
