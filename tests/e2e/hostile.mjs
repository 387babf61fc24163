/** What somebody who means harm might send: texts, links, messages and files. Every script in them would set `globalThis.pwned` or open a dialog. */
import { deflateSync } from "node:zlib";

const script = "globalThis.pwned=1;alert(1)";

/** Texts that would be code or an address to fetch, were they taken for HTML, an attribute, a style or a link. */
export const texts = [
  `<script>${script}</script>`,
  `"><img src=x onerror="${script}">`,
  `</textarea></style></title><svg onload=${script}>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `javascript:${script}`,
  `[click](javascript:${script})`,
  `![x](https://attacker.example/pixel.png)`,
  `<link rel=stylesheet href=https://attacker.example/x.css><base href=https://attacker.example/>`,
  "{{constructor.constructor('globalThis.pwned=1')()}} ${globalThis.pwned=1}",
  "\u202eRTL \u0000 \ufeff \u2028 \ud83d\ude00 \uffff",
  "__proto__",
];

/** A scenario that has a text wherever one may stand. @param {string} text */
function filledWith(text) {
  const statement = { Sid: text, Effect: "Allow", Action: [text, "s3:GetObject"], Resource: [text, "*"], Condition: { StringEquals: { [text]: text }, [text]: { a: text } } };
  return {
    version: 1, name: text, description: text, references: [text, `javascript:${script}`],
    policies: [
      { name: text, type: "identity", attachedTo: [text], document: { Version: "2012-10-17", Id: text, Statement: [statement] } },
      { name: text, type: "resource", document: `{ "Statement": ${JSON.stringify(text)}, ` },
    ],
    requests: [{
      name: text, principal: { arn: "arn:aws:iam::111122223333:user/alice", tags: { [text]: text } }, action: "s3:GetObject",
      resource: { arn: "arn:aws:s3:::b/k", account: "111122223333", tags: { [text]: text } }, context: { [text]: text },
    }],
  };
}

/** The fragment that carries a text, whether it is a scenario or not. @param {string | Uint8Array} text */
const carrying = (text) => `1.${deflateSync(text, { level: 9 }).toString("base64url")}`;

const user = "arn:aws:iam::111122223333:user/alice";
const request = { principal: user, action: "s3:GetObject", resource: { arn: "arn:aws:s3:::b/k", account: "111122223333" } };
/** @param {string} document */
const withPolicy = (document) => JSON.stringify({ version: 1, name: "Hostile", policies: [{ type: "identity", document }], requests: [request] });

/** A policy of 1 MB that is right, and the same without its end. */
const large = JSON.stringify({
  Version: "2012-10-17",
  Statement: Array.from({ length: 8_000 }, (_, index) => ({ Sid: `S${index}`, Effect: index % 2 ? "Allow" : "Deny", Action: `s3:*${index}*`, Resource: `arn:aws:s3:::*${index}*/*a*b*c*` })),
}).slice(0, 1_000_000);

const deep = (length) => "[".repeat(length);

/** Documents: by name the text, and whether a scenario is in it. @type {{name: string, text: string, opens: boolean}[]} */
export const documents = [
  ...texts.map((text, index) => ({ name: `text ${index}`, text: JSON.stringify(filledWith(text)), opens: true })),
  { name: "prototypes", text: `{ "version": 1, "name": "Hostile", "__proto__": { "pwned": 1 }, "constructor": { "prototype": { "pwned": 1 } }, "policies": [], "requests": [] }`, opens: true },
  { name: "half a character", text: `{ "version": 1, "name": "\\ud800" }`, opens: false },
  { name: "a policy that nests deeply", text: withPolicy(deep(100_000)), opens: true },
  { name: "wildcards that backtrack", text: withPolicy(JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: `s3:${"*a".repeat(5_000)}`, Resource: "*" }] })), opens: true },
  { name: "a document that nests deeply", text: deep(1_000_000), opens: false },
  { name: "a policy of 1 MB that breaks off", text: withPolicy(large), opens: true },
  { name: "not JSON", text: `<html><script>${script}</script>`, opens: false },
  { name: "ten thousand requests", text: JSON.stringify({ version: 1, name: "Hostile", requests: Array.from({ length: 10_001 }, () => request) }), opens: false },
];

/** Fragments that open nothing. */
export const links = [
  "1.", "1.!", "9.abcd", "1.AAAA", "%00", "%E0%A4%A", "1.<script>", "__proto__", "constructor", `javascript:${script}`, "x".repeat(1_000_000),
  // 200 MB of nothing in 200 kB.
  carrying(new Uint8Array(200_000_000)),
  carrying(" ".repeat(5_000_000)),
  carrying(JSON.stringify(filledWith("x"))).slice(0, -30),
  "example/../../secret", "example/__proto__", "example/%2e%2e%2fx", "example/https://attacker.example/x", "example///attacker.example/x", `guide/javascript:${script}`,
  "guide/__proto__", "guide/..%2f..%2fx", "learn/99999999999999999999", "learn/-1",
];

/** Fragments that other tools fill in; what opens of them is up to the page. */
export const filledIn = [
  "prefill?principal=<script>&action=javascript:1&resource=%00", `prefill?principal=${encodeURIComponent(`"><img src=x onerror=${script}>`)}&action=__proto__&resource=*`,
];

/** @param {{text: string}} document */
export const link = (document) => carrying(document.text);
