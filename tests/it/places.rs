//! Distance: who lives how near to what, by the oracle and by the plan, at the edges of the earth and by chance.

use crate::dice::Dice;
use crate::meaning::meaning;
use crate::{found, random, support};
use rust_decimal::Decimal;
use seg::eval::{self, Datum, Person, Row, World};
use seg::types::Model;
use seg::types::ir::Condition;
use std::collections::BTreeSet;
use std::fmt::Write;

const HEAD: &str = "version = 1\nzone = \"Europe/Rome\"\ncurrency = \"EUR\"\nas_of = \"2026-06-30\"\n";

const PLACES: &str = "
[places]
\"Milan store\" = { latitude = 45.4642, longitude = 9.1900 }
Greenwich = { latitude = 51, longitude = 0 }
Fiji = { latitude = -17.8, longitude = 179.9 }
Pole = { latitude = 90, longitude = 0 }
";

const CUSTOMERS: &str = "
[tables.customers]
path = \"customers.csv\"
key = \"id\"
[tables.customers.columns]
";

const ADDRESSES: &str = "
[tables.addresses]
path = \"addresses.csv\"
customer = \"id\"
[tables.addresses.columns]
";

const POSTCODES: &str = "
[tables.postcodes]
path = \"postcodes.csv\"
[tables.postcodes.columns]
postcode = \"postcode\"
country = \"country\"
latitude = \"latitude\"
longitude = \"longitude\"
";

const DEGREES: &str = "latitude = \"latitude\"\nlongitude = \"longitude\"\n";
const CODES: &str = "postcode = \"postcode\"\ncountry = \"country\"\n";

/// A project of tables that are written here, and its world.
struct Project {
    model: Model,
    world: World,
    _folder: tempfile::TempDir,
}

/// A cell: a name of the column and what stands there; nothing where it is missing.
type Cells<'a> = &'a [(&'a str, &'a str)];

impl Project {
    /// Of `seg.toml` behind its head, customers, addresses and postcodes.
    fn new(toml: &str, customers: &[(&str, Cells)], addresses: &[(&str, Cells)], postcodes: &[Cells]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, rows: &[(&str, Cells)]| {
            let mut csv = "id,postcode,country,latitude,longitude\n".to_owned();
            for (key, cells) in rows {
                let cell =
                    |column: &str| cells.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| *value);
                let cells = ["postcode", "country", "latitude", "longitude"].map(cell);
                writeln!(csv, "{key},{}", cells.join(",")).unwrap();
            }
            std::fs::write(folder.path().join(name), csv).unwrap();
        };
        let nobodys: Vec<(&str, Cells)> = postcodes.iter().map(|cells| ("", *cells)).collect();
        write("customers.csv", customers);
        write("addresses.csv", addresses);
        write("postcodes.csv", &nobodys);
        let model = found::at(folder.path(), &format!("{HEAD}{toml}"));
        let mut people: Vec<Person> =
            customers.iter().map(|(key, cells)| Person { fields: row(cells), ..Person::new(*key) }).collect();
        for (key, cells) in addresses {
            let person = people.iter_mut().find(|person| person.key == *key).unwrap();
            person.tables.entry("addresses".to_owned()).or_default().push(row(cells));
        }
        let postcodes = postcodes.iter().map(|cells| row(cells)).collect();
        let world = World { people, tables: [("postcodes".to_owned(), postcodes)].into() };
        Self { model, world, _folder: folder }
    }

    /// Whom the plan finds; the oracle must find the same, and each complement everybody else.
    fn members(&self, texts: &[String]) -> Vec<BTreeSet<String>> {
        let conditions: Vec<Condition> = texts.iter().map(|text| meaning(text, &self.model)).collect();
        let turned = conditions.iter().map(|condition| condition.clone().negate());
        let both: Vec<Condition> = conditions.iter().cloned().chain(turned).collect();
        let clock = support::clock(&self.model);
        let mut found = found::members(&found::open(&self.model), &both, &clock);
        let others = found.split_off(texts.len());
        random::assert_same(0, texts, &random::members(&conditions, &self.world, &self.model), &found, &self.world);
        for ((text, found), others) in texts.iter().zip(&found).zip(&others) {
            assert!(found.is_disjoint(others), "not {text}");
            assert_eq!(found.len() + others.len(), self.world.people.len(), "not {text}");
        }
        found
    }

    /// Each text with the keys of those who are in it.
    fn hold(&self, table: &[(&str, &str)]) {
        let texts: Vec<String> = table.iter().map(|(text, _)| (*text).to_owned()).collect();
        for ((text, wanted), found) in table.iter().zip(self.members(&texts)) {
            let wanted: BTreeSet<String> = wanted.split_whitespace().map(str::to_owned).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}

fn row(cells: Cells) -> Row {
    let datum = |name: &str, value: &str| match name {
        "latitude" | "longitude" => Datum::Number(value.parse::<Decimal>().unwrap()),
        _ => Datum::Text(value.to_owned()),
    };
    cells.iter().fold(Row::new(), |row, (name, value)| row.with(*name, datum(name, value)))
}

macro_rules! at {
    ($latitude:literal, $longitude:literal) => {
        &[("latitude", $latitude), ("longitude", $longitude)]
    };
}

macro_rules! code {
    ($code:literal, $country:literal) => {
        &[("postcode", $code), ("country", $country)]
    };
}

/// A degree of a great circle is 111.1951 km on a sphere of 6,371.0088 km.
#[test]
fn the_edges_of_a_distance() {
    let toml = format!("{CUSTOMERS}{DEGREES}{PLACES}");
    let project = Project::new(
        &toml,
        &[
            ("here", at!("51", "0")),
            ("one", at!("52", "0")),
            ("near", at!("51.2239", "0")),
            ("far", at!("51.2257", "0")),
            ("nowhere", &[]),
            ("half", &[("latitude", "51")]),
            ("wrong", at!("91", "0")),
            ("turned", at!("51", "361")),
            ("dateline", at!("-17.8", "-179.9")),
            ("pole", at!("90", "77")),
            ("almost", at!("89.9", "-120")),
            ("other", at!("-51", "180")),
        ],
        &[],
        &[],
    );
    project.hold(&[
        ("within 25km of Greenwich", "here near"),
        ("within 24.8km of Greenwich", "here"),
        ("within 25.2km of Greenwich", "here near far"),
        // To the metre, that one included.
        ("within 111.195km of Greenwich", "here near far one"),
        ("within 111.194km of Greenwich", "here near far"),
        // 69.0935 miles are 111,195.2 metres.
        ("within 69.0935mi of Greenwich", "here near far one"),
        ("within 69.093mi of Greenwich", "here near far"),
        ("within 16mi of Greenwich", "here near far"),
        ("within 15.5mi of Greenwich", "here near"),
        // Across the line where the day changes, and at the end of all meridians.
        ("within 22km of Fiji", "dateline"),
        ("within 21km of Fiji", ""),
        ("within 0.001km of Pole", "pole"),
        ("within 12km of Pole", "pole almost"),
        // The other side of the earth is half a turn away.
        ("within 20015km of Greenwich", "here one near far dateline pole almost"),
        ("within 20015.115km of (51, 0)", "here one near far dateline pole almost other"),
        ("not within 20015.115km of (51, 0)", "nowhere half wrong turned"),
        ("within 25km of (51, 0) and not within 24.8km of greenwich", "near"),
    ]);
}

#[test]
fn postcodes_say_where_they_are() {
    let toml = format!("{CUSTOMERS}{CODES}{POSTCODES}{PLACES}");
    let project = Project::new(
        &toml,
        &[
            ("berlin", code!("10115", "DE")),
            ("lower", code!("10115", "de")),
            ("torino", code!("10115", "IT")),
            ("london", code!("sw1a 1aa", "GB")),
            ("unlisted", code!("99999", "DE")),
            ("stateless", &[("postcode", "10115")]),
            ("twice", code!("20121", "IT")),
            ("unplaced", code!("00000", "IT")),
        ],
        &[],
        &[
            &[("postcode", "10115"), ("country", "DE"), ("latitude", "52.5323"), ("longitude", "13.3846")],
            &[("postcode", "10115"), ("country", "IT"), ("latitude", "45.0680"), ("longitude", "7.6829")],
            &[("postcode", "SW1A 1AA"), ("country", "GB"), ("latitude", "51.5014"), ("longitude", "-0.1419")],
            &[("postcode", "20121"), ("country", "IT"), ("latitude", "45.4707"), ("longitude", "9.1926")],
            // Of two places the southern one counts, whatever the order of rows.
            &[("postcode", "20121"), ("country", "IT"), ("latitude", "45.0001"), ("longitude", "9.1926")],
            &[("postcode", "00000"), ("country", "IT")],
        ],
    );
    project.hold(&[
        ("within 1km of postcode \"10115\" in DE", "berlin lower"),
        ("within 1km of postcode \"10115\" in it", "torino"),
        ("within 1km of postcode \"SW1A 1aa\" in GB", "london"),
        ("within 1km of postcode \"12345\" in DE", ""),
        ("within 1km of postcode \"00000\" in IT", ""),
        ("not within 1km of postcode \"12345\" in DE", "berlin lower torino london unlisted stateless twice unplaced"),
        ("within 10km of \"Milan store\"", ""),
        ("within 52km of \"Milan store\"", "twice"),
        ("within 1km of postcode \"20121\" in IT", "twice"),
        ("within 20015km of Pole", "berlin lower torino london twice"),
    ]);
}

#[test]
fn of_several_addresses_one_is_enough() {
    let toml = format!("{CUSTOMERS}{DEGREES}{ADDRESSES}{DEGREES}{PLACES}");
    let project = Project::new(
        &toml,
        &[
            ("both", at!("51", "0")),
            ("home", at!("45.4642", "9.19")),
            ("none", &[]),
            ("away", &[]),
            ("lost", at!("0", "0")),
        ],
        &[
            ("both", at!("45.4642", "9.19")),
            ("both", at!("45.4642", "9.19")),
            ("away", at!("10", "10")),
            ("away", at!("51.1", "0")),
            ("lost", &[]),
        ],
        &[],
    );
    project.hold(&[
        ("within 1km of \"Milan store\"", "both home"),
        ("within 25km of Greenwich", "both away"),
        ("within 1km of (10, 10)", "away"),
        ("within 1km of (0, 0)", "lost"),
        ("within 1km of \"Milan store\" and within 25km of Greenwich", "both"),
        ("within 20015km of Pole", "both home away lost"),
    ]);
}

/// People and places all over the earth, many near each other, each project with another way to say where.
#[test]
fn plan_and_oracle_agree_on_places_of_chance() {
    for seed in 0..2 {
        let mut dice = Dice::new(seed);
        let mut spot = || -> [String; 2] {
            let (latitude, longitude) = match dice.below(4) {
                0 => (dice.between(-90_000, 90_000), dice.between(-180_000, 180_000)),
                1 => (dice.between(89_000, 90_000), dice.between(-180_000, 180_000)),
                2 => (dice.between(-500, 500), *dice.pick(&[179_900, -179_900, 180_000, -180_000])),
                _ => (dice.between(45_000, 46_000), dice.between(9_000, 10_000)),
            };
            [latitude, longitude].map(|degrees| Decimal::new(degrees, 3).to_string())
        };
        let spots: Vec<[String; 2]> = (0..40).map(|_| spot()).collect();
        let cells: Vec<Vec<(&str, &str)>> =
            spots.iter().map(|[a, b]| vec![("latitude", a.as_str()), ("longitude", b.as_str())]).collect();
        let names: Vec<String> = (0..40).map(|number| format!("p{number:02}")).collect();
        let customers: Vec<(&str, Cells)> =
            names.iter().map(String::as_str).zip(cells.iter().map(Vec::as_slice)).collect();
        let addresses: Vec<(&str, Cells)> =
            (0..60).map(|_| (names[dice.below(40)].as_str(), cells[dice.below(40)].as_slice())).collect();
        let codes: Vec<Vec<(&str, &str)>> = (0..40)
            .map(|place| [cells[place].as_slice(), &[("postcode", names[place / 2].as_str())]].concat())
            .collect();
        let coded: Vec<Vec<(&str, &str)>> =
            (0..40).map(|_| vec![("postcode", names[dice.below(24)].as_str())]).collect();
        let postcodes: Vec<Cells> = codes.iter().map(Vec::as_slice).collect();
        let by_code: Vec<(&str, Cells)> =
            names.iter().map(String::as_str).zip(coded.iter().map(Vec::as_slice)).collect();
        let without_country = POSTCODES.replace("country = \"country\"\n", "");
        let texts: Vec<String> = (0..40)
            .map(|_| {
                let [latitude, longitude] = &spots[dice.below(40)];
                let far = match dice.below(3) {
                    0 => format!("{}.{}km", dice.between(0, 50), dice.between(11, 19)),
                    1 => format!("{}mi", dice.between(1, 60)),
                    _ => format!("{}km", dice.between(1, 20_000)),
                };
                match dice.below(3) {
                    0 => format!("within {far} of postcode \"{}\"", names[dice.below(24)].to_uppercase()),
                    _ => format!("within {far} of ({latitude}, {longitude})"),
                }
            })
            .collect();
        let coordinates: Vec<String> = texts.iter().filter(|text| !text.contains("postcode")).cloned().collect();
        let degrees = format!("{CUSTOMERS}{DEGREES}");
        let mut some = 0;
        let mut count =
            |members: Vec<BTreeSet<String>>| some += members.iter().filter(|one| one.len() % 40 > 0).count();
        count(Project::new(&degrees, &customers, &[], &[]).members(&coordinates));
        count(
            Project::new(&format!("{degrees}{ADDRESSES}{DEGREES}"), &customers, &addresses, &[]).members(&coordinates),
        );
        let toml = format!("{CUSTOMERS}postcode = \"postcode\"\n{ADDRESSES}{DEGREES}{without_country}");
        count(Project::new(&toml, &by_code, &addresses, &postcodes).members(&texts));
        assert!(some > 20, "{some} tell people apart");
    }
}

/// Neither how a person is joined with addresses nor several rows of a postcode multiply them.
#[test]
fn equal_distances_are_one_column_and_nobody_counts_twice() {
    let toml = format!("{CUSTOMERS}{DEGREES}{ADDRESSES}{DEGREES}{PLACES}");
    let project = Project::new(&toml, &[("a", at!("51", "0"))], &[("a", at!("51", "0")), ("a", at!("51", "0"))], &[]);
    let texts = ["within 25km of Greenwich", "within 50mi of (51, 0)", "not within 1km of (51.0, 0.0)"];
    let conditions: Vec<Condition> = texts.iter().map(|text| meaning(text, &project.model)).collect();
    let data = found::open(&project.model);
    let clock = support::clock(&project.model);
    assert_eq!(data.count(&conditions, &clock).unwrap().customers, 1);
    let plan = data.plan_text(&conditions, &clock).unwrap();
    assert!(plan.contains("w0"), "{plan}");
    assert!(!plan.contains("w1"), "{plan}");
    let distance = eval::members(&conditions[0], &project.world, &project.model, &clock);
    assert_eq!(distance.into_iter().collect::<Vec<_>>(), ["a"]);
}
