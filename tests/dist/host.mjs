/** A host of static files as a published page meets it: below any path, with the headers of `_headers`, and Brotli where it lies beside a file. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** The rules of `_headers`: pattern to lines. @param {string} folder @returns {{pattern: string, headers: [string, string][]}[]} */
function rules(folder) {
  const found = [];
  for (const line of readFileSync(join(folder, "_headers"), "utf8").split("\n")) {
    if (/^\S/.test(line)) found.push({ pattern: line.trim(), headers: [] });
    else if (line.trim() !== "") found.at(-1).headers.push(/^\s*([^:]+):\s*(.*)$/.exec(line).slice(1));
  }
  return found;
}

/**
 * @param {string} folder
 * @param {string} base with a slash at both ends
 */
export async function host(folder, base) {
  const state = { folder, rules: rules(folder), down: false, /** @type {RegExp | undefined} */ withheld: undefined, /** @type {string[]} */ asked: [], /** @type {string[]} */ missing: [] };
  const server = createServer(async (request, response) => {
    if (state.down) return void request.socket.destroy();
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    state.asked.push(pathname);
    if (!pathname.startsWith(base) || state.withheld?.test(pathname)) return void response.writeHead(404).end();
    const path = `/${normalize(pathname.slice(base.length))}`.replace(/^\/\.$/, "/");
    const file = join(state.folder, path === "/" ? "index.html" : path);
    for (const { pattern, headers } of state.rules) {
      const fits = pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
      if (fits) for (const [name, value] of headers) response.setHeader(name, value);
    }
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
    const packed = /\bbr\b/.test(String(request.headers["accept-encoding"])) && (await readFile(`${file}.br`).catch(() => undefined));
    const body = packed || (await readFile(file).catch(() => undefined));
    if (!body) return void (state.missing.push(pathname), response.writeHead(404).end());
    if (packed) response.setHeader("content-encoding", "br");
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = server.address();
  return {
    address: `http://localhost:${port}${base}`,
    state,
    /** Publishes another folder in place of this. @param {string} next */
    publish(next) {
      state.folder = next;
      state.rules = rules(next);
    },
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
