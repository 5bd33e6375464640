//! Invented news for made sets: the same seed, the same texts.

/// Random numbers (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ (x >> 31)) % n.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, list: &'a str) -> &'a str {
        let n = list.split('|').count();
        list.split('|').nth(self.below(n)).unwrap_or_default()
    }

    /// Some content word.
    pub fn word(&mut self) -> String {
        let list = [THINGS, ACTS, KINDS][self.below(3)];
        self.of(list).to_string()
    }

    /// A place or person that does not exist.
    fn name(&mut self) -> String {
        let name: String = (0..2 + self.below(2)).map(|_| self.of(SYLLABLES)).collect();
        name[..1].to_uppercase() + &name[1..]
    }
}

const SYLLABLES: &str = "or|ka|bel|mi|tan|ros|ved|lu|sha|dor|ni|pel|gar|eth|wyn|sol|bra|tik|mer|oun|qua|fen|hul|zo|ari|lek";
const WHO: &str = "the mayor|officials|the ministry|witnesses|the police|a spokeswoman|residents|the fire brigade|aid workers|\
the governor|the union|two farmers|the court|a neighbour|the harbour office|teachers|doctors at the clinic|the army|the company|\
members of the council|a driver|the bishop|fishermen|the electricity board|engineers";
const ACTS: &str = "closed|repaired|opened|searched|counted|blamed|evacuated|guarded|rebuilt|lost|found|praised|inspected|left|\
reached|warned of|carried away|surrounded|emptied|promised|cancelled|delayed|paid for|visited|abandoned|defended|measured|sold|\
remembered|refused";
const THINGS: &str = "bridge|school|market|dam|depot|ferry|road|harvest|hospital|pipeline|tunnel|mill|station|warehouse|border post|\
wall|church|stadium|river bank|quarry|orchard|water tower|court house|barracks|library|power line|cable car|factory|archive|well|\
convoy|barge|greenhouse|square|lighthouse|cemetery|mine|prison|airport|vineyard";
const KINDS: &str = "old|new|flooded|crowded|burned|northern|southern|empty|damaged|guarded|narrow|closed|stone|wooden|private|\
public|rusty|half-built|famous|remote|steep|hidden|unfinished|rented";
const WHEN: &str = "on Monday|on Tuesday morning|late on Wednesday|on Thursday|on Friday night|over the weekend|before dawn|last \
month|in the spring|after the storm|during the strike|two days later|in the evening|for the third time|at the end of the year|\
when the rain stopped|since the election|despite the ban";
const HOW: &str = "with help from the coast|without asking anyone|under heavy guard|in spite of the cold|as the radio had reported|\
because the money had run out|while the talks went on|to the surprise of the village|after weeks of argument|with boats and \
tractors|in front of a large crowd|according to a letter seen by this paper|as they had done a year ago|for want of fuel|against \
the advice of the engineers";

/// A sentence of ten to thirty words.
pub fn sentence(dice: &mut Dice) -> String {
    let (who, act, kind, thing) = (dice.of(WHO), dice.of(ACTS), dice.of(KINDS), dice.of(THINGS));
    let (when, how, place, person) = (dice.of(WHEN), dice.of(HOW), dice.name(), dice.name());
    let (other, thing2, n) = (dice.of(WHO), dice.of(THINGS), 2 + dice.below(400));
    let s = match dice.below(7) {
        0 => format!("{who} {act} the {kind} {thing} in {place} {when}, {other} said"),
        1 => format!("{when} {who} {act} the {thing} near {place}, and {n} people were taken to the {kind} {thing2} {how}"),
        2 => format!("{person} {place}, who lives beside the {thing}, said that {who} {act} the {kind} {thing2} {how}"),
        3 => format!("at least {n} people stood at the {kind} {thing} of {place} when {who} {act} the {thing2} {when}"),
        4 => format!("the {thing} between {place} and {person} was {kind}, and {who} {act} it {when} {how}"),
        5 => format!("{who} {act} the {thing} {how}, {person} said {when}, but {other} {} the {kind} {thing2}", dice.of(ACTS)),
        _ => format!("of the {n} houses in {place} {} were {kind} {when}, {who} said {how}", 1 + dice.below(n)),
    };
    s[..1].to_uppercase() + &s[1..] + "."
}

/// An article of six to thirty sentences.
pub fn article(dice: &mut Dice) -> Vec<String> {
    (0..6 + dice.below(25)).map(|_| sentence(dice)).collect()
}
