//! Where the shop's customers live and what they are called there.

use super::dice::Dice;

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
    /// Area code, in North America only.
    pub area: &'static str,
}

const fn city(name: &'static str, postcode: &'static str) -> City {
    City { name, postcode, area: "" }
}

const fn city_in(area: &'static str, name: &'static str, postcode: &'static str) -> City {
    City { name, postcode, area }
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
        cities: &[city("Roma", "00184"), city("Milano", "20121"), city("Napoli", "80133"), city("Torino", "10121"), city("Forlì", "47121"), city("Bolzano", "39100")],
    },
    Country {
        code: "DE", language: "de", dial: "+4915", digits: 9, weight: 150,
        first_names: &["Jürgen", "Anna", "Björn", "Käthe", "Lukas", "Zoë", "Sören", "Mia", "Günther", "Ayşe"],
        last_names: &["Müller", "Weiß", "Schäfer", "Groß", "Schmidt", "von der Heide", "Köhler", "Yılmaz", "Fischer"],
        cities: &[city("München", "80331"), city("Köln", "50667"), city("Berlin", "10115"), city("Düsseldorf", "40213"), city("Hamburg", "20095")],
    },
    Country {
        code: "FR", language: "fr", dial: "+336", digits: 8, weight: 90,
        first_names: &["Zoé", "François", "Hélène", "Jean-Luc", "Chloé", "Maël", "Inès", "Benoît"],
        last_names: &["Lefèvre", "Dupont", "L'Hôpital", "Benoît", "Nguyễn", "Martin", "Garçon"],
        cities: &[city("Paris", "75001"), city("Lyon", "69001"), city("Marseille", "13001"), city("Saint-Étienne", "42000"), city("Orléans", "45000")],
    },
    Country {
        code: "ES", language: "es", dial: "+346", digits: 8, weight: 80,
        first_names: &["José", "María", "Íñigo", "Núria", "Ángel", "Lucía", "Begoña"],
        last_names: &["García", "Núñez", "Ibáñez", "Muñoz", "Peña", "López", "Güell"],
        cities: &[city("Madrid", "28001"), city("Barcelona", "08001"), city("A Coruña", "15001"), city("Málaga", "29001")],
    },
    Country {
        code: "US", language: "en", dial: "+1", digits: 7, weight: 130,
        first_names: &["Ava", "Liam", "Zoë", "Michael", "Renée", "Jack", "DeShawn", "Mary Ann", "Thu"],
        last_names: &["Smith", "O'Brien", "Garcia", "Nguyen", "Johnson", "McDonald", "Lee", "St. John"],
        cities: &[city_in("415", "San Francisco", "94103"), city_in("617", "Boston", "02108"), city_in("212", "New York", "10001"), city_in("323", "Los Angeles", "90012"), city_in("512", "Austin", "78701")],
    },
    Country {
        code: "CA", language: "en", dial: "+1", digits: 7, weight: 50,
        first_names: &["Olivia", "Noah", "Élodie", "Émile", "Grace", "Arjun"],
        last_names: &["Tremblay", "Côté", "Singh", "Brown", "Bélanger", "Wong"],
        cities: &[city_in("416", "Toronto", "M5H 2N2"), city_in("514", "Montréal", "H2Y 1C6"), city_in("604", "Vancouver", "V6B 1A1")],
    },
    Country {
        code: "GB", language: "en", dial: "+447", digits: 9, weight: 70,
        first_names: &["Oliver", "Siân", "Amelia", "Callum", "Niamh", "Zadie", "Muhammad"],
        last_names: &["Jones", "O'Neill", "Smith-Jones", "Patel", "Brontë", "Taylor"],
        cities: &[city("London", "SW1A 1AA"), city("Leeds", "LS1 4AP"), city("Glasgow", "G1 1XQ"), city("Boston", "PE21 6QQ")],
    },
    Country {
        code: "JP", language: "ja", dial: "+8190", digits: 8, weight: 40,
        first_names: &["さくら", "翔太", "美咲", "健一", "ゆい", "蓮"],
        last_names: &["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤"],
        cities: &[city("東京", "100-0001"), city("大阪", "530-0001"), city("京都", "600-8216")],
    },
    Country {
        code: "PL", language: "pl", dial: "+485", digits: 8, weight: 40,
        first_names: &["Łukasz", "Małgorzata", "Paweł", "Zofia", "Stanisław", "Żaneta"],
        last_names: &["Wiśniewski", "Wójcik", "Kowalczyk", "Zając", "Dąbrowska"],
        cities: &[city("Łódź", "90-001"), city("Kraków", "31-001"), city("Gdańsk", "80-001"), city("Warszawa", "00-001")],
    },
    Country {
        code: "DK", language: "da", dial: "+452", digits: 7, weight: 15,
        first_names: &["Søren", "Åse", "Mette", "Jørgen"],
        last_names: &["Sørensen", "Kjær", "Nygård", "Holm"],
        cities: &[city("København", "1050"), city("Århus", "8000"), city("Næstved", "4700")],
    },
    Country {
        code: "GR", language: "el", dial: "+3069", digits: 8, weight: 15,
        first_names: &["Ελένη", "Γιώργος", "Σοφία", "Νίκος"],
        last_names: &["Παπαδόπουλος", "Γεωργίου", "Αθανασίου"],
        cities: &[city("Αθήνα", "105 57"), city("Θεσσαλονίκη", "546 24")],
    },
    Country {
        code: "TR", language: "tr", dial: "+905", digits: 9, weight: 10,
        first_names: &["İbrahim", "Ayşe", "Işıl", "Çağla", "Ömer"],
        last_names: &["Yılmaz", "Öztürk", "Şahin", "Kılıç"],
        cities: &[city("İstanbul", "34110"), city("İzmir", "35210"), city("Iğdır", "76000")],
    },
    Country {
        code: "UA", language: "uk", dial: "+38050", digits: 7, weight: 10,
        first_names: &["Олена", "Андрій", "Євген", "Наталія"],
        last_names: &["Шевченко", "Коваль", "Бондаренко"],
        cities: &[city("Київ", "01001"), city("Львів", "79000")],
    },
];
