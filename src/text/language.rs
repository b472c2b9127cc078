//! Language tags (BCP 47) as far as a page needs them: shape, direction of writing, and what languages are
//! called by those who speak them.

/// Whether the text has the shape of a language tag: letters and digits in parts of one to eight,
/// the first two to eight letters.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(is_part)
}

/// Whether two tags name one language, whatever their scripts and regions.
pub fn is_same(one: &str, other: &str) -> bool {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    language(one) == language(other)
}

/// `rtl` for languages and scripts written from right to left, else `ltr`.
pub fn direction(tag: &str) -> &'static str {
    let lower = tag.to_ascii_lowercase();
    let mut parts = lower.split('-');
    let language = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = match script {
        Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg"),
        None => matches!(
            language,
            "ar" | "arc"
                | "azb"
                | "ckb"
                | "dv"
                | "fa"
                | "ha-arab"
                | "he"
                | "ks"
                | "ps"
                | "sd"
                | "ug"
                | "ur"
                | "yi"
        ),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

/// What a language is called in itself: `Deutsch`; none where that is not known here.
///
/// The script counts where the tag names it: `zh-Hans` is not called as `zh-Hant` is.
pub fn autonym(tag: &str) -> Option<&'static str> {
    let lower = tag.to_ascii_lowercase();
    let mut parts = lower.splitn(3, '-');
    let language = parts.next().unwrap_or_default();
    let with_script = parts.next().map(|part| format!("{language}-{part}"));
    let find = |wanted: &str| AUTONYMS.iter().find(|(tag, _)| *tag == wanted).map(|(_, name)| *name);
    with_script.as_deref().and_then(find).or_else(|| find(language))
}

const AUTONYMS: &[(&str, &str)] = &[
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bo", "བོད་སྐད་"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("ku", "kurdî"),
    ("ky", "кыргызча"),
    ("la", "Latina"),
    ("lo", "ລາວ"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("mn", "монгол"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("nb", "norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("no", "norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("si", "සිංහල"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("so", "Soomaali"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sr-latn", "srpski"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "тоҷикӣ"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tk", "türkmen dili"),
    ("tr", "Türkçe"),
    ("tt", "татар"),
    ("ug", "ئۇيغۇرچە"),
    ("ug-cyrl", "уйғурчә"),
    ("ug-latn", "Uyghurche"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("uz", "oʻzbekcha"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
    ("zh-hans", "简体中文"),
    ("zh-hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_outrank_languages() {
        assert_eq!(direction("ug"), "rtl");
        assert_eq!(direction("ug-Cyrl"), "ltr");
        assert_eq!(direction("az-Arab"), "rtl");
        assert_eq!(direction("zh-Hans"), "ltr");
        assert_eq!(autonym("zh-Hant-TW"), Some("繁體中文"));
        assert_eq!((autonym("pt-BR"), autonym("xx")), (Some("português"), None));
        assert!(is_tag("zh-Hans-CN") && !is_tag("english language") && !is_tag("e"));
    }
}
