use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::address::Address;
use super::plain::is_inline;
use super::reader::{Piece, Text};
use super::table::{Regions, Table};
use super::{Destination, DestinationKind, Labels, LinkKind, escape};

/// What a text is printed into.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'p> {
    pub labels: &'p Labels<'p>,
    pub resolve: &'p dyn Fn(&str, LinkKind) -> Destination,
    pub id_prefix: &'p str,
}

/// The HTML of a text, with a line break at its end.
pub(super) fn blocks(text: &Text<'_>, page: Surroundings<'_>) -> String {
    let mut writer = Writer::new(text, page);
    writer.events(0..text.events.len());
    writer.footnotes();
    writer.out
}

/// The HTML of a text without the `<p>` of its only paragraph.
pub(super) fn inline(text: &Text<'_>, page: Surroundings<'_>) -> String {
    let paragraphs = |tag: &Event<'_>| *tag == Event::Start(Tag::Paragraph);
    let is_one_paragraph = text.footnotes.notes.is_empty()
        && text.events.first().is_some_and(|(event, _)| paragraphs(event))
        && text.events.iter().position(|(event, _)| *event == Event::End(TagEnd::Paragraph))
            == Some(text.events.len() - 1);
    let mut html = if is_one_paragraph {
        let mut writer = Writer::new(text, page);
        writer.events(1..text.events.len() - 1);
        writer.out
    } else {
        blocks(text, page)
    };
    html.truncate(html.trim_end().len());
    html
}

/// The HTML of a heading's events for a place where a link around it leads to it: emphasis and code, images as their
/// text.
pub(super) fn without_links(events: &[Piece<'_>]) -> String {
    let mut html = String::new();
    for (event, _) in events {
        match event {
            Event::SoftBreak | Event::HardBreak => html.push(' '),
            event => {
                phrase(&mut html, event);
            }
        }
    }
    html
}

/// Writes an event that looks the same everywhere in a line, and says whether it is one.
fn phrase(out: &mut String, event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => escape::text(out, text),
        Event::Code(code) => {
            out.push_str("<code>");
            escape::text(out, code);
            out.push_str("</code>");
        }
        Event::SoftBreak => out.push('\n'),
        Event::HardBreak => out.push_str("<br>\n"),
        Event::Start(Tag::Emphasis) => out.push_str("<em>"),
        Event::End(TagEnd::Emphasis) => out.push_str("</em>"),
        Event::Start(Tag::Strong) => out.push_str("<strong>"),
        Event::End(TagEnd::Strong) => out.push_str("</strong>"),
        Event::Start(Tag::Strikethrough) => out.push_str("<del>"),
        Event::End(TagEnd::Strikethrough) => out.push_str("</del>"),
        _ => return false,
    }
    true
}

/// HTML as far as it is written.
pub(super) struct Writer<'w, 'a> {
    pub(super) text: &'w Text<'a>,
    pub(super) page: Surroundings<'w>,
    pub(super) out: String,
    /// The names of the tables so far.
    pub(super) regions: Regions,
    /// The table that is open; tables hold no tables.
    pub(super) table: Option<Table>,
    /// What ends the link that is open; links hold no links.
    link_end: String,
    /// Whether the heading that is open is a link to itself.
    heading_is_link: bool,
    /// The task that is open.
    task: Option<Task>,
}

/// The words of a task, which are the label of its box.
struct Task {
    /// Where the label begins.
    start: usize,
    /// Where its words begin.
    words: usize,
    checked: bool,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(text: &'w Text<'a>, page: Surroundings<'w>) -> Self {
        Self {
            text,
            page,
            out: String::new(),
            regions: Regions::default(),
            table: None,
            link_end: String::new(),
            heading_is_link: false,
            task: None,
        }
    }

    /// Writes events, but for the footnotes that stand among them.
    pub(super) fn events(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at);
        }
        self.end_task();
    }

    /// Writes the event that stands here, and says which one is the next.
    fn event(&mut self, at: usize) -> usize {
        let event = &self.text.events[at].0;
        match event {
            Event::Start(tag) if !is_inline(tag.to_end()) => self.end_task(),
            Event::End(tag) if !is_inline(*tag) => self.end_task(),
            Event::Rule | Event::Html(_) => self.end_task(),
            _ => {}
        }
        if phrase(&mut self.out, event) {
            return at + 1;
        }
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => return self.text.footnotes.end(at),
            Event::Start(Tag::Image { dest_url, title, .. }) => return self.image(at, dest_url, title),
            Event::Start(tag) => self.start(at, tag),
            Event::End(tag) => self.end(*tag),
            Event::FootnoteReference(label) => self.footnote_reference(at, label),
            Event::TaskListMarker(checked) => self.start_task(*checked),
            Event::Html(html) => {
                self.on_new_line("");
                self.out.push_str(html);
                self.on_new_line("");
            }
            Event::InlineHtml(html) => self.out.push_str(html),
            Event::Rule => self.on_new_line("<hr>\n"),
            _ => {}
        }
        at + 1
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.on_new_line("<p>"),
            Tag::Heading { level, id, .. } => self.start_heading(at, *level as u8, id.as_deref().unwrap_or_default()),
            Tag::BlockQuote(None) => self.on_new_line("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_alert(*kind),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(Some(1)) => self.on_new_line("<ol>\n"),
            Tag::List(Some(first)) => self.on_new_line(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.on_new_line("<ul>\n"),
            Tag::Item if self.is_task(at) => self.on_new_line("<li class=\"task\">"),
            Tag::Item => self.on_new_line("<li>"),
            Tag::DefinitionList => self.on_new_line("<dl>\n"),
            Tag::DefinitionListTitle => self.on_new_line("<dt>"),
            Tag::DefinitionListDefinition => self.on_new_line("<dd>"),
            Tag::Table(alignments) => self.start_table(at, alignments),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(at),
            Tag::Link { dest_url, title, .. } => self.start_link(dest_url, title),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                let link = if self.heading_is_link { "</a>" } else { "" };
                self.write(format_args!("{link}</h{}>\n", level as u8));
            }
            TagEnd::BlockQuote(None) => self.on_new_line("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.on_new_line("</div>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.on_new_line("</ol>\n"),
            TagEnd::List(false) => self.on_new_line("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::DefinitionList => self.on_new_line("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Link => self.out.push_str(&std::mem::take(&mut self.link_end)),
            _ => {}
        }
    }

    fn start_heading(&mut self, at: usize, level: u8, id: &str) {
        self.on_new_line("<h");
        self.write(format_args!("{level} id=\""));
        escape::attribute(&mut self.out, id);
        self.out.push_str("\">");
        let content = self.text.events[at + 1..].iter().map(|(event, _)| event);
        let holds_link = content.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))).any(|event| {
            matches!(event, Event::Start(Tag::Link { .. }) | Event::FootnoteReference(_) | Event::InlineHtml(_))
        });
        self.heading_is_link = !holds_link;
        if self.heading_is_link {
            self.out.push_str("<a class=\"heading-link\" href=\"#");
            escape::fragment(&mut self.out, id);
            self.out.push_str("\">");
        }
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let labels = self.page.labels;
        let (name, title) = match kind {
            BlockQuoteKind::Note => ("note", labels.note),
            BlockQuoteKind::Tip => ("tip", labels.tip),
            BlockQuoteKind::Important => ("important", labels.important),
            BlockQuoteKind::Warning => ("warning", labels.warning),
            BlockQuoteKind::Caution => ("caution", labels.caution),
        };
        self.on_new_line("<div class=\"alert alert-");
        self.out.push_str(name);
        self.out.push_str("\" role=\"note\">\n<p class=\"alert-title\">");
        escape::text(&mut self.out, title);
        self.out.push_str("</p>\n");
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        // What is wider than the page is scrolled, and so has to be within reach of the keyboard.
        self.on_new_line("<pre tabindex=\"0\"><code");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape::attribute(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn start_link(&mut self, target: &str, title: &str) {
        let labels = self.page.labels;
        let destination = match Address::read(target) {
            Ok(Address::Inside(target) | Address::Web(target)) => (self.page.resolve)(target, LinkKind::Link),
            _ => Destination { href: target.to_owned(), kind: DestinationKind::Internal },
        };
        self.out.push_str("<a href=\"");
        escape::address(&mut self.out, &destination.href);
        self.out.push('"');
        self.out.push_str(match destination.kind {
            DestinationKind::Internal => "",
            DestinationKind::External => " rel=\"noopener external\" class=\"external\"",
            DestinationKind::Sponsored => " rel=\"sponsored noopener external\" class=\"external\"",
        });
        let is_internal = destination.kind == DestinationKind::Internal;
        self.title(if title.is_empty() && !is_internal { labels.external } else { title });
        self.out.push('>');
        self.link_end.push_str("</a>");
        if destination.kind == DestinationKind::Sponsored {
            self.link_end.push_str(" <small class=\"sponsored\">");
            escape::text(&mut self.link_end, labels.sponsored);
            self.link_end.push_str("</small>");
        }
    }

    fn image(&mut self, start: usize, target: &str, title: &str) -> usize {
        let target = match Address::read(target) {
            Ok(Address::Inside(target)) => target,
            _ => target,
        };
        self.out.push_str("<img src=\"");
        escape::address(&mut self.out, &(self.page.resolve)(target, LinkKind::Image).href);
        self.out.push_str("\" alt=\"");
        let mut at = start + 1;
        while let Some((Event::Text(text), _)) = self.text.events.get(at) {
            escape::attribute(&mut self.out, text);
            at += 1;
        }
        self.out.push('"');
        self.title(title);
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
        at + 1
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::attribute(&mut self.out, title);
            self.out.push('"');
        }
    }

    /// Whether the item that begins here is a task.
    fn is_task(&self, at: usize) -> bool {
        let next = |distance: usize| self.text.events.get(at + distance).map(|(event, _)| event);
        match next(1) {
            Some(Event::Start(Tag::Paragraph)) => matches!(next(2), Some(Event::TaskListMarker(_))),
            event => matches!(event, Some(Event::TaskListMarker(_))),
        }
    }

    fn start_task(&mut self, checked: bool) {
        let start = self.out.len();
        let state = if checked { " checked" } else { "" };
        self.write(format_args!("<label><input type=\"checkbox\" disabled{state}> "));
        self.task = Some(Task { start, words: self.out.len(), checked });
    }

    /// Ends the label of a task before the next block, which has no place in it. A box without words is printed as it
    /// was written, since nobody could tell what it is for.
    fn end_task(&mut self) {
        let Some(Task { start, words, checked }) = self.task.take() else { return };
        self.out.truncate(self.out.trim_end().len().max(words));
        if self.out.len() > words {
            self.out.push_str("</label>");
        } else {
            self.out.truncate(start);
            self.out.push_str(if checked { "[x]" } else { "[ ]" });
        }
    }

    /// Writes a tag at the beginning of a line.
    pub(super) fn on_new_line(&mut self, tag: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    /// Writes formatted text.
    pub(super) fn write(&mut self, text: std::fmt::Arguments<'_>) {
        self.out.write_fmt(text).expect("writing to a string does not fail");
    }
}
