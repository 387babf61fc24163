//! ARN templates of the service reference, `arn:${Partition}:s3:::${BucketName}/${ObjectName}`, as forms: read and filled in.

/// A template's parts: what is fixed before a field, and the field's name; the last has no field.
fn parts(template: &str) -> Vec<(&str, Option<&str>)> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((fixed, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        parts.push((fixed, Some(name)));
        rest = after;
    }
    parts.push((rest, None));
    parts
}

/// The names of a template's fields, in order.
pub(crate) fn fields(template: &str) -> Vec<&str> {
    let parts = parts(template).into_iter();
    parts.filter_map(|(_, name)| name).collect()
}

/// How much of a template is fixed: the more, the less else it fits.
pub(crate) fn fixed(template: &str) -> usize {
    let parts = parts(template).into_iter();
    parts.map(|(fixed, _)| fixed.len()).sum()
}

/// What an ARN has in a template's fields, if it has that form. A field takes as little as it can, the last one the rest.
pub(crate) fn read<'a>(template: &str, arn: &'a str) -> Option<Vec<&'a str>> {
    let parts = parts(template);
    let (first, _) = parts.first()?;
    let mut rest = arn.strip_prefix(first)?;
    let mut values = Vec::new();
    for (number, (fixed, _)) in parts.iter().enumerate().skip(1) {
        let last = number + 1 == parts.len();
        let value = match (fixed.is_empty(), last) {
            (true, true) => rest,
            (true, false) => "",
            (false, true) => rest.strip_suffix(fixed)?,
            (false, false) => rest.split_once(fixed)?.0,
        };
        let behind = rest.get(value.len()..)?;
        rest = if last {
            ""
        } else {
            behind.strip_prefix(fixed)?
        };
        values.push(value);
    }
    // Before the resource no part of an ARN holds a colon, and an ARN has no field beyond it.
    let colons = template.matches(':').count().min(5);
    (rest.is_empty() && values.len() + 1 == parts.len() && arn.matches(':').count() >= colons)
        .then_some(values)
}

/// The ARN with values for a template's fields.
pub(crate) fn filled(template: &str, value: impl Fn(usize, &str) -> String) -> String {
    let mut arn = String::new();
    for (number, (fixed, name)) in parts(template).into_iter().enumerate() {
        arn.push_str(fixed);
        if let Some(name) = name {
            arn.push_str(&value(number, name));
        }
    }
    arn
}

/// The template among some that an ARN fits best, by its number.
pub(crate) fn best<'t>(templates: impl Iterator<Item = &'t str>, arn: &str) -> Option<usize> {
    let fitting = templates
        .enumerate()
        .filter(|(_, template)| read(template, arn).is_some());
    // Of equally good ones the first.
    let best = fitting.max_by_key(|(number, template)| (fixed(template), usize::MAX - number));
    best.map(|(number, _)| number)
}

/// A name to begin with for a field: `bucket-name` for `BucketName`.
pub(crate) fn example(name: &str) -> String {
    let mut text = String::new();
    let mut before = 'A';
    for c in name.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
        before = c;
    }
    text
}

/// A field's name in words: `Bucket name` for `BucketName`.
pub(crate) fn words(name: &str) -> String {
    let text = example(name).replace('-', " ");
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{best, example, fields, filled, read, words};

    const OBJECT: &str = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
    const BUCKET: &str = "arn:${Partition}:s3:::${BucketName}";
    const INSTANCE: &str = "arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}";
    const ROLE: &str = "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}";

    #[test]
    fn an_arn_is_read_and_written_again() {
        let cases = [
            (OBJECT, "arn:aws:s3:::b/a/c", Some(vec!["aws", "b", "a/c"])),
            (OBJECT, "arn:aws:s3:::b", None),
            (BUCKET, "arn:aws:s3:::b", Some(vec!["aws", "b"])),
            (BUCKET, "arn:aws:sqs:::b", None),
            (BUCKET, "", None),
            (BUCKET, "*", None),
            (
                INSTANCE,
                "arn:aws:ec2:eu-west-1:1:instance/i-1",
                Some(vec!["aws", "eu-west-1", "1", "i-1"]),
            ),
            (
                INSTANCE,
                "arn:aws:ec2:::instance/",
                Some(vec!["aws", "", "", ""]),
            ),
            (INSTANCE, "arn:aws:ec2:eu-west-1:1:volume/i-1", None),
            (
                ROLE,
                "arn:aws:iam::1:role/a/b",
                Some(vec!["aws", "1", "a/b"]),
            ),
            ("*", "*", Some(vec![])),
        ];
        for (template, arn, expected) in cases {
            let found = read(template, arn);
            assert_eq!(found, expected, "{template} {arn}");
            if let Some(values) = found {
                assert_eq!(filled(template, |at, _| values[at].to_owned()), arn);
                assert_eq!(fields(template).len(), values.len());
            }
        }
    }

    #[test]
    fn the_template_that_says_most_fits_best() {
        let both = [BUCKET, OBJECT];
        for (arn, expected) in [
            ("arn:aws:s3:::b", Some(0)),
            ("arn:aws:s3:::b/k", Some(1)),
            ("*", None),
        ] {
            assert_eq!(best(both.into_iter(), arn), expected, "{arn}");
        }
    }

    #[test]
    fn fields_have_names_and_examples() {
        for (name, given, said) in [
            ("BucketName", "bucket-name", "Bucket name"),
            ("Account", "account", "Account"),
            ("VPCId", "vpcid", "Vpcid"),
            ("", "", ""),
        ] {
            assert_eq!(
                (example(name).as_str(), words(name).as_str()),
                (given, said)
            );
        }
    }
}
