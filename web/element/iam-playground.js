/**
 * `<iam-playground>`: shows the policies and the request among its children as a live embed (docs/embedding.md).
 * Without it, or before it comes into view, the page shows its children. It writes no HTML, and asks nothing of a strict policy
 * but to be let in: `script-src` and `frame-src` with the playground's origin.
 */
const version = 1;
const settings = ["layout", "tabs", "request", "accent", "font", "radius"];
const script = new URL(import.meta.url);

/** Starts the frames that come near the view. @type {IntersectionObserver | undefined} */
let near;

/** Whether the page around an element is light or dark: what its `color-scheme` says, if it says one. @param {Element} element */
function schemeOf(element) {
  const scheme = getComputedStyle(element).colorScheme.replace("only", "").trim();
  return scheme === "dark" || scheme === "light" ? scheme : "auto";
}

class IamPlayground extends HTMLElement {
  static observedAttributes = ["theme", "height", "link"];

  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  /** What was set from a script, as text. @type {string | undefined} */
  #given;
  /** What of it the frame has. @type {string | undefined} */
  #told;
  #ready = false;
  /** @type {Map<number, (scenario: object) => void>} */
  #asked = new Map();
  #count = 0;
  #slot = document.createElement("slot");
  #root = this.attachShadow({ mode: "open" });
  #hear = (/** @type {MessageEvent} */ event) => this.#message(event);
  #watch = new MutationObserver(() => this.#theme());

  connectedCallback() {
    Object.assign(this.style, { display: "block", position: "relative" });
    this.#root.append(this.#slot);
    near ??= new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) /** @type {IamPlayground} */ (target).start();
    }, { rootMargin: "300px" });
    near.observe(this);
  }

  disconnectedCallback() {
    near?.unobserve(this);
    removeEventListener("message", this.#hear);
    this.#watch.disconnect();
    this.#frame?.remove();
    this.#frame = undefined;
    this.#ready = this.#slot.hidden = false;
  }

  attributeChangedCallback(/** @type {string} */ name, /** @type {string | null} */ old, /** @type {string | null} */ now) {
    if (!this.#frame || old === now) return;
    if (name === "theme") this.#theme();
    else if (name === "height") this.#height(0);
    else if (now) this.#send("set", { link: now });
  }

  /** Makes the frame, also before it comes into view. */
  start() {
    near?.unobserve(this);
    if (this.#frame) return;
    const frame = (this.#frame = document.createElement("iframe"));
    frame.title = this.getAttribute("name") ?? "IAM Playground";
    if (this.hasAttribute("sandbox")) frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
    // Not in the flow until it has something to show; a frame without room would not paint.
    Object.assign(frame.style, { width: "100%", border: "0", display: "block", position: "absolute", visibility: "hidden", colorScheme: "auto" });
    addEventListener("message", this.#hear);
    for (const element of [document.documentElement, document.body]) this.#watch.observe(element, { attributes: true });
    const link = this.getAttribute("link");
    const text = this.#text();
    this.#told = this.#given;
    let address = link && !this.#given ? link.slice(link.indexOf("#") + 1) : "json=" + encodeURIComponent(text);
    for (const name of settings) {
      const value = this.getAttribute(name);
      if (value !== null) address += `&${name}=${encodeURIComponent(value)}`;
    }
    address += "&theme=" + this.#wanted();
    if (location.origin !== "null") address += "&host=" + encodeURIComponent(location.origin);
    frame.src = new URL("embed.html#" + address, this.#base()).href;
    this.#height(0);
    this.#root.append(frame);
  }

  /** The scenario as it is, with what the reader changed. @returns {Promise<object>} */
  getScenario() {
    if (!this.#ready) return Promise.resolve(JSON.parse(this.#text()));
    const id = ++this.#count;
    this.#send("get", { id });
    return new Promise((resolve) => this.#asked.set(id, resolve));
  }

  /** Shows another scenario, an object or its text. @param {object | string} scenario */
  setScenario(scenario) {
    this.#given = typeof scenario === "string" ? scenario : JSON.stringify(scenario);
    this.#send("set", { scenario: this.#given });
  }

  #base() {
    return new URL(this.getAttribute("src") ?? ".", this.hasAttribute("src") ? document.baseURI : script);
  }

  /** The scenario that the children make, as text. */
  #text() {
    if (this.#given) return this.#given;
    /** @type {Record<string, any>} */
    let scenario = { version: 1, policies: [], requests: [] };
    const name = this.getAttribute("name");
    if (name) scenario.name = name;
    for (const part of this.querySelectorAll("pre, script[type='application/json']")) {
      const text = part.textContent ?? "";
      const { type, name, attachedTo, request } = /** @type {HTMLElement} */ (part).dataset;
      if (part.localName === "pre" && request === undefined) {
        const policy = { type: type ?? "identity", document: text.trim() };
        scenario.policies.push(Object.assign(policy, name && { name }, attachedTo !== undefined && { attachedTo: attachedTo.split(/,?\s+/).filter(Boolean) }));
        continue;
      }
      try {
        const json = JSON.parse(text);
        if (Array.isArray(json)) scenario.requests.push(...json);
        else if (json.action) scenario.requests.push(json);
        else scenario = { ...scenario, ...json };
      } catch (error) {
        console.warn("iam-playground: the JSON among the children cannot be read", error, part);
      }
    }
    return JSON.stringify(scenario);
  }

  #wanted() {
    const theme = this.getAttribute("theme") ?? "auto";
    return theme === "auto" ? schemeOf(this) : theme;
  }

  #theme() {
    this.#send("theme", { theme: this.#wanted() });
  }

  #height(/** @type {number} */ told) {
    const fixed = Number(this.getAttribute("height"));
    const height = fixed > 0 ? fixed : told;
    if (height > 0 && this.#frame) this.#frame.style.height = `${Math.min(height, 20_000)}px`;
  }

  #origin() {
    return this.hasAttribute("sandbox") ? "null" : this.#base().origin;
  }

  #send(/** @type {string} */ type, /** @type {object} */ more) {
    const origin = this.#origin();
    if (this.#ready) this.#frame?.contentWindow?.postMessage({ iamPlayground: version, type, ...more }, origin === "null" ? "*" : origin);
  }

  #message(/** @type {MessageEvent} */ { source, origin, data }) {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || origin !== this.#origin() || data?.iamPlayground !== version) return;
    const { iamPlayground: _, type, ...detail } = data;
    if (type === "ready") {
      this.#ready = true;
      this.#send("hello", {});
      if (this.#given !== this.#told) this.#send("set", { scenario: this.#given });
      this.#theme();
      this.#slot.hidden = true;
      this.#slot.style.display = "none";
      Object.assign(frame.style, { position: "", visibility: "" });
    } else if (type === "resize") {
      if (!Number.isFinite(detail.height)) return;
      this.#height(detail.height);
    } else if (type === "scenario") {
      const answer = this.#asked.get(detail.id);
      this.#asked.delete(detail.id);
      answer?.(JSON.parse(detail.scenario));
      return;
    } else if (type === "change") {
      detail.scenario = JSON.parse(detail.scenario);
    } else if (type !== "verdict") return;
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}

if (!customElements.get("iam-playground")) customElements.define("iam-playground", IamPlayground);

/**
 * Puts an embed in the place of code blocks marked `iam-scenario`: of `<code>` or the box a documentation tool draws around it. The block stays,
 * hidden, for those who undo it. What stands behind the mark in other classes does not matter.
 * @param {ParentNode} [within]
 */
export function upgrade(within = document) {
  for (const marked of within.querySelectorAll(":is(.language-iam-scenario, code.iam-scenario):not([data-iam])")) {
    const block = /** @type {HTMLElement} */ (marked.localName === "code" ? (marked.closest("pre") ?? marked) : marked);
    const text = (block.querySelector("code") ?? block).textContent ?? "";
    marked.setAttribute("data-iam", "");
    block.hidden = true;
    block.style.display = "none";
    const embed = /** @type {IamPlayground} */ (document.createElement("iam-playground"));
    for (const { name, value } of document.querySelector("script[data-upgrade]")?.attributes ?? []) {
      if (name.startsWith("data-") && name !== "data-upgrade") embed.setAttribute(name.slice(5), value);
    }
    embed.setScenario(text);
    block.before(embed);
  }
}

if (document.querySelector("script[data-upgrade]")) {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => upgrade());
  else upgrade();
}
