/** How the package is used, for the compiler: what should be accepted, and after each `@ts-expect-error` what should not. */
import init, { Catalog, PreparedScenario, decide, decodeLink, encodeLink, evaluate, initSync, lint, parsePolicy, prepare, sensitivity, whatIf } from "iam-wasm";
import type { Decision, LinkError, Report, ScenarioError } from "iam-wasm";

await init();
await init(new URL("https://example.org/iam_wasm_bg.wasm"));
await init(fetch("iam_wasm_bg.wasm"));
initSync(new Uint8Array());

const report: Report = evaluate("{}", { positions: "utf8" });
for (const request of report.requests) {
  switch (request.decision) {
    case "allow": case "explicit-deny": case "implicit-deny": case "undetermined": case "error": break;
    default: request.decision satisfies never;
  }
}
const decisions: Decision[] = decide("{}");
const prepared = prepare("{}");
const one: Decision = prepared.decide(0);
prepared.decide({ principal: "*", action: "s3:GetObject", resource: { arn: "*", account: "111122223333" }, context: { "aws:SourceIp": "203.0.113.7" } });
prepared.free();
const catalog = new Catalog();
const codes: string[] = lint("{}", { type: "resource", trust: true, catalog }).findings.map(({ code }) => code);
const entries = parsePolicy("{}").statements[0]?.elements?.action.entries;
const text: string = decodeLink(encodeLink("{}"));
whatIf("{}", 0).changes.forEach(({ changes }) => changes.forEach((change) => {
  if (change.kind === "editPolicy") change.edits.forEach(({ span }) => span.start);
}));
sensitivity("{}", 0).flatMap(({ options }) => options);
export const places = (error: ScenarioError | LinkError): string => error.code;
export { codes, decisions, entries, one, text };

// @ts-expect-error a scenario crosses as text
evaluate({});
// @ts-expect-error positions are of two kinds
evaluate("{}", { positions: "utf32" });
// @ts-expect-error types of policies are known
parsePolicy("{}", { type: "identity-based" });
// @ts-expect-error it is made by `prepare`
new PreparedScenario();
