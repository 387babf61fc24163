/**
 * Registers the service worker once the page has shown a verdict and is whole, and offers a new release when there is one.
 * `cargo xtask dist` adds this to the published page. Text is set as text; the style goes through the CSSOM, as the page's policy wants.
 */
const HOUR = 3_600_000;

const policy = globalThis.trustedTypes?.createPolicy("iam-playground-release", {
  createScriptURL: (url) => {
    if (url !== "./sw.js") throw new TypeError("not the service worker of the playground");
    return url;
  },
});

if ("serviceWorker" in navigator && window.isSecureContext) {
  if (globalThis.programWhole) start();
  else addEventListener("programwhole", start, { once: true });
}

async function start() {
  try {
    const registration = await navigator.serviceWorker.register(policy?.createScriptURL("./sw.js") ?? "./sw.js", { updateViaCache: "none" });
    watch(registration);
  } catch (error) {
    // Without it the page works as long as there is a network.
    console.info("the page is not kept for when there is no network:", error instanceof Error ? error.message : error);
  }
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
  const consider = () => {
    // The first one takes over by itself: there is nothing to reload for.
    if (registration.waiting && registration.active) offer(registration);
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", consider);
  });
  consider();
}

let reloads = false;

/** @param {ServiceWorkerRegistration} registration */
function offer(registration) {
  document.getElementById("new-release")?.remove();
  const reload = button("Reload", () => {
    reloads = true;
    registration.waiting?.postMessage("take over");
  });
  const later = button("Later", () => box.remove());
  const text = document.createElement("span");
  text.textContent = "A new version is ready.";
  const box = document.createElement("div");
  box.id = "new-release";
  box.setAttribute("role", "status");
  box.append(text, " ", reload, " ", later);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`#new-release {
    position: fixed; inset: auto auto 12px 12px; z-index: 20; max-width: calc(100vw - 24px); padding: 8px 12px;
    border: 1px solid var(--line-2, CanvasText); border-radius: 6px; background: var(--surface, Canvas); color: var(--ink, CanvasText);
  }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.body.append(box);
}

/** @param {string} name @param {() => void} act */
function button(name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sm btn-line";
  made.textContent = name;
  made.addEventListener("click", act);
  return made;
}

navigator.serviceWorker?.addEventListener("controllerchange", () => {
  // Where somebody asked for it; other windows go on with the release they have.
  if (reloads) location.reload();
});
