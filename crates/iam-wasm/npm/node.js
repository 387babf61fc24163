/** For Node and Deno: the program is read from beside this file unless another source is given. */
import { readFile } from "node:fs/promises";

import { init as begin } from "./api.js";

export * from "./exports.js";

export default function init(source = new URL("./iam_wasm_bg.wasm", import.meta.url)) {
  return begin(async () => {
    const given = await source;
    // `fetch` of Node refuses files.
    const url = given instanceof URL || typeof given === "string" ? new URL(given) : undefined;
    return url?.protocol === "file:" ? readFile(url) : given;
  });
}
