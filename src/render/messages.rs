use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::ErrorKind;
use hashbrown::HashMap;
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::site::Language;
use crate::theme::{Theme, ThemeText};

/// The language of the built-in messages, which stand in where a language lacks one.
const FALLBACK: &str = "en";

/// The words that pages print, in the language of the site.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// Messages without variables, by name; resolved once.
    labels: HashMap<String, String>,
}

impl Messages {
    /// The messages of a language: the site's own over the built-in ones of the language, over the English ones.
    ///
    /// # Errors
    /// Everything that is wrong in the message files.
    pub fn of(theme: &Theme, language: &Language) -> Result<Self, Vec<Diagnostic>> {
        let locale: LanguageIdentifier = language.as_str().parse().expect("a language of the model is a language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        let mut faults = Vec::new();
        let layers = [
            theme.built_in_messages.get(FALLBACK),
            theme.own_messages.get(FALLBACK).filter(|_| language.as_str() == FALLBACK),
            theme.built_in_messages.get(language.as_str()).filter(|_| language.as_str() != FALLBACK),
            theme.own_messages.get(language.as_str()).filter(|_| language.as_str() != FALLBACK),
        ];
        let mut constant: Vec<String> = Vec::new();
        for layer in layers.into_iter().flatten() {
            match resource(layer) {
                Ok(resource) => {
                    constant.extend(without_variables(&resource));
                    bundle.add_resource_overriding(resource);
                }
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut messages = Self { bundle, labels: HashMap::new() };
        // A name is constant only when its last layer has no variable either: formatting it without arguments must succeed.
        for name in constant {
            if let Ok(text) = messages.try_format(&name, None) {
                messages.labels.insert(name, text);
            }
        }
        Ok(messages)
    }

    /// All messages without variables, by name.
    pub fn labels(&self) -> BTreeMap<&str, &str> {
        self.labels.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    /// A message without variables, where a file has it.
    pub fn known(&self, name: &str) -> Option<&str> {
        self.labels.get(name).map(String::as_str)
    }

    /// A message without variables. A name that no file has is printed as it is, so that it is seen.
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.known(name).unwrap_or(name)
    }

    /// A message with its variables filled in. A name that no file has is printed as it is.
    pub fn say(&self, name: &str, args: &FluentArgs<'_>) -> String {
        self.try_format(name, Some(args)).unwrap_or_else(|_| name.to_owned())
    }

    fn try_format(&self, name: &str, args: Option<&FluentArgs<'_>>) -> Result<String, Vec<FluentError>> {
        let pattern = self.bundle.get_message(name).and_then(|message| message.value()).ok_or_else(Vec::new)?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        if errors.is_empty() { Ok(text.into_owned()) } else { Err(errors) }
    }
}

/// How deep braces, and parentheses in them, may stand in each other. The parser takes them apart by calling itself.
const DEEPEST: usize = 64;

/// Where they stand in each other deeper than that. What is open in a comment counts for nothing.
fn too_deep(text: &str) -> Option<usize> {
    let (mut braces, mut parentheses, mut at) = (0_usize, 0_usize, 0);
    for line in text.split_inclusive('\n') {
        for (column, byte) in line.bytes().enumerate().filter(|_| !line.starts_with('#')) {
            match byte {
                b'{' => braces += 1,
                b'}' => {
                    braces = braces.saturating_sub(1);
                    parentheses = 0;
                }
                b'(' if braces > 0 => parentheses += 1,
                b')' => parentheses = parentheses.saturating_sub(1),
                _ => {}
            }
            if braces + parentheses > DEEPEST {
                return Some(at + column);
            }
        }
        at += line.len();
    }
    None
}

fn resource(layer: &ThemeText) -> Result<FluentResource, Vec<Diagnostic>> {
    if let Some(at) = too_deep(&layer.text) {
        let message = format!("braces or parentheses stand in each other more than {DEEPEST} levels deep");
        let fault = Diagnostic::new(Code::MessageSyntax, &layer.origin, Place::Bytes(at..at + 1), message);
        return Err(vec![fault.help("close each of them")]);
    }
    FluentResource::try_new(layer.text.clone()).map_err(|(_, errors)| {
        errors
            .into_iter()
            .map(|error| {
                // What is missing at the end of a line is missed at the beginning of the next.
                let missing = matches!(error.kind, ErrorKind::ExpectedToken(_) | ErrorKind::ExpectedMessageField { .. });
                let before = layer.text[..error.pos.start].trim_end().len();
                let place = Place::Bytes(if missing && before < error.pos.start { before..before } else { error.pos });
                let message = format!("the message cannot be read: {}", explained(&error.kind));
                Diagnostic::new(Code::MessageSyntax, &layer.origin, place, message)
                    .help("a message is `name = text`; further lines of it are indented; plurals are `{ $count -> [one] … *[other] … }`")
            })
            .collect()
    })
}

/// What is wrong with a message, in plain words.
fn explained(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedToken(c) => format!("`{c}` is missing here"),
        ErrorKind::ExpectedMessageField { entry_id } => format!("`{entry_id}` has no text"),
        ErrorKind::MissingDefaultVariant => "none of the variants is marked with `*`".to_owned(),
        ErrorKind::MultipleDefaultVariants => "more than one variant is marked with `*`".to_owned(),
        ErrorKind::UnterminatedStringLiteral => "a text in quotes is not closed".to_owned(),
        ErrorKind::UnbalancedClosingBrace => "`}` closes nothing".to_owned(),
        ErrorKind::ExpectedInlineExpression => "a variable or a text in quotes is missing behind `{`".to_owned(),
        kind => kind.to_string().to_lowercase(),
    }
}

/// Names of the messages that have no variable in them.
fn without_variables(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            Entry::Message(message) if message.value.as_ref().is_some_and(|pattern| !has_variable(pattern)) => {
                Some(message.id.name.to_owned())
            }
            _ => None,
        })
        .collect()
}

fn has_variable(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { .. } => false,
        PatternElement::Placeable { expression: Expression::Select { .. } } => true,
        PatternElement::Placeable { expression: Expression::Inline(inline) } => {
            !matches!(inline, InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. })
        }
    })
}

/// Arguments of a message: `args!["count" => 3, "title" => title]`.
macro_rules! args {
    ($($name:literal => $value:expr),* $(,)?) => {{
        #[allow(unused_mut, reason = "a message may have no arguments")]
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set($name, $value);)*
        args
    }};
}
pub(crate) use args;
