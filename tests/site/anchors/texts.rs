//! The texts of the fixtures: invented reports with passages marked in them, full of sentences that
//! look alike, as reports are.

/// A report, and the words that its edits use.
pub struct Text {
    pub name: &'static str,
    /// Paragraphs of sentences; `⟦` and `⟧` mark passages.
    pub paragraphs: &'static [&'static [&'static str]],
    /// Between sentences, and between words.
    pub space: &'static str,
    /// Words to put in, that stand nowhere in the text and change no statement.
    pub fillers: &'static [&'static str],
    /// Sentences that stand nowhere in the text.
    pub sentences: &'static [&'static str],
    /// Words and words that could stand in their place.
    pub others: &'static [(&'static str, &'static str)],
    /// Misspelt words of the text, corrected.
    pub spellings: &'static [(&'static str, &'static str)],
    pub numbers: &'static [(&'static str, &'static str)],
    pub names: &'static [(&'static str, &'static str)],
    /// Words, and the same denied.
    pub denials: &'static [(&'static str, &'static str)],
}

pub const TEXTS: &[Text] = &[MINE, BRIDGE, SCHOOL, GERMAN, CHINESE, UYGHUR];

/// Sentences that stand twice, and sentences that differ in one word.
const MINE: Text = Text {
    name: "mine",
    paragraphs: &[
        &[
            "The mine above Kelmar will close before winter, its owners said on Tuesday.",
            "⟦About 340 miners and their families live in the valley below it⟧, most of them in houses that \
             belong to the company.",
            "⟦The ministry did not answer a request for comment.⟧",
        ],
        &[
            "Orlen Dask, who speaks for the miners, said that nobody had told them anything.",
            "“⟦We read it in the paper, like everyone else in this valley⟧,” he said.",
            "⟦The goverment had promised new work for the valley, and the promise was repeated in spring⟧, \
             when the minister came to open the road.",
        ],
        &[
            "In 2017 the company paid a fine of 12,000 crowns after water from the mine reached the river.",
            "⟦The company said then that the water had been clean and that the fish had died of heat.⟧",
            "Ivra Toll, a chemist in Varn, found lead in every sample that she took.",
            "The ministry did not answer a request for comment.",
        ],
        &[
            "The older shaft was closed after a fire in which nine men died.",
            "⟦The company said that the alarm had worked and that the men had been warned in time.⟧",
            "The families say that the alarm had been broken for weeks.",
            "The company said then that the water had been clean and that the fish had died of cold.",
        ],
        &[
            "⟦What will become of the houses is not known⟧.",
            "The company said that the alarm had worked and that all the men had been warned in time.",
            "⟦A letter that reached the miners last week speaks of a seperate agreement with the town⟧, but the \
             town clerk has seen no such paper.",
            "The ministry did not answer a request for comment.",
        ],
        &[
            "On Sunday the miners will meet in the church hall.",
            "⟦Dask expects that most of them will leave the valley⟧ before the snow comes.",
            "His own brother has already found a place in Varn, where the glass works are hiring.",
        ],
    ],
    space: " ",
    fillers: &["quietly", "apparently", "wooden", "northern", "rather", "usually"],
    sentences: &[
        "A dog barked somewhere behind the sheds.",
        "Rain was forecast for the rest of the week.",
        "Two photographers waited beside the gate.",
    ],
    others: &[
        ("promised", "offered"),
        ("paper", "journal"),
        ("clean", "clear"),
        ("worked", "rung"),
        ("houses", "homes"),
        ("reached", "found"),
        ("leave", "quit"),
        ("live", "dwell"),
        ("request", "call"),
        ("valley", "district"),
    ],
    spellings: &[("goverment", "government"), ("seperate", "separate")],
    numbers: &[("340", "430"), ("12,000", "120,000"), ("2017", "2018"), ("nine", "ninety")],
    names: &[("Dask", "Toll"), ("Kelmar", "Varn"), ("Ivra Toll", "Orlen Dask")],
    denials: &[
        ("had promised", "had never promised"),
        ("had been clean", "had not been clean"),
        ("had worked", "had not worked"),
        ("did not answer", "did answer"),
        ("is not known", "is known"),
        ("will leave", "will not leave"),
        ("We read", "We didn't read"),
        ("live in", "do not live in"),
        ("speaks of", "speaks of no such thing as"),
    ],
};

/// Blocks of two sentences that stand twice; quotes in the middle of sentences.
const BRIDGE: Text = Text {
    name: "bridge",
    paragraphs: &[
        &[
            "A bridge in the old harbour of Sant Aubel gave way early on Thursday.",
            "⟦No one was on it at the time, the harbour office said in a short statment.⟧",
            "The office has declined to say who inspected the bridge, or when.",
        ],
        &[
            "⟦Fishermen who tie up below the bridge say that they had reported cracks since the autumn⟧.",
            "⟦The harbour office says that it received no such report.⟧ It has asked the fishermen to send \
             what they have in writing.",
            "Maro Lind, 61, keeps a copy of his letter in a tin box.",
        ],
        &[
            "The letter is dated 4 March and speaks of ⟦three cracks as wide as a hand in the eastern pillar⟧.",
            "⟦It was stamped at the counter of the harbour office, with the initials of a clerk who has since \
             retired⟧.",
            "She remembers the letter, she said, and ⟦she remembers giving it to the head of the office⟧ on the \
             same day.",
        ],
        &[
            "A second bridge, further up, was closed as a precaution.",
            "The harbour office says that it received no such report. It has asked the fishermen to send what \
             they have in writing.",
            "⟦Lorries now drive through the old town, where the lanes are narrow and the houses shake⟧.",
        ],
        &[
            "The mayor, Tess Oravi, spoke of ⟦a warning that should have been heard much earlier⟧.",
            "She remembers a time, she said, when the bridges were painted every spring.",
            "⟦The repair will cost about 2.4 million crowns, half of it paid by the state⟧.",
            "She wants the office to answer for it.",
        ],
    ],
    space: " ",
    fillers: &["plainly", "narrow-minded", "together", "stubbornly", "grey", "openly"],
    sentences: &[
        "Gulls sat on what was left of the railing.",
        "The ferry ran as it always does.",
        "Children were sent home at noon.",
    ],
    others: &[
        ("reported", "announced"),
        ("wide", "broad"),
        ("counter", "window"),
        ("giving", "handing"),
        ("narrow", "steep"),
        ("heard", "heeded"),
        ("repair", "mending"),
        ("time", "moment"),
        ("received", "got"),
    ],
    spellings: &[("statment", "statement")],
    numbers: &[("three", "thirteen"), ("2.4", "24"), ("61", "71"), ("4 March", "14 March")],
    names: &[
        ("Sant Aubel", "Sant Imre"),
        ("Fishermen", "Soldiers"),
        ("Lorries", "Trams"),
        ("Tess Oravi", "Maro Lind"),
    ],
    denials: &[
        ("No one was", "Someone was"),
        ("they had reported", "they had not reported"),
        ("received no", "received"),
        ("It was stamped", "It wasn't stamped"),
        ("remembers giving", "denies giving"),
        ("should have been", "should never have been"),
        ("will cost", "will not cost"),
    ],
};

/// Short words, short quotes, lists of nearly the same.
const SCHOOL: Text = Text {
    name: "school",
    paragraphs: &[
        &[
            "⟦The school in Upper Rell has been empty since the summer⟧, the school in Lower Rell since the \
             spring.",
            "Parents were told by letter.",
        ],
        &[
            "In Upper Rell, ⟦the roof was found to be unsafe⟧. In Lower Rell, the roof was found to be unsound.",
            "⟦The council says that the children were moved to other schools within a week⟧, and that buses \
             were hired for them.",
            "⟦Parents say that some children stayed at home for a month⟧, as no bus came.",
        ],
        &[
            "The council says that the teachers were moved to other schools within a week, too.",
            "⟦One teacher, who asked not to be named, said that she had been sent home with pay⟧.",
            "⟦Another teacher said that he had been sent home without pay⟧.",
            "Parents say that some children walked to the next village.",
        ],
        &[
            "A report on the roof was promised for October, then for December.",
            "⟦The report on the roof, which the council has had since October, names the builder⟧.",
            "⟦The builder⟧ could not be reached. His office is closed, and ⟦his telephone is dead⟧.",
        ],
        &[
            "Hanne Vik, who sits on the council, wants the report to be published.",
            "⟦“It is our roof, and they are our children,” she said⟧. “We paid for it twice.”",
            "The council will vote on it in January. ⟦Vik expects to lose⟧.",
        ],
    ],
    space: " ",
    fillers: &["quickly", "yellow", "clearly", "perhaps", "indeed", "little"],
    sentences: &[
        "A swing hung from one chain in the yard.",
        "The bell still rings at eight.",
        "Nobody has mown the grass.",
    ],
    others: &[
        ("empty", "closed"),
        ("found", "said"),
        ("children", "pupils"),
        ("teacher", "nurse"),
        ("sent", "driven"),
        ("builder", "owner"),
        ("expects", "hopes"),
        ("telephone", "machine"),
        ("roof", "cellar"),
    ],
    spellings: &[],
    numbers: &[("One teacher", "Two teachers"), ("a week", "2 weeks"), ("a month", "3 months")],
    names: &[
        ("Upper Rell", "Lower Rell"),
        ("October", "December"),
        ("Vik", "Holm"),
        ("Parents", "Neighbours"),
    ],
    denials: &[
        ("has been empty", "has not been empty"),
        ("to be unsafe", "to be safe"),
        ("were moved", "were never moved"),
        ("asked not to", "asked to"),
        ("stayed at home", "did not stay at home"),
        ("without pay", "with pay"),
        ("names the", "does not name the"),
        ("expects to", "does not expect to"),
        ("It is our", "It isn't our"),
    ],
};

const GERMAN: Text = Text {
    name: "german",
    paragraphs: &[
        &[
            "Die Brücke über die Ahr bleibt bis zum Frühjahr gesperrt, teilte die Gemeinde mit.",
            "⟦Rund 120 Häuser am anderen Ufer sind seither nur über einen schmalen Waldweg zu erreichen⟧.",
            "⟦Die Gemeinde äußerte sich auf Anfrage nicht.⟧",
        ],
        &[
            "Jörg Müßig, der dort einen Hof führt, fährt seine Milch jeden Morgen zwanzig Kilometer weit.",
            "⟦Er habe der Gemeinde schon im Sommer geschrieben, dass die Pfeiler unterspült seien⟧, sagte er.",
            "⟦Eine Antwort habe er nie bekommen, wohl aber eine Rechnung für das Gutachten⟧.",
        ],
        &[
            "⟦Das Gutachten, das dieser Zeitung vorliegt, nennt Schäden an allen vier Pfeilern⟧.",
            "Es stammt von einem Büro in Grünau. Die Gemeinde äußerte sich auf Anfrage nicht.",
            "⟦Das Büro erklärte, es sei warscheinlich zu spät beauftragt worden⟧.",
        ],
        &[
            "Bürgermeisterin Käthe Löwe bestreitet das. „⟦Wir haben gehandelt, sobald wir davon wussten⟧“, \
             sagte sie.",
            "⟦Die Kosten schätzt sie auf 1,8 Millionen Euro, von denen das Land die Hälfte trägt⟧.",
            "Das Büro erklärte, es sei zu spät bezahlt worden.",
        ],
    ],
    space: " ",
    fillers: &["leider", "offenbar", "gestern", "mühsam", "damals", "schließlich"],
    sentences: &[
        "Ein Hund lief über den Hof.",
        "Am Abend begann es zu regnen.",
        "Zwei Kinder winkten vom Ufer herüber.",
    ],
    others: &[
        ("erreichen", "betreten"),
        ("geschrieben", "gemeldet"),
        ("bekommen", "erhalten"),
        ("nennt", "zeigt"),
        ("beauftragt", "gerufen"),
        ("gehandelt", "eingegriffen"),
        ("trägt", "zahlt"),
    ],
    spellings: &[("warscheinlich", "wahrscheinlich")],
    numbers: &[("120", "12"), ("1,8", "18"), ("vier", "drei")],
    names: &[("Sommer", "Winter"), ("Gutachten", "Schreiben"), ("Häuser", "Zelte")],
    denials: &[
        ("äußerte sich auf Anfrage nicht", "äußerte sich auf Anfrage"),
        ("nie bekommen", "bekommen"),
        ("schon im", "nicht im"),
        ("nennt Schäden", "nennt keine Schäden"),
        ("haben gehandelt", "haben nicht gehandelt"),
        ("sei warscheinlich", "sei nicht"),
    ],
};

const CHINESE: Text = Text {
    name: "chinese",
    paragraphs: &[
        &[
            "河岸村的水坝星期二凌晨出现裂缝。",
            "⟦村民说，他们早在去年秋天就向水务局报告过渗水的情况。⟧",
            "⟦水务局没有回应记者的提问。⟧",
        ],
        &[
            "李木林在坝下种了三十年的地。",
            "⟦他说，那天夜里他听见坝里传来低沉的响声，像是石头在滚动。⟧",
            "他叫醒了邻居，⟦大约两百人在雨中走到山上的小学避难⟧。",
        ],
        &[
            "⟦工程师认为坝体的混凝土质量很差，而且排水口长期堵塞。⟧",
            "一份二〇一六年的报告已经提到同样的问题。",
            "水务局没有回应记者的提问。",
        ],
        &[
            "县政府表示将拨款重修水坝。",
            "⟦村民希望新的水坝能在明年雨季之前完工⟧，但是很多人已经决定搬走。",
            "工程师认为坝体的混凝土质量尚可，但是排水口长期堵塞。",
        ],
    ],
    space: "",
    fillers: &["据称", "悄悄", "仍然", "显然"],
    sentences: &["村口的狗叫了一夜。", "天气预报说还会下雨。", "学校的灯亮到天明。"],
    others: &[
        ("报告", "反映"),
        ("低沉", "沉闷"),
        ("避难", "过夜"),
        ("堵塞", "失修"),
        ("希望", "盼望"),
        ("回应", "理会"),
    ],
    spellings: &[],
    numbers: &[("两百", "三百"), ("三十", "二十")],
    names: &[("水务局", "环保局"), ("村民", "居民"), ("工程师", "检察官")],
    denials: &[
        ("报告过", "没有报告过"),
        ("没有回应", "回应了"),
        ("听见", "没听见"),
        ("认为", "不认为"),
        ("希望", "不希望"),
    ],
};

const UYGHUR: Text = Text {
    name: "uyghur",
    paragraphs: &[
        &[
            "شەھەردىكى كونا كۆۋرۈك ئۆتكەن كۈزدە كەلكۈندە بۇزۇلغان.",
            "⟦ئاھالىلەر كۆۋرۈكنىڭ تېزدىن ئوڭشىلىشىنى يازما شەكىلدە تەلەپ قىلغان⟧.",
            "⟦شەھەرلىك ھۆكۈمەت بۇ تەلەپكە جاۋاب بەرمىدى.⟧",
        ],
        &[
            "تۇرسۇن ئاكا دەريا بويىدا ئوتتۇز يىل بېلىق تۇتقان.",
            "⟦ئۇ كېچىسى كۆۋرۈكنىڭ ئاستىدىن كەلگەن غەلىتە ئاۋازنى ئاڭلىغانلىقىنى ئېيتتى⟧.",
            "⟦قوشنىلار بالىلىرىنى ئېلىپ مەكتەپنىڭ زالىغا كۆچۈپ كەلدى⟧، ئۇ يەردە تاڭغىچە ئولتۇردى.",
        ],
        &[
            "⟦ئىنژېنېرلار تۈۋرۈكلەرنىڭ ئاساسى ئاجىز، سېمونتى ناچار دەپ قارايدۇ⟧.",
            "شەھەرلىك ھۆكۈمەت بۇ تەلەپكە جاۋاب بەرمىدى.",
            "2016-يىلدىكى بىر دوكلاتتىمۇ شۇنداق دېيىلگەن.",
        ],
        &[
            "⟦يېڭى كۆۋرۈكنىڭ خىراجىتى 48 مىليون يۈەن بولىدىكەن⟧.",
            "ئىنژېنېرلار تۈۋرۈكلەرنىڭ ئاساسى پۇختا، سېمونتى ناچار دەپ قارايدۇ.",
            "كىشىلەر ئۇنىڭ كېلەر يىلى پۈتۈشىنى ئۈمىد قىلىدۇ.",
        ],
    ],
    space: " ",
    fillers: &["ئاستا", "ھەقىقەتەن", "يەنە", "ئوچۇق"],
    sentences: &["ئىشىك ئالدىدا بىر ئىت ياتاتتى.", "ھاۋارايى تۇتۇق ئىدى.", "كەچقۇرۇن يامغۇر ياغدى."],
    others: &[
        ("تېزدىن", "پاتراق"),
        ("غەلىتە", "قورقۇنچلۇق"),
        ("كۆچۈپ", "يۈگۈرۈپ"),
        ("ئاجىز", "بوش"),
        ("بولىدىكەن", "كېتىدىكەن"),
    ],
    spellings: &[],
    numbers: &[("48", "84"), ("ئوتتۇز", "قىرىق")],
    names: &[("ئاھالىلەر", "سودىگەرلەر"), ("قوشنىلار", "تۇغقانلار"), ("ئىنژېنېرلار", "تەكشۈرگۈچىلەر")],
    denials: &[("يازما شەكىلدە تەلەپ", "ھېچ شەكىلدە تەلەپ"), ("ئاجىز،", "ئاجىز ئەمەس،")],
};
