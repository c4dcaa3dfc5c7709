//! What the shop sells: one fixed table, grouped by shelf, so that a basket can follow a taste.

#![expect(clippy::inconsistent_digit_grouping, reason = "prices are written as euros_cents")]

use super::rows::Product;

/// The shelves as (first place in the catalogue, number of products).
pub(super) const SHELVES: [Shelf; 6] = [MUGS, DOG, SHOES, KITCHEN, WEAR, GIFTS];
/// Cups, mugs and what goes in them.
pub(super) const MUGS: Shelf = (0, 7);
/// Everything for dogs.
pub(super) const DOG: Shelf = (7, 8);
/// Shoes.
pub(super) const SHOES: Shelf = (15, 6);
/// What is sold from October to December.
pub(super) const CHRISTMAS: Shelf = (21, 5);
/// Pots, knives, food.
pub(super) const KITCHEN: Shelf = (26, 8);
/// Clothes for sport.
pub(super) const WEAR: Shelf = (34, 5);
/// Gift cards, small things.
pub(super) const GIFTS: Shelf = (39, 3);

/// A run of neighbours in the catalogue: first place, number of products.
pub(super) type Shelf = (u16, u16);

/// Place of "Blue Mug": 12.50, so that eight of them make 100.00.
pub(super) const BLUE_MUG: u16 = 0;
/// Place of "Blue Mug XL".
pub(super) const BLUE_MUG_XL: u16 = 1;
/// Place of "Dog Treats Salmon".
pub(super) const DOG_TREATS: u16 = 7;
/// Place of "Nike Pegasus 41".
pub(super) const PEGASUS: u16 = 15;
/// Place of "Christmas Pajamas".
pub(super) const PAJAMAS: u16 = 21;
/// Place of "Gift card 50".
pub(super) const GIFT_CARD: u16 = 39;

/// All products, ordered by key.
#[rustfmt::skip]
pub(super) const CATALOGUE: [Product; 42] = [
    product(9001, "Blue Mug", "Azzurra", "Mug", &["Mugs", "Kitchen"], &["blue"], 12_50),
    product(9011, "Blue Mug XL", "Azzurra", "Mug", &["Mugs", "Kitchen", "New arrivals"], &["blue", "large"], 16_90),
    product(9021, "White Mug", "Azzurra", "Mug", &["Mugs", "Kitchen"], &[], 11_00),
    product(9031, "Travel Mug Steel", "Nordform", "Mug", &["Mugs"], &["outdoor"], 24_95),
    product(9041, "抹茶 Matcha", "宇治園", "Tea", &["New arrivals"], &["vegan"], 19_80),
    product(9051, "Earl Grey Loose Leaf", "Harrow & Pine", "Tea", &[], &["vegan"], 9_40),
    product(9061, "Espresso Beans 1 kg", "Torrefazione Sole", "Coffee", &["Kitchen"], &["vegan"], 22_00),
    product(9071, "Dog Treats Salmon", "Waldhund", "Dog treats", &["Dog treats"], &["grain free"], 7_90),
    product(9081, "Dog Treats Chicken", "Waldhund", "Dog treats", &["Dog treats"], &[], 6_90),
    product(9091, "Dog Treats Dental", "Waldhund", "Dog treats", &["Dog treats", "New arrivals"], &[], 8_50),
    product(9101, "Dog Food Adult 2 kg", "Waldhund", "Dog food", &["Dog food"], &[], 18_90),
    product(9111, "Dog Food Puppy 2 kg", "Waldhund", "Dog food", &["Dog food"], &[], 19_90),
    product(9121, "Dog Food Senior 10 kg", "Waldhund", "Dog food", &["Dog food", "Sale"], &[], 64_00),
    product(9131, "Dog Bed Wool", "Nordform", "Dog bed", &[], &["large"], 89_00),
    product(9141, "Dog Lead", "Nordform", "Dog lead", &["Sale"], &["outdoor"], 15_00),
    product(9151, "Nike Pegasus 41", "Nike", "Shoes", &["Shoes", "New arrivals"], &["Sports wear", "running"], 139_99),
    product(9161, "Nike Air Max", "Nike", "Shoes", &["Shoes"], &["Sports wear"], 159_99),
    product(9171, "Nike Vomero 18", "Nike", "Shoes", &["Shoes", "Sale"], &["Sports wear", "running"], 99_99),
    product(9181, "Canvas Sneaker", "Passo", "Shoes", &["Shoes"], &[], 49_00),
    product(9191, "Hiking Boot", "Passo", "Shoes", &["Shoes"], &["outdoor"], 129_00),
    product(9201, "Kids Rain Boot", "Passo", "Shoes", &["Shoes", "Sale"], &["kids"], 29_50),
    product(9211, "Christmas Pajamas", "Casa Lana", "Pajamas", &["Christmas"], &["Christmas Pajamas"], 39_90),
    product(9221, "Christmas Pajamas Kids", "Casa Lana", "Pajamas", &["Christmas"], &["Christmas Pajamas", "kids"], 29_90),
    product(9231, "Christmas Mug", "Azzurra", "Mug", &["Christmas", "Mugs"], &[], 14_00),
    product(9241, "Panettone", "Torrefazione Sole", "Cake", &["Christmas", "Kitchen"], &[], 26_00),
    product(9251, "Advent Calendar", "Harrow & Pine", "Calendar", &["Christmas", "Sale"], &[], 34_00),
    product(9261, "Crème brûlée set", "Maison Léa", "Cookware", &["Kitchen"], &["gift"], 42_00),
    product(9271, "Pasta Pot 5 l", "Nordform", "Cookware", &["Kitchen"], &["large"], 74_90),
    product(9281, "Chef's Knife", "Nordform", "Knife", &["Kitchen"], &[], 69_00),
    product(9291, "Olive Oil 0.75 l", "Frantoio Blu", "Food", &["Kitchen"], &["vegan"], 17_50),
    product(9301, "Wooden Spoon", "Frantoio Blu", "Cookware", &["Kitchen", "Sale"], &[], 4_90),
    product(9311, "Pierogi Press", "Kuchnia Łódź", "Cookware", &["Kitchen", "New arrivals"], &[], 13_20),
    product(9321, "Apron \"Bon appétit\"", "Maison Léa", "Apron", &["Kitchen"], &["gift"], 28_00),
    product(9331, "Scale 0.1 g", "Nordform", "Scale", &["Kitchen"], &[], 35_00),
    product(9341, "Running Tee", "Nike", "Shirt", &["New arrivals"], &["Sports wear", "running"], 34_99),
    product(9351, "Running Shorts", "Nike", "Shorts", &["Sale"], &["Sports wear", "running"], 29_99),
    product(9361, "Yoga Mat", "Passo", "Mat", &[], &["Sports wear"], 45_00),
    product(9371, "Wool Socks", "Casa Lana", "Socks", &[], &[], 12_00),
    product(9381, "Rain Jacket", "Passo", "Jacket", &["Sale"], &["Sports wear", "outdoor"], 119_00),
    product(9391, "Gift card 50", "House", "Gift card", &[], &["gift"], 50_00),
    product(9401, "Wedding Toast Set", "Maison Léa", "Glassware", &["Kitchen"], &["occasion-wedding", "gift"], 79_00),
    product(9411, "Sticker", "House", "Sticker", &[], &[], 1_00),
];

#[rustfmt::skip]
const fn product(
    id: i64, title: &'static str, vendor: &'static str, product_type: &'static str,
    collections: &'static [&'static str], tags: &'static [&'static str], price: i64,
) -> Product {
    Product { id, title, vendor, product_type, collections, tags, price }
}

/// Price of one piece in cents, today; 0 for a place outside the catalogue.
pub(super) fn price(product: u16) -> i64 {
    CATALOGUE.get(usize::from(product)).map_or(0, |product| product.price)
}

/// The discount codes and the percentage that each takes off.
const DISCOUNTS: [(&str, i64); 5] =
    [("WELCOME10", 10), ("SPRING15", 15), ("BLACKFRIDAY", 20), ("VIP5", 5), ("FREEGIFT", 100)];

/// Per cent that a code takes off the lines' sum, whose cents are cut toward zero; 0 if unknown.
#[must_use]
pub fn discount_percent(code: &str) -> i64 {
    DISCOUNTS.iter().find(|(known, _)| *known == code).map_or(0, |(_, percent)| *percent)
}
