//! Names are divided where that is clear, and nowhere else.

use crate::export::citation::name::{Name, name};
use crate::export::citation::{Author, Kind};

#[test]
fn clear_names_are_divided() {
    let check = |text, expected: [&str; 4]| {
        let [given, particle, family, suffix] = expected;
        let person = Name::Person { given, particle, family, suffix };
        assert_eq!(name(&Author::Name(text)), Some(person), "{text}");
    };
    check("Isabel van Brugen", ["Isabel", "van", "Brugen", ""]);
    check("van Brugen, Isabel", ["Isabel", "van", "Brugen", ""]);
    check("  Jane   Q. Doe ", ["Jane   Q.", "", "Doe", ""]);
    check("Xi, Jinping", ["Jinping", "", "Xi", ""]);
    check("Martin Luther King Jr.", ["Martin Luther", "", "King", "Jr."]);
    check("King, Jr., Martin Luther", ["Martin Luther", "", "King", "Jr."]);
    check("Robert De Niro", ["Robert", "", "De Niro", ""]);
    check("Al Gore", ["Al", "", "Gore", ""]);
    check("Ursula von der Leyen", ["Ursula", "von der", "Leyen", ""]);
    check("Bashar al-Assad", ["Bashar", "", "al-Assad", ""]);
    check("Рафаэль Лемкин", ["Рафаэль", "", "Лемкин", ""]);
    check("Jean-Pierre Cabestan", ["Jean-Pierre", "", "Cabestan", ""]);
}

#[test]
fn others_stay_whole() {
    let check = |text| assert_eq!(name(&Author::Name(text)), Some(Name::Whole(text)), "{text}");
    check("@FahadShabbir");
    check("Reuters");
    check("习近平");
    check("新华社 记者");
    check("محمد علي");
    check("Radio Free Asia News");
    check("Ministry of Foreign Affairs");
    check("Tom and Jerry");
    check("Doe, Jane, Roe, Richard");
    check("Doe, Jr., ,");
    assert_eq!(name(&Author::Organization("Human Rights Watch")), Some(Name::Whole("Human Rights Watch")));
    assert_eq!(name(&Author::Name("  ")), None);
}

#[test]
fn the_kind_follows_the_outlet() {
    let check = |outlet_type, kind| assert_eq!(Kind::of_outlet(outlet_type), kind, "{outlet_type}");
    check("newspaper", Kind::NewspaperArticle);
    check("Broadcaster", Kind::NewspaperArticle);
    check("wire", Kind::NewspaperArticle);
    check("unknown", Kind::NewspaperArticle);
    check("", Kind::NewspaperArticle);
    check("news website", Kind::NewspaperArticle);
    check("website", Kind::WebPage);
    check("weekly magazine", Kind::MagazineArticle);
    check("blog", Kind::BlogPost);
    check("think tank", Kind::Report);
}
