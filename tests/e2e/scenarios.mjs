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

/** One policy with a statement that allows and one that denies. */
export const readAndGuard = {
  ...allowed,
  name: "Read and guard",
  policies: [{ name: "ReadAndGuard", type: "identity", document: policyText(statement("Allow", { Sid: "Read" }), statement("Deny", { Sid: "Guard" })) }],
};

/** Two policies of one type, and one of another between them. */
export const threeOfAKind = {
  ...allowed,
  name: "Three policies",
  policies: [
    { name: "One", type: "identity", document: policyText(statement("Allow")) },
    { name: "Bucket", type: "resource", document: policyText(statement("Allow", { Principal: "*" })) },
    { name: "Two", type: "identity", document: policyText(statement("Allow")) },
  ],
};

/** Two accounts, a condition on tags, and a service control policy at the root. */
export const controlled = {
  ...allowed,
  name: "Under control",
  policies: [
    { name: "ReadReports", type: "identity", document: policyText(statement("Allow", { Condition: { StringEquals: { "aws:ResourceTag/team": "red" } } })) },
    { name: "NoReports", type: "service-control", attachedTo: ["ou-ab12-00000001"], document: policyText(statement("Deny")) },
  ],
  requests: [{ ...allowed.requests[0], resource: { arn: "arn:aws:s3:::reports/2026.csv", tags: { team: "red" } } }],
};

/** Something in every form, and something wrong in some. */
export const everyForm = {
  ...allowed,
  name: "Every form",
  organization: {
    id: "o-a1b2c3d4e5",
    managementAccount: "12",
    accounts: { 111122223333: { path: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/" }, 444455556666: { path: "o-a1b2c3d4e5/r-ab12/" }, 777788889999: { path: "nowhere" } },
  },
  policies: [
    {
      name: "Read",
      type: "identity",
      attachedTo: ["arn:aws:iam::111122223333:user/alice", "bob"],
      document: policyText(statement("Allow", { Sid: "Allow", Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }), statement("Deny", { Sid: "Deny" })),
    },
    { name: "Guard", type: "service-control", attachedTo: ["ou-ab12-11111111"], document: policyText(statement("Allow")) },
    { name: "Perimeter", type: "resource-control", document: policyText({ Effect: "Deny", Principal: "*", Action: "s3:Put*", Resource: "*" }) },
  ],
  requests: [
    {
      name: "alice reads",
      principal: { arn: "arn:aws:iam::111122223333:user/alice", tags: { team: "red" }, groups: ["arn:aws:iam::111122223333:group/readers"] },
      action: "s3:GetObject",
      resource: {
        arn: "arn:aws:s3:::reports/2026.csv",
        account: "444455556666",
        tags: { team: "red" },
        s3: { objectOwnership: "ObjectWriter", objectOwner: "1234", objectAcl: [{ grantee: "AllUsers", permission: "READ" }], blockPublicAccess: true },
        grants: [{ grantee: "", operations: [], encryptionContextSubset: { department: "finance" } }],
      },
      context: { "aws:SourceIp": "203.0.113.7", "aws:SecureTransport": true, "aws:TagKeys": ["a", "b"] },
      unknown: ["aws:SourceIp"],
      expect: "allow",
    },
  ],
};
