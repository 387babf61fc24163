/** For browsers, workers and bundlers: the program is fetched from beside this file unless another source is given. */
import { init as begin } from "./api.js";

export * from "./exports.js";

export default function init(source) {
  return begin(() => source);
}
