
// The second half of the program, fetched once the first has shown a verdict. `cargo xtask page` adds this to the bindings.
const later = new URL("{{LATER}}", import.meta.url);

// The page fetches it after its first frame; an embed waits until somebody asks.
function beginLater() {
    const begin = () => setTimeout(fetchLater);
    if (document.documentElement.dataset.entry) addEventListener("programwanted", begin, { once: true });
    else requestAnimationFrame(begin);
}

// The second half has put its functions into the shared table.
function arrive() {
    wasm._arrived.value = 1;
    globalThis.programWhole = true;
    setTimeout(() => dispatchEvent(new Event("programwhole")));
}

async function fetchLater() {
    for (let pause = 500; !wasm._arrived.value; pause *= 2) {
        try {
            const bytes = await (await fetch(later)).arrayBuffer();
            await WebAssembly.instantiate(bytes, { first: wasm });
            arrive();
        } catch (error) {
            console.warn("the second half of the program did not arrive, trying again", error);
            await new Promise((again) => setTimeout(again, pause));
        }
    }
}

// Somebody needs it at once, before it has arrived.
function waitForLater() {
    performance.mark("waited for the second half");
    const request = new XMLHttpRequest();
    request.open("GET", later, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status >= 400) throw new Error(`the second half of the program is not there: ${request.status}`);
    const bytes = Uint8Array.from(request.responseText, (character) => character.charCodeAt(0));
    new WebAssembly.Instance(new WebAssembly.Module(bytes), { first: wasm });
    arrive();
}
