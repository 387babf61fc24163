// What the worker would fetch stands before it. `cargo xtask dist` adds this to the bindings.
let texts;
async function answer(url) {
    texts ??= inflate(packed.catalog).then((bytes) => new Map(Object.entries(JSON.parse(new TextDecoder().decode(bytes)))));
    const text = (await texts).get(url.replace("./", ""));
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
}
inflate(packed.program).then((program) => __wbg_init({ module_or_path: program }));
