//! Requests: who, what, for which resource, with which keys.

use iam_core::scenario::{
    AclGrant, AclPermission, BlockPublicAccess, Credentials, Grant, KeyManager, ObjectOwnership,
    Principal, Request, Resource, S3,
};

use super::condition::{key_and_value, value_of};
use super::{
    A, ALICE, APP, B, BOB, BUCKET, CANONICAL, ENDPOINT, GROUP, KEY, LINKED, SESSION, TARGET,
    TARGET_OF_B, Tape, ZED,
};

/// What all requests of a scenario are about: resource policies are attached to it.
#[derive(Clone, Debug)]
pub(super) struct About {
    subject: Subject,
    account: &'static str,
    /// Whether keys are left open: then there are more conditions.
    pub(super) open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Bucket,
    Key,
    Role,
    Other,
}

impl About {
    pub(super) fn new(open: bool, tape: &mut Tape<'_>) -> Self {
        Self {
            open,
            subject: tape.pick(&[
                Subject::Bucket,
                Subject::Bucket,
                Subject::Bucket,
                Subject::Key,
                Subject::Role,
                Subject::Role,
                Subject::Other,
            ]),
            account: tape.pick(&[A, A, A, B]),
        }
    }

    /// The resource that carries the resource policies.
    pub(super) fn carrier(&self) -> &'static str {
        match (self.subject, self.account) {
            (Subject::Bucket, _) => BUCKET,
            (Subject::Key, _) => KEY,
            (Subject::Role, B) => TARGET_OF_B,
            (Subject::Role, _) => TARGET,
            (Subject::Other, _) => "arn:aws:sns:eu-west-1:111122223333:alerts",
        }
    }

    /// Patterns of actions and resources that statements on it may well have.
    pub(super) fn patterns(&self) -> (&'static [&'static str], &'static [&'static str]) {
        match self.subject {
            Subject::Bucket => (
                &[
                    "s3:*",
                    "s3:Get*",
                    "S3:getobject",
                    "s3:*Object",
                    "s3:Get?bject",
                    "s3:PutObject",
                ],
                &[
                    "*",
                    "arn:aws:s3:::reports/*",
                    "arn:aws:s3:::reports*",
                    BUCKET,
                ],
            ),
            Subject::Key => (
                &["kms:*", "kms:Decrypt", "kms:*crypt"],
                &["*", "arn:aws:kms:*:*:key/*", KEY],
            ),
            Subject::Role => (
                &["sts:*", "sts:AssumeRole*", "sts:AssumeRole", "iam:PassRole"],
                &["*", "arn:aws:iam::*:role/*", TARGET, TARGET_OF_B],
            ),
            Subject::Other => (&["sns:*", "ec2:Describe*", "sts:*", "iam:*"], &["*"]),
        }
    }

    /// An action and the ARN that it goes to.
    fn action(&self, tape: &mut Tape<'_>) -> (&'static str, &'static str) {
        let choices: &[(&str, &str)] = match self.subject {
            Subject::Bucket => &[
                ("s3:GetObject", "arn:aws:s3:::reports/2026.csv"),
                ("s3:GetObject", "arn:aws:s3:::reports/alice/notes"),
                ("s3:PutObject", "arn:aws:s3:::reports/red/notes"),
                ("s3:ListBucket", BUCKET),
                ("s3:PutBucketPolicy", BUCKET),
            ],
            Subject::Key => &[
                ("kms:Decrypt", KEY),
                ("kms:CreateGrant", KEY),
                ("kms:Encrypt", KEY),
            ],
            Subject::Role => {
                let role = self.carrier();
                return tape.pick(&[
                    ("sts:AssumeRole", role),
                    ("sts:AssumeRole", role),
                    ("sts:AssumeRoleWithWebIdentity", role),
                    ("sts:TagSession", role),
                    ("iam:PassRole", role),
                ]);
            }
            Subject::Other => &[
                ("sns:Publish", "arn:aws:sns:eu-west-1:111122223333:alerts"),
                ("ec2:DescribeInstances", "*"),
                ("sts:GetSessionToken", "*"),
                ("sts:GetCallerIdentity", "*"),
                ("iam:GetUser", ALICE),
            ],
        };
        tape.pick(choices)
    }
}

pub(super) fn request(about: &About, tape: &mut Tape<'_>) -> Request {
    let (action, arn) = about.action(tape);
    let mut request = Request {
        principal: principal(tape),
        action: action.to_owned(),
        resource: resource(about, arn, tape),
        ..Request::default()
    };
    for _ in 0..tape.below(4) {
        let (key, value) = key_and_value(tape);
        let known = |(other, _): &(String, _)| key.eq_ignore_ascii_case(other);
        if !request.context.iter().any(known) {
            request.context.push((key.to_owned(), value));
        }
    }
    let endpoint = (
        "aws:SourceVpce".to_owned(),
        value_of("aws:SourceVpce", tape),
    );
    if tape.chance(15) && !request.context.iter().any(|(key, _)| *key == endpoint.0) {
        let through =
            iam_core::scenario::ContextValue::Single(iam_core::scenario::Scalar::text(ENDPOINT));
        request.context.push((endpoint.0, through));
    }
    if about.open {
        for _ in 0..tape.below(3) {
            request.open_keys.push(key_and_value(tape).0.to_owned());
        }
    }
    request
}

fn principal(tape: &mut Tape<'_>) -> Principal {
    let arn = if tape.chance(35) {
        tape.pick(&[
            ZED,
            "arn:aws:sts::444455556666:assumed-role/worker/w1",
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::444455556666:root",
            "sns.amazonaws.com",
            "*",
            "accounts.google.com",
            "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s1",
            "arn:aws:iam::999999999999:user/mona",
            "arn:aws:iam::777777777777:user/eve",
        ])
    } else {
        tape.pick(&[ALICE, ALICE, SESSION, SESSION, APP, BOB])
    };
    let mut principal = Principal {
        arn: arn.to_owned(),
        ..Principal::default()
    };
    if tape.chance(50) {
        let tag = ("team".to_owned(), tape.pick(&["red", "blue"]).to_owned());
        principal.tags.push(tag);
    }
    if arn == ALICE && tape.chance(40) {
        principal.groups.push(GROUP.to_owned());
        principal.credentials = Some(tape.pick(&Credentials::ALL));
    }
    if arn == BOB {
        let issuer = tape.pick(&[ALICE, ALICE, ALICE, "arn:aws:iam::111122223333:root"]);
        principal.issuer = Some(issuer.to_owned());
    }
    if arn.contains("AWSServiceRole") {
        principal.role_arn = Some(LINKED.to_owned());
    }
    if tape.chance(20) {
        principal.mfa = Some(tape.chance(50));
    }
    if tape.chance(20) {
        principal.canonical_user_id = Some(tape.pick(&CANONICAL).to_owned());
    }
    if arn == SESSION && tape.chance(20) {
        let providers = [
            "arn:aws:iam::111122223333:saml-provider/Corp",
            "accounts.google.com",
        ];
        principal.federated_provider = Some(tape.pick(&providers).to_owned());
    }
    if arn == SESSION && tape.chance(20) {
        principal
            .called_via
            .push("cloudformation.amazonaws.com".to_owned());
    }
    principal
}

fn resource(about: &About, arn: &str, tape: &mut Tape<'_>) -> Resource {
    let mut resource = Resource {
        arn: arn.to_owned(),
        account: (about.subject == Subject::Bucket && tape.chance(80))
            .then(|| about.account.to_owned()),
        ..Resource::default()
    };
    if tape.chance(40) {
        let tag = ("team".to_owned(), tape.pick(&["red", "blue"]).to_owned());
        resource.tags.push(tag);
    }
    if about.subject == Subject::Bucket && tape.chance(20) {
        resource.s3 = Some(s3(tape));
    }
    if about.subject == Subject::Key && tape.chance(25) {
        resource.grants.push(Grant {
            grantee: tape.pick(&[ALICE, APP, SESSION, ZED, A]).to_owned(),
            operations: vec![tape.pick(&["Decrypt", "Encrypt"]).to_owned()],
            encryption_context_equals: None,
            encryption_context_subset: None,
            unknown: Vec::new(),
        });
    }
    if about.subject == Subject::Key && tape.chance(20) {
        resource.key_manager = Some(tape.pick(&KeyManager::ALL));
    }
    resource
}

fn s3(tape: &mut Tape<'_>) -> S3 {
    let grants = |tape: &mut Tape<'_>| -> Vec<AclGrant> {
        (0..tape.below(2))
            .map(|_| AclGrant {
                grantee: tape
                    .pick(&[A, B, "AllUsers", "AuthenticatedUsers", CANONICAL[0]])
                    .to_owned(),
                permission: tape.pick(&AclPermission::ALL),
                unknown: Vec::new(),
            })
            .collect()
    };
    S3 {
        object_ownership: Some(tape.pick(&ObjectOwnership::ALL)),
        object_owner: tape.chance(30).then(|| tape.pick(&[A, B]).to_owned()),
        bucket_acl: grants(tape),
        object_acl: grants(tape),
        block_public_access: tape.chance(30).then(BlockPublicAccess::all),
        unknown: Vec::new(),
    }
}
