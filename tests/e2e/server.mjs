/** A server of static files on a free port: all that the page may need. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, with a slash at the end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/**
 * Serves `folder`, and texts that are there only for a test.
 * @param {string} folder
 * @param {Record<string, string>} [extra] path, beginning with a slash, to text
 * @param {boolean} [cached] whether browsers keep files with a hash in their names, as docs/hosting.md has it
 * @returns {Promise<{origin: string, close: () => Promise<void>}>}
 */
export async function serve(folder, extra = {}, cached = false) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const name = path === "/" ? "/index.html" : normalize(path);
    try {
      const body = extra[name] ?? (await readFile(join(folder, name)));
      response.setHeader("content-type", types[extname(name)] ?? "application/octet-stream");
      // As docs/embedding.md asks of a host: a sandboxed frame has no origin, so its modules come from another one.
      response.setHeader("access-control-allow-origin", "*");
      if (cached && /-[0-9a-f]{16}|_(bg|later)\.wasm$/.test(name)) response.setHeader("cache-control", "public, max-age=31536000, immutable");
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve(undefined)))),
  };
}
