//! The ACLED sub-types: who fights whom, and in what form. The sentences are invented.

use model::{Article, Report};

fn read(text: &str) -> Vec<Report> {
    let article = Article { published: "2031-05-14".parse().ok(), ..Article::of_text(text) };
    let a = annotate::annotate(&article);
    coding::Coder::builtin().code(&article, &a.syntax, &a.mentions)
}

/// The sub-type of the surest report that has one.
fn sub_type(text: &str) -> String {
    let mut all = read(text);
    all.retain(|r| r.acled.is_some());
    all.sort_by(|a, b| (a.background, b.score).partial_cmp(&(b.background, a.score)).expect("scores are numbers"));
    all.into_iter().next().and_then(|r| r.acled).map_or("none".to_owned(), |a| a.sub_event_type)
}

#[track_caller]
fn all(kind: &str, texts: &[&str]) {
    let wrong: Vec<(&str, String)> = texts.iter().map(|t| (*t, sub_type(t))).filter(|(_, got)| got != kind).collect();
    assert!(wrong.is_empty(), "{kind}: {wrong:#?}");
}

#[test]
fn two_armed_sides_clash() {
    all(
        "Armed clash",
        &[
            "On 12 March, clashes erupted between Osmar Liberation Front militants and soldiers near Tellin village. Six fighters and two soldiers were reported dead.",
            "Gunmen ambushed a military patrol on the Harno-Belsk road, killing four soldiers and making off with their weapons.",
            "Two police officers were killed when unidentified armed men opened fire on a checkpoint at the entrance to Kelma (Orvan district) on 3 June.",
            "A firefight broke out between herders' militia and local vigilantes in Sagra, with no reported casualties.",
            "Fighting raged between the army and insurgents around Bolko for a third day.",
            "Guards exchanged gunfire with smugglers on the border near Tirin; one guard died.",
        ],
    );
}

#[test]
fn a_government_takes_ground() {
    all(
        "Government regains territory",
        &[
            "On 4 May, government troops recaptured the town of Belmar from Osmar Front rebels after three days of fighting.",
            "State forces and allied militia regained control of Tarhu and two neighbouring villages on Wednesday.",
            "The rebels were pushed out of Velika by the national army, which now holds the town, officials said.",
            "The army drove the rebels from the town of Zinta and raised the flag there.",
            "Troops wrested Kabul Hill from the militants after a week-long siege.",
            "Norland's forces have reclaimed eight villages from the insurgents, a general said.",
        ],
    );
}

#[test]
fn others_take_ground() {
    all(
        "Non-state actor overtakes territory",
        &[
            "On 9 August, ORM rebels seized the town of Kelmo after government soldiers fled.",
            "The insurgents captured the border crossing at Brod overnight following hours of gun battles with guards.",
            "Tribal fighters took over the village of Sembe from a rival militia on 14 July. Eight were killed.",
            "Islamist fighters gained control of three settlements near Dahur after clashes with pro-government militia.",
            "Rebels marched into the town of Bocar and took it from the army after a gun fight.",
            "Jihadists captured two military posts and a village near Lago on Thursday.",
        ],
    );
}

#[test]
fn poison_is_used() {
    all(
        "Chemical weapon",
        &[
            "On 6 April, residents of Hamsa suffered choking and burns after government helicopters dropped barrels filled with chlorine.",
            "Government forces fired rockets carrying chlorine gas into the besieged suburb of Marj, activists claimed.",
            "Dozens of civilians suffocated when sarin was used against the town of Latma, a rescue group said.",
            "Militants attacked a front line position with shells containing a chemical agent. Twelve fighters were affected.",
            "Opposition fighters fired mortar rounds filled with toxic gas at a government-held district of Halep.",
            "A warplane dropped a barrel bomb containing chlorine on Idlo, killing two children.",
        ],
    );
}

#[test]
fn it_came_from_the_air() {
    all(
        "Air/drone strike",
        &[
            "On 11 June, warplanes carried out four raids on the market in Sarn, killing 17 civilians.",
            "Coalition jets bombed positions of the Osmar Front around Hadith. Casualties unknown.",
            "Four family members died when an airstrike hit their home in Qalma on Tuesday.",
            "An unmanned aircraft of the Norland military fired two missiles at a house in Bor, killing three people.",
            "Fighter jets hit a convoy of militants on the desert road, killing 13.",
            "Four people were killed in an air raid on a bakery in Manba.",
        ],
    );
}

#[test]
fn bombers_die_with_their_bombs() {
    all(
        "Suicide bomb",
        &[
            "On 3 October, a suicide bomber detonated his vest at the gate of a mosque in Kandra, killing 11 worshippers.",
            "A suicide car bomb exploded near a military convoy in Mogra, wounding five soldiers.",
            "An attacker rammed an explosives-laden truck into the gates of an army camp and detonated it. Fourteen soldiers died.",
            "A bomber strapped with explosives blew up inside a church in Tanta.",
            "Suicide bombers attacked a court complex in Charsa, leaving seven dead.",
            "A car packed with explosives was driven into a checkpoint by a suicide attacker in Bir.",
        ],
    );
}

#[test]
fn shells_and_missiles() {
    all(
        "Shelling/artillery/missile attack",
        &[
            "On 22 January, government artillery shelled the town of Sarmen, wounding two children.",
            "A mortar round landed on a house in the village of Donsk, killing an elderly woman.",
            "OSF forces exchanged artillery fire with troops along the front line near Avdin. No casualties reported.",
            "Militants targeted army positions in Jorra with mortar shells. Casualties unknown.",
            "Tanks fired on houses in the suburb of Jobar, killing three.",
            "Four rockets landed near the embassy in the green zone of Bagar.",
        ],
    );
}

#[test]
fn bombs_and_mines() {
    all(
        "Remote explosive/landmine/IED",
        &[
            "On 5 May, a roadside bomb hit a military vehicle near Bara, killing three soldiers.",
            "An improvised explosive device planted by insurgents went off outside the mayor's house in Torro. Nobody was hurt.",
            "A car bomb exploded in front of a bank in central Hasra, wounding 16 people.",
            "An IED planted by unknown persons exploded on the pipeline in Sui Dar, cutting gas supply.",
            "A police van was blown up by a mine in Bijapo, and six officers were killed.",
            "Explosives planted in a rickshaw went off in Quet, injuring four traders.",
        ],
    );
}

#[test]
fn grenades_are_thrown() {
    all(
        "Grenade",
        &[
            "On 8 July, unidentified men threw a grenade at a bar in Bujara, wounding six people.",
            "A grenade explosion outside the home of a party official in Muyin injured his daughter.",
            "Gang members threw a fragmentation grenade into a nightclub in Sola, killing two.",
            "Grenades were thrown at the office of a newspaper in Tarsk during the night. No one was injured.",
            "Suspected rebels lobbed a grenade into a shop in Srina, injuring three.",
            "Unknown attackers detonated a grenade at a church in Garis.",
        ],
    );
}

#[test]
fn people_are_raped() {
    all(
        "Sexual violence",
        &[
            "On 17 March, four soldiers raped a woman in the village of Lubo.",
            "Police officers are accused of sexually assaulting a detainee at a station in Morva.",
            "A 19-year-old woman was gang raped by unidentified gunmen in Ituro while she was fetching water.",
            "Two women were sexually assaulted by policemen at a roadblock in Leku.",
            "Fighters entered a house in Nyunzo and raped the mother and her daughter.",
            "A 12-year-old was raped by a soldier in the camp of Bria.",
        ],
    );
}

#[test]
fn the_unarmed_are_attacked() {
    all(
        "Attack",
        &[
            "On 2 February, gunmen shot dead a teacher in Kolma as he walked home.",
            "A journalist was beaten by unidentified men outside his office in Parva.",
            "A former councillor was shot and killed by two men on a motorcycle in Iguar.",
            "Bandits killed seven people in an attack on Rigasa.",
            "A human rights lawyer was assassinated outside his home in Popay.",
            "Gunmen burst into a bar in Salam and fired at customers, killing four.",
        ],
    );
}

#[test]
fn people_are_taken_away() {
    all(
        "Abduction/forced disappearance",
        &[
            "On 27 June, gunmen kidnapped a priest from his home in Kaduru.",
            "Armed men in police uniform abducted an activist in Mazra; his family does not know where he is.",
            "The chief of Gorom village was seized by unidentified gunmen and taken to an unknown place.",
            "Pirates took four sailors hostage from a trawler off Bonn island.",
            "Suspected rebels took a local politician from his house at gunpoint.",
            "Bandits whisked away 14 travellers on the Abu road.",
        ],
    );
}

#[test]
fn a_peaceful_protest() {
    all(
        "Peaceful protest",
        &[
            "On 14 February, hundreds of teachers marched in Rosal to demand higher pay.",
            "Farmers blocked the highway near Talsa with tractors in protest against a new tax.",
            "Doctors went on strike at the central hospital of Bangu over unpaid wages.",
            "Relatives of missing soldiers gathered on the main square in Erin and held up portraits.",
            "Shopkeepers in Hebro shut their stores to protest against the killing of a trader.",
            "Thousands took to the streets of Santo to denounce corruption.",
        ],
    );
}

#[test]
fn police_step_in() {
    all(
        "Protest with intervention",
        &[
            "On 21 July, police dispersed a rally of opposition supporters in Minska and detained thirty of them.",
            "Eleven activists were arrested as they protested against fuel prices in the centre of Algra.",
            "Police prevented a women's march from starting in Istra and took several participants into custody.",
            "Police broke up a march of miners in Zonga and arrested its organizers.",
            "Officers detained a lone picketer holding a blank sheet of paper in Kazan Sul.",
            "Security forces stopped a convoy of protesters on its way to the capital.",
        ],
    );
}

#[test]
fn protesters_are_shot_at() {
    all(
        "Excessive force against protesters",
        &[
            "On 1 October, soldiers opened fire on protesters in Nasra, killing four.",
            "Security forces fired live rounds at demonstrators in Khart, wounding dozens.",
            "At least nine people were killed when troops shot at an anti-government rally in Conak.",
            "One demonstrator was beaten to death by officers at a protest over land in Dalat.",
            "A student was shot dead by security forces during a demonstration in Omdo.",
            "Troops killed two demonstrators in Hpak.",
        ],
    );
}

#[test]
fn protesters_turn_violent() {
    all(
        "Violent demonstration",
        &[
            "On 19 September, demonstrators threw stones at police and set tyres on fire in Potos.",
            "A demonstration over power cuts turned violent in Gaya when participants torched two buses.",
            "Students burned down a police post in Sonti during a protest over the death of a classmate.",
            "Yellow-scarf demonstrators vandalised shops and fought with riot police on the main avenue of Parsa.",
            "Rioters set fire to the party headquarters in Bishek during demonstrations.",
            "Protesters pelted police with stones in Maseru; the police answered with tear gas.",
        ],
    );
}

#[test]
fn mobs() {
    all(
        "Mob violence",
        &[
            "On 10 April, a mob beat a suspected thief to death in Kisma.",
            "Supporters of two rival parties fought with sticks in Barisa; fifteen people were injured.",
            "Rival groups of students clashed on the campus of Dhala University, throwing stones at each other.",
            "A mob burned a woman alive in Port Mora after accusing her of theft.",
            "Supporters of the ruling and opposition parties pelted each other with stones in Patna Sul.",
            "Vigilantes lynched an alleged rapist in Cocha.",
        ],
    );
}

#[test]
fn sides_agree() {
    all(
        "Agreement",
        &[
            "On 5 September, the government and the Osmar Front signed a peace agreement in Lusin.",
            "The warring parties reached a truce to let aid into the city of Hodra.",
            "A 48-hour humanitarian pause was agreed between both sides in Khart.",
            "The government and rebels agreed on a cease-fire that takes effect on Friday.",
            "A peace deal was signed by two communities in Jonglo.",
            "The insurgents freed 40 soldiers in exchange for 60 of their own under a swap deal.",
        ],
    );
}

#[test]
fn people_are_arrested() {
    all(
        "Arrests",
        &[
            "On 30 August, security forces arrested the deputy leader of the opposition Unity Party at his home in Lusa.",
            "The army arrested 17 suspected insurgents during a sweep in Nangar.",
            "Authorities rounded up dozens of activists ahead of the election in Baka.",
            "Special forces detained the mayor of Selva and five of his aides for supporting separatists.",
            "Police apprehended the leader of an opposition party in Kampa.",
            "Twelve people suspected of belonging to a rebel group were detained in Srin.",
        ],
    );
}

#[test]
fn forces_move_or_change() {
    all(
        "Change to group/activity",
        &[
            "On 11 November, two factions of the Osmar Front announced that they had merged.",
            "Forty fighters of the JRM surrendered to the authorities in Bauda.",
            "Government forces withdrew from three bases in Rasin and moved to the north.",
            "Reinforcements from the capital arrived in Deir Sul.",
            "The army closed its base at Khost and left the area.",
            "The group renamed itself the Movement for Unity.",
        ],
    );
}

#[test]
fn weapons_are_found_or_stopped() {
    all(
        "Disrupted weapons use",
        &[
            "On 6 December, bomb disposal experts defused an explosive device near a bridge in Quetra.",
            "Air defences shot down two drones over the port of Odra. No damage was reported.",
            "Demining teams removed and destroyed four landmines laid by rebels in Taizo.",
            "Security forces foiled a planned bombing when they found an IED beside the railway in Kandu.",
            "A bomb was found and disarmed outside a school in Yala.",
            "Troops recovered 12 assault rifles and two machine guns from a rebel hideout.",
        ],
    );
}

#[test]
fn bases_are_set_up() {
    all(
        "Headquarters or base established",
        &[
            "On 15 March, rebels set up a base in the village of Loko.",
            "Militants have opened a headquarters in the former town hall of Gamra, residents said.",
            "UN peacekeepers set up a temporary operating base at Drodo on 9 April.",
            "The military is constructing a new outpost on the ridge over Ladra.",
            "Militants set up a training camp near the village of Bonga.",
            "The army has established a forward operating base in the Makhad valley.",
        ],
    );
}

#[test]
fn property_is_looted_or_wrecked() {
    all(
        "Looting/property destruction",
        &[
            "On 18 January, militiamen looted shops and houses in the town of Malak.",
            "Armed men raided the village of Bogo and stole 80 cattle.",
            "Soldiers destroyed four homes and a water tank in the hamlet of Humsa.",
            "Unknown gunmen torched a church and plundered grain stores in Sirga. There were no casualties.",
            "Militia fighters ransacked homes in Kaban and stole motorcycles.",
            "Insurgents burnt two schools in Macom.",
        ],
    );
}

#[test]
fn ground_changes_hands_without_a_fight() {
    all(
        "Non-violent transfer of territory",
        &[
            "On 24 August, government forces entered the town of Kudra after rebels withdrew without a fight.",
            "The separatists handed over the town of Debal to the army under the terms of a deal.",
            "The rebels peacefully surrendered control of the city of Daran to government troops.",
            "Troops moved into Tal Kal after the insurgents abandoned it.",
            "Taliban-like fighters seized the outpost without a fight after its garrison left.",
            "The village was returned to government control under a local agreement.",
        ],
    );
}

#[test]
fn arrested_before_a_protest_is_not_arrested_at_it() {
    all("Arrests", &["Police arrested two leading members of the opposition ahead of a planned rally."]);
    all("Protest with intervention", &["Police arrested two leading members of the opposition at a rally in Norport."]);
}

#[test]
fn shots_into_the_air_hurt_nobody() {
    all("Protest with intervention", &["Troops fired warning shots to disperse protesters in Norport."]);
    all("Excessive force against protesters", &["Troops fired shots at protesters in Norport, killing two."]);
}

#[test]
fn officers_in_riot_gear_make_no_riot() {
    let text = "Officers in riot gear moved in to break up a sit-in of students in Norport.";
    assert!(read(text).iter().all(|r| r.kind != "riot"), "{:?}", read(text));
}

#[test]
fn who_leaves_hands_ground_over_only_if_somebody_takes_it() {
    all("Change to group/activity", &["Government forces pulled back from the hills near Norport on Monday."]);
    all(
        "Non-violent transfer of territory",
        &["Government forces withdrew from the town of Norport, and the rebels entered without resistance."],
    );
}

#[test]
fn a_bomb_that_does_not_go_off_is_a_disrupted_weapon() {
    all("Disrupted weapons use", &["Police foiled a bombing in Norport on Monday."]);
}

#[test]
fn a_sit_in_is_a_protest() {
    all("Protest with intervention", &["Police cleared the sit-in in Norport."]);
}

#[test]
fn who_is_shot_while_protesting_is_a_protester() {
    all(
        "Excessive force against protesters",
        &[
            "Army troops shot dead six people protesting against a takeover in Norport.",
            "Police fired on a crowd of villagers who were protesting against a mine, wounding four.",
        ],
    );
}

#[test]
fn crowds_with_sticks_are_mobs() {
    all("Mob violence", &["Members of two student groups attacked each other with clubs on campus in Norport."]);
    all("Attack", &["Masked men attacked a trader with clubs in Norport."]);
}

#[test]
fn bombs_from_planes_were_not_planted() {
    all("Air/drone strike", &["Bombs dropped by a plane hit a school in Norport and killed ten pupils."]);
}

#[test]
fn whoever_attacks_an_army_post_is_armed() {
    all("Armed clash", &["Army positions near Norport came under attack on Wednesday."]);
}
