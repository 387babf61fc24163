//! What S3 knows about a bucket or an object beside its policy: ownership, access control lists, Block Public Access.

use iam_core::account::is_account_id;
use iam_core::scenario::{
    AclGrant, AclPermission, BlockPublicAccess, ObjectOwnership, Request, S3,
};
use yew::prelude::*;

use super::field::{SelectProps, TextProps, select_field, text_field};
use super::icon::{Glyph, small_icon};
use super::parts::{check, icon_button, tag};
use super::request::{Edit, editing, given};

/// One of the two lists.
type Select = fn(&mut S3) -> &mut Vec<AclGrant>;

/// A setting of Block Public Access: what it is called, what it does, where it is.
type Setting = (
    &'static str,
    &'static str,
    fn(&mut BlockPublicAccess) -> &mut bool,
);

const SETTINGS: [Setting; 4] = [
    ("BlockPublicAcls", "refuse new public ACLs", |all| {
        &mut all.block_public_acls
    }),
    ("IgnorePublicAcls", "ignore public ACLs", |all| {
        &mut all.ignore_public_acls
    }),
    (
        "BlockPublicPolicy",
        "refuse public bucket policies",
        |all| &mut all.block_public_policy,
    ),
    (
        "RestrictPublicBuckets",
        "a public policy reaches only its own account",
        |all| &mut all.restrict_public_buckets,
    ),
];

/// How many settings are given.
pub(crate) fn count(s3: Option<&S3>) -> usize {
    let Some(s3) = s3 else { return 0 };
    let given = [
        s3.object_ownership.is_some(),
        s3.object_owner.is_some(),
        s3.block_public_access.is_some(),
    ];
    given.iter().filter(|given| **given).count() + s3.bucket_acl.len() + s3.object_acl.len()
}

/// Changes the settings; without any left, the request has none.
fn set(request: &mut Request, change: impl FnOnce(&mut S3)) {
    let mut s3 = request.resource.s3.take().unwrap_or_default();
    change(&mut s3);
    request.resource.s3 = Some(s3).filter(|s3| *s3 != S3::default());
}

/// The settings.
pub(crate) fn s3_fields(s3: &S3, edit: &Edit) -> Html {
    let ownership = editing(edit, |request, number: usize| {
        let chosen = number
            .checked_sub(1)
            .and_then(|number| ObjectOwnership::ALL.get(number).copied());
        set(request, |s3| s3.object_ownership = chosen);
    });
    let options = vec![
        "not said: ACLs are off",
        "BucketOwnerEnforced: ACLs are off",
        "BucketOwnerPreferred: ACLs count",
        "ObjectWriter: ACLs count, the writer owns",
    ];
    let chosen = s3
        .object_ownership
        .and_then(|given| ObjectOwnership::ALL.iter().position(|one| *one == given));
    let owner = editing(edit, |request, text: String| {
        set(request, |s3| {
            s3.object_owner = given(text.trim().to_owned());
        });
    });
    let value = s3.object_owner.clone().unwrap_or_default();
    let problem = if value.is_empty() || is_account_id(&value) {
        ""
    } else {
        "an account has 12 digits"
    };
    let off = s3
        .object_ownership
        .is_none_or(|one| one == ObjectOwnership::BucketOwnerEnforced);
    let lists = !s3.bucket_acl.is_empty() || !s3.object_acl.is_empty();
    html! {
        <div class="col">
            { select_field(&SelectProps { id: "s3-ownership".into(), label: "Object ownership".into(), chosen: chosen.map_or(0, |chosen| chosen + 1), options, change: ownership, ..SelectProps::default() }) }
            { text_field(&TextProps { id: "s3-owner".into(), label: "Account that owns the object".into(), value, change: owner, placeholder: "12 digits; empty: the bucket’s owner", minor: true, problem: problem.to_owned(), ..TextProps::default() }) }
            { public_access(s3, edit) }
            { list("Bucket ACL", "s3-bucket-acl", &s3.bucket_acl, |s3| &mut s3.bucket_acl, edit) }
            { list("Object ACL", "s3-object-acl", &s3.object_acl, |s3| &mut s3.object_acl, edit) }
            if lists && off { { tag("p", "hint", "These lists count only with another object ownership.") } }
        </div>
    }
}

/// Block Public Access, one tick for each setting.
fn public_access(s3: &S3, edit: &Edit) -> Html {
    let mut now = s3.block_public_access.clone().unwrap_or_default();
    let boxes = SETTINGS.iter().map(|(name, help, place)| {
        let on = *place(&mut now);
        let (edit, place) = (edit.clone(), *place);
        let change = Callback::from(move |on: bool| {
            edit.emit(Box::new(move |request| {
                set(request, |s3| {
                    let mut all = s3.block_public_access.take().unwrap_or_default();
                    *place(&mut all) = on;
                    s3.block_public_access =
                        Some(all).filter(|all| *all != BlockPublicAccess::default());
                });
            }));
        });
        check(
            &["s3-", name].concat(),
            html! { <>{ *name }{ tag("small", "d", *help) }</> },
            on,
            change,
        )
    });
    html! { <div class="f minor" role="group" aria-label="Block Public Access">{ tag("span", "lb", "Block Public Access") }{ for boxes }</div> }
}

/// An access control list: to whom, and what.
fn list(name: &'static str, id: &str, grants: &[AclGrant], select: Select, edit: &Edit) -> Html {
    let rows = grants.iter().enumerate().map(|(at, grant)| {
        let id = |part: &str| AttrValue::from([id, part, &at.to_string()].concat());
        let at_grant = move |change: Box<dyn FnOnce(&mut AclGrant)>| -> super::request::Change {
            Box::new(move |request| {
                set(request, |s3| {
                    if let Some(grant) = select(s3).get_mut(at) {
                        change(grant);
                    }
                });
            })
        };
        let grantee = edit.reform(move |text: String| at_grant(Box::new(move |grant| text.trim().clone_into(&mut grant.grantee))));
        let permission = edit.reform(move |number: usize| {
            at_grant(Box::new(move |grant| {
                if let Some(chosen) = AclPermission::ALL.get(number) {
                    grant.permission = *chosen;
                }
            }))
        });
        let remove: Callback<MouseEvent> = edit.reform(move |_| -> super::request::Change {
            Box::new(move |request| {
                set(request, |s3| {
                    if at < select(s3).len() {
                        select(s3).remove(at);
                    }
                });
            })
        });
        let chosen = AclPermission::ALL.iter().position(|one| *one == grant.permission).unwrap_or(0);
        let options = AclPermission::ALL.map(AclPermission::name).to_vec();
        let problem = if grant.grantee.is_empty() { "an account, a canonical id, AllUsers or AuthenticatedUsers" } else { "" };
        html! {
            <div class="grantrow" key={at}>
                { text_field(&TextProps { id: id("-to-"), label: "Grantee".into(), value: grant.grantee.clone(), change: grantee, minor: true, problem: problem.to_owned(), ..TextProps::default() }) }
                { select_field(&SelectProps { id: id("-may-"), label: "Permission".into(), chosen, options, change: permission, ..SelectProps::default() }) }
                { icon_button("Remove the grant", small_icon(Glyph::Cross, ""), false, remove) }
            </div>
        }
    });
    let add: Callback<MouseEvent> = edit.reform(move |_| -> super::request::Change {
        Box::new(move |request| {
            let grant = AclGrant {
                grantee: "AllUsers".to_owned(),
                permission: AclPermission::Read,
                unknown: Vec::new(),
            };
            set(request, |s3| select(s3).push(grant));
        })
    });
    html! {
        <div class="f minor" role="group" aria-label={name}>
            { tag("span", "lb", name) }
            { for rows }
            <button type="button" class="sm btn-line start" onclick={add}>{ small_icon(Glyph::Plus, "") }{ "Grant in the " }{ name }</button>
        </div>
    }
}
