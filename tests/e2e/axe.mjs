/** What axe can tell of a page. Its context needs `bypassCSP`: axe is put into the page as text, which the page's policy rightly forbids. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How long nothing changes in a page that is looked at, and how long that is waited for, in milliseconds. */
const [pause, patience] = [400, 5_000];

/**
 * What axe finds, once nothing changes any more: it names elements by their places.
 * @param {import("playwright-core").Page | import("playwright-core").Frame} page
 */
export async function findings(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  await page.evaluate(async ([pause, patience]) => {
    /** @type {MutationObserver | undefined} */
    let watch;
    await new Promise((still) => {
      let timer = setTimeout(still, pause);
      watch = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(still, pause);
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      setTimeout(still, patience);
    });
    watch?.disconnect();
  }, [pause, patience]);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  return page.evaluate(async (runOnly) => {
    // Addresses of the page's places begin with `#` too, and lead to what is fetched then: those are no links over a part of the page.
    const places = ["gallery", "guide/", "learn/", "example/"].map((place) => `[href^="#${place}"]`);
    window.axe.configure({ rules: [{ id: "skip-link", selector: `a[href^="#"]:not(${places.join(", ")}), a[href^="/#"]` }] });
    const { violations } = await window.axe.run(document, { runOnly });
    return violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
  }, tags);
}
