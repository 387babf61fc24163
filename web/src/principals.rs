//! The forms in which a scenario writes a principal, to change from one to another without typing an ARN.

/// A form of writing a principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The text, with `ACCOUNT` and `NAME` to be replaced.
    template: &'static str,
    /// The parts of its ARN that are given each by itself; empty for what is no ARN.
    pub(crate) parts: &'static str,
}

/// Every form.
pub(crate) const FORMS: [Form; 9] = [
    Form {
        name: "IAM user",
        template: "arn:aws:iam::ACCOUNT:user/NAME",
        parts: "arn:${Partition}:iam::${Account}:user/${PathAndName}",
    },
    Form {
        name: "Role session",
        template: "arn:aws:sts::ACCOUNT:assumed-role/NAME/session",
        parts: "arn:${Partition}:sts::${Account}:assumed-role/${Role}/${Session}",
    },
    Form {
        name: "Role (session unnamed)",
        template: "arn:aws:iam::ACCOUNT:role/NAME",
        parts: "arn:${Partition}:iam::${Account}:role/${PathAndName}",
    },
    Form {
        name: "Federated user",
        template: "arn:aws:sts::ACCOUNT:federated-user/NAME",
        parts: "arn:${Partition}:sts::${Account}:federated-user/${Name}",
    },
    Form {
        name: "Root user",
        template: "arn:aws:iam::ACCOUNT:root",
        parts: "arn:${Partition}:iam::${Account}:root",
    },
    Form {
        name: "AWS service",
        template: "service.amazonaws.com",
        parts: "",
    },
    Form {
        name: "Web identity (OIDC)",
        template: "arn:aws:iam::ACCOUNT:oidc-provider/provider.example.com",
        parts: "arn:${Partition}:iam::${Account}:oidc-provider/${Host}",
    },
    Form {
        name: "SAML identity",
        template: "arn:aws:iam::ACCOUNT:saml-provider/NAME",
        parts: "arn:${Partition}:iam::${Account}:saml-provider/${Name}",
    },
    Form {
        name: "Anonymous",
        template: "*",
        parts: "",
    },
];

/// The number of the form a text is in, if it is in one.
pub(crate) fn form_of(arn: &str) -> Option<usize> {
    if arn == "*" {
        return FORMS.iter().position(|form| form.template == "*");
    }
    if !arn.starts_with("arn:") {
        return (!arn.is_empty()).then_some(if arn.ends_with(".amazonaws.com") {
            5
        } else {
            6
        });
    }
    let kind = |text: &'static str| {
        text.split(':')
            .nth(5)
            .and_then(|rest| rest.split('/').next())
    };
    let given = arn
        .split(':')
        .nth(5)
        .and_then(|rest| rest.split('/').next());
    FORMS
        .iter()
        .position(|form| given.is_some() && kind(form.template) == given)
}

/// The same principal in another form, as far as it can be carried over.
pub(crate) fn convert(arn: &str, form: usize) -> String {
    let Some(form) = FORMS.get(form) else {
        return arn.to_owned();
    };
    let mut parts = arn.split(':');
    let account = parts
        .nth(4)
        .filter(|account| !account.is_empty())
        .unwrap_or("111122223333");
    let rest = parts.next().unwrap_or_default();
    let mut path = rest.split('/').skip(1);
    let name = if rest.starts_with("assumed-role/") {
        path.next()
    } else {
        path.last()
    };
    let name = name.filter(|name| !name.is_empty()).unwrap_or("name");
    form.template
        .replace("ACCOUNT", account)
        .replace("NAME", name)
}

#[cfg(test)]
mod tests {
    use super::{FORMS, convert, form_of};

    #[test]
    fn every_form_is_recognized_and_carries_account_and_name() {
        for number in 0..FORMS.len() {
            let text = convert("arn:aws:iam::999999999999:user/team/ann", number);
            assert_eq!(form_of(&text), Some(number), "{text}");
        }
        let cases = [
            (
                "arn:aws:iam::999999999999:user/team/ann",
                2,
                "arn:aws:iam::999999999999:role/ann",
            ),
            (
                "arn:aws:sts::999999999999:assumed-role/Admin/jo",
                2,
                "arn:aws:iam::999999999999:role/Admin",
            ),
            ("*", 0, "arn:aws:iam::111122223333:user/name"),
            ("", 4, "arn:aws:iam::111122223333:root"),
        ];
        for (from, form, to) in cases {
            assert_eq!(convert(from, form), to);
        }
    }

    #[test]
    fn the_parts_of_every_arn_are_read() {
        for (number, form) in FORMS.iter().enumerate() {
            let text = convert("arn:aws:iam::999999999999:user/ann", number);
            let read = crate::arn_form::read(form.parts, &text);
            assert_eq!(read.is_some(), text.starts_with("arn:"), "{text}");
            if let Some(read) = read {
                assert_eq!(read.get(1), Some(&"999999999999"), "{text}");
            }
        }
    }

    #[test]
    fn what_is_in_no_form_is_in_none() {
        for text in ["", "arn:", "arn:aws:s3:::bucket", "arn:aws:iam::1"] {
            assert_eq!(form_of(text), None, "{text}");
        }
        assert_eq!(form_of("lambda.amazonaws.com"), Some(5));
        assert_eq!(form_of("token.actions.githubusercontent.com"), Some(6));
    }
}
