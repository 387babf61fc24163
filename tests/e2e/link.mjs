/** Links, made and read without the page, as another program would (docs/links.md). */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

const dictionary = await readFile(new URL("../../crates/iam-share/src/dictionary-2.txt", import.meta.url));

/** What stands behind `#` in a link to a scenario. @param {object} scenario */
export function payloadOf(scenario) {
  const document = Buffer.from(JSON.stringify(scenario));
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(document));
  return `2.${Buffer.concat([check.subarray(0, 3), deflateRawSync(document, { dictionary })]).toString("base64url")}`;
}

/** What a link carries. @param {string} link */
export function read(link) {
  const bytes = Buffer.from(link.split("#2.")[1].split(".")[0], "base64url");
  const document = inflateRawSync(bytes.subarray(3), { dictionary });
  assert.equal(crc32(document) >>> 8, bytes.readUIntBE(0, 3), "the checksum differs");
  return JSON.parse(document.toString());
}
