/** Scenarios that the tests open. Plain objects in the published format; a policy's document is text where its form matters. */

const statement = (effect, more = {}) => ({ Effect: effect, Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*", ...more });

/** A policy document as a person would write it. @param {object[]} statements */
export const policyText = (...statements) => JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);

/** One user, one identity policy that allows, one request. */
export const allowed = {
  version: 1,
  name: "One allow",
  policies: [{ name: "ReadReports", type: "identity", document: policyText(statement("Allow", { Sid: "Read" })) }],
  requests: [
    {
      name: "alice reads",
      principal: { arn: "arn:aws:iam::111122223333:user/alice" },
      action: "s3:GetObject",
      resource: { arn: "arn:aws:s3:::reports/2026.csv" },
    },
  ],
};

/** The same with a deny beside it, whose text has emoji, CJK and Windows line ends before what decides. */
export const deniedBehindEmoji = {
  ...allowed,
  name: "A deny behind emoji",
  policies: [
    ...allowed.policies,
    {
      name: "Guard",
      type: "identity",
      document: policyText(statement("Deny", { Sid: "👩‍👩‍👧 漢字 é" })).replaceAll("\n", "\r\n"),
    },
  ],
};

/** Two requests that decide differently. */
export const twoRequests = {
  ...allowed,
  name: "Two requests",
  requests: [allowed.requests[0], { ...allowed.requests[0], name: "alice writes", action: "s3:PutObject" }],
};
