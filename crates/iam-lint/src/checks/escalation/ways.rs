//! The known ways to more permissions.
//!
//! Source: the API references of the actions; the ways themselves are widely published.

/// A way: the actions it needs, and what it comes to.
pub(super) struct Way {
    pub(super) actions: &'static [&'static str],
    pub(super) comes_to: &'static str,
}

const fn way(actions: &'static [&'static str], comes_to: &'static str) -> Way {
    Way { actions, comes_to }
}

/// Those that need one action come first.
pub(super) const WAYS: &[Way] = &[
    way(
        &["iam:CreatePolicyVersion"],
        "a new version of a policy that is attached to oneself can allow anything",
    ),
    way(
        &["iam:SetDefaultPolicyVersion"],
        "an older version of a policy may allow more",
    ),
    way(
        &["iam:AttachUserPolicy"],
        "any managed policy can be attached to oneself",
    ),
    way(
        &["iam:AttachGroupPolicy"],
        "any managed policy can be attached to one's group",
    ),
    way(
        &["iam:PutUserPolicy"],
        "an inline policy of oneself can allow anything",
    ),
    way(
        &["iam:PutGroupPolicy"],
        "an inline policy of one's group can allow anything",
    ),
    way(
        &["iam:AddUserToGroup"],
        "oneself can be added to a group with more permissions",
    ),
    way(
        &["iam:CreateAccessKey"],
        "access keys of another user can be made",
    ),
    way(
        &["iam:CreateLoginProfile"],
        "a password of another user can be set",
    ),
    way(
        &["iam:UpdateLoginProfile"],
        "a password of another user can be changed",
    ),
    way(
        &["iam:DeleteUserPermissionsBoundary"],
        "one's own permissions boundary can be removed",
    ),
    way(
        &["iam:PutUserPermissionsBoundary"],
        "one's own permissions boundary can be replaced",
    ),
    way(
        &["lambda:UpdateFunctionCode"],
        "a function's code can be replaced, and runs with the function's role",
    ),
    way(
        &["glue:UpdateDevEndpoint"],
        "the keys of a development endpoint can be changed, which has a role",
    ),
    way(
        &["sagemaker:CreatePresignedNotebookInstanceUrl"],
        "another's notebook can be opened, which has a role",
    ),
    way(
        &["ssm:SendCommand"],
        "commands can be run on instances, with their roles",
    ),
    way(
        &["ssm:StartSession"],
        "sessions can be opened on instances, with their roles",
    ),
    way(
        &["iam:AttachRolePolicy", "sts:AssumeRole"],
        "any managed policy can be attached to a role, and the role taken",
    ),
    way(
        &["iam:PutRolePolicy", "sts:AssumeRole"],
        "an inline policy of a role can allow anything, and the role can be taken",
    ),
    way(
        &["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
        "a role with more permissions can be made to trust oneself",
    ),
    way(
        &["iam:PassRole", "ec2:RunInstances"],
        "an instance can be started with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:InvokeFunction",
        ],
        "a function can be run with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:CreateEventSourceMapping",
        ],
        "a function can be made to run with a role of more permissions",
    ),
    way(
        &["iam:PassRole", "cloudformation:CreateStack"],
        "a stack can be made with a role of more permissions",
    ),
    way(
        &["iam:PassRole", "glue:CreateDevEndpoint"],
        "a development endpoint can be made with a role of more permissions",
    ),
    way(
        &["iam:PassRole", "glue:CreateJob", "glue:StartJobRun"],
        "a job can be run with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "datapipeline:CreatePipeline",
            "datapipeline:PutPipelineDefinition",
        ],
        "a pipeline can be made with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "codebuild:CreateProject",
            "codebuild:StartBuild",
        ],
        "a build can be run with a role of more permissions",
    ),
    way(
        &["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
        "a task can be run with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "sagemaker:CreateNotebookInstance",
            "sagemaker:CreatePresignedNotebookInstanceUrl",
        ],
        "a notebook can be made with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "states:CreateStateMachine",
            "states:StartExecution",
        ],
        "a state machine can be run with a role of more permissions",
    ),
    way(
        &[
            "iam:PassRole",
            "autoscaling:CreateAutoScalingGroup",
            "autoscaling:CreateLaunchConfiguration",
        ],
        "instances can be started with a role of more permissions",
    ),
];
