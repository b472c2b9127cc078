//! What an archive tells of: its entities, and the head of every article, event and claim. The
//! texts are written later, one at a time.

use crate::random::{Random, Zipf};
use crate::words::{Names, Vocabulary, capitalised, slug};

/// The first and the last year of publication.
const YEARS: (usize, usize) = (2000, 2024);

/// How much is to be told.
pub struct Size {
    pub articles: usize,
    /// Of each article.
    pub annotations: usize,
    pub seed: u64,
}

/// All that both sites are written from.
pub struct Story {
    pub seed: u64,
    /// How many each article has.
    pub annotations: usize,
    pub vocabulary: Vocabulary,
    pub people: Vec<Entity>,
    pub organizations: Vec<Entity>,
    pub places: Vec<Entity>,
    pub topics: Vec<Entity>,
    pub sources: Vec<Entity>,
    /// In no order; the number of an article is its place here.
    pub articles: Vec<Article>,
    pub events: Vec<Happening>,
    pub claims: Vec<Happening>,
}

/// Somebody or something with a name.
pub struct Entity {
    pub name: String,
    /// Other names, one or two.
    pub names: Vec<String>,
    pub slug: String,
}

/// The head of an article; its entities are places in the lists of the story.
pub struct Article {
    /// The file's name without its ending: `2004-05-17-dail-un-marck-00012`.
    pub stem: String,
    pub title: String,
    /// `2004-05-17`
    pub date: String,
    pub author: String,
    pub source: usize,
    pub people: Vec<usize>,
    pub organizations: Vec<usize>,
    pub places: Vec<usize>,
    pub topics: Vec<usize>,
    /// Other articles that the text links to.
    pub links: Vec<usize>,
}

/// The head of an event or a claim.
pub struct Happening {
    pub stem: String,
    pub title: String,
    pub date: String,
    pub articles: Vec<usize>,
    pub person: usize,
    pub place: usize,
}

impl Story {
    pub fn new(size: &Size) -> Story {
        let Size { articles, annotations, seed } = *size;
        let mut names = Names::new(seed);
        let mut story = Story {
            seed,
            annotations,
            vocabulary: Vocabulary::new(seed),
            people: entities(pool(articles, 40), || person(&mut names)),
            organizations: entities(pool(articles, 20), || organization(&mut names)),
            places: entities(pool(articles, 20), || place(&mut names)),
            topics: entities(pool(articles, 8), || topic(&mut names)),
            sources: entities(pool(articles, 4), || source(&mut names)),
            articles: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
        };
        story.articles = story.heads(articles);
        story.events = story.happenings(articles.div_ceil(50), 2, "event");
        // With five annotations an article there are some twenty statements on each claim, however
        // large the archive is.
        let articles_per_claim = if annotations == 0 { 200 } else { 20 };
        story.claims = story.happenings(articles.div_ceil(articles_per_claim), 3, "claim");
        story
    }

    fn heads(&self, articles: usize) -> Vec<Article> {
        let odds = Odds::new(self);
        (0..articles).map(|number| self.head(number, articles, &odds)).collect()
    }

    /// Five to eight entities, besides the source.
    fn head(&self, number: usize, articles: usize, odds: &Odds) -> Article {
        let random = &mut Random::new(self.seed, 1000 + number as u64);
        let title = self.title(random);
        let date = date(random);
        let stem = format!("{date}-{}-{number:05}", slug(&title));
        let links = (0..random.between(1, 2))
            .map(|_| random.below(articles))
            .filter(|link| *link != number)
            .collect();
        let (people, organizations) = (random.between(2, 3), random.between(1, 2));
        Article {
            stem,
            title,
            date,
            author: self.people[random.below(self.people.len())].names[0].clone(),
            source: odds.sources.draw(random),
            people: draw(&odds.people, people, random),
            organizations: draw(&odds.organizations, organizations, random),
            places: draw(&odds.places, random.between(1, 2), random),
            topics: draw(&odds.topics, 1, random),
            links,
        }
    }

    fn title(&self, random: &mut Random) -> String {
        let words: Vec<&str> = (0..random.between(5, 9)).map(|_| self.vocabulary.telling(random)).collect();
        capitalised(&words.join(" "))
    }

    fn happenings(&self, count: usize, articles: usize, kind: &str) -> Vec<Happening> {
        let stream = 10_000_000 * (articles as u64);
        let happening = |number: usize| {
            let random = &mut Random::new(self.seed, stream + number as u64);
            let title = self.title(random);
            let mut named: Vec<usize> = (0..articles).map(|_| random.below(self.articles.len())).collect();
            named.sort_unstable();
            named.dedup();
            Happening {
                stem: format!("{kind}-{}-{number:05}", slug(&title)),
                title,
                date: self.articles[named[0]].date.clone(),
                articles: named,
                person: random.below(self.people.len()),
                place: random.below(self.places.len()),
            }
        };
        (0..count).map(happening).collect()
    }
}

/// How often the entities of each kind are drawn.
struct Odds {
    people: Zipf,
    organizations: Zipf,
    places: Zipf,
    topics: Zipf,
    sources: Zipf,
}

impl Odds {
    fn new(story: &Story) -> Odds {
        let zipf = |entities: &[Entity]| Zipf::new(entities.len(), 0.0);
        Odds {
            people: zipf(&story.people),
            organizations: zipf(&story.organizations),
            places: zipf(&story.places),
            topics: zipf(&story.topics),
            sources: zipf(&story.sources),
        }
    }
}

/// Different ranks, `count` of them.
fn draw(odds: &Zipf, count: usize, random: &mut Random) -> Vec<usize> {
    let mut drawn: Vec<usize> = Vec::with_capacity(count);
    while drawn.len() < count {
        let rank = odds.draw(random);
        if !drawn.contains(&rank) {
            drawn.push(rank);
        }
    }
    drawn
}

/// How many entities of a kind there are: `factor` for a hundred articles, growing with the square
/// root of their number, as the names in a real archive about do.
fn pool(articles: usize, factor: usize) -> usize {
    ((factor as f64 * (articles as f64 / 100.0).sqrt()).round() as usize).max(4)
}

fn entities(count: usize, mut make: impl FnMut() -> (String, Vec<String>)) -> Vec<Entity> {
    let entity = |(name, names): (String, Vec<String>)| Entity { slug: slug(&name), name, names };
    (0..count).map(|_| entity(make())).collect()
}

fn person(names: &mut Names) -> (String, Vec<String>) {
    let (given, family) = (names.given(), names.stem());
    (format!("{given} {family}"), vec![format!("{}. {family}", &given[..1]), family])
}

fn organization(names: &mut Names) -> (String, Vec<String>) {
    let (stem, body) =
        (names.stem(), names.one_of(&["Council", "Institute", "Ministry", "Committee", "Union"]));
    (format!("{stem} {body}"), vec![format!("{body} of {stem}")])
}

fn place(names: &mut Names) -> (String, Vec<String>) {
    let (stem, other) = (names.stem(), names.stem());
    (stem, vec![other])
}

fn topic(names: &mut Names) -> (String, Vec<String>) {
    let (stem, matter) = (names.stem(), names.one_of(&["Treaty", "Inquiry", "Reform", "Settlement"]));
    (format!("{stem} {matter}"), vec![format!("{stem} Question")])
}

fn source(names: &mut Names) -> (String, Vec<String>) {
    let (stem, paper) = (names.stem(), names.one_of(&["Herald", "Courier", "Gazette", "Tribune"]));
    (format!("{stem} {paper}"), vec![format!("The {stem} {paper}")])
}

/// Any day of the years of publication.
fn date(random: &mut Random) -> String {
    let year = random.between(YEARS.0, YEARS.1);
    let mut day = random.below(if is_leap(year) { 366 } else { 365 });
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < days {
            break;
        }
        day -= days;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", day + 1)
}

fn is_leap(year: usize) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}
