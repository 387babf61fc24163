//! Rules of conditions: combining, set operators, operators and policy variables (section 3 of the specification).

use super::{Entry, Rule};

/// All rules of this module in the order of the specification.
pub(super) const CONDITION: &[Rule] = &[
    CONDITION_NEEDS_EVERY_OPERATOR,
    OPERATORS_COMBINE_WITH_AND,
    KEYS_COMBINE_WITH_AND,
    VALUES_COMBINE_WITH_OR,
    NEGATED_VALUES_COMBINE_WITH_NOR,
    NEGATED_OPERATORS_HAVE_NOT,
    MISSING_KEY_RESULTS,
    MISSING_KEY_IN_DENY,
    EMPTY_VALUE_LIST_IS_FALSE,
    CONDITION_KEYS_IGNORE_CASE,
    OPERATOR_NAMES_AS_DOCUMENTED,
    ONE_CONTEXT_FOR_ALL_POLICIES,
    CONTEXT_BELONGS_TO_REQUEST,
    MULTIVALUED_IS_KEY_PROPERTY,
    FOR_ALL_VALUES_EMPTY_IS_TRUE,
    FOR_ANY_VALUE_EMPTY_IS_FALSE,
    FOR_ALL_VALUES_NEGATED,
    FOR_ANY_VALUE_NEGATED,
    SET_OPERATOR_ON_SINGLE_VALUE,
    MULTIVALUED_KEY_NEEDS_SET_OPERATOR,
    EMPTY_STRINGS_ARE_NO_VALUES,
    SET_OPERATOR_WITH_IF_EXISTS,
    NULL_WITH_SET_OPERATOR,
    SET_OPERATOR_SYNTAX,
    SET_RULES_OVERRIDE_TABLE,
    BASE_OPERATORS,
    REQUEST_VALUE_COMES_FIRST,
    IF_EXISTS_ON_ALL_BUT_NULL,
    UNREADABLE_REQUEST_VALUE_IS_FALSE,
    UNREADABLE_POLICY_VALUE,
    OPERATOR_OF_OTHER_FAMILY,
    STRING_EQUALS_IS_EXACT,
    STRING_EQUALS_IGNORE_CASE,
    STRING_LIKE_TAKES_WILDCARDS,
    EMPTY_STRING_IS_A_VALUE,
    STRINGS_COMPARE_AS_TEXT,
    NUMBERS_COMPARE_BY_VALUE,
    ONE_NUMERIC_COMPARISON_IS_ENOUGH,
    DATE_FORMS,
    DIGITS_ARE_EPOCH_SECONDS,
    DATES_DEFAULT_TO_UTC,
    DATES_COMPARE_AS_INSTANTS,
    IMPOSSIBLE_DATE_IS_INVALID,
    DATE_FORMS_MAY_MIX,
    BOOL_TAKES_TRUE_OR_FALSE,
    BOOL_HAS_NO_NEGATION,
    VARIABLES_IN_BOOL_VALUES,
    BOOL_FALSE_MISSES_LONG_TERM_KEYS,
    BINARY_COMPARES_DECODED_BYTES,
    IP_POLICY_VALUE_FORMS,
    IP_PREFIX_BITS_MATCH,
    IP_FAMILIES_NEVER_MATCH,
    IPV6_COMPARES_BY_VALUE,
    IP_RANGE_LIMITS,
    IP_KEYS_DEPEND_ON_ENDPOINT,
    ARN_EQUALS_IS_ARN_LIKE,
    ARN_COMPONENTS_MATCH_SEPARATELY,
    SHORT_ARN_NEVER_MATCHES,
    ARN_BEGINS_WITH_ARN,
    STRING_LIKE_CROSSES_COLONS,
    ARN_VARIABLES_BEFORE_SPLITTING,
    NULL_TESTS_PRESENCE,
    NULL_WITH_BOTH_VALUES,
    ONLY_NULL_TESTS_PRESENCE,
    IF_EXISTS_PASSES_MISSING_KEY,
    IF_EXISTS_IS_PER_BLOCK,
    VARIABLES_NEED_2012,
    VARIABLE_SYNTAX,
    SPECIAL_VARIABLES_ARE_LITERAL,
    WHERE_VARIABLES_ARE_REPLACED,
    VARIABLES_IN_EVERY_POLICY_TYPE,
    VARIABLE_WITHOUT_VALUE,
    VARIABLE_VALUE_IS_LITERAL,
    DEFAULT_WHEN_VARIABLE_IS_MISSING,
    MULTIVALUED_KEY_IS_NO_VARIABLE,
    MALFORMED_VARIABLE_IS_INVALID,
    TYPICAL_VARIABLE_VALUES,
    USERNAME_MISSING_FOR_SESSIONS,
    SENSITIVE_KEYS_WANT_FIXED_VALUES,
];

/// R-COND-1
pub const CONDITION_NEEDS_EVERY_OPERATOR: Rule = Rule::new(&Entry {
    id: "condition-needs-every-operator",
    number: "R-COND-1",
    statement: || "A Condition is true when every one of its operators is true.",
    source: || "IAM JSON policy elements: Condition",
});

/// R-COND-2
pub const OPERATORS_COMBINE_WITH_AND: Rule = Rule::new(&Entry {
    id: "operators-combine-with-and",
    number: "R-COND-2",
    statement: || "Several operators in one Condition must all be true.",
    source: || "Conditions with multiple context keys or values",
});

/// R-COND-3
pub const KEYS_COMBINE_WITH_AND: Rule = Rule::new(&Entry {
    id: "keys-combine-with-and",
    number: "R-COND-3",
    statement: || "Several keys under one operator must all be true.",
    source: || "Conditions with multiple context keys or values",
});

/// R-COND-4
pub const VALUES_COMBINE_WITH_OR: Rule = Rule::new(&Entry {
    id: "values-combine-with-or",
    number: "R-COND-4",
    statement: || "Of several values for one key, one match is enough.",
    source: || "Conditions with multiple context keys or values",
});

/// R-COND-5
pub const NEGATED_VALUES_COMBINE_WITH_NOR: Rule = Rule::new(&Entry {
    id: "negated-values-combine-with-nor",
    number: "R-COND-5",
    statement: || "A negated operator is true when none of its listed values matches: neither the one nor the other.",
    source: || "Conditions with multiple context keys or values",
});

/// R-COND-6
pub const NEGATED_OPERATORS_HAVE_NOT: Rule = Rule::new(&Entry {
    id: "negated-operators-have-not",
    number: "R-COND-6",
    statement: || "The negated operators are those with Not in their name, such as StringNotEquals and NotIpAddress.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-COND-7
pub const MISSING_KEY_RESULTS: Rule = Rule::new(&Entry {
    id: "missing-key-results",
    number: "R-COND-7",
    statement: || "If the request lacks a key, positive operators are false, and negated operators, IfExists and ForAllValues are true.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-COND-8
pub const MISSING_KEY_IN_DENY: Rule = Rule::new(&Entry {
    id: "missing-key-in-deny",
    number: "R-COND-8",
    statement: || "If the key is missing, a Deny with a negated operator or ForAllValues applies, while a Deny with a positive operator does not.",
    source: || "Set operators for multivalued context keys",
});

/// R-COND-9
pub const EMPTY_VALUE_LIST_IS_FALSE: Rule = Rule::new(&Entry {
    id: "empty-value-list-is-false",
    number: "R-COND-9",
    statement: || "An empty list of values makes a condition false, except for a missing key with IfExists or ForAllValues, where it is true.",
    source: || "IAM policy validation check reference",
});

/// R-COND-10
pub const CONDITION_KEYS_IGNORE_CASE: Rule = Rule::new(&Entry {
    id: "condition-keys-ignore-case",
    number: "R-COND-10",
    statement: || "Names of condition keys are compared without regard to case, also the tag key after a slash.",
    source: || "IAM JSON policy elements: Condition",
});

/// R-COND-11
pub const OPERATOR_NAMES_AS_DOCUMENTED: Rule = Rule::new(&Entry {
    id: "operator-names-as-documented",
    number: "R-COND-11",
    statement: || "Operators are to be written as documented; another capitalization is understood but reported.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-COND-12
pub const ONE_CONTEXT_FOR_ALL_POLICIES: Rule = Rule::new(&Entry {
    id: "one-context-for-all-policies",
    number: "R-COND-12",
    statement: || "All policies see the same request context, whatever their type.",
    source: || "IAM JSON policy elements: Condition",
});

/// R-COND-13
pub const CONTEXT_BELONGS_TO_REQUEST: Rule = Rule::new(&Entry {
    id: "context-belongs-to-request",
    number: "R-COND-13",
    statement: || "The called service decides which keys a request has; a key that it does not supply is missing, even if a policy asks for it.",
    source: || "IAM JSON policy elements: Condition",
});

/// R-SET-1
pub const MULTIVALUED_IS_KEY_PROPERTY: Rule = Rule::new(&Entry {
    id: "multivalued-is-key-property",
    number: "R-SET-1",
    statement: || "Whether a key holds one value or a list is a property of the key, not of the number of values in one request.",
    source: || "Single-valued vs. multivalued context keys",
});

/// R-SET-2
pub const FOR_ALL_VALUES_EMPTY_IS_TRUE: Rule = Rule::new(&Entry {
    id: "for-all-values-empty-is-true",
    number: "R-SET-2",
    statement: || "ForAllValues is true if every value in the request matches one of the policy; it is true also if the request has none.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-3
pub const FOR_ANY_VALUE_EMPTY_IS_FALSE: Rule = Rule::new(&Entry {
    id: "for-any-value-empty-is-false",
    number: "R-SET-3",
    statement: || "ForAnyValue is true if at least one value in the request matches one of the policy; it is false if the request has none.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-4
pub const FOR_ALL_VALUES_NEGATED: Rule = Rule::new(&Entry {
    id: "for-all-values-negated",
    number: "R-SET-4",
    statement: || "ForAllValues with a negated operator is true if no value in the request matches one of the policy, also if the request has none.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-5
pub const FOR_ANY_VALUE_NEGATED: Rule = Rule::new(&Entry {
    id: "for-any-value-negated",
    number: "R-SET-5",
    statement: || "ForAnyValue with a negated operator is true if at least one value in the request differs from all of the policy.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-6
pub const SET_OPERATOR_ON_SINGLE_VALUE: Rule = Rule::new(&Entry {
    id: "set-operator-on-single-value",
    number: "R-SET-6",
    statement: || "With a key that holds one value, a set operator treats it as a set of one; ForAllValues is a risk there, since it is true for a missing key.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-7
pub const MULTIVALUED_KEY_NEEDS_SET_OPERATOR: Rule = Rule::new(&Entry {
    id: "multivalued-key-needs-set-operator",
    number: "R-SET-7",
    statement: || "A key that holds a list needs ForAllValues or ForAnyValue; without one the condition is false.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-8
pub const EMPTY_STRINGS_ARE_NO_VALUES: Rule = Rule::new(&Entry {
    id: "empty-strings-are-no-values",
    number: "R-SET-8",
    statement: || "For set operators, values in the request that are empty text count as no values; for all other operators empty text is a value.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-9
pub const SET_OPERATOR_WITH_IF_EXISTS: Rule = Rule::new(&Entry {
    id: "set-operator-with-if-exists",
    number: "R-SET-9",
    statement: || "Set operators may be combined with IfExists, which only decides what happens when the key is missing.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-10
pub const NULL_WITH_SET_OPERATOR: Rule = Rule::new(&Entry {
    id: "null-with-set-operator",
    number: "R-SET-10",
    statement: || "ForAllValues:Null is always true and ForAnyValue:Null always false, so neither tests anything.",
    source: || "IAM policy validation check reference",
});

/// R-SET-11
pub const SET_OPERATOR_SYNTAX: Rule = Rule::new(&Entry {
    id: "set-operator-syntax",
    number: "R-SET-11",
    statement: || "A set operator is written before any condition operator, divided from it by one colon and no spaces.",
    source: || "Set operators for multivalued context keys",
});

/// R-SET-12
pub const SET_RULES_OVERRIDE_TABLE: Rule = Rule::new(&Entry {
    id: "set-rules-override-table",
    number: "R-SET-12",
    statement: || "One table of AWS contradicts the rules for ForAllValues with a negated operator; the rules are followed.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-OP-1
pub const BASE_OPERATORS: Rule = Rule::new(&Entry {
    id: "base-operators",
    number: "R-OP-1",
    statement: || "The condition operators compare text, numbers, dates, Booleans, binary data, IP addresses and ARNs, or test with Null whether a key is there.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-OP-2
pub const REQUEST_VALUE_COMES_FIRST: Rule = Rule::new(&Entry {
    id: "request-value-comes-first",
    number: "R-OP-2",
    statement: || "An operator reads from the request's value to the policy's: NumericLessThan 10 asks whether the request's number is less than 10.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-OP-3
pub const IF_EXISTS_ON_ALL_BUT_NULL: Rule = Rule::new(&Entry {
    id: "if-exists-on-all-but-null",
    number: "R-OP-3",
    statement: || "Every condition operator but Null can end in IfExists.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-OP-4
pub const UNREADABLE_REQUEST_VALUE_IS_FALSE: Rule = Rule::new(&Entry {
    id: "unreadable-request-value-is-false",
    number: "R-OP-4",
    statement: || "If the request's value cannot be read as the operator's type, the condition is false, also for negated operators.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-OP-5
pub const UNREADABLE_POLICY_VALUE: Rule = Rule::new(&Entry {
    id: "unreadable-policy-value",
    number: "R-OP-5",
    statement: || "A value of the policy that cannot be read as the operator's type never matches, and makes a negated operator false.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-OP-6
pub const OPERATOR_OF_OTHER_FAMILY: Rule = Rule::new(&Entry {
    id: "operator-of-other-family",
    number: "R-OP-6",
    statement: || "An operator of another type than the key's works on the value's text: StringLike fits an ARN, NumericEquals is false for it.",
    source: || "Service Authorization Reference — Condition keys table",
});

/// R-STR-1
pub const STRING_EQUALS_IS_EXACT: Rule = Rule::new(&Entry {
    id: "string-equals-is-exact",
    number: "R-STR-1",
    statement: || "StringEquals compares exactly, with regard to case; wildcards are ordinary characters in it.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-STR-2
pub const STRING_EQUALS_IGNORE_CASE: Rule = Rule::new(&Entry {
    id: "string-equals-ignore-case",
    number: "R-STR-2",
    statement: || "StringEqualsIgnoreCase compares text without regard to case.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-STR-3
pub const STRING_LIKE_TAKES_WILDCARDS: Rule = Rule::new(&Entry {
    id: "string-like-takes-wildcards",
    number: "R-STR-3",
    statement: || "StringLike compares with regard to case and takes wildcards, which also match slashes, colons and nothing at all.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-STR-4
pub const EMPTY_STRING_IS_A_VALUE: Rule = Rule::new(&Entry {
    id: "empty-string-is-a-value",
    number: "R-STR-4",
    statement: || "Empty text is a value like any other and equals only empty text that is present.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-STR-5
pub const STRINGS_COMPARE_AS_TEXT: Rule = Rule::new(&Entry {
    id: "strings-compare-as-text",
    number: "R-STR-5",
    statement: || "String operators compare numbers, dates and Booleans as text, so 1.0 and 1 differ.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-NUM-1
pub const NUMBERS_COMPARE_BY_VALUE: Rule = Rule::new(&Entry {
    id: "numbers-compare-by-value",
    number: "R-NUM-1",
    statement: || "Numeric operators compare whole and decimal numbers by value, so 10 and 10.0 are equal.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-NUM-2
pub const ONE_NUMERIC_COMPARISON_IS_ENOUGH: Rule = Rule::new(&Entry {
    id: "one-numeric-comparison-is-enough",
    number: "R-NUM-2",
    statement: || "If a numeric operator lists several values, one true comparison is enough.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-DATE-1
pub const DATE_FORMS: Rule = Rule::new(&Entry {
    id: "date-forms",
    number: "R-DATE-1",
    statement: || "A date is written in ISO 8601 form, from the year alone to fractions of a second with time zone, or as seconds since 1970.",
    source: || "W3C Note \"Date and Time Formats\"",
});

/// R-DATE-2
pub const DIGITS_ARE_EPOCH_SECONDS: Rule = Rule::new(&Entry {
    id: "digits-are-epoch-seconds",
    number: "R-DATE-2",
    statement: || "A date made only of digits is a count of seconds since 1970, never of milliseconds and never a year.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-DATE-3
pub const DATES_DEFAULT_TO_UTC: Rule = Rule::new(&Entry {
    id: "dates-default-to-utc",
    number: "R-DATE-3",
    statement: || "A date without a time means midnight at its beginning, and a time without a zone is in UTC.",
    source: || "W3C Note \"Date and Time Formats\"",
});

/// R-DATE-4
pub const DATES_COMPARE_AS_INSTANTS: Rule = Rule::new(&Entry {
    id: "dates-compare-as-instants",
    number: "R-DATE-4",
    statement: || "Dates are compared as instants, whatever form or time zone they are written in.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-DATE-5
pub const IMPOSSIBLE_DATE_IS_INVALID: Rule = Rule::new(&Entry {
    id: "impossible-date-is-invalid",
    number: "R-DATE-5",
    statement: || "A date that does not exist, such as 30 February, is an invalid value.",
    source: || "W3C Note \"Date and Time Formats\"",
});

/// R-DATE-6
pub const DATE_FORMS_MAY_MIX: Rule = Rule::new(&Entry {
    id: "date-forms-may-mix",
    number: "R-DATE-6",
    statement: || "Policy and request may write dates in different forms; aws:EpochTime works with date and with numeric operators.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-BOOL-1
pub const BOOL_TAKES_TRUE_OR_FALSE: Rule = Rule::new(&Entry {
    id: "bool-takes-true-or-false",
    number: "R-BOOL-1",
    statement: || "Bool compares with true or false, with or without quotes and without regard to case.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-BOOL-2
pub const BOOL_HAS_NO_NEGATION: Rule = Rule::new(&Entry {
    id: "bool-has-no-negation",
    number: "R-BOOL-2",
    statement: || "Bool has no negated form, and with both true and false listed it is met by every valid value.",
    source: || "IAM policy validation check reference",
});

/// R-BOOL-3
pub const VARIABLES_IN_BOOL_VALUES: Rule = Rule::new(&Entry {
    id: "variables-in-bool-values",
    number: "R-BOOL-3",
    statement: || "Variables in the values of Bool are replaced and reported, since AWS's pages disagree about them.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-BOOL-4
pub const BOOL_FALSE_MISSES_LONG_TERM_KEYS: Rule = Rule::new(&Entry {
    id: "bool-false-misses-long-term-keys",
    number: "R-BOOL-4",
    statement: || "A Deny with Bool for aws:MultiFactorAuthPresent false misses long-term keys, whose requests lack the key; BoolIfExists catches them.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-BIN-1
pub const BINARY_COMPARES_DECODED_BYTES: Rule = Rule::new(&Entry {
    id: "binary-compares-decoded-bytes",
    number: "R-BIN-1",
    statement: || "BinaryEquals decodes both sides from base64 and compares the bytes.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IP-1
pub const IP_POLICY_VALUE_FORMS: Rule = Rule::new(&Entry {
    id: "ip-policy-value-forms",
    number: "R-IP-1",
    statement: || "The policy gives an IP address or a range such as 203.0.113.0/24; an address alone is a range of one.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IP-2
pub const IP_PREFIX_BITS_MATCH: Rule = Rule::new(&Entry {
    id: "ip-prefix-bits-match",
    number: "R-IP-2",
    statement: || "An address of the request lies in a range if its first bits, as many as the prefix says, equal the range's.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IP-3
pub const IP_FAMILIES_NEVER_MATCH: Rule = Rule::new(&Entry {
    id: "ip-families-never-match",
    number: "R-IP-3",
    statement: || "IPv4 and IPv6 never match each other, so a Deny with NotIpAddress must list the ranges of both.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IP-4
pub const IPV6_COMPARES_BY_VALUE: Rule = Rule::new(&Entry {
    id: "ipv6-compares-by-value",
    number: "R-IP-4",
    statement: || "IPv6 addresses are compared by value, in whatever valid way they are written.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IP-5
pub const IP_RANGE_LIMITS: Rule = Rule::new(&Entry {
    id: "ip-range-limits",
    number: "R-IP-5",
    statement: || "The range 0.0.0.0/0 holds every IPv4 address and no IPv6 address; ::/0 holds the reverse.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IP-6
pub const IP_KEYS_DEPEND_ON_ENDPOINT: Rule = Rule::new(&Entry {
    id: "ip-keys-depend-on-endpoint",
    number: "R-IP-6",
    statement: || "Requests through a VPC endpoint carry no aws:SourceIp; they carry aws:VpcSourceIp in its place.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-ARNC-1
pub const ARN_EQUALS_IS_ARN_LIKE: Rule = Rule::new(&Entry {
    id: "arn-equals-is-arn-like",
    number: "R-ARNC-1",
    statement: || "ArnEquals and ArnLike work alike, as do their negations, and all take wildcards.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-ARNC-2
pub const ARN_COMPONENTS_MATCH_SEPARATELY: Rule = Rule::new(&Entry {
    id: "arn-components-match-separately",
    number: "R-ARNC-2",
    statement: || "ARN operators compare the six parts of an ARN one by one; a wildcard does not cross from one part to another.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-ARNC-3
pub const SHORT_ARN_NEVER_MATCHES: Rule = Rule::new(&Entry {
    id: "short-arn-never-matches",
    number: "R-ARNC-3",
    statement: || "Text that is not a whole ARN of six parts never matches in an ARN operator, not even an asterisk alone.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-ARNC-4
pub const ARN_BEGINS_WITH_ARN: Rule = Rule::new(&Entry {
    id: "arn-begins-with-arn",
    number: "R-ARNC-4",
    statement: || "In an ARN operator the first part must be arn itself.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-ARNC-5
pub const STRING_LIKE_CROSSES_COLONS: Rule = Rule::new(&Entry {
    id: "string-like-crosses-colons",
    number: "R-ARNC-5",
    statement: || "StringLike on an ARN compares the whole text, so its asterisk crosses colons and may match too much.",
    source: || "IAM policy validation check reference",
});

/// R-ARNC-6
pub const ARN_VARIABLES_BEFORE_SPLITTING: Rule = Rule::new(&Entry {
    id: "arn-variables-before-splitting",
    number: "R-ARNC-6",
    statement: || "In an ARN operator a variable may stand in any part and is replaced before the parts are compared.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-NULL-1
pub const NULL_TESTS_PRESENCE: Rule = Rule::new(&Entry {
    id: "null-tests-presence",
    number: "R-NULL-1",
    statement: || "Null with true is met if the key is missing, and with false if it is present.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-NULL-2
pub const NULL_WITH_BOTH_VALUES: Rule = Rule::new(&Entry {
    id: "null-with-both-values",
    number: "R-NULL-2",
    statement: || "Null with both true and false is always met.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-NULL-3
pub const ONLY_NULL_TESTS_PRESENCE: Rule = Rule::new(&Entry {
    id: "only-null-tests-presence",
    number: "R-NULL-3",
    statement: || "Only Null tests whether a key is present; a key with empty text is present.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IFX-1
pub const IF_EXISTS_PASSES_MISSING_KEY: Rule = Rule::new(&Entry {
    id: "if-exists-passes-missing-key",
    number: "R-IFX-1",
    statement: || "With IfExists a missing key passes; if the key is present, the operator decides.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-IFX-2
pub const IF_EXISTS_IS_PER_BLOCK: Rule = Rule::new(&Entry {
    id: "if-exists-is-per-block",
    number: "R-IFX-2",
    statement: || "IfExists concerns its own operator only, and in a Deny it makes the statement apply when the key is missing.",
    source: || "IAM JSON policy elements: Condition operators",
});

/// R-VAR-1
pub const VARIABLES_NEED_2012: Rule = Rule::new(&Entry {
    id: "variables-need-2012",
    number: "R-VAR-1",
    statement: || "Policy variables work only in policies of version 2012-10-17.",
    source: || "IAM JSON policy elements: Version",
});

/// R-VAR-2
pub const VARIABLE_SYNTAX: Rule = Rule::new(&Entry {
    id: "variable-syntax",
    number: "R-VAR-2",
    statement: || "A variable names a condition key that holds one value, in any case, and may give a default in single quotes.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-3
pub const SPECIAL_VARIABLES_ARE_LITERAL: Rule = Rule::new(&Entry {
    id: "special-variables-are-literal",
    number: "R-VAR-3",
    statement: || "The variables ${*}, ${?} and ${$} stand for the characters themselves, without any special meaning.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-4
pub const WHERE_VARIABLES_ARE_REPLACED: Rule = Rule::new(&Entry {
    id: "where-variables-are-replaced",
    number: "R-VAR-4",
    statement: || "Variables are replaced in the last part of a resource and in the values of string and ARN operators, and nowhere else.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-5
pub const VARIABLES_IN_EVERY_POLICY_TYPE: Rule = Rule::new(&Entry {
    id: "variables-in-every-policy-type",
    number: "R-VAR-5",
    statement: || "Variables work in policies of every type.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-6
pub const VARIABLE_WITHOUT_VALUE: Rule = Rule::new(&Entry {
    id: "variable-without-value",
    number: "R-VAR-6",
    statement: || "A policy value whose variable has no value never matches, so a negated operator can be true and a resource entry matches nothing.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-7
pub const VARIABLE_VALUE_IS_LITERAL: Rule = Rule::new(&Entry {
    id: "variable-value-is-literal",
    number: "R-VAR-7",
    statement: || "What replaces a variable is literal text: wildcards in it have no special meaning.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-8
pub const DEFAULT_WHEN_VARIABLE_IS_MISSING: Rule = Rule::new(&Entry {
    id: "default-when-variable-is-missing",
    number: "R-VAR-8",
    statement: || "The default of a variable is used exactly when its key is missing, not when it is empty.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-9
pub const MULTIVALUED_KEY_IS_NO_VARIABLE: Rule = Rule::new(&Entry {
    id: "multivalued-key-is-no-variable",
    number: "R-VAR-9",
    statement: || "A key that holds a list cannot be used as a variable: it counts as having no value.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-10
pub const MALFORMED_VARIABLE_IS_INVALID: Rule = Rule::new(&Entry {
    id: "malformed-variable-is-invalid",
    number: "R-VAR-10",
    statement: || "A variable without its closing brace or quote makes the policy invalid; an empty one never has a value.",
    source: || "IAM policy validation check reference",
});

/// R-VAR-11
pub const TYPICAL_VARIABLE_VALUES: Rule = Rule::new(&Entry {
    id: "typical-variable-values",
    number: "R-VAR-11",
    statement: || "${aws:username} has a value only for IAM users, while ${aws:userid} has one for every signed requester.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-12
pub const USERNAME_MISSING_FOR_SESSIONS: Rule = Rule::new(&Entry {
    id: "username-missing-for-sessions",
    number: "R-VAR-12",
    statement: || "A resource with ${aws:username} never matches requests of a role session, which has no such key; in a Deny it then denies nothing.",
    source: || "IAM policy elements: Variables and tags",
});

/// R-VAR-13
pub const SENSITIVE_KEYS_WANT_FIXED_VALUES: Rule = Rule::new(&Entry {
    id: "sensitive-keys-want-fixed-values",
    number: "R-VAR-13",
    statement: || "Keys that tell whose account or organization it is should be compared with fixed values, without wildcards or variables.",
    source: || "IAM policy validation check reference",
});
