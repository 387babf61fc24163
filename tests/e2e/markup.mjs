/** Scenarios in other people's pages, written as docs/embedding.md has it. */

/** A text as an element's content. @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The element with everything of a scenario among its children. @param {object} scenario whose documents are texts @param {string} [attributes] */
export function elementOf({ policies, requests, ...rest }, attributes = "") {
  const parts = policies.map(({ type, document }) => `<pre data-type="${type}">${escaped(document)}</pre>`);
  for (const part of [rest, requests]) parts.push(`<pre data-request>${escaped(JSON.stringify(part))}</pre>`);
  return `<iam-playground ${attributes}>${parts.join("")}</iam-playground>`;
}
