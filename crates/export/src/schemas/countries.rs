//! Codes of countries in other data sets, from `data/countries.tsv`.

/// What other data sets call a country; empty where they have nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Codes {
    /// FIPS 10-4.
    pub fips: &'static str,
    /// Number in the list of states of Gleditsch and Ward.
    pub gw: &'static str,
    /// ACLED's region.
    pub acled_region: &'static str,
}

impl Codes {
    /// UCDP's region, which follows from the number.
    pub fn ucdp_region(&self) -> &'static str {
        match self.gw.parse::<u16>() {
            Ok(2..=199) => "Americas",
            Ok(200..=399) => "Europe",
            Ok(400..=626) => "Africa",
            Ok(630..=699) => "Middle East",
            Ok(700..=999) => "Asia",
            _ => "",
        }
    }
}

/// Codes of the country with this alpha-2 code.
pub(super) fn codes(alpha2: &str) -> Codes {
    let row = include_str!("../../data/countries.tsv").lines().find_map(|line| line.strip_prefix(alpha2)?.strip_prefix('\t'));
    let mut cells = row.unwrap_or_default().split('\t');
    let mut next = || cells.next().unwrap_or_default();
    Codes { fips: next(), gw: next(), acled_region: next() }
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn every_country_has_a_region_and_every_state_a_number() {
        for country in model::countries::COUNTRIES {
            assert_eq!(
                codes(country.alpha2).acled_region.is_empty(),
                ["AN", "CS"].contains(&country.alpha2),
                "{}",
                country.name
            );
        }
        let of = |alpha2: &str| (codes(alpha2).fips, codes(alpha2).gw, codes(alpha2).ucdp_region());
        assert_eq!(of("SD"), ("SU", "625", "Africa"));
        assert_eq!(of("IR"), ("IR", "630", "Middle East"));
        assert_eq!(of("UA"), ("UP", "369", "Europe"));
        assert_eq!(of("PS"), ("WE", "", ""));
        assert_eq!(of("??"), ("", "", ""));
    }
}
