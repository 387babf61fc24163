const scripts = globalThis.trustedTypes?.createPolicy("iam-playground-worker", {
    createScriptURL: (url) => {
        if (names[url.replace("./", "")] === undefined) throw new TypeError("not a script of the playground");
        return named(url);
    },
});
function trusted(url) {
    return scripts?.createScriptURL(url) ?? named(url);
}
