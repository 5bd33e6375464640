//! Global Terrorism Database: one attack. Source: GTD codebook. Its own numbers of countries, regions, targets and weapons stay empty.

use super::row::Row;
use super::sides::{of_words, sides};
use super::{Left, Told};
use model::{Attribution, PlacePrecision, RoleKind, Status, TimePrecision};

/// The columns.
pub(super) const COLUMNS: &str = "eventid,iyear,imonth,iday,approxdate,extended,resolution,country,country_txt,region,region_txt,provstate,city,latitude,longitude,specificity,vicinity,location,summary,crit1,crit2,crit3,doubtterr,alternative,alternative_txt,multiple,success,suicide,attacktype1,attacktype1_txt,attacktype2,attacktype2_txt,attacktype3,attacktype3_txt,targtype1,targtype1_txt,targsubtype1,targsubtype1_txt,corp1,target1,natlty1,natlty1_txt,targtype2,targtype2_txt,targsubtype2,targsubtype2_txt,corp2,target2,natlty2,natlty2_txt,targtype3,targtype3_txt,targsubtype3,targsubtype3_txt,corp3,target3,natlty3,natlty3_txt,gname,gsubname,gname2,gsubname2,gname3,gsubname3,motive,guncertain1,guncertain2,guncertain3,individual,nperps,nperpcap,claimed,claimmode,claimmode_txt,claim2,claimmode2,claimmode2_txt,claim3,claimmode3,claimmode3_txt,compclaim,weaptype1,weaptype1_txt,weapsubtype1,weapsubtype1_txt,weaptype2,weaptype2_txt,weapsubtype2,weapsubtype2_txt,weaptype3,weaptype3_txt,weapsubtype3,weapsubtype3_txt,weaptype4,weaptype4_txt,weapsubtype4,weapsubtype4_txt,weapdetail,nkill,nkillus,nkillter,nwound,nwoundus,nwoundte,property,propextent,propextent_txt,propvalue,propcomment,ishostkid,nhostkid,nhostkidus,nhours,ndays,divert,kidhijcountry,ransom,ransomamt,ransomamtus,ransompaid,ransompaidus,ransomnote,hostkidoutcome,hostkidoutcome_txt,nreleased,addnotes,scite1,scite2,scite3,dbsource,INT_LOG,INT_IDEO,INT_MISC,INT_ANY,related";

/// GTD's nine attack types.
const ATTACKS: [&str; 9] = [
    "Assassination",
    "Armed Assault",
    "Bombing/Explosion",
    "Hijacking",
    "Hostage Taking (Barricade Incident)",
    "Hostage Taking (Kidnapping)",
    "Facility/Infrastructure Attack",
    "Unarmed Assault",
    "Unknown",
];

/// The row of an event.
pub(super) fn row(t: &Told) -> Result<String, Left> {
    let e = t.event;
    let attack: usize =
        t.codes.gtd.as_deref().and_then(|c| c.parse().ok()).filter(|n| (1..=9).contains(n)).ok_or(Left::Kind)?;
    // Whatever it was done with, an assassination is one.
    let targeted = |r: &model::Report| r.plover.as_ref().is_some_and(|p| p.mode.as_deref() == Some("targeted"));
    let attack = if t.reports().any(|(_, r)| targeted(r)) { 1 } else { attack };
    if e.status != Status::Failed {
        t.came_about()?;
    }
    let (start, end, precision) = t.days(TimePrecision::Year)?;
    if t.country().is_empty() {
        return Err(Left::Place);
    }
    let fine = |least: TimePrecision| precision <= least;
    let (month, day) = (start.month(), start.day());
    let (month, day) = (if fine(TimePrecision::Month) { month } else { 0 }, if fine(TimePrecision::Day) { day } else { 0 });
    let mut row = Row::new(COLUMNS);
    row.set("eventid", format!("{:04}{month:02}{day:02}{:04}", start.year(), t.number(32) % 10_000))
        .set("iyear", start.year())
        .set("imonth", month)
        .set("iday", day)
        .set("country_txt", t.country())
        .set_some("provstate", e.place.admin1.as_ref())
        .set_some("latitude", e.place.lat.filter(|_| t.is_placed()))
        .set_some("longitude", e.place.lon.filter(|_| t.is_placed()))
        .set("specificity", specificity(e.place.precision))
        .set("summary", t.note())
        .set("success", u8::from(e.status != Status::Failed))
        .set("suicide", u8::from(e.kind.contains("suicide")))
        .set("attacktype1", attack)
        .set("attacktype1_txt", ATTACKS[attack - 1])
        .set("dbsource", "Dateline");
    if matches!(e.place.precision, PlacePrecision::City | PlacePrecision::Neighborhood) {
        row.set_some("city", e.place.name.as_ref());
    } else {
        row.set_some("location", e.place.name.as_ref());
    }
    if !fine(TimePrecision::Day) {
        row.set("approxdate", format!("{start} to {end}"));
    } else if start != end {
        row.set("extended", 1).set("resolution", end);
    }
    who(t, &mut row);
    for (column, what) in [("nkill", "killed"), ("nwound", "injured"), ("nperps", "attackers"), ("nreleased", "released")] {
        row.set_some(column, e.best(what));
    }
    row.set_some("nperpcap", e.best("detained"));
    if let Some(n) = e.best("kidnapped").or(e.best("hostages")) {
        row.set("ishostkid", 1).set("nhostkid", n);
    }
    for (column, what) in [("nkillter", "killed"), ("nwoundte", "injured")] {
        let ledger = e.figure(what).into_iter().flat_map(|f| &f.ledger);
        let attackers = |of: &str| of_words(of).is_some_and(|c| c.is_armed() && !c.is_state());
        row.set_some(
            column,
            ledger.filter(|l| !l.rejected && l.of.as_deref().is_some_and(attackers)).filter_map(|l| l.best).next_back(),
        );
    }
    let weapons: Vec<&str> = e.roles.iter().filter(|r| r.role == RoleKind::Instrument).map(|r| r.name.as_str()).collect();
    row.set("weapdetail", weapons.join("; "));
    for (column, r) in ["scite1", "scite2", "scite3"].iter().zip(t.readings) {
        let a = &r.article;
        let parts = [a.headline.clone(), a.source.clone(), a.published.map(|p| p.date.to_string()), a.url.clone()];
        row.set(column, parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
    Ok(row.csv())
}

/// Targets and perpetrators, and who claims it.
fn who(t: &Told, row: &mut Row) {
    let (first, _) = sides(t);
    let befallen = t.event.roles.iter().filter(|r| matches!(r.role, RoleKind::Target | RoleKind::Victim));
    for (n, role) in (1..=3).zip(befallen) {
        let country = role.actor.and_then(|id| t.actors.get(&id)?.country.as_deref()).and_then(model::countries::find);
        row.set(&format!("target{n}"), &role.name).set_some(&format!("natlty{n}_txt"), country.map(|c| c.name));
    }
    let groups: Vec<_> = first.iter().filter(|p| p.actor.is_some()).collect();
    if groups.is_empty() {
        row.set("gname", "Unknown");
    }
    let reports = || t.reports().map(|(_, r)| r);
    let mut claims = 0;
    for (n, group) in (1..=3).zip(&groups) {
        let (Some(actor), suffix) = (group.actor, if n == 1 { String::new() } else { n.to_string() }) else { continue };
        let claimed =
            reports().any(|r| r.said_by.as_ref().is_some_and(|s| s.cue == Attribution::Claim && s.actor == Some(actor.id)));
        let blamed = || reports().filter(|r| r.roles.iter().any(|x| x.role == RoleKind::Actor && x.actor == Some(actor.id)));
        let doubted = blamed().count() > 0
            && blamed()
                .all(|r| r.status == Status::Alleged || r.said_by.as_ref().is_some_and(|s| s.cue == Attribution::Accusation));
        claims += u8::from(claimed);
        row.set(&format!("gname{suffix}"), &actor.name).set(&format!("guncertain{n}"), u8::from(doubted)).set(
            if n == 1 {
                "claimed"
            } else if n == 2 {
                "claim2"
            } else {
                "claim3"
            },
            u8::from(claimed),
        );
    }
    if claims > 0 {
        row.set("compclaim", u8::from(claims > 1));
    }
}

/// How finely GTD says that the place is known: 1 a city, 3 a second-level, 4 a first-level division, 5 no more than the country.
fn specificity(precision: PlacePrecision) -> u8 {
    match precision {
        PlacePrecision::Point | PlacePrecision::Neighborhood | PlacePrecision::City => 1,
        PlacePrecision::Admin2 => 3,
        PlacePrecision::Admin1 => 4,
        _ => 5,
    }
}
