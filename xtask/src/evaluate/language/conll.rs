//! Scores of the `CoNLL` 2018 shared task, computed by ourselves: words and sentences are matched by the characters
//! that they cover, everything else over matched words; subtypes of relations do not count.

/// A word of a CoNLL-U file.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// First character, white space not counted.
    pub(crate) start: usize,
    /// Character after the last.
    pub(crate) end: usize,
    /// Lemma.
    pub(crate) lemma: String,
    /// Universal part of speech.
    pub(crate) upos: String,
    /// The head as a place in the list of all words; `None` for a root.
    pub(crate) head: Option<usize>,
    /// Relation without its subtype.
    pub(crate) relation: String,
}

/// A CoNLL-U file as words and sentences over its characters.
#[derive(Debug, Clone, Default)]
pub(crate) struct File {
    /// All words.
    pub(crate) words: Vec<Word>,
    /// Sentences as ranges of characters.
    pub(crate) sentences: Vec<(usize, usize)>,
}

impl File {
    /// Reads a file that is known to be well-formed; other lines are passed over.
    pub(crate) fn read(text: &str) -> Self {
        let mut file = Self::default();
        let (mut at, mut first) = (0, 0);
        let mut range: Option<(usize, usize, usize)> = None;
        for line in text.lines().chain([""]) {
            if line.is_empty() {
                if first < file.words.len() {
                    let sentence = &mut file.words[first..];
                    for word in sentence.iter_mut() {
                        word.head = word.head.map(|head| head + first - 1);
                    }
                    file.sentences.push((file.words[first].start, at));
                }
                first = file.words.len();
                range = None;
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, lemma, upos, _, _, head, relation, ..] = columns[..] else { continue };
            let len = form.chars().filter(|character| !character.is_whitespace()).count();
            if let Some((_, last)) = id.split_once('-') {
                // All words of a multi-word token cover the whole token, as in the shared task.
                range = last.parse().ok().map(|last| (last, at, at + len));
                continue;
            }
            let Ok(number) = id.parse::<usize>() else { continue };
            let (start, end) = match range {
                Some((last, start, end)) if number <= last => (start, end),
                _ => (at, at + len),
            };
            at = end;
            file.words.push(Word {
                start,
                end,
                lemma: lemma.to_owned(),
                upos: upos.to_owned(),
                head: head.parse::<usize>().ok().filter(|head| *head > 0),
                relation: relation.split(':').next().unwrap_or_default().to_owned(),
            });
        }
        file
    }
}

/// Right ones among those found and those there are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    /// Found and right.
    pub(crate) right: usize,
    /// Found.
    pub(crate) found: usize,
    /// There.
    pub(crate) there: usize,
}

impl Score {
    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(self) -> f64 {
        if self.found + self.there == 0 {
            0.0
        } else {
            2.0 * self.right as f64 / (self.found + self.there) as f64
        }
    }
}

/// All scores of a system's file.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scores {
    /// Sentences with both ends right.
    pub(crate) sentences: Score,
    /// Words with both ends right.
    pub(crate) words: Score,
    /// Parts of speech.
    pub(crate) upos: Score,
    /// Lemmas.
    pub(crate) lemmas: Score,
    /// Lemmas up to the first particle.
    pub(crate) stems: Score,
    /// Heads.
    pub(crate) uas: Score,
    /// Heads and relations.
    pub(crate) las: Score,
}

/// Compares a system's file with the gold one.
pub(crate) fn score(gold: &File, system: &File) -> Scores {
    let mut scores = Scores::default();
    let there = gold.words.len();
    let found = system.words.len();
    for score in [
        &mut scores.words,
        &mut scores.upos,
        &mut scores.lemmas,
        &mut scores.stems,
        &mut scores.uas,
        &mut scores.las,
    ] {
        (score.found, score.there) = (found, there);
    }
    scores.sentences.found = system.sentences.len();
    scores.sentences.there = gold.sentences.len();
    scores.sentences.right =
        gold.sentences.iter().filter(|one| system.sentences.binary_search(one).is_ok()).count();
    let pairs = align(gold, system);
    let mut partner = vec![None; found];
    for &(one, other) in &pairs {
        partner[other] = Some(one);
    }
    for &(one, other) in &pairs {
        let (truth, guess) = (&gold.words[one], &system.words[other]);
        let head = guess.head.map(|head| partner[head]);
        let head_right = match (truth.head, head) {
            (None, None) => true,
            (Some(truth), Some(Some(guess))) => truth == guess,
            _ => false,
        };
        let stem = |lemma: &str| lemma.split('+').next().unwrap_or_default().to_owned();
        scores.words.right += 1;
        scores.upos.right += usize::from(truth.upos == guess.upos);
        // An underscore in the gold file means that no lemma is given.
        scores.lemmas.right += usize::from(truth.lemma == guess.lemma || truth.lemma == "_");
        scores.stems.right += usize::from(stem(&truth.lemma) == stem(&guess.lemma));
        scores.uas.right += usize::from(head_right);
        scores.las.right += usize::from(head_right && truth.relation == guess.relation);
    }
    scores
}

/// Pairs of words that cover the same characters; words of one multi-word token are paired in order when there are
/// equally many, which is what the shared task's longest common subsequence comes to in all but odd cases.
fn align(gold: &File, system: &File) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut one, mut other) = (0, 0);
    while one < gold.words.len() && other < system.words.len() {
        let (truth, guess) = (&gold.words[one], &system.words[other]);
        let truths = gold.words[one..]
            .iter()
            .take_while(|word| word.start == truth.start && word.end == truth.end)
            .count();
        if truths > 1 {
            let guesses = system.words[other..].iter().take_while(|word| word.start < truth.end).count();
            let inside = system.words[other].start >= truth.start
                && guesses == truths
                && system.words[other + guesses - 1].end == truth.end;
            if inside {
                pairs.extend((0..truths).map(|offset| (one + offset, other + offset)));
            }
            one += truths;
            other += guesses;
        } else if (truth.start, truth.end) == (guess.start, guess.end) {
            pairs.push((one, other));
            one += 1;
            other += 1;
        } else if guess.end <= truth.end {
            other += 1;
        } else {
            one += 1;
        }
    }
    pairs
}

/// The text of a CoNLL-U file as the shared task gives it to systems: sentences on one line, a space between them
/// unless the last word says that there is none.
pub(crate) fn raw_text(file: &str) -> String {
    let mut text = String::new();
    let mut until = 0;
    for line in file.lines() {
        if line.is_empty() {
            until = 0;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = columns[..] else { continue };
        let first = id.split('-').next().and_then(|id| id.parse::<usize>().ok());
        let Some(first) = first else { continue };
        if first <= until {
            continue;
        }
        until = id.split_once('-').and_then(|(_, last)| last.parse().ok()).unwrap_or(0);
        text.push_str(form);
        if !misc.contains("SpaceAfter=No") {
            text.push(' ');
        }
    }
    text
}
