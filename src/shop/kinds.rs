//! The closed choices of the shop's tables, and their spelling in the data.

/// Declares an enum of one byte whose variants each have one spelling.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = concat!("Spelt `", $text, "`.")] $variant),+ }

        impl $name {
            /// All choices, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The spelling in the data.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

choice! {
    /// Whether a customer can sign in.
    AccountStatus { Enabled = "enabled", Disabled = "disabled", Invited = "invited" }
}
choice! {
    /// What became of an order.
    OrderStatus {
        Paid = "paid",
        Fulfilled = "fulfilled",
        PartiallyRefunded = "partially_refunded",
        Refunded = "refunded",
        Cancelled = "cancelled",
    }
}
choice! {
    /// Where an order was placed.
    OrderChannel { Web = "web", App = "app", Pos = "pos" }
}
choice! {
    /// The way in which a message travels, and to which consent is given.
    Channel { Sms = "sms", Email = "email" }
}
choice! {
    /// What happened to a message; `received` is a text from the customer.
    MessageKind {
        Sent = "sent",
        Delivered = "delivered",
        Opened = "opened",
        Clicked = "clicked",
        Bounced = "bounced",
        Received = "received",
    }
}
choice! {
    /// What somebody did on the site.
    VisitKind { Visited = "visited", ViewedProduct = "viewed_product" }
}
choice! {
    /// What a consent row sets its channel to, until the next one.
    ConsentStatus { Subscribed = "subscribed", Unsubscribed = "unsubscribed" }
}
choice! {
    /// How consent was given or withdrawn.
    ConsentMethod { Checkout = "checkout", Form = "form", Keyword = "keyword", Import = "import" }
}
choice! {
    /// A list that the shop keeps by hand.
    ListName { Newsletter = "newsletter", Wholesale = "wholesale buyers", Beta = "beta testers" }
}
