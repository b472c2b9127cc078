//! What the five styles most asked for make of the five reports.

use super::with_five;
use crate::export::citation::{Style, cite, note};

fn check(name: &str, expected: [&str; 5]) {
    let style = Style::named(name, "en").expect("a bundled style");
    with_five(|five| {
        for (record, expected) in five.iter().zip(expected) {
            assert_eq!(cite(&style, record).html, expected, "{name}");
        }
    });
}

#[test]
fn apa() {
    check(
        "apa",
        [
            "UN wants access to China’s Xinjiang ‘re-education camps’. (ca. 5 December 2018). <i>CNN</i>.",
            "van Brugen, I. (on or after 7 January 2019). China Invites UN Officials to Visit Its \
             ‘Vocational Re-education’ Centers in Xinjiang. <i>The Epoch Times</i>.",
            "@FahadShabbir. (2021, February 5). UN spokesman calls for the High Commissioner’s visit to \
             Xinjiang after a BBC report. <i>UrduPoint, via Sputnik</i>.",
            "<i>U.N. Human Rights to visit Xinjiang</i>. (between 8 and 31 March 2022).",
            "US Activists and Politicians Urge UN Publishes Human Rights Report in Xinjiang. (between 28 \
             February and 7 March 2022). <i>VOA</i>.",
        ],
    );
}

#[test]
fn chicago_author_date() {
    check(
        "chicago-author-date",
        [
            "<i>CNN</i>. ca. 5 December 2018. “UN Wants Access to China’s Xinjiang ‘Re-Education Camps’.”",
            "van Brugen, Isabel. on or after 7 January 2019. “China Invites UN Officials to Visit Its \
             ‘Vocational Re-Education’ Centers in Xinjiang.” <i>The Epoch Times</i>.",
            "@FahadShabbir. 2021. “UN Spokesman Calls for the High Commissioner’s Visit to Xinjiang \
             After a BBC Report.” <i>UrduPoint, via Sputnik</i>, February 5.",
            "<i>U.N. Human Rights to Visit Xinjiang</i>. between 8 and 31 March 2022.",
            "<i>VOA</i>. between 28 February and 7 March 2022. “US Activists and Politicians Urge UN \
             Publishes Human Rights Report in Xinjiang.”",
        ],
    );
}

#[test]
fn chicago_notes() {
    check(
        "chicago-notes",
        [
            "<i>CNN</i>. “UN Wants Access to China’s Xinjiang ‘Re-Education Camps’.” ca. 5 December 2018.",
            "van Brugen, Isabel. “China Invites UN Officials to Visit Its ‘Vocational Re-Education’ \
             Centers in Xinjiang.” <i>The Epoch Times</i>, on or after 7 January 2019.",
            "@FahadShabbir. “UN Spokesman Calls for the High Commissioner’s Visit to Xinjiang After a \
             BBC Report.” <i>UrduPoint, via Sputnik</i>, February 5, 2021.",
            "<i>U.N. Human Rights to Visit Xinjiang</i>. between 8 and 31 March 2022.",
            "<i>VOA</i>. “US Activists and Politicians Urge UN Publishes Human Rights Report in \
             Xinjiang.” between 28 February and 7 March 2022.",
        ],
    );
}

#[test]
fn mla() {
    check(
        "mla",
        [
            "“UN Wants Access to China’s Xinjiang ‘Re-Education Camps’.” <i>CNN</i>, ca. 5 December 2018.",
            "van Brugen, Isabel. “China Invites UN Officials to Visit Its ‘Vocational Re-Education’ \
             Centers in Xinjiang.” <i>The Epoch Times</i>, on or after 7 January 2019.",
            "@FahadShabbir. “UN Spokesman Calls for the High Commissioner’s Visit to Xinjiang After a \
             BBC Report.” <i>UrduPoint, via Sputnik</i>, 5 Feb. 2021.",
            "<i>U.N. Human Rights to Visit Xinjiang</i>. between 8 and 31 March 2022.",
            "“US Activists and Politicians Urge UN Publishes Human Rights Report in Xinjiang.” \
             <i>VOA</i>, between 28 February and 7 March 2022.",
        ],
    );
}

#[test]
fn harvard() {
    check(
        "harvard",
        [
            "<i>CNN</i> (ca. 5 December 2018) ‘UN wants access to China’s Xinjiang “re-education camps”’.",
            "van Brugen, I. (on or after 7 January 2019) ‘China Invites UN Officials to Visit Its \
             “Vocational Re-education” Centers in Xinjiang’, <i>The Epoch Times</i>.",
            "@FahadShabbir (2021) ‘UN spokesman calls for the High Commissioner’s visit to Xinjiang \
             after a BBC report’, <i>UrduPoint, via Sputnik</i>, 5 February.",
            "(between 8 and 31 March 2022) ‘U.N. Human Rights to visit Xinjiang’.",
            "<i>VOA</i> (between 28 February and 7 March 2022) ‘US Activists and Politicians Urge UN \
             Publishes Human Rights Report in Xinjiang’.",
        ],
    );
}

#[test]
fn chicago_notes_have_notes() {
    let style = Style::named("chicago-notes", "en").expect("a bundled style");
    let expected = [
        "“UN Wants Access to China’s Xinjiang ‘Re-Education Camps’,” <i>CNN</i>, ca. 5 December 2018.",
        "Isabel van Brugen, “China Invites UN Officials to Visit Its ‘Vocational Re-Education’ \
             Centers in Xinjiang,” <i>The Epoch Times</i>, on or after 7 January 2019.",
        "@FahadShabbir, “UN Spokesman Calls for the High Commissioner’s Visit to Xinjiang After a \
             BBC Report,” <i>UrduPoint, via Sputnik</i>, February 5, 2021.",
        "<i>U.N. Human Rights to Visit Xinjiang</i>, between 8 and 31 March 2022.",
        "“US Activists and Politicians Urge UN Publishes Human Rights Report in Xinjiang,” \
             <i>VOA</i>, between 28 February and 7 March 2022.",
    ];
    with_five(|five| {
        for (record, expected) in five.iter().zip(expected) {
            assert_eq!(note(&style, record).map(|noted| noted.html).as_deref(), Some(expected));
        }
    });
    let apa = Style::named("apa", "en").expect("a bundled style");
    with_five(|five| assert_eq!(note(&apa, &five[0]), None));
}
