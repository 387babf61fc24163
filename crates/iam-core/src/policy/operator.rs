//! The condition operators, in one table.
//!
//! Source: *IAM JSON policy elements: Condition operators* (R-OP-1); *Set operators for multivalued context keys*.

/// How an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Exact text.
    StringEquals,
    /// Text without regard to case.
    StringEqualsIgnoreCase,
    /// A pattern over the whole text.
    StringLike,
    /// Numbers, by order.
    Numeric(Order),
    /// Instants, by order.
    Date(Order),
    /// `true` or `false`.
    Bool,
    /// Bytes in base64.
    Binary,
    /// An address in a range.
    Ip,
    /// ARN patterns, component by component.
    Arn,
    /// Whether the key is missing.
    Null,
}

/// An ordering comparison: request value, then policy value (R-OP-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `≤`
    LessOrEqual,
    /// `>`
    Greater,
    /// `≥`
    GreaterOrEqual,
}

impl Order {
    /// Whether an ordering satisfies the comparison.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// A row of the table: a base operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// The documented name.
    pub name: &'static str,
    /// How it compares, before negation.
    pub comparison: Comparison,
    /// Whether it is a `Not…` operator (R-COND-6).
    pub negated: bool,
}

const fn positive(name: &'static str, comparison: Comparison) -> Base {
    Base {
        name,
        comparison,
        negated: false,
    }
}

const fn negated(name: &'static str, comparison: Comparison) -> Base {
    Base {
        name,
        comparison,
        negated: true,
    }
}

/// Every base operator.
pub const BASES: [Base; 27] = [
    positive("StringEquals", Comparison::StringEquals),
    negated("StringNotEquals", Comparison::StringEquals),
    positive("StringEqualsIgnoreCase", Comparison::StringEqualsIgnoreCase),
    negated(
        "StringNotEqualsIgnoreCase",
        Comparison::StringEqualsIgnoreCase,
    ),
    positive("StringLike", Comparison::StringLike),
    negated("StringNotLike", Comparison::StringLike),
    positive("NumericEquals", Comparison::Numeric(Order::Equal)),
    negated("NumericNotEquals", Comparison::Numeric(Order::Equal)),
    positive("NumericLessThan", Comparison::Numeric(Order::Less)),
    positive(
        "NumericLessThanEquals",
        Comparison::Numeric(Order::LessOrEqual),
    ),
    positive("NumericGreaterThan", Comparison::Numeric(Order::Greater)),
    positive(
        "NumericGreaterThanEquals",
        Comparison::Numeric(Order::GreaterOrEqual),
    ),
    positive("DateEquals", Comparison::Date(Order::Equal)),
    negated("DateNotEquals", Comparison::Date(Order::Equal)),
    positive("DateLessThan", Comparison::Date(Order::Less)),
    positive("DateLessThanEquals", Comparison::Date(Order::LessOrEqual)),
    positive("DateGreaterThan", Comparison::Date(Order::Greater)),
    positive(
        "DateGreaterThanEquals",
        Comparison::Date(Order::GreaterOrEqual),
    ),
    positive("Bool", Comparison::Bool),
    positive("BinaryEquals", Comparison::Binary),
    positive("IpAddress", Comparison::Ip),
    negated("NotIpAddress", Comparison::Ip),
    positive("ArnEquals", Comparison::Arn),
    negated("ArnNotEquals", Comparison::Arn),
    positive("ArnLike", Comparison::Arn),
    negated("ArnNotLike", Comparison::Arn),
    positive("Null", Comparison::Null),
];

/// A set qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// None: the key must be single-valued.
    One,
    /// `ForAllValues:`
    ForAllValues,
    /// `ForAnyValue:`
    ForAnyValue,
}

/// An operator: qualifier, base and `IfExists`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The set qualifier.
    pub qualifier: Qualifier,
    /// The base operator.
    pub base: &'static Base,
    /// Whether a missing key makes it true.
    pub if_exists: bool,
}

/// Why a text is no operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnOperator {
    /// The part before the colon is no set qualifier.
    UnknownQualifier,
    /// `NullIfExists`.
    NullIfExists,
    /// No operator has this name.
    UnknownName,
}

/// An operator as written: which one, and whether its capitals are as documented (R-COND-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// The operator.
    pub operator: Operator,
    /// Whether it is written exactly as documented.
    pub exact: bool,
}

impl Operator {
    /// Reads an operator, in any case.
    ///
    /// # Errors
    /// Says which part is not understood.
    pub fn parse(text: &str) -> Result<Spelled, NotAnOperator> {
        let (qualifier, rest) = split_qualifier(text)?;
        if let Some(base) = find_base(rest) {
            let operator = Self {
                qualifier,
                base,
                if_exists: false,
            };
            return Ok(Spelled {
                operator,
                exact: operator.is_written(text),
            });
        }
        let stem = strip_suffix_ignore_case(rest, "IfExists").ok_or(NotAnOperator::UnknownName)?;
        let base = find_base(stem).ok_or(NotAnOperator::UnknownName)?;
        if base.comparison == Comparison::Null {
            return Err(NotAnOperator::NullIfExists);
        }
        let operator = Self {
            qualifier,
            base,
            if_exists: true,
        };
        Ok(Spelled {
            operator,
            exact: operator.is_written(text),
        })
    }

    fn is_written(self, text: &str) -> bool {
        let rest = match self.qualifier {
            Qualifier::One => Some(text),
            Qualifier::ForAllValues => text.strip_prefix("ForAllValues:"),
            Qualifier::ForAnyValue => text.strip_prefix("ForAnyValue:"),
        };
        let rest = if self.if_exists {
            rest.and_then(|r| r.strip_suffix("IfExists"))
        } else {
            rest
        };
        rest == Some(self.base.name)
    }

    /// The documented spelling.
    pub fn spelling(self) -> String {
        let qualifier = match self.qualifier {
            Qualifier::One => "",
            Qualifier::ForAllValues => "ForAllValues:",
            Qualifier::ForAnyValue => "ForAnyValue:",
        };
        let suffix = if self.if_exists { "IfExists" } else { "" };
        [qualifier, self.base.name, suffix].concat()
    }

    /// Whether policy variables are replaced in its values (R-VAR-4, R-BOOL-3).
    pub fn takes_variables(self) -> bool {
        matches!(
            self.base.comparison,
            Comparison::StringEquals
                | Comparison::StringEqualsIgnoreCase
                | Comparison::StringLike
                | Comparison::Arn
                | Comparison::Bool
        )
    }
}

fn split_qualifier(text: &str) -> Result<(Qualifier, &str), NotAnOperator> {
    let Some((head, rest)) = text.split_once(':') else {
        return Ok((Qualifier::One, text));
    };
    if head.eq_ignore_ascii_case("ForAllValues") {
        Ok((Qualifier::ForAllValues, rest))
    } else if head.eq_ignore_ascii_case("ForAnyValue") {
        Ok((Qualifier::ForAnyValue, rest))
    } else {
        Err(NotAnOperator::UnknownQualifier)
    }
}

fn find_base(name: &str) -> Option<&'static Base> {
    const TABLE: &[Base] = &BASES;
    TABLE
        .iter()
        .find(|base| base.name.eq_ignore_ascii_case(name))
}

fn strip_suffix_ignore_case<'t>(text: &'t str, suffix: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(suffix.len())?;
    let (head, tail) = text.split_at_checked(at)?;
    tail.eq_ignore_ascii_case(suffix).then_some(head)
}

/// The documented operator nearest to a misspelled one, for "did you mean".
pub fn nearest(text: &str) -> Option<&'static str> {
    let stem = text.rsplit(':').next().unwrap_or(text);
    let stem = strip_suffix_ignore_case(stem, "IfExists").unwrap_or(stem);
    crate::spelling::nearest(stem, BASES.iter().map(|base| base.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_read_in_every_form() {
        for base in &BASES {
            for (qualifier, prefix) in [
                (Qualifier::One, ""),
                (Qualifier::ForAllValues, "ForAllValues:"),
                (Qualifier::ForAnyValue, "ForAnyValue:"),
            ] {
                for (if_exists, suffix) in [(false, ""), (true, "IfExists")] {
                    let text = format!("{prefix}{}{suffix}", base.name);
                    let read = Operator::parse(&text);
                    if base.name == "Null" && if_exists {
                        assert_eq!(read, Err(NotAnOperator::NullIfExists), "{text}");
                        continue;
                    }
                    let read = read.unwrap();
                    assert_eq!(
                        read.operator,
                        Operator {
                            qualifier,
                            base,
                            if_exists
                        },
                        "{text}"
                    );
                    assert!(read.exact, "{text}");
                    assert_eq!(read.operator.spelling(), text);
                    let lower = Operator::parse(&text.to_lowercase()).unwrap();
                    assert_eq!(
                        (lower.operator, lower.exact),
                        (read.operator, false),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_operator_says_why() {
        let table = [
            ("StringEqual", NotAnOperator::UnknownName),
            (
                "ForSomeValues:StringEquals",
                NotAnOperator::UnknownQualifier,
            ),
            ("ForAllValues: StringEquals", NotAnOperator::UnknownName),
            ("NullIfExists", NotAnOperator::NullIfExists),
            ("", NotAnOperator::UnknownName),
            ("IfExists", NotAnOperator::UnknownName),
        ];
        for (text, why) in table {
            assert_eq!(Operator::parse(text), Err(why), "{text}");
        }
        assert_eq!(nearest("StringEqual"), Some("StringEquals"));
        assert_eq!(nearest("Banana"), None);
    }
}
