//! Entries of policies against forms of ARNs.

use iam_core::pattern::{Completion, ResourcePattern, Variables};
use proptest::prelude::*;

use super::*;
use crate::arn_template::ArnTemplate;

const OBJECT: &str = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
const QUEUE: &str = "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}";

#[test]
fn entries_meet_forms() {
    for (entry, template, meets, covers) in [
        ("*", OBJECT, true, true),
        ("arn:aws:s3:::*", OBJECT, true, true),
        ("arn:*", OBJECT, true, true),
        ("arn:aws:s3:::b", OBJECT, false, false),
        ("arn:aws:s3:::b/*", OBJECT, true, false),
        ("arn:aws:s3:::*/*", OBJECT, true, true),
        ("arn:aws:s3:::b/${aws:username}/*", OBJECT, true, false),
        ("arn:aws:s3:::${aws:username}", OBJECT, true, false),
        ("arn:aws:sqs:*:*:*", OBJECT, false, false),
        ("arn:aws:sqs:*:*:*", QUEUE, true, true),
        ("arn:aws:sqs:*", QUEUE, true, true),
        ("arn:aws:sqs", QUEUE, true, true),
        ("arn:aws:sqs:*:111122223333:*", QUEUE, true, false),
        ("arn:aws:sqs:::q", QUEUE, false, false),
        ("arn:aws:sqs:eu-?:*:q", QUEUE, true, false),
        ("arn:aws-cn:s3:::*", OBJECT, true, true),
        ("arn:", OBJECT, false, false),
        ("arn::s3:::*", OBJECT, false, false),
        ("arn:aws:s*:::*", OBJECT, true, true),
        ("arn:aws:s3:::?/?", OBJECT, true, false),
    ] {
        let template_read = ArnTemplate::read(template, "");
        let parsed = PolicyArn::parse(entry);
        assert_eq!(
            template_read.may_match(&parsed),
            meets,
            "{entry} meets {template}"
        );
        assert_eq!(
            template_read.is_covered_by(&parsed),
            covers,
            "{entry} covers {template}"
        );
    }
}

proptest! {
    // What the matcher of the core matches must meet; what covers must match whatever the placeholders are.
    #[test]
    fn agrees_with_the_matcher(
        entry in "arn:(aws|\\*):(s3|s\\?|\\*):[*ab]{0,2}:[*a]{0,2}:[ab/*?:]{0,6}",
        bucket in "[ab]{1,3}",
        object in "[ab/]{1,3}",
    ) {
        let template = ArnTemplate::read("arn:${Partition}:s3:a:a:${BucketName}/${ObjectName}", "");
        let arn = format!("arn:aws:s3:a:a:{bucket}/{object}");
        let (pattern, _) = ResourcePattern::parse(&entry, Variables::Yes, Completion::Fill);
        let matches = pattern.matches(&arn, &|_| None);
        let parsed = PolicyArn::parse(&entry);
        prop_assert!(template.fits(&arn));
        prop_assert!(!matches || template.may_match(&parsed), "{entry} matches {arn}");
        prop_assert!(!template.is_covered_by(&parsed) || matches, "{entry} covers all but {arn}");
        let row = Row::new(arn.chars().map(Token::Char).collect());
        prop_assert_eq!(matches, parsed.overlaps(&row));
    }
}
