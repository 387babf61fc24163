
// What files are called that the program names. `cargo xtask dist` adds this to the bindings.
const names = Object.assign(Object.create(null), {{NAMES}});
function named(url) {
    return url.replace(/^(\.\/)?([^/?#]+)/, (_, here = "", first) => here + (names[first] ?? first));
}
