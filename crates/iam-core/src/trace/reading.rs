//! Who asks and what is asked for, as it was read.

use crate::decide::Plan;
use crate::report::{PrincipalReading, ResourceReading};

pub(super) fn principal(plan: &Plan) -> PrincipalReading {
    let requester = &plan.query.requester;
    PrincipalReading {
        arn: requester.arn.clone(),
        kind: requester.kind,
        partition: requester.partition.clone(),
        account: requester.account.clone(),
        name: requester.name.clone(),
        session: requester.session.clone(),
        problem: requester.problem.clone(),
    }
}

pub(super) fn resource(plan: &Plan) -> ResourceReading {
    let target = &plan.query.target;
    ResourceReading {
        arn: target.arn.clone(),
        account: target.account.clone(),
        account_from: target.account_from,
        problem: target
            .problem
            .clone()
            .or_else(|| plan.query.action.problem.clone()),
    }
}
