//! Words on which meaning turns.
//!
//! Owns the lists and the rules of which words may differ between a quote and a passage that is still
//! to say the same. Refuses to judge more than single words: whether a sentence means the same is for
//! people. The lists hold the languages that archives of this kind hold; a word that no list knows
//! counts by its form: digits, capitals, and no capitals in scripts that have none.

use crate::text::anchor::words::is_sign;

/// Whether a word must stand in the passage exactly as in the quote: numbers, names, negations,
/// quantities, words of saying yes or no.
pub fn is_fixed(word: &str) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    if first.is_uppercase() {
        return !is_light(&word.to_lowercase());
    }
    word.chars().any(|c| c.is_numeric() || is_sign(c)) || is_turning(&word.to_lowercase())
}

/// Whether a word says so little that it is no name in capitals, and can stand for its like.
pub fn is_light(word: &str) -> bool {
    LIGHT.contains(&word)
}

/// Whether a word is in a script that has no capitals, so that a name cannot be told from other words.
pub fn is_caseless(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// Whether one word is the other with letters put in before its end: `legal` and `illegal`, Turkish
/// `geldi` and `gelmedi`. Such letters often negate.
pub fn is_infixed(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let front = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let back = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    back > 0 && front + back >= short.len()
}

fn is_turning(word: &str) -> bool {
    word.ends_with("n't") || TURNING.iter().any(|language| language.split(' ').any(|turning| turning == word))
}

/// Articles and the like.
const LIGHT: [&str; 12] = ["a", "an", "das", "dem", "der", "des", "el", "la", "le", "les", "that", "the"];

/// Negations, quantities, and words of saying yes or no, in lower case, parted by spaces: English,
/// German, French, Spanish, Russian, Turkish, Arabic, Uyghur, Chinese.
const TURNING: [&str; 9] = [
    "no not nor never none nobody nothing nowhere neither cannot without against hardly all any every \
     each both half most many few fewer more less least some only over under above below almost \
     nearly one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
     sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety \
     hundred hundreds thousand thousands million millions billion billions trillion dozen dozens \
     first second third fourth fifth last once twice double before after until since deny denies \
     denied denying denial confirm confirms confirmed confirming reject rejects rejected rejecting \
     refute refutes refuted refuse refuses refused admit admits admitted dispute disputes disputed \
     retract retracts retracted accept accepts accepted true false untrue alleged allegedly may might \
     could would must guilty innocent alive dead",
    "nicht nichts nie niemals niemand kein keine keinen keinem keiner keines ohne weder gegen kaum \
     alle allen aller jede jeder jedes beide einige viele wenige mehr weniger nur fast etwa rund halb \
     zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig \
     hundert tausend erste ersten zweite zweiten dritte dritten vor nach seit bis bestreitet bestritt \
     bestritten bestreiten dementiert dementierte dementierten dementieren bestätigt bestätigte \
     bestätigten bestätigen zurückgewiesen weist wies wiesen falsch wahr angeblich soll sollen",
    "ne pas non ni jamais aucun aucune rien personne sans contre tous toutes plus moins deux trois \
     quatre cinq dix vingt cent mille nie nié dément démenti confirme confirmé faux vrai",
    "no nunca jamás ningún ninguna nada nadie sin contra todos todas más menos dos tres cuatro cinco \
     diez cien mil niega negó confirma confirmó",
    "не нет ни никогда никто ничего без против все более менее два две три четыре пять десять сто \
     тысяч тысячи миллион миллиона миллионов отрицает отверг подтвердил подтвердила",
    "değil yok hiç asla iki üç dört beş altı yedi sekiz yüz milyon bütün",
    "لا لم لن ليس ليست غير دون بدون بلا ما كلا كل جميع نفى نفت أكد أكدت أنكر رفض رفضت مليون ألف مئة \
     اثنان ثلاثة أربعة خمسة عشرة",
    "ئەمەس يوق ياق ھېچ ھېچقانداق ھەممە بارلىق بىر ئىككى ئۈچ تۆت بەش ئالتە يەتتە سەككىز توققۇز ئون \
     يىگىرمە ئوتتۇز قىرىق ئەللىك يۈز مىڭ مىليون رەت ئىنكار",
    "不 没 沒 未 无 無 非 否 别 勿 一 二 两 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 零 半 全 每 各 多 少 仅 只 前 后 認 认 拒",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_stay() {
        for word in ["2018", "Hotan", "not", "didn't", "million", "%", "kein", "不", "denied", "US", "ئەمەس"]
        {
            assert!(is_fixed(word), "{word}");
        }
        for word in ["The", "officials", "a", "camps", "gebäude", "新", "لاگېر"] {
            assert!(!is_fixed(word), "{word}");
        }
    }

    #[test]
    fn letters_put_in_are_seen() {
        assert!(is_infixed("legal", "illegal"));
        assert!(is_infixed("geldi", "gelmedi"));
        assert!(!is_infixed("camp", "camps"));
        assert!(!is_infixed("house", "garden"));
    }
}
