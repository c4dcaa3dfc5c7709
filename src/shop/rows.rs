//! The rows of the shop's tables, small enough to keep a million customers in memory.
//! Money is in cents of [`super::CURRENCY`], instants are whole seconds.

use chrono::{DateTime, NaiveDate, Utc};

use super::kinds::{
    AccountStatus, Channel, ConsentMethod, ConsentStatus, ListName, MessageKind, OrderChannel, OrderStatus, VisitKind,
};

/// A person known to the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The key: from 1001 upwards, with gaps.
    pub id: i64,
    /// Given name, in its own script.
    pub first_name: &'static str,
    /// Family name, in its own script.
    pub last_name: &'static str,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number in E.164 form; its country is usually the customer's.
    pub phone: Option<String>,
    /// ISO 3166 code of two letters.
    pub country: Option<&'static str>,
    /// City, in its own spelling.
    pub city: Option<&'static str>,
    /// Postcode, in its country's form.
    pub postcode: Option<&'static str>,
    /// ISO 639 code of two letters.
    pub language: Option<&'static str>,
    /// When the customer was created.
    pub joined: DateTime<Utc>,
    /// Day of birth, sometimes a 29 February.
    pub birthday: Option<NaiveDate>,
    /// Labels put on by hand; a missing list is not an empty one.
    pub tags: Option<Vec<&'static str>>,
    /// A flag that the shop sets for few.
    pub vip: Option<bool>,
    /// What the customer wants texts about.
    pub sms_preferences: Option<Vec<&'static str>>,
    /// Predicted lifetime value in cents.
    pub predicted_clv: Option<i64>,
    /// Whether the account can be used.
    pub account_status: AccountStatus,
}

/// A thing for sale; the catalogue is the same in every shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// The key.
    pub id: i64,
    /// Name on the shelf.
    pub title: &'static str,
    /// Who makes it.
    pub vendor: &'static str,
    /// The one kind of thing that it is.
    pub product_type: &'static str,
    /// The collections, none to three, that show it.
    pub collections: &'static [&'static str],
    /// Labels.
    pub tags: &'static [&'static str],
    /// Price of one piece in cents, today.
    pub price: i64,
}

/// A purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The key.
    pub id: i64,
    /// Who ordered.
    pub customer_id: i64,
    /// When it was placed; may lie after the as-of instant.
    pub at: DateTime<Utc>,
    /// Cents charged: the lines' sum less the discount.
    pub total: i64,
    /// Cents given back, from 0 to `total`.
    pub refunded: i64,
    /// What became of it.
    pub status: OrderStatus,
    /// Placed by the shop's own people to try the checkout.
    pub test: bool,
    /// Where it was placed.
    pub channel: OrderChannel,
    /// The code that was entered; see [`super::discount_percent`].
    pub discount_code: Option<&'static str>,
}

/// One product within an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// The order.
    pub order_id: i64,
    /// Who ordered, as in the order.
    pub customer_id: i64,
    /// When, as in the order.
    pub at: DateTime<Utc>,
    /// Cents paid for one piece, before the order's discount.
    pub unit_price: i64,
    /// Pieces, at least 1.
    pub quantity: u16,
    /// Place of the product in [`super::Shop::products`].
    pub product: u16,
    /// What became of the order.
    pub status: OrderStatus,
    /// Whether the order was a test.
    pub test: bool,
}

/// A checkout that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The key.
    pub id: i64,
    /// Who started it.
    pub customer_id: i64,
    /// When it was started.
    pub at: DateTime<Utc>,
    /// Cents in the basket.
    pub total: i64,
    /// When it became an order; missing when abandoned.
    pub completed_at: Option<DateTime<Utc>>,
}

/// Something that happened to a text or an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who got or sent it.
    pub customer_id: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// How it travelled.
    pub channel: Channel,
    /// What happened.
    pub kind: MessageKind,
    /// The words, of texts only.
    pub text: Option<&'static str>,
    /// The campaign that it belongs to.
    pub campaign: Option<&'static str>,
}

/// Something that somebody did on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Who it was.
    pub customer_id: i64,
    /// When it was.
    pub at: DateTime<Utc>,
    /// What it was.
    pub kind: VisitKind,
    /// Place in [`super::Shop::products`] of the product that was viewed.
    pub product: Option<u16>,
    /// The page that was visited.
    pub page: Option<&'static str>,
}

/// A change of somebody's consent to a channel; it holds until the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Whose consent it is.
    pub customer_id: i64,
    /// When it changed.
    pub at: DateTime<Utc>,
    /// To which channel.
    pub channel: Channel,
    /// Given or withdrawn.
    pub status: ConsentStatus,
    /// By which way.
    pub method: ConsentMethod,
}

/// Somebody's place on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMember {
    /// Who is on it.
    pub customer_id: i64,
    /// Which list.
    pub list: ListName,
    /// Since when.
    pub added_at: DateTime<Utc>,
}

/// A postcode and where it is; the same in every shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Postcode {
    /// The postcode, in its country's form.
    pub code: &'static str,
    /// ISO 3166 code of two letters.
    pub country: &'static str,
    /// Ten-thousandths of degrees north.
    pub latitude: i64,
    /// Ten-thousandths of degrees east.
    pub longitude: i64,
}
