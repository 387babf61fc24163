/**
 * The evaluator of the IAM playground: a scenario document in, a report out.
 *
 * The scenario format is described in `docs/scenario-format.md`. Indexes count from 0; a list of policies or requests
 * stands in the scenario's order. Sentences are for people; no program should read them.
 */

/** Evaluates a scenario document. @throws {ScenarioError | OptionsError} */
export function evaluate(scenario: string, options?: EvaluateOptions): Report;

/** Decides every request of a scenario document, in order. @throws {ScenarioError} */
export function decide(scenario: string): Decision[];

/**
 * Searches what would change the decision of a request: for a denied one the changes that allow it, for an allowed one the
 * single removals that end it. Each was applied and decided again. @throws {ScenarioError | RequestError | OptionsError}
 */
export function whatIf(scenario: string, request: number, options?: EvaluateOptions): WhatIfs;

/**
 * Tries other values of every condition key that policies test for a request, one key at a time.
 * @throws {ScenarioError | RequestError}
 */
export function sensitivity(scenario: string, request: number): KeySensitivity[];

/**
 * Reads a scenario document once, to decide many requests. It lies in the program's memory until it is freed, at the latest when it is no
 * longer reachable. @throws {ScenarioError}
 */
export function prepare(scenario: string): PreparedScenario;

export class PreparedScenario {
  private constructor();
  /** How many requests the scenario has. */
  readonly length: number;
  /** Decides a request of the scenario, by its index. @throws {RequestError} */
  decide(request: number): Decision;
  /**
   * Decides another request, in the form of the scenario format, in place of the scenario's own. Policies, organization and all else stay.
   * @throws {ScenarioError | RequestError}
   */
  decide(request: ScenarioRequest): Decision;
  /** Decides every request of the scenario, in order. */
  decideAll(): Decision[];
  /** Gives its memory back; it cannot be used afterwards. */
  free(): void;
}

/** A request as `docs/scenario-format.md` has it. */
export interface ScenarioRequest {
  principal: string | { arn: string; [field: string]: unknown };
  action: string;
  resource?: string | { arn: string; account?: string; [field: string]: unknown };
  context?: Record<string, unknown>;
  [field: string]: unknown;
}

/** Reads one policy document. Never fails: what is wrong is in `diagnostics`. @throws {OptionsError} */
export function parsePolicy(document: string, options?: PolicyOptions): ParsedPolicy;

/**
 * Looks at one policy document: the checks of IAM Access Analyzer by their names, and some more. What needs to know a service is left out
 * unless a catalog has it, and `missing` names the service. @throws {OptionsError}
 */
export function lint(document: string, options?: LintOptions): LintResult;

/** The part of a link after `#` that carries a scenario document. @throws {ScenarioError} */
export function encodeLink(scenario: string): string;

/** The scenario document that a link carries, as text. Takes a whole link or the part after `#`. @throws {LinkError} */
export function decodeLink(link: string): string;

/** The service reference that `lint` looks into: the names of all services, global condition keys, and the services that were added. */
export class Catalog {
  constructor();
  /** Adds a service by the text of its file, which a playground serves as `catalog/services/PREFIX.txt`; gives its prefix. @throws {CatalogError} */
  add(text: string): string;
  /** As the function, with this catalog. @throws {OptionsError} */
  lint(document: string, options?: PolicyOptions & { attachedTo?: string[] }): LintResult;
  /** Gives its memory back; it cannot be used afterwards. */
  free(): void;
}

export interface PolicyOptions extends EvaluateOptions {
  /** The type of policy; `"identity"` by default. */
  type?: PolicyType;
  /** Whether a policy of the type `"resource"` is the trust policy of a role. */
  trust?: boolean;
}

export interface LintOptions extends PolicyOptions {
  /** The ARNs of what carries the policy. */
  attachedTo?: string[];
  catalog?: Catalog;
}

export interface EvaluateOptions {
  /** How places in policies are counted: UTF-16 code units, as in JavaScript strings (default), or UTF-8 bytes. */
  positions?: "utf16" | "utf8";
}

/** A document that breaks the scenario format. */
export interface ScenarioError extends Error {
  /** Kebab-case code by area: `scenario/unexpected-value`, `json/…`. */
  code: string;
  /** The JSON path of the value, such as `policies[2].type`; empty for the document as a whole. */
  path: string;
  /** Line of the place, from 1. */
  line: number;
  /** Column of the place in UTF-16 code units, from 1. */
  column: number;
}

/** An option that is not known. */
export interface OptionsError extends Error {
  code: "options";
}

/** A request that the scenario does not have. */
export interface RequestError extends Error {
  code: "request";
}

/** An argument that is not of its type. */
export interface ArgumentError extends Error {
  code: "argument";
}

/** A link that does not open. */
export interface LinkError extends Error {
  code: `link/${string}`;
}

/** A text that is not a service's file. */
export interface CatalogError extends Error {
  code: "catalog";
}

/** A prepared scenario or a catalog that has been freed. */
export interface FreedError extends Error {
  code: "freed";
}

export type Decision = "allow" | "explicit-deny" | "implicit-deny" | "undetermined" | "error";
export type PolicyType =
  | "identity" | "resource" | "permissions-boundary" | "session" | "service-control" | "resource-control" | "vpc-endpoint";

/** A half-open range of offsets into the text of a policy. */
export interface Span {
  start: number;
  end: number;
}

/** The id of a rule, a kebab-case sentence in small: `explicit-deny-wins`. */
export type RuleId = string;

/** Everything there is to say about a scenario. */
export interface Report {
  version: 1;
  policies: PolicyReport[];
  requests: RequestReport[];
  /** The calls that requests are parts of; left out where there are none. */
  calls?: CallReport[];
  /** What is worth knowing about the document as a whole, such as fields that were not understood. */
  notes: string[];
}

/** Requests that are one call to AWS, decided together. */
export interface CallReport {
  name: string;
  /** Their places among the requests. */
  requests: number[];
  /** "allow" if every request is allowed, else the gravest of their decisions. */
  decision: Decision;
  /** What the scenario expects of it. */
  expect?: Decision;
  /** How many are allowed, in one sentence. */
  sentence: string;
}

export interface PolicyReport {
  /** Its title, never empty. */
  name: string;
  type: PolicyType;
  /** Whether it is the trust policy of a role. */
  trust: boolean;
  /** Whether it can be evaluated. */
  valid: boolean;
  statements: StatementOutline[];
  diagnostics: Diagnostic[];
}

export interface StatementOutline {
  sid?: string;
  effect?: Effect;
  /** From brace to brace. */
  span: Span;
}

export type Effect = "Allow" | "Deny";

export interface Diagnostic {
  code: string;
  severity: "error" | "warning" | "info";
  span: Span;
  message: string;
  help?: string;
  related?: { span: Span; message: string }[];
  fix?: { title: string; edits: { span: Span; text: string }[] };
}

export interface RequestReport {
  name?: string;
  /** The request in words. */
  summary: string;
  decision: Decision;
  /** The rule that decided. */
  rule: RuleId;
  /** The decision and its cause. */
  sentence: string;
  /** What the scenario expects. */
  expect?: Decision;
  principal: PrincipalReading;
  resource: ResourceReading;
  relation: "same-account" | "cross-account" | "none";
  /** Every stage of the decision, in AWS's order. */
  stages: Stage[];
  /** The statements that decided, or, for an implicit deny, the nearest misses: `stages[stage].statements[statement]`. */
  deciding: { stage: number; statement: number }[];
  /** Under which condition the request is allowed, when that depends on keys that are open, or missing while tested. */
  depends?: Dependency;
  keys: KeyReading[];
  notes: Note[];
}

export interface Dependency {
  /** The keys it depends on, in order of their names. */
  keys: string[];
  /** The request is allowed exactly when this holds. */
  allowedIf: Requirement;
  /** What is decided when it does not hold, if that is the same in every case. */
  otherwise?: Decision;
  sentence: string;
}

/** A condition over tests that policies make, as a tree. */
export type Requirement =
  | { kind: "all" | "any"; of: Requirement[] }
  | {
      kind: "test";
      /** Whether the test must hold, or must not. */
      holds: boolean;
      policy: number;
      statement: number;
      span: Span;
      sentence: string;
    };

export interface Note {
  rule: RuleId;
  sentence: string;
}

export interface PrincipalReading {
  arn: string;
  kind?:
    | "user" | "role-session" | "slr-session" | "federated-user" | "root" | "service" | "web-identity" | "saml"
    | "origin-access-identity" | "anonymous";
  partition?: string;
  account?: string;
  /** User, role or federated user name, service, or provider. */
  name?: string;
  session?: string;
  /** What is wrong with it, if it could not be read. */
  problem?: string;
}

export interface ResourceReading {
  arn: string;
  account?: string;
  accountFrom: "given" | "arn" | "principal" | "unknown";
  problem?: string;
}

export type Outcome = "allow" | "no-match" | "explicit-deny" | "unknown" | "error" | "absent" | "not-applicable";
export type Answer = "yes" | "no" | "unknown";

export interface Stage {
  id:
    | "explicit-deny" | "resource-control" | "service-control" | "vpc-endpoint" | "resource" | "identity"
    | "permissions-boundary" | "session";
  /** Whose account the stage belongs to. */
  side: "caller" | "resource" | "both";
  outcome: Outcome;
  /** Whether it decided. */
  decides: boolean;
  /** Whether, had everything else been passed, it would still stand in the way. */
  blocks: boolean;
  rule: RuleId;
  sentence: string;
  /** The policies that take part, as indexes. */
  policies: number[];
  /** Root, organizational units and account, for SCPs and RCPs. */
  levels?: Level[];
  /** Every statement that was looked at: deciding ones first, then matched, then by number of failed elements. */
  statements: StatementFinding[];
}

export interface Level {
  id: string;
  outcome: Outcome;
  /** Whether the managed default policy stands here without being listed. */
  defaultPolicy: boolean;
  policies: number[];
}

export interface StatementFinding {
  policy: number;
  statement: number;
  /** Index into the levels of the stage. */
  level?: number;
  sid?: string;
  effect: Effect;
  span: Span;
  applies: Answer;
  weight: "deciding" | "matched" | "open" | "near-miss" | "not-matched";
  /** The first element that failed. */
  failed?: ElementName;
  failedCount: number;
  rule: RuleId;
  sentence: string;
  /** The form by which an applying Allow of a resource-based policy reaches the requester. */
  grant?: "account" | "role" | "user" | "session" | "service" | "federated" | "any";
  elements: ElementFinding[];
}

export type ElementName = "principal" | "action" | "resource" | "condition";

export interface ElementFinding {
  element: ElementName;
  /** Whether it is the `Not…` form. */
  negated: boolean;
  answer: Answer;
  rule: RuleId;
  /** The whole element. */
  span: Span;
  /** The shortest text that decided. */
  focus: Span;
  sentence: string;
  entries?: EntryFinding[];
  conditions?: ConditionFinding[];
}

export interface EntryFinding {
  text: string;
  span: Span;
  /** Whether it matches by itself, before any `Not`. */
  answer: Answer;
  rule?: RuleId;
  /** The text with its variables replaced. */
  resolved?: string;
  sentence?: string;
}

export interface ConditionFinding {
  operator: string;
  operatorSpan: Span;
  key: string;
  keySpan: Span;
  span: Span;
  answer: Answer;
  rule: RuleId;
  sentence: string;
  values: EntryFinding[];
  /** The request's values; empty when the key is missing or open. */
  request: string[];
  origin: Origin;
}

export type Origin = "given" | "overridden" | "derived" | "assumed" | "missing" | "open";

export interface KeyReading {
  name: string;
  values: string[];
  multivalued: boolean;
  origin: Origin;
  /** Whether a policy that takes part tests it. */
  tested: boolean;
  note?: Note;
}

/** What a search for changes found. */
export interface WhatIfs {
  /** How many changes were tried. */
  tried: number;
  /** Whether the search stopped at its limit. */
  cut: boolean;
  /** For an allowed request: whether one statement carries it alone. */
  carriedAlone?: boolean;
  /** The changes that hold, best first. */
  changes: WhatIf[];
}

/** A change that was tried, and what it leads to. */
export interface WhatIf {
  /** What to do, in the imperative. */
  sentence: string;
  /** All of them together lead to the decision. One after another: each counts places in the text that those before it left. */
  changes: Change[];
  /** Whether access grows beyond this request. */
  widens: boolean;
  /** What the request then decides. */
  decision: Decision;
}

export type Change =
  | {
      kind: "editPolicy";
      policy: number;
      /** In order of their places. */
      edits: { span: Span; text: string }[];
    }
  | { kind: "addPolicy"; name: string; type: PolicyType; document: string; attachedTo: string[] }
  | {
      kind: "setKey";
      key: string;
      /** Empty: the key becomes absent. */
      values: string[];
      multivalued: boolean;
    };

/** A condition key and what its values decide. */
export interface KeySensitivity {
  key: string;
  options: KeyOption[];
}

export interface KeyOption {
  /** Empty: the key is absent. */
  values: string[];
  multivalued: boolean;
  /** Whether the request has this value. */
  current: boolean;
  /** Whether it stands for every value that no policy names. */
  other: boolean;
  decision: Decision;
}

/** A policy as it is read. */
export interface ParsedPolicy {
  type: PolicyType;
  trust: boolean;
  /** The version of the policy language in force. */
  version: "2008-10-17" | "2012-10-17";
  /** Whether it can be evaluated. */
  valid: boolean;
  statements: ParsedStatement[];
  diagnostics: Diagnostic[];
}

export interface ParsedStatement extends StatementOutline {
  /** Missing if the statement cannot be evaluated. */
  elements?: {
    principal?: ParsedElement;
    action: ParsedElement;
    resource?: ParsedElement;
    /** Operators and keys, flattened; all of them must hold. */
    conditions: ParsedCondition[];
  };
}

export interface ParsedElement {
  /** Whether it is the `Not…` form. */
  negated: boolean;
  span: Span;
  entries: { text: string; span: Span }[];
}

export interface ParsedCondition {
  operator: string;
  operatorSpan: Span;
  key: string;
  keySpan: Span;
  span: Span;
  values: { text: string; span: Span }[];
}

export interface LintResult {
  /** In order of place. */
  findings: Finding[];
  /** Whether there were more than are kept, which is some thousands. */
  incomplete: boolean;
  /** The prefixes of services that were not at hand, sorted. */
  missing: string[];
}

export interface Finding {
  /** As IAM Access Analyzer writes it; the project's own begin with `X_`. */
  code: string;
  type: "ERROR" | "SECURITY_WARNING" | "WARNING" | "SUGGESTION";
  span: Span;
  message: string;
  help?: string;
  learnMore: string;
  related?: { span: Span; message: string }[];
  fix?: { title: string; edits: { span: Span; text: string }[] };
}
