//! Reading a service's file.

use super::{AccessLevels, Action, ActionResource, ConditionKey, ResourceType, Service};
use crate::arn_template::{self, ArnTemplate};
use crate::lines::{self, DataError, Line};
use crate::support;
use crate::value_type::ValueType;

impl Service {
    /// Reads a service's file.
    ///
    /// # Errors
    ///
    /// When the text is not a service's file in this release's form.
    pub fn read(text: &str) -> Result<Self, DataError> {
        let (date, mut lines) = lines::lines(text)?;
        let no_service = DataError {
            line: 2,
            reason: "the file names no service",
        };
        let first = lines.next().ok_or(no_service)?;
        if first.tag != "S" {
            return Err(first.error("the file names no service"));
        }
        let [prefix, name, category, rcp] = first.fields();
        let mut keys = Vec::new();
        let mut resources = Vec::new();
        let mut actions = Vec::new();
        let mut support = Vec::new();
        for line in lines {
            match line.tag {
                "K" => keys.push(condition_key(&line)?),
                "R" => resources.push(resource_type(&line, prefix, keys.len())?),
                "A" => actions.push(action(&line, keys.len(), resources.len())?),
                _ => support::read_line(&line, &mut support)?,
            }
        }
        arn_template::tell_apart(resources.iter_mut().flat_map(|one| &mut one.arns));
        Ok(Self {
            date: date.into(),
            prefix: prefix.into(),
            name: name.into(),
            category: (!category.is_empty()).then(|| category.into()),
            rcp: rcp == "R",
            keys: keys.into(),
            resources: resources.into(),
            actions: actions.into(),
            support: support.into(),
        })
    }
}

fn condition_key(line: &Line<'_>) -> Result<ConditionKey, DataError> {
    let [name, value, description] = line.fields();
    let unknown = || line.error("an unknown type of a condition key");
    Ok(ConditionKey {
        name: name.into(),
        value: ValueType::from_name(value).ok_or_else(unknown)?,
        description: description.into(),
    })
}

fn resource_type(line: &Line<'_>, prefix: &str, keys: usize) -> Result<ResourceType, DataError> {
    let [name, own, arns] = line.fields();
    Ok(ResourceType {
        name: name.into(),
        keys: line.indexes(own, ' ', keys)?,
        arns: arns
            .split('\t')
            .filter(|arn| !arn.is_empty())
            .map(|arn| ArnTemplate::read(arn, prefix))
            .collect(),
    })
}

fn action(line: &Line<'_>, keys: usize, resources: usize) -> Result<Action, DataError> {
    let [name, marks, description, rows, own, dependent] = line.fields();
    let levels = marks.trim_end_matches(['!', '?']);
    let unknown = || line.error("an unknown access level");
    Ok(Action {
        name: name.into(),
        levels: AccessLevels::from_letters(levels).ok_or_else(unknown)?,
        description: description.into(),
        resources: rows
            .split(' ')
            .filter(|row| !row.is_empty())
            .map(|row| action_resource(line, row, keys, resources))
            .collect::<Result<_, _>>()?,
        keys: line.indexes(own, ' ', keys)?,
        dependent: lines::words(dependent, ' '),
        permission_only: marks.contains('!'),
        unverified: marks.contains('?'),
    })
}

fn action_resource(
    line: &Line<'_>,
    row: &str,
    keys: usize,
    resources: usize,
) -> Result<ActionResource, DataError> {
    let mut parts = row.split(';');
    let mut next = || parts.next().unwrap_or("");
    let (index, own, dependent) = (next(), next(), next());
    let number: u16 = line.number(index.trim_end_matches('*'))?;
    if usize::from(number) >= resources {
        return Err(line.error("an index is beyond its list"));
    }
    Ok(ActionResource {
        index: number,
        required: index.ends_with('*'),
        keys: line.indexes(own, ',', keys)?,
        dependent: lines::words(dependent, ','),
    })
}
