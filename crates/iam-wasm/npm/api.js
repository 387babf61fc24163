/**
 * What the package exports, over the bindings: they are started once, arguments are checked before they cross, and what was freed is not used.
 * The types are in types.d.ts and index.d.ts.
 */
import start, * as bindings from "./iam_wasm.js";

/** @type {Promise<void> | undefined} */
let starting;
let started = false;

/** Starts the program from what `load` gives, unless that has been done. @param {() => unknown} load */
export function init(load) {
  starting ??= (async () => {
    if (!started) await start({ module_or_path: await load() });
    started = true;
  })().catch((error) => {
    starting = undefined;
    throw coded("init", `the program did not start: ${error instanceof Error ? error.message : error}`, error);
  });
  return starting;
}

/** Starts the program from bytes or a module at hand. @param {BufferSource | WebAssembly.Module} module */
export function initSync(module) {
  if (started) return;
  try {
    bindings.initSync({ module });
  } catch (error) {
    throw coded("init", `the program did not start: ${error instanceof Error ? error.message : error}`, error);
  }
  started = true;
}

/** @param {string} code @param {string} message @param {unknown} [cause] */
function coded(code, message, cause) {
  return Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { code });
}

/** Refuses what the bindings would misread. @param {[name: string, value: unknown, type: string][]} values */
function check(...values) {
  if (!started) throw coded("init", "the program is not started: await the default export of this package first");
  for (const [name, value, type] of values) {
    const fits = typeof value === type && (type !== "number" || (Number.isInteger(value) && value >= 0 && value < 2 ** 32));
    if (!fits) throw coded("argument", type === "number" ? `\`${name}\` is not an index` : `\`${name}\` is not a ${type}`);
  }
}

export function evaluate(scenario, options) {
  check(["scenario", scenario, "string"]);
  return bindings.evaluate(scenario, options);
}

export function decide(scenario) {
  check(["scenario", scenario, "string"]);
  return bindings.decide(scenario);
}

export function whatIf(scenario, request, options) {
  check(["scenario", scenario, "string"], ["request", request, "number"]);
  return bindings.whatIf(scenario, request, options);
}

export function sensitivity(scenario, request) {
  check(["scenario", scenario, "string"], ["request", request, "number"]);
  return bindings.sensitivity(scenario, request);
}

export function parsePolicy(document, options) {
  check(["document", document, "string"]);
  return bindings.parsePolicy(document, options);
}

export function lint(document, options) {
  check(["document", document, "string"]);
  const catalog = options?.catalog;
  if (catalog === undefined) return bindings.lint(document, options);
  if (!(catalog instanceof Catalog)) throw coded("options", "the option `catalog` is not a Catalog");
  return catalog.lint(document, options);
}

export function encodeLink(scenario) {
  check(["scenario", scenario, "string"]);
  return bindings.encodeLink(scenario);
}

export function decodeLink(link) {
  check(["link", link, "string"]);
  return bindings.decodeLink(link);
}

export function prepare(scenario) {
  check(["scenario", scenario, "string"]);
  return new PreparedScenario(bindings.prepare(scenario));
}

/** Something that lies in the program's memory until it is freed. */
class Held {
  #inner;

  constructor(inner) {
    this.#inner = inner;
  }

  get _inner() {
    if (this.#inner === undefined) throw coded("freed", "it has been freed");
    return this.#inner;
  }

  free() {
    this.#inner?.free();
    this.#inner = undefined;
  }
}
if (Symbol.dispose) Held.prototype[Symbol.dispose] = Held.prototype.free;

export class PreparedScenario extends Held {
  get length() {
    return this._inner.length;
  }

  decide(request) {
    if (typeof request === "object" && request !== null) {
      return this._inner.decideRequest(JSON.stringify({ version: 1, requests: [request] }));
    }
    check(["request", request, "number"]);
    return this._inner.decideIndex(request);
  }

  decideAll() {
    return this._inner.decideAll();
  }
}

export class Catalog extends Held {
  constructor() {
    check();
    super(new bindings.Catalog());
  }

  add(text) {
    check(["text", text, "string"]);
    return this._inner.add(text);
  }

  lint(document, options) {
    check(["document", document, "string"]);
    return this._inner.lint(document, options);
  }
}
