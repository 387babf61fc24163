use std::sync::Arc;

use iam_core::scenario::{ContextValue, PolicyType, Request, Scalar, ScenarioPolicy};
use miniz_oxide::deflate::compress_to_vec_zlib;
use proptest::prelude::*;

use super::*;

const GOLDEN_DOCUMENT: &str = r#"{
  "version": 1,
  "name": "Golden",
  "policies": [
    { "type": "identity", "document": { "Version": "2012-10-17", "Statement": [] } },
    { "type": "resource", "document": "{ as typed — \"é\" " }
  ],
  "requests": [
    { "principal": "*", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "context": { "n": 1.50 } }
  ],
  "later": [1,  2]
}"#;

/// Made by version 2 of the encoding. It has to open in every later release.
const GOLDEN: &str = "2.DHcyw1pGuufnAAMXvaTEDHcSQxAYEDrVWIoR5HpZIbFYAaQiReFRwxRg4X94ZYySghJGABaglc6khkmSfjZQFimZg_yvZ2oAjqocUEcRaI2hjoKCUWwtAA";

/// Made by release 0.1.0. It has to open in every later one.
const GOLDEN_1: &str = "1.eNpVj01OwzAQha9izRK5EAchpLlAlyyQ2LRZuM4sDKkd7AlQRZY4BJfgHL1JT9JJo7bqcvR-vjcjfFHKPgZAoyHYLQHCMnYtBdDQx847TxlwNQLv-kn0IrHnnchtdMNWLsAR3s41UFemXphqYZ7F8sqWafasmlL0pSZRjkNydFMDo7JZTY5WHX7_1Br2_2tQUBotgc-BMs9b-uSD873tJHMnFdbxDM-PuCR-2byTY9BXCoJNAe13RnEgbh4-RHUxMP2c5k__3z9VZSJ1MjkJxmil6qYcAQD7Xzs";

fn golden() -> Scenario {
    Scenario::parse(GOLDEN_DOCUMENT).unwrap()
}

fn link_to(bytes: &[u8]) -> String {
    format!("1.{}", base64url::encode(&compress_to_vec_zlib(bytes, 6)))
}

fn link_2_to(bytes: &[u8]) -> String {
    format!("2.{}", base64url::encode(&packed::pack(bytes)))
}

#[test]
fn opens_the_golden_link() {
    assert_eq!(encode(&golden()), GOLDEN);
    assert_eq!(decode(GOLDEN), Ok(golden()));
    assert_eq!(decode(GOLDEN_1), Ok(golden()));
}

#[test]
fn carries_what_was_looked_at() {
    let looked = View {
        request: 1,
        stage: Some(4),
        statement: Some((0, 2)),
        tab: None,
    };
    let link = encode_with(&golden(), &looked);
    assert_eq!(link, [&encode(&golden()), ".r1.s4.c0-2"].concat());
    for link in [link.clone(), format!("{link}).")] {
        assert_eq!((decode(&link), view(&link)), (Ok(golden()), looked));
    }
    for link in [&encode(&golden()), "", "2", "2.", "prefill?a.b.r1"] {
        assert_eq!(view(link), View::default(), "{link}");
    }
}

#[test]
fn passes_over_what_surrounds_a_link() {
    for link in [
        format!("https://example.org/play/?a=b#{GOLDEN}"),
        format!("#{GOLDEN})."),
        format!("  {GOLDEN}\n"),
        format!("{GOLDEN}>, "),
        format!("{GOLDEN}=="),
    ] {
        assert_eq!(decode(payload(&link)), Ok(golden()), "{link}");
    }
}

#[test]
fn says_what_is_wrong() {
    let rows = [
        (String::new(), "link/empty", "carries no scenario"),
        (" \n".to_owned(), "link/empty", "carries no scenario"),
        ("policy".to_owned(), "link/no-version", "version mark"),
        (".eJw".to_owned(), "link/no-version", "version mark"),
        ("x1.eJw".to_owned(), "link/no-version", "version mark"),
        ("01.eJw".to_owned(), "link/no-version", "version mark"),
        ("3.eJw".to_owned(), "link/version", "has version `3`"),
        ("2.".to_owned(), "link/truncated", "its end is missing"),
        ("2.AAAABw".to_owned(), "link/damaged", "not what was shared"),
        (link_2_to(b"\xff"), "link/damaged", "not what was shared"),
        (
            link_2_to(b"{}"),
            "link/scenario",
            "`version`: the field is missing",
        ),
        ("1.".to_owned(), "link/truncated", "its end is missing"),
        ("1.eJ%20w".to_owned(), "link/character", "holds `%`"),
        ("1.AAAA".to_owned(), "link/damaged", "not what was shared"),
        (link_to(b"\xff"), "link/damaged", "not what was shared"),
        (
            link_to(b""),
            "link/scenario",
            "not a scenario: line 1, column 1: ",
        ),
        (
            link_to(b"{}"),
            "link/scenario",
            "`version`: the field is missing, expected 1",
        ),
        (
            link_to(br#"{"version":2}"#),
            "link/scenario",
            "later release",
        ),
        ("A".repeat(MAX_PAYLOAD + 1), "link/too-large", "4 MB"),
    ];
    for (link, code, part) in rows {
        let error = decode(&link).expect_err(&link);
        let sentence = error.to_string();
        assert_eq!(error.code(), code, "{link}: {sentence}");
        assert!(sentence.contains(part), "{link}: {sentence}");
        assert!(
            !sentence.contains('\n') && !sentence.ends_with('.'),
            "{sentence}"
        );
    }
}

#[test]
fn tells_a_link_that_breaks_off() {
    for link in [GOLDEN, GOLDEN_1] {
        for end in "1.".len()..link.len() {
            let error = decode(link.get(..end).unwrap()).unwrap_err();
            assert_eq!(error, LinkError::Truncated, "{link} cut at {end}");
        }
    }
}

#[test]
fn tells_a_wrong_letter() {
    for link in [GOLDEN, GOLDEN_1] {
        for at in "1.".len()..link.len() {
            for letter in ["A", "Q", "z", "7", "_"] {
                let mut changed = link.to_owned();
                changed.replace_range(at..=at, letter);
                // Bits that fill up a byte may change without changing what is carried.
                match decode(&changed) {
                    Ok(scenario) => assert_eq!(scenario, golden(), "{at} {letter}"),
                    Err(LinkError::Damaged | LinkError::Truncated) => {}
                    Err(error) => panic!("{at} {letter}: {error:?}"),
                }
            }
        }
    }
}

#[test]
fn tells_letters_that_changed_places() {
    for at in "2.".len()..GOLDEN.len() - 1 {
        let (before, rest) = GOLDEN.split_at(at);
        let (pair, after) = rest.split_at(2);
        let turned: String = pair.chars().rev().collect();
        if turned != pair {
            let error = decode(&[before, &turned, after].concat()).unwrap_err();
            assert!(
                matches!(error, LinkError::Damaged | LinkError::Truncated),
                "{at}: {error:?}"
            );
        }
    }
}

#[test]
fn stops_a_bomb() {
    let spaces = vec![b' '; MAX_DOCUMENT + 1];
    assert_eq!(decode(&link_to(&spaces)), Err(LinkError::TooLarge));
    let bomb = vec![0; 64 << 20];
    let link = link_to(&bomb);
    assert!(link.len() < 100_000);
    assert_eq!(decode(&link), Err(LinkError::TooLarge));
    assert_eq!(decode(&link_2_to(&spaces)), Err(LinkError::TooLarge));
    // Empty stored blocks without end: input is used up and nothing comes out.
    let mut endless = vec![0x78, 0x9c];
    endless.extend([0x00, 0x00, 0x00, 0xff, 0xff].repeat(100_000));
    assert_eq!(
        decode(&format!("1.{}", base64url::encode(&endless))),
        Err(LinkError::Truncated)
    );
}

proptest! {
    #[test]
    fn decodes_to_what_was_encoded(
        name in proptest::option::of("\\PC{0,20}"),
        document in "[ -~\\n\u{e9}\u{1f600}]{0,200}",
        action in "\\PC{0,20}",
        value in "\\PC{0,20}",
    ) {
        let policy = ScenarioPolicy {
            name: name.clone(),
            kind: PolicyType::Session,
            document: Arc::from(document),
            attached_to: Some(vec![action.clone()]),
            unknown: Vec::new(),
        };
        let request = Request {
            action,
            context: vec![("k".to_owned(), ContextValue::List(vec![Scalar::text(value)]))],
            ..Request::default()
        };
        let scenario = Scenario { name, policies: vec![policy], requests: vec![request], ..Scenario::default() };
        let link = encode(&scenario);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)));
        prop_assert_eq!(decode(&link), Ok(scenario));
    }

    #[test]
    fn bears_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), header in any::<bool>()) {
        let mut bytes = bytes;
        if header {
            bytes.splice(..0, [0x78, 0x9c]);
        }
        let link = format!("1.{}", base64url::encode(&bytes));
        prop_assert!(decode(&link).is_err());
        let link = format!("2.{}", base64url::encode(&bytes));
        prop_assert!(decode(&link).is_err());
    }

    #[test]
    fn bears_any_text(text in "\\PC{0,80}") {
        prop_assert!(decode(&text).is_err());
        let marked = format!("1.{text}");
        prop_assert!(decode(&marked).is_err());
        let marked = format!("2.{text}");
        prop_assert!(decode(&marked).is_err());
    }
}
