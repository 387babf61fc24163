//! Whether an entry of a policy can match an ARN of a form.

mod row;
#[cfg(test)]
mod tests;

pub(crate) use row::{Row, Token};

/// The longest text that is compared; ARNs are at most half as long. Of a longer one nothing is known for certain.
const LONGEST: usize = 4096;

/// An entry of `Resource` or `NotResource`, to be compared with forms of ARNs.
///
/// Policy variables stand for any text. Wildcards mean what they mean in matching (R-MRES-3), and short ARNs are filled
/// as identity policies have it (R-MRES-6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyArn {
    /// `*`, which alone covers requests without a resource.
    star: bool,
    /// The service that it names, if it surely names one.
    service: Option<Box<str>>,
    row: Row,
    /// A short ARN as it stands, which counts too.
    unfilled: Option<Row>,
    /// Whether it has no variable, so that what it covers can be told.
    certain: bool,
    /// Whether it is too long to be compared.
    long: bool,
}

impl PolicyArn {
    /// Reads an entry as written; variables are those of the current policy language.
    pub fn parse(text: &str) -> Self {
        let star = text == "*";
        let long = text.len() > LONGEST;
        let text = if long { "" } else { text };
        let components = text.splitn(6, ':').count();
        let (mut tokens, certain) = tokens(text);
        let mut unfilled = None;
        if components < 6 && !star {
            unfilled = Some(Row::new(tokens.clone()));
            for _ in components..6 {
                tokens.push(Token::Colon);
                tokens.push(Token::Many {
                    colon: true,
                    slash: true,
                });
            }
        }
        let mut parts = text.split(':').skip(1);
        let partition = parts.next().unwrap_or("*");
        let service = parts.next().filter(|_| !partition.ends_with('*'));
        let service = service.filter(|service| !service.contains(['*', '?', '$']));
        Self {
            star,
            service: service.map(Box::from),
            row: Row::new(tokens),
            unfilled,
            certain: certain && !long,
            long,
        }
    }

    /// Whether this is `*`.
    pub fn is_star(&self) -> bool {
        self.star
    }

    /// Whether it can name a service's resources, going by the component of the service alone.
    pub(crate) fn may_name(&self, service: &str) -> bool {
        self.star || service.is_empty() || self.service.as_deref().is_none_or(|own| own == service)
    }

    pub(crate) fn overlaps(&self, form: &Row) -> bool {
        self.star
            || self.long
            || row::overlap(&self.row, form)
            || self
                .unfilled
                .as_ref()
                .is_some_and(|unfilled| row::overlap(unfilled, form))
    }

    pub(crate) fn covers(&self, form: &Row) -> bool {
        self.star || self.certain && row::covers(&self.row, form)
    }
}

/// The tokens of a policy's text, and whether there is no variable.
fn tokens(text: &str) -> (Vec<Token>, bool) {
    let mut tokens = Vec::with_capacity(text.len());
    let mut colons = 0;
    let mut certain = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let sixth = colons >= 5;
        if let Some(inside) = rest.strip_prefix("${").filter(|_| sixth)
            && let Some((name, after)) = inside.split_once('}')
        {
            match name {
                "*" | "?" | "$" => tokens.extend(name.chars().map(Token::Char)),
                _ => {
                    tokens.push(Token::Many {
                        colon: true,
                        slash: true,
                    });
                    certain = false;
                }
            }
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '*' => {
                // A star at the end of a component crosses colons.
                let colon = sixth || rest.is_empty() || rest.starts_with(':');
                tokens.push(Token::Many { colon, slash: true });
            }
            '?' => tokens.push(Token::One {
                colon: sixth,
                slash: true,
            }),
            ':' if !sixth => {
                colons += 1;
                tokens.push(Token::Colon);
            }
            _ => tokens.push(Token::Char(c)),
        }
    }
    (tokens, certain)
}

/// Whether an ARN of a request is of a form.
pub(crate) fn fits(arn: &str, form: &Row) -> bool {
    if arn.len() > LONGEST {
        return false;
    }
    let arn = Row::new(arn.chars().map(Token::Char).collect());
    row::overlap(&arn, form)
}
