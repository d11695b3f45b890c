//! What is wrong with a text that is not YAML, in plain words.
//!
//! The parser knows where it got stuck and what it wanted next; the mistake often stands before that. What follows looks at
//! the lines around the place for the mistakes that people make.

use std::ops::Range;

use super::Fault;
use super::grow::{Broken, Reason};
use super::lines::Lines;
use super::quote;
use super::tree::{ALIAS_BUDGET, DEPTH_LIMIT};
use crate::diagnostic::{Code, FieldPath};
use crate::model::Invalid;

/// A mistake: where it stands, what is wrong, how to mend it.
struct Mistake {
    code: Code,
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

impl Mistake {
    fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..Self::bare(span, message) }
    }

    fn bare(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { code: Code::YamlSyntax, span, message: message.into(), help: None }
    }
}

/// The fault for which a text has no tree.
pub(super) fn explain(text: &str, broken: &Broken) -> Fault {
    let lines = Lines(text);
    let at = broken.at;
    let mistake = match &broken.reason {
        Reason::Syntax(info) => mistake(lines, at, info),
        Reason::SecondDocument => Mistake::new(
            lines.rest(at),
            "a second document begins here; a file holds one",
            "delete this line, or put what follows into a file of its own",
        ),
        Reason::TooDeep => too_deep(lines, at),
        Reason::TooMany => {
            let message = format!("aliases expand to more than {} values", thousands(ALIAS_BUDGET));
            Mistake::bare(lines.word(at), message)
        }
        Reason::TooLong => Mistake::new(
            lines.word(at),
            "the file has more values than can be read, up to here",
            "take out what does not belong there, or divide it among several files",
        ),
        Reason::BadStart => bad_start(lines, at),
        Reason::CloseColon => close_colon(lines, at),
        Reason::NoKey => Mistake::new(
            lines.rest(at),
            "no key stands before this colon",
            "write the key, or put a text that begins with a colon in quotes",
        ),
        Reason::EndlessAlias => Mistake::bare(lines.word(at), "an alias stands inside the value that it refers to"),
    };
    let Mistake { code, span, message, help } = mistake;
    Fault { code, span, path: FieldPath::root(), message, help }
}

/// The fault that `serde_yaml` alone sees in a text: a tab, for which it is stricter than the parser, or whatever it says.
pub(super) fn refusal(text: &str, refusal: Option<serde_yaml::Error>) -> Fault {
    let at = refusal.as_ref().and_then(serde_yaml::Error::location).map_or(0, |location| location.index());
    let at = text.floor_char_boundary(at);
    let words =
        refusal.map_or_else(|| "the file does not hold what is expected".to_owned(), |refusal| refusal.to_string());
    let reach = at + usize::from(text[at..].starts_with('\t'));
    let tab = text[..reach].rfind('\t').filter(|&tab| words.contains("tab") || tab == at);
    let (span, invalid) = match tab {
        Some(tab) => {
            let invalid = Invalid::new(Code::YamlSyntax, "a tab stands where only spaces may");
            (tab..tab + 1, invalid.help("put spaces in its place, or delete it"))
        }
        None => {
            let problem = words.split(" at line ").next().and_then(|words| words.split(", while ").next());
            let syntax = || format!("this is not YAML: {}", problem.unwrap_or_default());
            let invalid = Invalid::from_custom(&words).unwrap_or_else(|| Invalid::new(Code::YamlSyntax, syntax()));
            (Lines(text).rest(at), invalid)
        }
    };
    let Invalid { code, message, help } = invalid;
    Fault { code, span, path: FieldPath::root(), message, help }
}

/// How the lines begin that version control puts around two versions of a text.
const MERGE_MARKS: [&str; 3] = ["<<<<<<< ", ">>>>>>> ", "======="];

/// The mistake behind what the parser says.
fn mistake(lines: Lines<'_>, at: usize, info: &str) -> Mistake {
    let text = lines.0;
    let conflict = [lines.line(at), lines.before(at)];
    if let Some(mark) =
        conflict.into_iter().find(|line| MERGE_MARKS.iter().any(|mark| text[line.clone()].starts_with(mark)))
    {
        let help = "choose one of the two versions between these marks, and delete the marks";
        return Mistake::new(mark, "a merge has not been finished here", help);
    }
    if let Some(tab) = lines.tab_indentation(at, info.contains("tab")) {
        return Mistake::new(tab, "a tab indents this line", "indent with spaces: YAML takes no tabs for it");
    }
    match info {
        "while scanning a quoted scalar, found unexpected end of stream"
        | "while scanning a quoted scalar, found unexpected document indicator"
        | "invalid indentation in quoted scalar" => {
            let message = format!("the quote `{}` is not closed", lines.sign(at));
            Mistake::new(lines.rest(at), message, "close it, and indent the lines on which the text goes on")
        }
        "invalid trailing content after double-quoted scalar" => after_quote(lines, at),
        "while parsing a quoted scalar, found unknown escape character"
        | "while parsing a quoted scalar, did not find expected hexadecimal number"
        | "while parsing a quoted scalar, found invalid Unicode character escape code" => escape(lines, at),
        "mapping values are not allowed in this context" => colon(lines, at),
        "simple key expect ':'" | "simple key expected" => no_colon(lines, lines.before(at)),
        "while parsing a block mapping, did not find expected key"
        | "while parsing a block collection, did not find expected '-' indicator"
        | "invalid indentation"
        | "wrongly indented line in block scalar" => indentation(lines, at),
        "block sequence entries are not allowed in this context" => list_in_line(lines, at),
        "while parsing node, found unknown anchor" => {
            let alias = lines.word(at);
            let name = text[alias.clone()].trim_start_matches('*');
            if text[alias.clone()].starts_with("**") || name.ends_with('*') {
                return bad_start(lines, at);
            }
            let message = format!("no value is marked with `&{name}`");
            Mistake::new(alias, message, format!("a text cannot begin with `*`; {}", quoted(lines.value(at))))
        }
        "while scanning an anchor or alias, did not find expected alphabetic or numeric character" => {
            bad_start(lines, at)
        }
        "comment intercepting the multiline text" => Mistake::new(
            lines.rest(at),
            "a comment stands within a text of several lines",
            "put the comment above the text, or the text in quotes if `#` belongs to it",
        ),
        "while scanning a block scalar, did not find expected comment or line break" => Mistake::new(
            lines.rest(at),
            format!("a text stands on the line of `{}`", lines.sign(at)),
            format!(
                "begin the text on the next line, indented; if `{}` belongs to it, {}",
                lines.sign(at),
                quoted(lines.value(at))
            ),
        ),
        "recursion limit exceeded" => too_deep(lines, at),
        "misplaced bracket" => Mistake::new(
            at..at + lines.sign(at).len(),
            format!("`{}` closes nothing", lines.sign(at)),
            "delete it, or put the text in quotes",
        ),
        _ if info.starts_with("unexpected character") => bad_start(lines, at),
        "\"-\" is only valid inside a block" => Mistake::new(
            lines.rest(at),
            "an item with a dash stands inside brackets",
            "in brackets items stand without dashes, with commas between them: `[a, b]`",
        ),
        "mapping keys are not allowed in this context" => bad_start(lines, at),
        "':' may not precede any of `[{` in flow mapping" => close_colon(lines, at),
        _ if info.contains("tag") || info.contains("handle") => bad_start(lines, at),
        _ if info.contains("irective") || info.contains("<document start>") => {
            let line = if text[at..].starts_with('%') { lines.line(at) } else { lines.before(at) };
            if !text[line.clone()].starts_with('%') {
                return indentation(lines, at);
            }
            let message = "a line that begins with `%` is an instruction to the parser, not a text";
            Mistake::new(line, message, "put a text that begins with `%` in quotes")
        }
        _ if text[at..].starts_with(',') && lines.open_bracket(at).is_none() => bad_start(lines, at),
        _ => bracket(lines, at).unwrap_or_else(|| {
            let message = format!("this is not YAML: {}", info.rsplit(", ").next().unwrap_or(info));
            Mistake::new(lines.rest(at), message, "a text with signs that mean something to YAML stands in quotes")
        }),
    }
}

fn too_deep(lines: Lines<'_>, at: usize) -> Mistake {
    let message = format!("lists and mappings stand in each other more than {DEPTH_LIMIT} levels deep");
    Mistake::bare(lines.word(at), message)
}

/// A value that begins with a character that means something else.
fn bad_start(lines: Lines<'_>, at: usize) -> Mistake {
    let c = lines.0[at..].chars().next().unwrap_or_default();
    let mark = if c == '`' { "a backtick".to_owned() } else { format!("`{c}`") };
    let text = if lines.open_bracket(at).is_some() { "" } else { lines.value(at) };
    Mistake::new(lines.rest(at), format!("a value cannot begin with {mark}"), quoted(text))
}

/// A colon inside brackets without a blank behind it.
fn close_colon(lines: Lines<'_>, at: usize) -> Mistake {
    Mistake::new(lines.word(at), "a space is missing behind the colon", "inside brackets too, write `key: value`")
}

/// Text behind a closing quote.
fn after_quote(lines: Lines<'_>, at: usize) -> Mistake {
    let before = lines.0[..at].trim_end();
    let help = if before.ends_with('\'') {
        "a quote inside single quotes is written twice: `''`"
    } else {
        "a quote inside double quotes is written `\\\"`"
    };
    Mistake::new(lines.rest(at), "text stands behind the closing quote", help)
}

/// An escape in double quotes that is none. The parser points at the opening quote.
fn escape(lines: Lines<'_>, open: usize) -> Mistake {
    let span = quote::bad_escape(lines.0, open).unwrap_or(lines.rest(open));
    let escape = &lines.0[span.clone()];
    if escape.starts_with("\\u") && escape.len() == 6 {
        let help = "write the character itself, or `\\U` with eight digits";
        let mistake = Mistake::new(span.clone(), format!("`{escape}` is no character but half of one"), help);
        return Mistake { code: Code::ControlCharacter, ..mistake };
    }
    let help = "a backslash in double quotes is written `\\\\`; in single quotes it is a backslash";
    Mistake::new(span.clone(), format!("`{escape}` means nothing in double quotes"), help)
}

/// A colon where no key can stand: in a value, or below one.
fn colon(lines: Lines<'_>, at: usize) -> Mistake {
    let value = lines.value(at);
    if lines.value_start(at).is_some_and(|start| start <= at) {
        let span = lines.value_start(at).unwrap_or(at)..lines.line(at).end;
        return Mistake::new(span, "a colon and a space stand in a value without quotes", quoted(value));
    }
    let above = lines.before(lines.line(at).start);
    if lines.value_start(above.start).is_none() {
        return no_colon(lines, above);
    }
    Mistake::new(
        lines.line(at),
        "this line is indented as if it belonged to the value above",
        "a key has either a value on its line or keys below it, indented alike",
    )
}

/// A line of a mapping that has no key.
fn no_colon(lines: Lines<'_>, span: Range<usize>) -> Mistake {
    let help = match lines.0[span.clone()].split_once(':') {
        Some((key, value)) if !value.is_empty() && !key.contains(['"', '\'']) => {
            format!("a space stands behind the colon: `{key}: {value}`")
        }
        _ => "a key is followed by a colon, a space and its value".to_owned(),
    };
    Mistake::new(span, "this line has no key", help)
}

/// A line that is indented unlike any that it could belong to.
fn indentation(lines: Lines<'_>, at: usize) -> Mistake {
    let line = lines.line(at);
    let own = lines.indentation(at);
    if line.start < at && !lines.0[line.start..at].trim_start_matches(['-', ' ']).is_empty() {
        return bracket(lines, at).unwrap_or_else(|| {
            Mistake::new(lines.rest(at), "this does not belong to the value before it", "put the whole value in quotes")
        });
    }
    let above = lines.indentations_above(at);
    if above.contains(&own) {
        let item = lines.0[line.clone()].starts_with("- ");
        let (message, help) = if item {
            ("an item stands among keys", "indent it below the key whose list it belongs to")
        } else {
            (
                "a key stands among the items of a list",
                "begin the line with `- `, or indent it like the key it belongs to",
            )
        };
        return Mistake::new(line, message, help);
    }
    let spaces = |count: usize| if count == 1 { "1 space".to_owned() } else { format!("{count} spaces") };
    let deeper = above.iter().filter(|&&other| other > own).min();
    let higher = above.iter().filter(|&&other| other < own).max();
    let others: Vec<String> = [deeper, higher].into_iter().flatten().map(usize::to_string).collect();
    let help = format!("it has {}; lines above that it could belong to have {}", spaces(own), others.join(" or "));
    Mistake::new(line, "this line is indented unlike any above", help)
}

/// A list that begins on the line of its key.
fn list_in_line(lines: Lines<'_>, at: usize) -> Mistake {
    let rest = lines.rest(at);
    if &lines.0[rest.clone()] == "-" {
        return Mistake::new(
            rest,
            "`-` begins an item of a list",
            "if it is meant as a text, put it in quotes: `\"-\"`",
        );
    }
    let help = format!("write the items on lines of their own; if it is a text, {}", quoted(&lines.0[rest.clone()]));
    Mistake::new(rest, "a list cannot begin on the line of its key", help)
}

/// A bracket that is not closed, or a comma that is missing.
fn bracket(lines: Lines<'_>, at: usize) -> Option<Mistake> {
    let open = lines.open_bracket(at)?;
    let close = if lines.0[open..].starts_with('[') { ']' } else { '}' };
    let own_line = lines.line(open).contains(&at);
    if own_line || (lines.indentation(at) > lines.indentation(open) && at < lines.0.trim_end().len()) {
        let message = match lines.0[at..].chars().next() {
            Some(',') => "a comma stands here without anything before it".to_owned(),
            _ => format!("`,` or `{close}` is missing before this"),
        };
        return Some(Mistake::new(
            lines.rest(at),
            message,
            "put a text that holds commas, brackets or colons in quotes",
        ));
    }
    let message = format!("the bracket `{}` is not closed", lines.sign(open));
    Some(Mistake::new(lines.rest(open), message, format!("close it with `{close}`")))
}

/// How to put a text in quotes.
fn quoted(text: &str) -> String {
    match text {
        _ if text.is_empty() || text.chars().count() > 60 => "put the whole text in quotes".to_owned(),
        _ if !text.contains(['"', '\\']) => format!("put the whole text in quotes: `\"{text}\"`"),
        _ if !text.contains('\'') => format!("put the whole text in quotes: `'{text}'`"),
        _ => "put the whole text in quotes".to_owned(),
    }
}

/// A number with a comma between thousands.
fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", thousands(number / 1000), number % 1000) }
}
