//! Where the shop's customers live and what they are called there.

use super::dice::Dice;
use super::rows::Postcode;

/// A country with the names, cities and phone numbers of its people.
#[derive(Debug)]
pub(super) struct Country {
    /// ISO 3166 code.
    pub code: &'static str,
    /// ISO 639 code of the usual language.
    pub language: &'static str,
    /// Start of a mobile number in E.164 form; at +1 the city's area code follows.
    pub dial: &'static str,
    /// Digits that follow `dial` and the area code.
    pub digits: usize,
    /// Customers there, of 1,000.
    pub weight: u64,
    /// Given names.
    pub first_names: &'static [&'static str],
    /// Family names.
    pub last_names: &'static [&'static str],
    /// Cities.
    pub cities: &'static [City],
}

/// A city, one of its postcodes, and its area code where mobile numbers have one.
#[derive(Debug)]
pub(super) struct City {
    /// Name in its own spelling.
    pub name: &'static str,
    /// One of its postcodes.
    pub postcode: &'static str,
    /// Where that postcode is: ten-thousandths of degrees, north and east.
    pub at: (i64, i64),
    /// Area code, in North America only.
    pub area: &'static str,
}

const fn city(name: &'static str, postcode: &'static str, at: (i64, i64)) -> City {
    City { name, postcode, at, area: "" }
}

const fn city_in(area: &'static str, name: &'static str, postcode: &'static str, at: (i64, i64)) -> City {
    City { name, postcode, at, area }
}

/// Every postcode that customers have.
pub fn postcodes() -> Vec<Postcode> {
    let of = |country: &'static Country| {
        country.cities.iter().map(|city| Postcode {
            code: city.postcode,
            country: country.code,
            latitude: city.at.0,
            longitude: city.at.1,
        })
    };
    COUNTRIES.iter().flat_map(of).collect()
}

impl Country {
    /// A country as likely as the shop's sales there.
    pub fn any(dice: &mut Dice) -> &'static Self {
        let weights: u64 = COUNTRIES.iter().map(|country| country.weight).sum();
        let mut left = dice.below(weights);
        for country in &COUNTRIES {
            if left < country.weight {
                return country;
            }
            left -= country.weight;
        }
        dice.pick(&COUNTRIES)
    }
}

#[rustfmt::skip]
static COUNTRIES: [Country; 13] = [
    Country {
        code: "IT", language: "it", dial: "+393", digits: 9, weight: 300,
        first_names: &["Giulia", "Alessandro", "Nicolò", "Chiara", "Niccolò", "Sofia", "Matteo", "Francesca", "José", "Zoë"],
        last_names: &["Rossi", "Esposito", "D'Amico", "Lo Cicero", "Forlì", "Nardò", "De Luca", "Bianchi", "Conti", "Greco"],
        cities: &[city("Roma", "00184", (418_902, 124_922)), city("Milano", "20121", (454_707, 91_926)), city("Napoli", "80133", (408_448, 142_556)), city("Torino", "10121", (450_680, 76_829)), city("Forlì", "47121", (442_227, 120_407)), city("Bolzano", "39100", (464_983, 113_548))],
    },
    Country {
        code: "DE", language: "de", dial: "+4915", digits: 9, weight: 150,
        first_names: &["Jürgen", "Anna", "Björn", "Käthe", "Lukas", "Zoë", "Sören", "Mia", "Günther", "Ayşe"],
        last_names: &["Müller", "Weiß", "Schäfer", "Groß", "Schmidt", "von der Heide", "Köhler", "Yılmaz", "Fischer"],
        cities: &[city("München", "80331", (481_351, 115_743)), city("Köln", "50667", (509_384, 69_540)), city("Berlin", "10115", (525_323, 133_846)), city("Düsseldorf", "40213", (512_254, 67_763)), city("Hamburg", "20095", (535_505, 100_014))],
    },
    Country {
        code: "FR", language: "fr", dial: "+336", digits: 8, weight: 90,
        first_names: &["Zoé", "François", "Hélène", "Jean-Luc", "Chloé", "Maël", "Inès", "Benoît"],
        last_names: &["Lefèvre", "Dupont", "L'Hôpital", "Benoît", "Nguyễn", "Martin", "Garçon"],
        cities: &[city("Paris", "75001", (488_626, 23_363)), city("Lyon", "69001", (457_699, 48_292)), city("Marseille", "13001", (432_999, 53_827)), city("Saint-Étienne", "42000", (454_347, 43_903)), city("Orléans", "45000", (479_029, 19_093))],
    },
    Country {
        code: "ES", language: "es", dial: "+346", digits: 8, weight: 80,
        first_names: &["José", "María", "Íñigo", "Núria", "Ángel", "Lucía", "Begoña"],
        last_names: &["García", "Núñez", "Ibáñez", "Muñoz", "Peña", "López", "Güell"],
        cities: &[city("Madrid", "28001", (404_251, -36_877)), city("Barcelona", "08001", (413_802, 21_734)), city("A Coruña", "15001", (433_704, -83_960)), city("Málaga", "29001", (367_202, -44_203))],
    },
    Country {
        code: "US", language: "en", dial: "+1", digits: 7, weight: 130,
        first_names: &["Ava", "Liam", "Zoë", "Michael", "Renée", "Jack", "DeShawn", "Mary Ann", "Thu"],
        last_names: &["Smith", "O'Brien", "Garcia", "Nguyen", "Johnson", "McDonald", "Lee", "St. John"],
        cities: &[city_in("415", "San Francisco", "94103", (377_726, -1_224_099)), city_in("617", "Boston", "02108", (423_576, -710_651)), city_in("212", "New York", "10001", (407_506, -739_972)), city_in("323", "Los Angeles", "90012", (340_614, -1_182_385)), city_in("512", "Austin", "78701", (302_711, -977_437))],
    },
    Country {
        code: "CA", language: "en", dial: "+1", digits: 7, weight: 50,
        first_names: &["Olivia", "Noah", "Élodie", "Émile", "Grace", "Arjun"],
        last_names: &["Tremblay", "Côté", "Singh", "Brown", "Bélanger", "Wong"],
        cities: &[city_in("416", "Toronto", "M5H 2N2", (436_479, -793_854)), city_in("514", "Montréal", "H2Y 1C6", (455_076, -735_541)), city_in("604", "Vancouver", "V6B 1A1", (492_799, -1_231_118))],
    },
    Country {
        code: "GB", language: "en", dial: "+447", digits: 9, weight: 70,
        first_names: &["Oliver", "Siân", "Amelia", "Callum", "Niamh", "Zadie", "Muhammad"],
        last_names: &["Jones", "O'Neill", "Smith-Jones", "Patel", "Brontë", "Taylor"],
        cities: &[city("London", "SW1A 1AA", (515_014, -1_419)), city("Leeds", "LS1 4AP", (537_960, -15_461)), city("Glasgow", "G1 1XQ", (558_609, -42_514)), city("Boston", "PE21 6QQ", (529_761, -214))],
    },
    Country {
        code: "JP", language: "ja", dial: "+8190", digits: 8, weight: 40,
        first_names: &["さくら", "翔太", "美咲", "健一", "ゆい", "蓮"],
        last_names: &["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤"],
        cities: &[city("東京", "100-0001", (356_850, 1_397_528)), city("大阪", "530-0001", (346_984, 1_354_959)), city("京都", "600-8216", (349_869, 1_357_593))],
    },
    Country {
        code: "PL", language: "pl", dial: "+485", digits: 8, weight: 40,
        first_names: &["Łukasz", "Małgorzata", "Paweł", "Zofia", "Stanisław", "Żaneta"],
        last_names: &["Wiśniewski", "Wójcik", "Kowalczyk", "Zając", "Dąbrowska"],
        cities: &[city("Łódź", "90-001", (517_667, 194_560)), city("Kraków", "31-001", (500_617, 199_373)), city("Gdańsk", "80-001", (543_520, 186_466)), city("Warszawa", "00-001", (522_319, 210_067))],
    },
    Country {
        code: "DK", language: "da", dial: "+452", digits: 7, weight: 15,
        first_names: &["Søren", "Åse", "Mette", "Jørgen"],
        last_names: &["Sørensen", "Kjær", "Nygård", "Holm"],
        cities: &[city("København", "1050", (556_832, 125_868)), city("Århus", "8000", (561_567, 102_108)), city("Næstved", "4700", (552_299, 117_609))],
    },
    Country {
        code: "GR", language: "el", dial: "+3069", digits: 8, weight: 15,
        first_names: &["Ελένη", "Γιώργος", "Σοφία", "Νίκος"],
        last_names: &["Παπαδόπουλος", "Γεωργίου", "Αθανασίου"],
        cities: &[city("Αθήνα", "105 57", (379_755, 237_348)), city("Θεσσαλονίκη", "546 24", (406_340, 229_440))],
    },
    Country {
        code: "TR", language: "tr", dial: "+905", digits: 9, weight: 10,
        first_names: &["İbrahim", "Ayşe", "Işıl", "Çağla", "Ömer"],
        last_names: &["Yılmaz", "Öztürk", "Şahin", "Kılıç"],
        cities: &[city("İstanbul", "34110", (410_106, 289_690)), city("İzmir", "35210", (384_237, 271_428)), city("Iğdır", "76000", (399_208, 440_448))],
    },
    Country {
        code: "UA", language: "uk", dial: "+38050", digits: 7, weight: 10,
        first_names: &["Олена", "Андрій", "Євген", "Наталія"],
        last_names: &["Шевченко", "Коваль", "Бондаренко"],
        cities: &[city("Київ", "01001", (504_501, 305_234)), city("Львів", "79000", (498_397, 240_297))],
    },
];
