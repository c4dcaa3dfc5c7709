//! The prompt at a terminal: typed, completed, pasted, stopped.

use super::cli::seg;
use super::terminal::{ALT_ENTER, CTRL_C, CTRL_D, CTRL_L, CTRL_R, CTRL_U, ENTER, RIGHT, TAB, Terminal, UP, pasted};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;
use vt100::Color;

static SHOP: LazyLock<TempDir> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    let ran = seg(home.path(), &["demo", "--customers", "200"]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    home
});

/// A project of its own over the shop's data, so that no test meets another's files.
fn project() -> TempDir {
    let shop = SHOP.path().join("seg-demo");
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("segments")).unwrap();
    let settings = fs::read_to_string(shop.join("seg.toml")).unwrap();
    let data = format!("path = \"{}/", shop.join("data").display());
    let settings: Vec<String> = settings
        .lines()
        .map(|line| {
            if line.starts_with("path") {
                line.replace("path = \"data/", &data).replace("path     = \"data/", &data)
            } else {
                line.to_owned()
            }
        })
        .collect();
    fs::write(home.path().join("seg.toml"), settings.join("\n")).unwrap();
    fs::copy(shop.join("segments/winback.seg"), home.path().join("segments/winback.seg")).unwrap();
    home
}

fn prompt(home: &Path) -> Terminal {
    let mut terminal = Terminal::open(home, &[], (40, 80), &[]);
    terminal.shows("seg>");
    terminal
}

#[test]
fn an_entry_is_typed_and_refined() {
    let home = project();
    let mut at = prompt(home.path());
    at.shows("Say who is in an audience").shows("As of 30 June 2026");
    at.types("money_spent > 100").types(ENTER).shows("% of 200").shows("as of 30 June 2026, 12:00");
    at.types("and sms_consent").types(ENTER).shows("and sms_consent    ").shows("may be texted");
    at.line("seg>").types(CTRL_D);
    assert_eq!(at.left(), 0);
}

#[test]
fn words_values_and_commands_are_completed() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("sms_co").line("seg> sms_consent").types(TAB).shows("sms_consent_date  ").types(CTRL_U).line("seg>");
    at.types("language = \"i").types(TAB).line("seg> language = \"it\"").types(CTRL_U).line("seg>");
    at.types(":values product").types(ENTER).shows("product of visits: ").types(CTRL_L).line("seg>");
    at.types("ordered product \"Blue Mu").types(TAB).shows("\"Blue Mug XL\"  ").shows(" customers").types(CTRL_U);
    at.line("seg>").types("in segment winb").types(TAB).line("seg> in segment winback").types(CTRL_U).line("seg>");
    at.types(":asof").line("seg> :asof").types(CTRL_U).line("seg>");
    at.types(":val").types(TAB).line("seg> :values").types("coun").types(TAB).line("seg> :values country").types(ENTER);
    at.shows("country: ");
}

/// The likeliest completion stands behind the cursor; the right arrow takes it.
#[test]
fn the_hint_is_taken() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("countr").line("seg> country").types(RIGHT).types(" = IT").line("seg> country = IT").types(ENTER);
    at.shows("whose country is \"IT\"");
}

#[test]
fn colours_show_kinds_and_mistakes() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("country = IT and zzz > 77").line("seg> country = IT and zzz > 77");
    let [red, green, magenta, cyan] = [1, 2, 5, 6].map(Color::Idx);
    let looks = ["country", "IT", "and zzz", "zzz", "77"].map(|text| at.look_of(text));
    assert_eq!(looks, [(cyan, false), (Color::Default, false), (magenta, false), (red, true), (green, false)]);
    // What is still being typed is not called wrong yet.
    at.types(CTRL_U).types("money_spe").line("seg> money_spent");
    assert!(!at.look_of("money_spe").1);
}

#[test]
fn without_colour_it_is_plain() {
    let home = project();
    let mut at = Terminal::open(home.path(), &[], (40, 80), &[("NO_COLOR", "1")]);
    at.shows("seg>").types("country = IT and zzz > 7").line("seg> country = IT and zzz > 7");
    let plain = (Color::Default, false);
    assert_eq!(["country", "and", "zzz"].map(|text| at.look_of(text)), [plain; 3]);
    at.types(ENTER).shows("nothing is called `zzz`");
}

/// The grammar asks for another line, and alt-enter makes one.
#[test]
fn entries_take_several_lines() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("country in (IT,").types(ENTER).types("DE) and").types(ENTER).types("sms_consent").types(ENTER);
    at.shows("whose country is \"IT\" or \"DE\" and who may be texted");
    at.types("vip").types(ALT_ENTER).types("and sms_consent").shows("vip\nand sms_consent").types(ENTER);
    at.shows("and sms_consent  ");
}

#[test]
fn many_lines_are_pasted_as_one_entry() {
    let home = project();
    let mut at = prompt(home.path());
    let text = "segment italians\n  description \"Pasted\"\nis\n  country = IT\n  and (order_count > 3\n       or vip)";
    at.types(&pasted(text))
        .shows("       or vip)")
        .types(ENTER)
        .shows("italians: ")
        .shows("and (order_count > 3 or vip)");
}

/// Whole entries, in the order of time, also those of earlier sessions; ctrl-r searches them.
#[test]
fn history_keeps_whole_entries() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("country in (IT,").types(ENTER).types("DE)").types(ENTER).shows("as of 30 June");
    at.types("vip").types(ENTER).shows("marked as VIP").line("seg>").types(CTRL_D);
    assert_eq!(at.left(), 0);
    let mut at = prompt(home.path());
    at.types(UP).line("seg> vip").types(UP).shows("seg> country in (IT,\nDE)").types(CTRL_C).line("seg>");
    at.types(CTRL_R)
        .types("coun")
        .shows("country in (IT,\nDE)")
        .types(ENTER)
        .shows("whose country is \"IT\" or \"DE\"");
}

#[test]
fn a_line_is_dropped_and_mistakes_do_not_end_the_session() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("country = (IT")
        .line("seg> country = (IT")
        .types(CTRL_C)
        .line("seg>")
        .types("money_spend > 5")
        .types(ENTER)
        .shows("did you mean `money_spent`?");
    at.types("vip").types(ENTER).shows("% of 200");
    at.types(":quit").types(ENTER);
    assert_eq!(at.left(), 0);
}

/// A count that takes long says so, and can be stopped; the next one is not.
#[test]
fn a_count_is_stopped() {
    let home = project();
    let mut at = prompt(home.path());
    let parts: Vec<String> =
        (0..400).map(|n| format!("ordered where total > {n}.01 at least {} times", n % 5 + 1)).collect();
    at.types(&pasted(&format!("not ({})", parts.join("\nor ")))).types(ENTER);
    at.shows("counting ... ctrl-c stops it").types(CTRL_C).shows("stopped");
    at.types("vip").types(ENTER).shows("% of 200").line("seg>").types(CTRL_D);
    assert_eq!(at.left(), 0);
}

#[test]
fn a_segment_is_saved() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("country=IT and sms_consent").types(ENTER).shows("as of 30 June");
    at.types(":save texted_it Italians that may be texted").types(ENTER).shows("saved in segments/texted_it.seg");
    let saved = fs::read_to_string(home.path().join("segments/texted_it.seg")).unwrap();
    assert!(saved.contains("is\n  country = IT and sms_consent\n"), "{saved}");
    at.types("in segment texted").types(TAB).line("seg> in segment texted_it").types(ENTER).shows("In `texted_it`");
}

/// Nothing is broken over the edge of a narrow terminal; its width is that of the moment.
#[test]
fn sixty_columns_are_enough() {
    let home = project();
    let mut at = Terminal::open(home.path(), &[], (90, 80), &[]);
    at.shows("seg>").types(CTRL_L).line("seg>").resize(90, 60);
    at.types("money_spent > 100 and tags contains \"vip\"").types(ENTER).shows("as of 30 June");
    at.types("and money_spend > 5").types(ENTER).shows("did you mean");
    at.types(":by country").types(ENTER).shows("customers by country");
    at.types(":sample 3").types(ENTER).shows("contacts are masked");
    at.types(":help").types(ENTER).shows("drop the line").line("seg>");
    // A line that was broken comes back as one.
    let shown = at.shown();
    let wide: Vec<&str> = shown.lines().filter(|line| line.trim_end().chars().count() > 60).collect();
    assert_eq!(wide, [""; 0]);
}

/// What is typed while a count goes on is not lost.
#[test]
fn entries_are_typed_ahead() {
    let home = project();
    let mut at = prompt(home.path());
    at.types("country = IT\rand vip\r:by language\r");
    at.shows("whose country is \"IT\"").shows("and vip  ").shows("by language").line("seg>");
    at.types(&format!("country = DE{ENTER}vip{ALT_ENTER}and sms_consent"));
    at.shows("whose country is \"DE\"").shows("seg> vip\nand sms_consent");
}
