//! Distances of chance.

use super::writer::Writer;

impl Writer<'_> {
    /// Those who live near a place of the project, a postcode, or anything on the earth.
    pub fn near_test(&mut self) -> String {
        let far = match self.dice.below(4) {
            0 => format!("{}mi", self.dice.between(1, 900)),
            1 => self.pick_text(&["0.5km", "12_000km", "477.1km", "20015km", "300.25 mi"]),
            _ => format!("{}km", self.dice.between(1, 1_500)),
        };
        let place = match self.dice.below(3) {
            0 => self.pick_text(&["\"Milan store\"", "\"rome store\""]),
            1 => {
                let postcodes = [
                    "\"20121\" in IT",
                    "\"10115\" in de",
                    "\"sw1a 1aa\" in GB",
                    "\"M5H 2N2\" in \"CA\"",
                    "\"105 57\" in GR",
                    "\"10115\" in IT",
                ];
                format!("postcode {}", self.pick_text(&postcodes))
            }
            _ => format!(
                "({}.{:02}, {}.5)",
                self.dice.between(-89, 89),
                self.dice.below(100),
                self.dice.between(-179, 179)
            ),
        };
        format!("within {far} of {place}")
    }
}
