//! The table of checks: code, type, policy types, the pass that makes it, and what it is about.
//!
//! Source: *IAM policy validation check reference* (R-CHK-1 … R-CHK-9 and the tables of section 7).

use super::{Check, FindingType, Types};
use crate::checks::Pass;

macro_rules! checks {
    ($($code:ident $name:literal $kind:ident $on:ident $pass:ident $about:literal;)*) => {
        /// The code of a check. Those that begin with `X` are the project's own (R-CHK-1).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $about] $code,)*
        }

        /// Every check, in the order of [`Code`].
        pub const CHECKS: &[Check] = &[
            $(Check {
                code: Code::$code,
                name: $name,
                kind: FindingType::$kind,
                on: Types::$on,
                pass: Pass::$pass,
                about: $about,
            },)*
        ];

        impl Code {
            /// Its row.
            pub const fn check(self) -> Check {
                match self {
                    $(Self::$code => Check {
                        code: Self::$code,
                        name: $name,
                        kind: FindingType::$kind,
                        on: Types::$on,
                        pass: Pass::$pass,
                        about: $about,
                    },)*
                }
            }
        }
    };
}

checks! {
    JsonSyntaxError "JSON_SYNTAX_ERROR" Error ALL Reported "The text is not JSON, or has a name twice in one object.";
    DataTypeMismatch "DATA_TYPE_MISMATCH" Error ALL Reported "An element's value has the wrong JSON type.";
    InvalidPolicyElement "INVALID_POLICY_ELEMENT" Error ALL Reported "A policy or statement has an element of an unknown name.";
    MissingStatement "MISSING_STATEMENT" Error ALL Reported "The policy has no statement.";
    MissingEffect "MISSING_EFFECT" Error ALL Reported "A statement has no `Effect`.";
    InvalidEffect "INVALID_EFFECT" Error ALL Reported "An `Effect` is neither `Allow` nor `Deny`.";
    MissingAction "MISSING_ACTION" Error ALL Reported "A statement has neither `Action` nor `NotAction`.";
    MissingResource "MISSING_RESOURCE" Error WITH_RESOURCE Reported "A statement has neither `Resource` nor `NotResource`.";
    MissingPrincipal "MISSING_PRINCIPAL" Error WITH_PRINCIPAL Reported "A statement names no principal.";
    UnsupportedElementCombination "UNSUPPORTED_ELEMENT_COMBINATION" Error ALL Reported "An element and its `Not…` form stand in one statement.";
    UnsupportedPrincipal "UNSUPPORTED_PRINCIPAL" Error ID Reported "A policy that is attached to a principal names a principal.";
    InvalidVersion "INVALID_VERSION" Error ALL Reported "The `Version` is no version of the policy language.";
    InvalidPrincipalFormat "INVALID_PRINCIPAL_FORMAT" Error WITH_PRINCIPAL Reported "A `Principal` is neither `*` nor an object.";
    InvalidPrincipalKey "INVALID_PRINCIPAL_KEY" Error WITH_PRINCIPAL Reported "A `Principal` has a key that is no kind of principal.";
    UnsupportedWildcardInPrincipal "UNSUPPORTED_WILDCARD_IN_PRINCIPAL" Error WITH_PRINCIPAL Reported "A principal has a wildcard in a longer text.";
    FederatedPrincipalNotSupported "FEDERATED_PRINCIPAL_NOT_SUPPORTED" Error RES_NOT_TRUST Reported "A `Federated` principal stands outside a role trust policy.";
    InvalidServicePrincipalFormat "INVALID_SERVICE_PRINCIPAL_FORMAT" Error WITH_PRINCIPAL Principal "A service principal is not of the form `service.amazonaws.com`.";
    UniqueSidsRequired "UNIQUE_SIDS_REQUIRED" Error MANAGED_BY_IAM Reported "Two statements have the same `Sid`, which this type does not take.";
    UnsupportedSid "UNSUPPORTED_SID" Error MANAGED_BY_IAM Reported "A `Sid` holds other characters than letters and digits.";
    DuplicateKeysWithDifferentCase "DUPLICATE_KEYS_WITH_DIFFERENT_CASE" Error ALL Reported "A condition operator has the same key twice, in different case.";
    InvalidAction "INVALID_ACTION" Error ALL Reported "An action is not of the form `service:Name`, or its service has no such action.";
    InvalidServiceInAction "INVALID_SERVICE_IN_ACTION" Error ALL Action "An action begins with a prefix that no service has.";
    InvalidArnPrefix "INVALID_ARN_PREFIX" Error WITH_RESOURCE Reported "A resource is neither `*` nor begins with `arn:`.";
    MissingArnField "MISSING_ARN_FIELD" Error WITH_RESOURCE Reported "An ARN has fewer than six parts.";
    InvalidPartition "INVALID_PARTITION" Error WITH_RESOURCE Arn "An ARN names a partition that does not exist.";
    InvalidService "INVALID_SERVICE" Error ALL ServiceArn "An ARN or a condition key names a service that does not exist.";
    InvalidArnServiceCase "INVALID_ARN_SERVICE_CASE" Error WITH_RESOURCE Arn "The service in an ARN has upper-case letters.";
    InvalidArnRegion "INVALID_ARN_REGION" Error WITH_RESOURCE Arn "An ARN names a region that does not exist.";
    MissingArnRegion "MISSING_ARN_REGION" Error WITH_RESOURCE ServiceArn "An ARN has no region, and those of its service have one.";
    ArnRegionNotAllowed "ARN_REGION_NOT_ALLOWED" Error WITH_RESOURCE ServiceArn "An ARN has a region, and those of its service have none.";
    InvalidArnAccount "INVALID_ARN_ACCOUNT" Error WITH_RESOURCE Arn "The account in an ARN is no account id.";
    MissingArnAccount "MISSING_ARN_ACCOUNT" Error WITH_RESOURCE ServiceArn "An ARN has no account, and those of its service have one.";
    ArnAccountNotAllowed "ARN_ACCOUNT_NOT_ALLOWED" Error WITH_RESOURCE ServiceArn "An ARN has an account, and those of its service have none.";
    InvalidArnResource "INVALID_ARN_RESOURCE" Error WITH_RESOURCE ServiceArn "The end of an ARN has no form that its service knows.";
    InvalidConditionOperator "INVALID_CONDITION_OPERATOR" Error ALL Reported "A condition has an unknown operator.";
    NullWithIfExists "NULL_WITH_IF_EXISTS" Error ALL Reported "`Null` is written with `IfExists`.";
    InvalidConditionKeyFormat "INVALID_CONDITION_KEY_FORMAT" Error ALL Reported "A condition key is not of the form `service:Name`.";
    InvalidGlobalConditionKey "INVALID_GLOBAL_CONDITION_KEY" Error ALL Key "No global condition key has this name.";
    UnsupportedGlobalConditionKey "UNSUPPORTED_GLOBAL_CONDITION_KEY" Error ALL Key "`aws:ARN` is no condition key.";
    InvalidServiceConditionKey "INVALID_SERVICE_CONDITION_KEY" Error ALL ServiceKey "No condition key of the service has this name.";
    MissingTagKeyInCondition "MISSING_TAG_KEY_IN_CONDITION" Error ALL Key "A condition key for a tag does not say which tag.";
    InvalidConditionDataType "INVALID_CONDITION_DATA_TYPE" Error ALL Value "The values of one key have different JSON types.";
    InvalidConditionMultipleBoolean "INVALID_CONDITION_MULTIPLE_BOOLEAN" Error ALL Value "A key has more than one Boolean value.";
    TypeMismatchIpRange "TYPE_MISMATCH_IP_RANGE" Error ALL Reported "An address operator has a value that is no address and no range.";
    MissingQualifier "MISSING_QUALIFIER" Error ALL Fit "A key that may have several values is tested without a set qualifier.";
    InvalidRegion "INVALID_REGION" Error ALL Value "`aws:RequestedRegion` is compared with what is no region.";
    InvalidVpcFormat "INVALID_VPC_FORMAT" Error ALL Value "A key for a VPC is compared with what is no VPC id.";
    InvalidVpceFormat "INVALID_VPCE_FORMAT" Error ALL Value "A key for a VPC endpoint is compared with what is no endpoint id.";
    InvalidKmsKeyValue "INVALID_KMS_KEY_VALUE" Error ALL Value "A key that holds the ARN of a KMS key is compared with something else.";
    PrivateIpAddress "PRIVATE_IP_ADDRESS" Error ALL Ip "`aws:SourceIp` is compared with private addresses only.";
    PrivateNotIpAddress "PRIVATE_NOT_IP_ADDRESS" Error ALL Ip "`aws:SourceIp` is excluded from private addresses only.";
    InvalidVariableForOperator "INVALID_VARIABLE_FOR_OPERATOR" Error ALL Reported "A variable stands in a value of an operator that takes none.";
    MissingBraceInVariable "MISSING_BRACE_IN_VARIABLE" Error ALL Reported "A variable has no closing brace.";
    MissingQuoteInVariable "MISSING_QUOTE_IN_VARIABLE" Error ALL Reported "A variable's default stands in no pair of single quotes.";
    UnsupportedSpaceInVariable "UNSUPPORTED_SPACE_IN_VARIABLE" Error ALL Reported "A variable's name holds a space.";
    EmptyVariable "EMPTY_VARIABLE" Error ALL Reported "A variable names no key.";
    VariableUnsupportedInElement "VARIABLE_UNSUPPORTED_IN_ELEMENT" Error ALL Variable "A variable stands in an element that takes none.";
    VariableUnsupportedInVersion "VARIABLE_UNSUPPORTED_IN_VERSION" Error ALL Variable "A variable stands in a policy of a version that has none.";
    VariableUsageTooPermissive "VARIABLE_USAGE_TOO_PERMISSIVE" Error RES Permissive "A variable stands where a fixed value is needed to keep strangers out.";
    WildcardUsageTooPermissive "WILDCARD_USAGE_TOO_PERMISSIVE" Error RES Permissive "A wildcard stands where a fixed value is needed to keep strangers out.";
    UnsupportedConditionKeyForServicePrincipal "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL" Error WITH_PRINCIPAL Principal "A statement for a service tests a key that calls of services do not carry.";
    UnsupportedActionForConditionKey "UNSUPPORTED_ACTION_FOR_CONDITION_KEY" Error ALL Sent "A condition tests a key that a listed action does not send.";
    MissingActionForConditionKey "MISSING_ACTION_FOR_CONDITION_KEY" Error TRUST Trust "A trust policy tests a key whose action it does not list.";
    RoleTrustPolicySyntaxErrorNotprincipal "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL" Error TRUST Reported "A trust policy has `NotPrincipal`.";
    RoleTrustPolicyUnsupportedWildcardInPrincipal "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL" Error TRUST Trust "A trust policy lets everybody in.";
    RoleTrustPolicySyntaxErrorResource "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE" Error TRUST Reported "A trust policy has `Resource` or `NotResource`.";
    InvalidFederatedPrincipalSyntaxInRoleTrustPolicy "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY" Error TRUST Trust "A `Federated` principal is neither a domain name nor the ARN of a provider.";
    MismatchedActionForPrincipal "MISMATCHED_ACTION_FOR_PRINCIPAL" Error TRUST Trust "A trust policy's action does not fit its principal.";
    MissingActionForRolesAnywhereTrustPolicy "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY" Error TRUST Trust "A trust policy for IAM Roles Anywhere lacks one of its three actions.";
    UnsupportedActionInPolicy "UNSUPPORTED_ACTION_IN_POLICY" Error RES Reported "An action is not one on the resource that carries the policy.";
    UnsupportedResourceArnInPolicy "UNSUPPORTED_RESOURCE_ARN_IN_POLICY" Error RES_NOT_TRUST Carrier "A resource is not the one that carries the policy.";
    ScpSyntaxErrorPrincipal "SCP_SYNTAX_ERROR_PRINCIPAL" Error SCP Reported "A service control policy names a principal.";
    PolicySizeExceedsScpQuota "POLICY_SIZE_EXCEEDS_SCP_QUOTA" Error SCP Size "A service control policy is longer than its quota.";
    PolicySizeExceedsRcpQuota "POLICY_SIZE_EXCEEDS_RCP_QUOTA" Error RCP Size "A resource control policy is longer than its quota.";
    RcpSyntaxErrorPrincipal "RCP_SYNTAX_ERROR_PRINCIPAL" Error RCP Reported "The principal of a resource control policy is not `*`.";
    RcpSyntaxErrorAllow "RCP_SYNTAX_ERROR_ALLOW" Error RCP Reported "A resource control policy allows.";
    RcpSyntaxErrorNotaction "RCP_SYNTAX_ERROR_NOTACTION" Error RCP Reported "A resource control policy has `NotAction`.";
    RcpSyntaxErrorAction "RCP_SYNTAX_ERROR_ACTION" Error RCP Reported "A resource control policy names an action of a service that these policies do not cover.";

    AllowWithNotPrincipal "ALLOW_WITH_NOT_PRINCIPAL" SecurityWarning RES_NOT_TRUST Reported "A statement allows everybody but some.";
    ForallvaluesWithSingleValuedKey "FORALLVALUES_WITH_SINGLE_VALUED_KEY" SecurityWarning ALL Fit "`ForAllValues` tests a key that has one value, and holds when it is missing.";
    ForanyvalueWithAudienceClaimType "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE" SecurityWarning TRUST Trust "`ForAnyValue` tests the audience of a token.";
    UntrustworthyConditionKey "UNTRUSTWORTHY_CONDITION_KEY" SecurityWarning ALL Key "A condition relies on a key that the caller may forge.";
    PassRoleWithNotResource "PASS_ROLE_WITH_NOT_RESOURCE" SecurityWarning OF_PRINCIPALS Roles "`iam:PassRole` is allowed on all roles but some.";
    PassRoleWithStarInActionAndNotResource "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE" SecurityWarning ID Roles "A wildcard in the actions allows `iam:PassRole` on all roles but some.";
    PassRoleWithNotActionAndNotResource "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE" SecurityWarning ID Roles "`NotAction` allows `iam:PassRole` on all roles but some.";
    PassRoleWithStarInResource "PASS_ROLE_WITH_STAR_IN_RESOURCE" SecurityWarning ID Roles "`iam:PassRole` is allowed on a wildcard.";
    PassRoleWithStarInActionAndResource "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE" SecurityWarning ID Roles "A wildcard in the actions allows `iam:PassRole` on a wildcard.";
    PassRoleWithStarInResourceAndNotAction "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION" SecurityWarning ID Roles "`NotAction` allows `iam:PassRole` on a wildcard.";
    MissingPairedConditionKeys "MISSING_PAIRED_CONDITION_KEYS" SecurityWarning ALL Key "A key that says little by itself is tested without the one that belongs to it.";
    DenyWithUnsupportedTagConditionKeyForService "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE" SecurityWarning ALL Sent "`Deny` tests a tag for actions of a service that does not send it.";
    DenyNotactionWithUnsupportedTagConditionKeyForService "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE" SecurityWarning ALL Tag "`Deny` with `NotAction` tests a tag, which some of the actions do not send.";
    RestrictAccessToServicePrincipal "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL" SecurityWarning RES_NOT_TRUST Principal "A service is let in on behalf of anybody.";
    MissingConditionKeyForOidcPrincipal "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL" SecurityWarning TRUST Trust "Tokens of a provider are let in whatever they say.";
    MissingGithubRepoConditionKey "MISSING_GITHUB_REPO_CONDITION_KEY" SecurityWarning TRUST Trust "GitHub's tokens are let in from any repository.";
    StringLikeOperatorWithArnConditionKeys "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS" SecurityWarning ALL Fit "A key that holds an ARN is tested with `StringLike`.";

    MissingVersion "MISSING_VERSION" Warning ALL Reported "The policy has no `Version`.";
    UniqueSidsRecommended "UNIQUE_SIDS_RECOMMENDED" Warning RES_NOT_TRUST Reported "Two statements have the same `Sid`.";
    DeprecatedGlobalConditionKey "DEPRECATED_GLOBAL_CONDITION_KEY" Warning ALL Key "A condition tests a global key that is not to be used any longer.";
    InvalidDateValue "INVALID_DATE_VALUE" Warning ALL Value "A date is written in a form that may be read otherwise.";
    InvalidRoleReference "INVALID_ROLE_REFERENCE" Warning WITH_PRINCIPAL Reported "A principal is the unique id of a role.";
    InvalidUserReference "INVALID_USER_REFERENCE" Warning WITH_PRINCIPAL Reported "A principal is the unique id of a user.";
    WildcardWithoutLikeOperator "WILDCARD_WITHOUT_LIKE_OPERATOR" Warning ALL Value "A value has a wildcard, and its operator compares it as it stands.";
    TypeMismatch "TYPE_MISMATCH" Warning ALL Fit "The operator does not fit the type of the key.";
    TypeMismatchBoolean "TYPE_MISMATCH_BOOLEAN" Warning ALL Reported "A Boolean operator has a value that is neither `true` nor `false`.";
    TypeMismatchDate "TYPE_MISMATCH_DATE" Warning ALL Reported "A date operator has a value that is no date.";
    TypeMismatchNumber "TYPE_MISMATCH_NUMBER" Warning ALL Reported "A numeric operator has a value that is no number.";
    TypeMismatchString "TYPE_MISMATCH_STRING" Warning ALL Reported "`BinaryEquals` has a value that is not base64.";
    SpecificGithubRepoAndBranchRecommended "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED" Warning TRUST Trust "GitHub's tokens are let in from more than one repository or branch.";
    PolicySizeExceedsIdentityPolicyQuota "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA" Warning IDENTITY Size "An identity policy is longer than its quota.";
    PolicySizeExceedsResourcePolicyQuota "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA" Warning RES_NOT_TRUST Size "A resource policy is longer than its quota.";
    PolicySizeExceedsRoleTrustPolicyQuota "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA" Warning TRUST Size "A trust policy is longer than its quota.";
    CreateSlrWithNotResource "CREATE_SLR_WITH_NOT_RESOURCE" Warning ID Roles "`iam:CreateServiceLinkedRole` is allowed on all roles but some.";
    CreateSlrWithStarInActionAndNotResource "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE" Warning ID Roles "A wildcard in the actions allows `iam:CreateServiceLinkedRole` on all roles but some.";
    CreateSlrWithNotActionAndNotResource "CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE" Warning ID Roles "`NotAction` allows `iam:CreateServiceLinkedRole` on all roles but some.";
    CreateSlrWithStarInResource "CREATE_SLR_WITH_STAR_IN_RESOURCE" Warning ID Roles "`iam:CreateServiceLinkedRole` is allowed on a wildcard.";
    CreateSlrWithStarInActionAndResource "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE" Warning ID Roles "A wildcard in the actions allows `iam:CreateServiceLinkedRole` on a wildcard.";
    CreateSlrWithStarInResourceAndNotAction "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION" Warning ID Roles "`NotAction` allows `iam:CreateServiceLinkedRole` on a wildcard.";
    RcpMissingRelatedPrincipalConditionKey "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY" Warning RCP Rcp "A resource control policy that asks for your principals also hits services that act for you.";
    RcpMissingRelatedServicePrincipalConditionKey "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY" Warning RCP Rcp "A resource control policy that asks for the source of a service's call also hits your own principals.";
    RcpMissingServiceConditionKeyNullCheck "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK" Warning RCP Rcp "A resource control policy asks for the source of a service's call, which some calls do not carry.";
    UseConditionKeyOnlyWithSupportedServices "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES" Warning ALL ServiceKey "A key of an endpoint's network is tested for actions of services that do not send it.";

    EmptyArrayAction "EMPTY_ARRAY_ACTION" Suggestion ALL Reported "A list of actions is empty.";
    EmptyArrayResource "EMPTY_ARRAY_RESOURCE" Suggestion ALL Reported "A list of resources is empty.";
    EmptyArrayPrincipal "EMPTY_ARRAY_PRINCIPAL" Suggestion ALL Principal "A list of principals is empty.";
    EmptyObjectPrincipal "EMPTY_OBJECT_PRINCIPAL" Suggestion WITH_PRINCIPAL Reported "A `Principal` is an empty object.";
    EmptyObjectCondition "EMPTY_OBJECT_CONDITION" Suggestion ALL Reported "A `Condition` is an empty object.";
    EmptyArrayCondition "EMPTY_ARRAY_CONDITION" Suggestion ALL Reported "A condition key has an empty list of values.";
    EmptyArrayConditionForallvalues "EMPTY_ARRAY_CONDITION_FORALLVALUES" Suggestion ALL Reported "`ForAllValues` has an empty list of values.";
    EmptyArrayConditionForanyvalue "EMPTY_ARRAY_CONDITION_FORANYVALUE" Suggestion ALL Reported "`ForAnyValue` has an empty list of values.";
    EmptyArrayConditionIfexists "EMPTY_ARRAY_CONDITION_IFEXISTS" Suggestion ALL Reported "An operator with `IfExists` has an empty list of values.";
    EmptySidValue "EMPTY_SID_VALUE" Suggestion ALL Reported "A `Sid` is empty.";
    EquivalentToNullFalse "EQUIVALENT_TO_NULL_FALSE" Suggestion ALL Presence "A condition tests only whether the key is there.";
    EquivalentToNullTrue "EQUIVALENT_TO_NULL_TRUE" Suggestion ALL Presence "A condition tests only whether the key is missing.";
    NullWithQualifier "NULL_WITH_QUALIFIER" Suggestion ALL Presence "`Null` is written with a set qualifier.";
    ImproveIpRange "IMPROVE_IP_RANGE" Suggestion ALL Ip "An address has bits behind its prefix.";
    PrivateIpAddressSubset "PRIVATE_IP_ADDRESS_SUBSET" Suggestion ALL Ip "Some of the addresses that `aws:SourceIp` is compared with are private.";
    PrivateNotIpAddressSubset "PRIVATE_NOT_IP_ADDRESS_SUBSET" Suggestion ALL Ip "Some of the addresses that `aws:SourceIp` is excluded from are private.";
    RedundantAction "REDUNDANT_ACTION" Suggestion ALL Redundant "An action is covered by another of the statement.";
    RedundantResource "REDUNDANT_RESOURCE" Suggestion ALL Redundant "A resource is covered by another of the statement.";
    RedundantConditionValueNum "REDUNDANT_CONDITION_VALUE_NUM" Suggestion ALL Value "One of the numbers decides, whatever the others are.";
    RedundantStatement "REDUNDANT_STATEMENT" Suggestion ALL Redundant "Two statements say the same.";
    RedundantKeyDueToWildcardInCondition "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION" Suggestion ALL Presence "A wildcard makes the test of a key hold always.";
    RedundantStatementDueToWildcardInCondition "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION" Suggestion ALL Presence "A wildcard makes the test of a key fail always.";
    RedundantPrincipalInRoleTrustPolicy "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY" Suggestion TRUST Trust "A session stands beside its role.";
    WildcardInServiceName "WILDCARD_IN_SERVICE_NAME" Suggestion WITH_RESOURCE Arn "The service in an ARN has a wildcard.";
    AllowWithUnsupportedTagConditionKeyForService "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE" Suggestion ALL Sent "`Allow` tests a tag for actions of a service that does not send it.";
    AllowNotactionWithUnsupportedTagConditionKeyForService "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE" Suggestion ALL Tag "`Allow` with `NotAction` tests a tag, which some of the actions do not send.";
    RecommendedConditionKeyForServicePrincipal "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL" Suggestion RES_NOT_TRUST Principal "A service is narrowed by other keys than those for the source of its call.";
    IrrelevantConditionKeyInPolicy "IRRELEVANT_CONDITION_KEY_IN_POLICY" Suggestion RESOURCE Key "A key says nothing in a policy of this resource.";
    ConfirmAudienceClaimType "CONFIRM_AUDIENCE_CLAIM_TYPE" Suggestion TRUST Trust "A set qualifier tests the audience of a token.";
    ScpSyntaxErrorActionWildcard "SCP_SYNTAX_ERROR_ACTION_WILDCARD" Suggestion SCP Scp "A wildcard stands before the end of an action. AWS Organizations took none there until September 2025.";

    XRetiredService "X_RETIRED_SERVICE" Warning ALL Action "An action belongs to a service that the service reference no longer has.";
    XKeyNeverSent "X_KEY_NEVER_SENT" Warning ALL Sent "A condition tests a key that none of the actions sends.";
    XActionNeedsStar "X_ACTION_NEEDS_STAR" Warning WITH_RESOURCE Sent "An action that works on no resource stands with resources other than `*`.";
    XResourceOfNoAction "X_RESOURCE_OF_NO_ACTION" Warning WITH_RESOURCE Sent "None of the actions works on a resource.";
    XUnknownPrincipal "X_UNKNOWN_PRINCIPAL" Warning WITH_PRINCIPAL Reported "A principal is of no form that names anybody.";
    XMissingResource "X_MISSING_RESOURCE" Warning RESOURCE Reported "A statement of a resource policy leaves its resource to be implied.";
    XResourceNeverMatches "X_RESOURCE_NEVER_MATCHES" Warning WITH_RESOURCE Reported "A resource matches nothing, since a variable stands where none is replaced.";
    XUnusualCharacter "X_UNUSUAL_CHARACTER" Warning ALL Reported "The text has a character that IAM does not accept.";
    XOperatorCase "X_OPERATOR_CASE" Suggestion ALL Reported "An operator is not written in the documented case.";
    XStarService "X_STAR_SERVICE" Suggestion ALL Reported "`*:*` is written for `*`.";
    XPolicySizeExceedsSessionQuota "X_POLICY_SIZE_EXCEEDS_SESSION_QUOTA" Warning SESSION Size "A session policy is longer than its quota.";
    XPolicySizeExceedsInlineQuota "X_POLICY_SIZE_EXCEEDS_INLINE_QUOTA" Suggestion IDENTITY Size "An identity policy is too long to be an inline policy of what carries it.";
    XStatementNeverApplies "X_STATEMENT_NEVER_APPLIES" Warning ALL Never "A statement can apply to no request.";
    XConditionNeverHolds "X_CONDITION_NEVER_HOLDS" Warning ALL Never "A condition can hold for no request.";
    XConditionAlwaysHolds "X_CONDITION_ALWAYS_HOLDS" Warning ALL Never "A condition holds for every request.";
    XStatementCovered "X_STATEMENT_COVERED" Suggestion ALL Redundant "Another statement covers all that this one does.";
    XAllowIsDenied "X_ALLOW_IS_DENIED" Warning ALL Never "A statement of the same policy denies all that this one allows.";
    XPrivilegeEscalation "X_PRIVILEGE_ESCALATION" SecurityWarning ID Escalation "The policy lets its holder get more permissions than it gives.";
}
