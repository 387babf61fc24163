// What the page would fetch is in elements of the file. `cargo xtask dist` adds this to the bindings.
// Read at once: the page takes the body for itself.
const held = new Map([...document.querySelectorAll("script[type='text/plain']")].map(({ id, textContent }) => [id, textContent]));
const part = (id) => held.get(`part-${id}`) ?? "";
const parts = { first: undefined, later: undefined };

function waitForLater() {
    new WebAssembly.Instance(new WebAssembly.Module(parts.later), { first: wasm });
    arrive();
}

let texts;
/** What a host would answer for a file. @param {string} url */
async function answer(url) {
    texts ??= inflate(part("texts")).then((bytes) => new Map(Object.entries(JSON.parse(new TextDecoder().decode(bytes)))));
    const text = (await texts).get(url.replace("./", ""));
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
}

let mounted;
/** The editor's module. */
async function editorModule() {
    return (mounted ??= editor());
}

const scripts = globalThis.trustedTypes?.createPolicy("iam-playground-worker", {
    createScriptURL: (url) => {
        if (!url.startsWith("blob:")) throw new TypeError("not the worker of the playground");
        return url;
    },
});
let workerSource;
/** Starts the worker from a blob that holds its script, its program and the catalog. */
function startWorker() {
    if (!workerSource) throw new Error("this file has no worker");
    const url = URL.createObjectURL(workerSource);
    return new Worker(scripts?.createScriptURL(url) ?? url);
}

(async () => {
    let script;
    [parts.first, parts.later, script] = await Promise.all(["first", "later", "worker-script"].map((id) => part(id) && inflate(part(id))));
    if (script) {
        const packed = `const packed = ${JSON.stringify({ program: part("worker"), catalog: part("catalog") })};\n`;
        workerSource = new Blob([packed, new TextDecoder().decode(script)], { type: "text/javascript" });
    }
    await __wbg_init({ module_or_path: parts.first });
})();
