//! Passages found, and passages rightly not found.

use super::*;

const TEXT: &str = "On Monday, officials said that the centre in Hotan had been closed for good.\n\n\
    Reporters who went there in May found the gates locked. A guard told them to leave at once. \
    He would not say who ran the place.\n\n\
    On Friday, officials said that the centre in Hotan had been closed for good. \
    The ministry did not answer questions that were sent by letter.";

fn haystack(text: &str) -> Haystack<'_> {
    let begins = std::iter::once(0).chain(text.match_indices("\n\n").map(|(at, _)| at as u32 + 2));
    Haystack::new(text, &begins.collect::<Vec<u32>>())
}

fn selector<'s>(prefix: &'s str, quote: &'s str, suffix: &'s str) -> Selector<'s> {
    Selector { quote, prefix, suffix, paragraph: None, start: None }
}

/// The outcome in words: its kind, and the passage.
fn outcome(text: &str, selector: &Selector) -> String {
    let anchor = haystack(text).find(selector);
    let kind = match &anchor {
        Anchor::Exact(_) => "exact",
        Anchor::Moved(_) => "moved",
        Anchor::Fuzzy { .. } => "fuzzy",
        Anchor::Ambiguous(found) => return format!("ambiguous {}", found.len()),
        Anchor::Orphan(_) => return "orphan".to_owned(),
    };
    format!("{kind} {}", &text[anchor.range().expect("it was found")])
}

#[track_caller]
fn check(text: &str, selector: Selector, expected: &str) {
    assert_eq!(outcome(text, &selector), expected, "{selector:?}");
}

#[test]
fn words_that_stand_once() {
    check(TEXT, selector("", "A guard told them", ""), "exact A guard told them");
    check(TEXT, selector("", "  gates\nlocked. A guard ", ""), "exact gates locked. A guard");
    check(TEXT, selector("", "place. On Friday", ""), "exact place.\n\nOn Friday");
    check(TEXT, selector("", "guar", ""), "orphan");
    check(TEXT, selector("", " \u{200b}\n", ""), "orphan");
    check("", selector("", "a", ""), "orphan");
    check(
        "He said “yes – it’s re\u{ad}al”…",
        selector("", "\"yes - it's real\"...", ""),
        "exact “yes – it’s re\u{ad}al”…",
    );
    check("Jose\u{301} came", selector("", "Jos\u{e9}", ""), "exact Jose\u{301}");
    check("Jose\u{301} came", selector("", "Jose", ""), "orphan");
    check("We can't go. They can go.", selector("", "can", ""), "exact can");
    check("We can't go.", selector("", "We can", ""), "orphan");
    check("some 1,000 people", selector("", "some 1", ""), "orphan");
}

#[test]
fn context_chooses() {
    let quote = "officials said that the centre in Hotan had been closed for good";
    check(TEXT, selector("", quote, ""), "ambiguous 2");
    assert_eq!(
        haystack(TEXT).find(&selector("On Friday, ", quote, "")).range().map(|range| range.start),
        Some(218)
    );
    assert_eq!(
        haystack(TEXT).find(&selector("", quote, ".\n\nReporters")).range().map(|range| range.start),
        Some(11)
    );
    check(TEXT, selector("On Sunday, ", quote, ""), "ambiguous 2");
    check("part of art", selector("p", "art", ""), "exact art");
    assert_eq!(haystack("part of art").find(&selector("p", "art", "")), Anchor::Exact(1..4));
    assert_eq!(haystack("part of art").find(&selector("of ", "art", "")), Anchor::Exact(8..11));
}

#[test]
fn a_look_alike_is_not_the_passage() {
    let quote = "officials said that the centre in Hotan had been closed for good";
    let without = &TEXT[TEXT.find("Reporters").expect("there")..];
    check(without, selector("On Monday, ", quote, ""), "orphan");
    check(without, selector("", quote, ". Reporters who"), "orphan");
    let changed = TEXT.replacen("centre in Hotan", "old centre in Hotan", 1);
    check(
        &changed,
        selector("On Monday, ", quote, ". Reporters who went"),
        "fuzzy officials said that the old centre in Hotan had been closed for good",
    );
    check(&changed, selector("On Monday, ", quote, ""), "orphan");
}

#[test]
fn hints_choose_only_where_they_are_certain() {
    let text = format!("The gate. {} The gate.", "So it was, and nobody knew why. ".repeat(20));
    let last = text.rfind("The gate").expect("there");
    let hinted = |start: usize, paragraph: Option<u32>| {
        haystack(&text).find(&Selector {
            start: Some(start as u32),
            paragraph,
            ..selector("", "The gate", "")
        })
    };
    assert_eq!(hinted(last, None), Anchor::Exact(last..last + 8));
    assert_eq!(hinted(0, Some(1)), Anchor::Exact(0..8));
    assert!(matches!(hinted(last, Some(2)), Anchor::Ambiguous(_)));
    assert!(matches!(hinted(last + 3, None), Anchor::Ambiguous(_)));
    check(TEXT, Selector { paragraph: Some(1), ..selector("", "centre in Hotan", "") }, "ambiguous 2");
    check(TEXT, Selector { paragraph: Some(1), ..selector("", "A guard", "") }, "moved A guard");
    check("The gate. The gate.", Selector { start: Some(0), ..selector("", "The gate", "") }, "ambiguous 2");
}

#[test]
fn context_that_changed_a_little() {
    let after = " in May found the gates locked. A g";
    check(TEXT, selector("Reporters who ", "went there", ""), "exact went there");
    check(TEXT, selector("Reporters ", "went there", after), "orphan");
    check(TEXT, selector("good. The old Reporters who ", "went there", after), "orphan");
    check(
        TEXT,
        selector(
            "good. Many other people who ",
            "went there in May found the gates",
            " locked. A guard told them to leave",
        ),
        "orphan",
    );
    check(
        TEXT,
        selector(
            "Advertisement. Read more ",
            "Reporters who went there in May",
            " found the gates locked. A guard",
        ),
        "moved Reporters who went there in May",
    );
}

#[test]
fn changed_words() {
    let fuzzy = |quote: &'static str, expected: &str| check(TEXT, selector("", quote, ""), expected);
    fuzzy("Reporters who went there in may found", "orphan");
    fuzzy("questions that were sent by leter", "fuzzy questions that were sent by letter");
    fuzzy("were sent by leter", "orphan");
    fuzzy(
        "did not answer questons that were sent by letter.",
        "fuzzy did not answer questions that were sent by letter.",
    );
    fuzzy("did not answer the questions that were sent by letter", "orphan");
    fuzzy("did answer questions that were sent by letter", "orphan");
    fuzzy("did not answer questions that were sent by post", "orphan");
    fuzzy("the centre in Kashgar had been closed for good", "orphan");
    fuzzy(
        "gates locked A guard told them, to leave at once",
        "fuzzy gates locked. A guard told them to leave at once",
    );
}

#[test]
fn what_vouches_for_changed_words() {
    let quote = "found the gates locked. A guard there told them to leave";
    let expected = "fuzzy found the gates locked. A guard told them to leave";
    check(TEXT, selector("", quote, ""), "orphan");
    check(TEXT, selector("May ", quote, ""), "orphan");
    check(TEXT, selector("Reporters who went there in May ", quote, ""), expected);
    check(TEXT, selector("Reporters who came here in May ", quote, ""), "orphan");
    let quote = "saw the gates closed. A guard told them to leave";
    check(TEXT, selector("Reporters who went there in May ", quote, ""), "orphan");
    check(
        TEXT,
        selector("who went there in May ", quote, " at once. He"),
        "fuzzy found the gates locked. A guard told them to leave",
    );
    check(TEXT, selector("who went there in May ", quote, " that night. He"), "orphan");
}

#[test]
fn what_was_put_in_beside_a_passage_is_not_of_it() {
    let quote =
        "Visitors found the gates locked by day and by night and lamps lit in all windows of the house";
    let selector = || selector("who came from the town in May. ", quote, ". A guard told them to leave");
    let text = |before: &str, after: &str| {
        let changed = quote.replace("locked", "shut");
        format!(
            "Two people who came from the town in May. {before}{changed}{after}. A guard told them to leave."
        )
    };
    let changed = format!("fuzzy {}", quote.replace("locked", "shut"));
    check(&text("", ""), selector(), &changed);
    check(&text("\n\n", ""), selector(), &changed);
    for added in ["it rained: ", "\n\nit rained\n\n"] {
        check(&text(added, ""), selector(), "orphan");
    }
    check(&text("", "\n\nit rained"), selector(), "orphan");
}

#[test]
fn a_word_of_the_next_block_is_not_taken_for_the_last_that_is_gone() {
    let quote = "Visitors found the gates locked by day and by night and lamps lit in the windows of a";
    let kept = quote.strip_suffix(" a").unwrap();
    let selector = || selector("who came from the town in May. ", quote, " house");
    let text = |end: &str| format!("Two people who came from the town in May. {kept}{end}");
    check(&text(" A house."), selector(), &format!("fuzzy {kept} A"));
    for end in [" *.\n\nA note on the camp.", ".\n\nA note on the camp.", ".\n\nA house on the hill."] {
        check(&text(end), selector(), "orphan");
    }
    let behind = format!("A note on the camp, and of The\n\n{}. It rained.", &quote["Visitors ".len()..]);
    let selector =
        Selector { quote: &quote.replacen("Visitors", "the", 1), ..self::selector("", "", ". It") };
    check(&behind, selector, "orphan");
}

#[test]
fn candidates_are_near() {
    let nearest = |quote: &str| -> Vec<String> {
        let found = haystack(TEXT).nearest(quote, 2);
        found.into_iter().map(|candidate| TEXT[candidate.range].to_owned()).collect()
    };
    assert_eq!(nearest("guar"), ["guard"]);
    assert_eq!(nearest("the guards told them to leve at once")[0], "told them to leave at once");
    assert!(nearest("").is_empty());
    let Anchor::Orphan(found) =
        haystack(TEXT).find(&selector("", "officials said that the school in Hotan had been closed", ""))
    else {
        panic!("an orphan");
    };
    assert_eq!(found.len(), 3);
    assert!(found[0].score > 0.8);
}

#[test]
fn texts_without_spaces_or_from_right_to_left() {
    let text =
        "官员星期一说，和田的中心已经关闭。记者去了那里，发现大门紧锁。官员星期五说，和田的中心已经关闭。";
    let quote = "和田的中心已经关闭";
    check(text, selector("", "大门紧锁", ""), "exact 大门紧锁");
    check(text, selector("", quote, ""), "ambiguous 2");
    let found = haystack(text).find(&selector("星期五说，", quote, ""));
    assert_eq!(found.range().map(|range| range.start), text.rfind(quote));
    check(text, selector("", "记者去了那里发现大门紧锁", ""), "fuzzy 记者去了那里，发现大门紧锁");
    check(text, selector("", "记者去了这里，发现大门紧锁", ""), "orphan");
    check(text, selector("", "记者没去那里，发现大门紧锁", ""), "orphan");
    let text = "شىنجاڭدىكى لاگېرلار تاقالدى، دېدى ئەمەلدار. مۇخبىرلار ئۇ يەرگە باردى.";
    check(text, selector("", "مۇخبىرلار ئۇ يەرگە", ""), "exact مۇخبىرلار ئۇ يەرگە");
    check(
        text,
        selector("", "شىنجاڭدىكى لاگېرلار تاقالدى دېدى ئەمەلدار", ""),
        "fuzzy شىنجاڭدىكى لاگېرلار تاقالدى، دېدى ئەمەلدار",
    );
    check(text, selector("", "شىنجاڭ", ""), "orphan");
}

#[test]
fn hostile_texts_end_soon() {
    let letters = "a".repeat(100_000);
    check(&letters, selector("", "aaaa", ""), "orphan");
    let words = "a ".repeat(50_000);
    check(&words, selector("", "a a a", ""), "ambiguous 10");
    assert_eq!(haystack(&words).context(40_000..40_003).0.len() % 2, 0);
    let sentences = "The same sentence stands here again and again. ".repeat(5_000);
    check(&sentences, selector("x ", "same sentence stands here", ""), "ambiguous 10");
    check(&sentences, selector("", "same sentence stood here again", ""), "orphan");
    check(
        &(sentences + "One last sentence stands here."),
        selector("One last ", "sentence stands here", ""),
        "exact sentence stands here",
    );
    let marks = format!("e{}", "\u{301}".repeat(50_000));
    check(&marks, selector("", "e", ""), "orphan");
    let flags = "🇩🇪".repeat(20_000);
    check(&flags, selector("", "🇩🇪🇩🇪", ""), "ambiguous 10");
}

#[test]
fn surroundings_are_whole_words() {
    let at = TEXT.find("A guard").expect("there");
    let (before, after) = haystack(TEXT).surroundings(at..at + 7, 12);
    assert_eq!((before.as_str(), after.as_str()), ("gates locked. ", " told them to"));
    let at = TEXT.find("On Monday").expect("there");
    assert_eq!(haystack(TEXT).surroundings(at..at + 9, 12).0, "");
}
