use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::address::{Address, Refusal};
use super::escape::{is_blank, is_forbidden};
use super::fault::shown;
use super::footnotes::{Footnotes, LooseReferences};
use super::headings::{OpenHeading, PlacedHeading};
use super::html_block::{Content, HtmlBlock};
use super::{Fault, Link, LinkKind, Profile, RawHtml, Settings};
use crate::diagnostic::Code;

/// How many quotes, lists and emphases may stand inside each other. Browsers flatten what is nested some hundred
/// elements deep, each in its own way.
const MAX_DEPTH: usize = 64;

/// The most events of one text: what a thousand pages of a book have. Each takes a hundred bytes of memory, however short its sign is.
const MOST_EVENTS: usize = 250_000;

/// The most faults that are told of one text.
const MOST_FAULTS: usize = 10_000;

/// An event and where in the source it stands.
pub(super) type Piece<'a> = (Event<'a>, Range<usize>);

/// A text in the form in which it is printed, and its faults.
pub(super) struct Text<'a> {
    /// What is printed. No HTML under [`RawHtml::Refuse`], no address that is refused, no link inside a link, inside an
    /// image nothing but text, no empty heading, link or paragraph; every heading is one of `headings` and has its id.
    pub events: Vec<Piece<'a>>,
    /// The headings among the events.
    pub headings: Vec<PlacedHeading>,
    /// The addresses for others to check.
    pub links: Vec<Link>,
    /// The addresses of other sites.
    pub outside: Vec<Link>,
    /// The footnotes among the events.
    pub footnotes: Footnotes,
    /// What is wrong with the text, in no order, but for control characters.
    pub faults: Vec<Fault>,
}

/// What the parser looks for.
pub(super) fn options(profile: Profile) -> Options {
    let everywhere = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_SMART_PUNCTUATION;
    match profile {
        Profile::Document => everywhere | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES,
        Profile::Prose => everywhere,
    }
}

/// Reads a text.
pub(super) fn read<'a>(source: &'a str, settings: &Settings<'_>) -> Text<'a> {
    let mut reader = Reader {
        source,
        settings,
        events: Vec::new(),
        frames: Vec::new(),
        depth: 0,
        in_link: false,
        in_image: false,
        footnotes: 0,
        html_block: HtmlBlock::default(),
        headings: Vec::new(),
        previous_level: HeadingLevel::H1,
        links: Vec::new(),
        outside: Vec::new(),
        loose: LooseReferences::default(),
        faults: Vec::new(),
    };
    let mut left_out = LeftOut::default();
    for (at, (event, span)) in Parser::new_ext(source, options(settings.profile)).into_offset_iter().enumerate() {
        if at < MOST_EVENTS || !left_out.takes(&event, &span) {
            reader.event(event, span);
        }
    }
    if let Some(place) = left_out.first {
        let message = format!("the text has more than {MOST_EVENTS} marks, and nothing is read from here on");
        reader.fault(Code::TooLarge, place, message, "divide it among several files");
    }
    reader.give_ids();
    let Reader { events, headings, links, outside, loose, mut faults, .. } = reader;
    let footnotes = Footnotes::read(source, &events, loose, &mut faults);
    Text { events, headings, links, outside, footnotes, faults }
}

/// What stands behind the last event that is read, but for the ends of what was begun before.
#[derive(Default)]
struct LeftOut {
    /// Where it begins.
    first: Option<Range<usize>>,
    /// How many elements are open in it.
    open: usize,
}

impl LeftOut {
    /// Whether an event belongs to it.
    fn takes(&mut self, event: &Event<'_>, span: &Range<usize>) -> bool {
        match event {
            Event::End(_) if self.open == 0 => return false,
            Event::End(_) => self.open -= 1,
            Event::Start(_) => self.open += 1,
            _ => {}
        }
        self.first.get_or_insert_with(|| span.clone());
        true
    }
}

/// What becomes of an element that is open.
pub(super) enum Frame {
    /// It is printed.
    Kept,
    /// It is printed and counts towards [`MAX_DEPTH`].
    Nested,
    /// What is inside it is printed without it.
    Flattened,
    /// A paragraph, whose first event stands here.
    Paragraph(usize),
    /// A heading.
    Heading(OpenHeading),
    /// A heading where none may stand, printed as a paragraph, whose first event stands here.
    HeadingAsParagraph(usize),
    /// A link, whose first event stands here.
    Link(usize),
    /// An image, of which nothing but its text is printed where it is refused.
    Image { refused: bool },
    /// A footnote inside something that is nested so deep.
    Footnote { outer_depth: usize },
    /// A block of HTML.
    Html,
}

/// A text as far as it is read.
pub(super) struct Reader<'s, 'a> {
    pub(super) source: &'a str,
    pub(super) settings: &'s Settings<'s>,
    /// What is printed.
    pub(super) events: Vec<Piece<'a>>,
    /// The elements that are open.
    frames: Vec<Frame>,
    /// How many of them count towards [`MAX_DEPTH`].
    depth: usize,
    in_link: bool,
    in_image: bool,
    footnotes: usize,
    html_block: HtmlBlock,
    pub(super) headings: Vec<PlacedHeading>,
    /// That of the heading before, as written; at first that of the page's title.
    pub(super) previous_level: HeadingLevel,
    links: Vec<Link>,
    outside: Vec<Link>,
    loose: LooseReferences,
    faults: Vec<Fault>,
}

impl<'a> Reader<'_, 'a> {
    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        if let Some(Frame::Html) = self.frames.last()
            && let Event::Html(line) | Event::Text(line) = &event
        {
            return self.html_block.push(line, &span);
        }
        match event {
            Event::Start(_) if self.in_image => self.frames.push(Frame::Flattened),
            Event::Start(tag) => {
                let frame = self.start(tag, span);
                self.frames.push(frame);
            }
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if text.chars().all(is_forbidden) => {}
            Event::Text(text) => {
                if self.settings.profile == Profile::Document {
                    self.loose.see(self.source, &span);
                }
                self.print(Event::Text(text), span);
            }
            Event::Code(text) if self.in_image => self.print(Event::Text(text), span),
            Event::SoftBreak | Event::HardBreak if self.in_image => self.print(Event::Text(" ".into()), span),
            Event::InlineHtml(html) => self.inline_html(html, span),
            Event::TaskListMarker(checked) if self.in_heading() => {
                let text = if checked { "[x] " } else { "[ ] " };
                self.print(Event::Text(text.into()), span);
            }
            event => self.print(event, span),
        }
    }

    /// Prints the beginning of an element, or not, and says what is to become of it.
    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) -> Frame {
        let start = self.events.len();
        let frame = match tag {
            Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::DefinitionList
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough => {
                if self.depth == MAX_DEPTH {
                    return Frame::Flattened;
                }
                self.depth += 1;
                Frame::Nested
            }
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                if let Some(Frame::Flattened) = self.frames.last() {
                    // Nothing else keeps its words from those of the item before.
                    self.print(Event::SoftBreak, span);
                    return Frame::Flattened;
                }
                Frame::Kept
            }
            Tag::Paragraph => Frame::Paragraph(start),
            Tag::Heading { level, id, classes, attrs } => return self.start_heading(level, id, &classes, &attrs, span),
            Tag::Link { link_type, dest_url, title, id } => {
                return self.start_link(link_type, dest_url.into_string(), title, id, span);
            }
            Tag::Image { ref dest_url, .. } => {
                self.in_image = true;
                if let Err(refusal) = self.image_address(dest_url, &span) {
                    self.refuse(refusal, span);
                    return Frame::Image { refused: true };
                }
                Frame::Image { refused: false }
            }
            Tag::FootnoteDefinition(_) => {
                self.footnotes += 1;
                Frame::Footnote { outer_depth: std::mem::take(&mut self.depth) }
            }
            Tag::HtmlBlock => return Frame::Html,
            _ => Frame::Kept,
        };
        self.print(Event::Start(tag), span);
        frame
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match self.frames.pop().expect("the parser closes only what it opened") {
            Frame::Kept => self.print(Event::End(tag), span),
            Frame::Nested => {
                self.depth -= 1;
                self.print(Event::End(tag), span);
            }
            Frame::Flattened => {}
            Frame::Paragraph(start) | Frame::HeadingAsParagraph(start) if self.events.len() == start + 1 => {
                self.events.truncate(start);
            }
            Frame::Paragraph(_) | Frame::HeadingAsParagraph(_) => self.print(Event::End(TagEnd::Paragraph), span),
            Frame::Image { refused } => {
                self.in_image = false;
                if !refused {
                    self.print(Event::End(tag), span);
                }
            }
            Frame::Heading(heading) => self.end_heading(heading, span),
            Frame::Link(start) => self.end_link(start, span),
            Frame::Footnote { outer_depth } => {
                self.footnotes -= 1;
                self.depth = outer_depth;
                self.print(Event::End(tag), span);
            }
            Frame::Html => self.end_html_block(span),
        }
    }

    fn start_link(
        &mut self,
        link_type: LinkType,
        dest_url: String,
        title: CowStr<'a>,
        id: CowStr<'a>,
        span: Range<usize>,
    ) -> Frame {
        // Only an address between `<` and `>` gets here: the parser makes no other link inside a link.
        if self.in_link {
            return Frame::Flattened;
        }
        let target = if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url };
        match Address::read(&target) {
            Err(refusal) => {
                self.refuse(refusal, span);
                return Frame::Flattened;
            }
            Ok(Address::Inside(target)) => {
                self.links.push(Link { target: target.to_owned(), kind: LinkKind::Link, span: span.clone() });
            }
            Ok(Address::Web(target)) => {
                self.outside.push(Link { target: target.to_owned(), kind: LinkKind::Link, span: span.clone() });
            }
            Ok(Address::Contact(_)) => {}
        }
        self.in_link = true;
        let start = self.events.len();
        self.print(Event::Start(Tag::Link { link_type, dest_url: target.into(), title, id }), span);
        Frame::Link(start)
    }

    fn end_link(&mut self, start: usize, span: Range<usize>) {
        self.in_link = false;
        let has_content = self.events[start..].iter().any(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => !is_blank(text),
            Event::InlineHtml(_) => true,
            _ => false,
        });
        if has_content {
            self.print(Event::End(TagEnd::Link), span);
        } else {
            self.events.remove(start);
            let help = "write between the brackets what the link leads to";
            self.fault(Code::EmptyText, span, "a link without text", help);
        }
    }

    fn image_address(&mut self, address: &str, span: &Range<usize>) -> Result<(), Refusal> {
        match Address::read(address)? {
            Address::Inside(target) => {
                self.links.push(Link { target: target.to_owned(), kind: LinkKind::Image, span: span.clone() });
                Ok(())
            }
            Address::Web(address) | Address::Contact(address) => Err(Refusal {
                message: format!(
                    "the image `{}` is not of this site; pages ask nothing of other hosts",
                    shown(address)
                ),
                help: "put the file into `static/` and write its path",
            }),
        }
    }

    fn inline_html(&mut self, html: CowStr<'a>, span: Range<usize>) {
        if html.starts_with("<!--") {
            return;
        }
        match self.settings.raw_html {
            RawHtml::Allow if self.in_image => {}
            RawHtml::Allow => self.print(Event::InlineHtml(html), span),
            RawHtml::Refuse => {
                self.refuse_html(span.clone());
                self.print(Event::Text(html), span);
            }
        }
    }

    fn end_html_block(&mut self, span: Range<usize>) {
        match std::mem::take(&mut self.html_block).content() {
            Content::Nothing => {}
            Content::UnclosedComment(place) => {
                self.fault(Code::RawHtml, place, "a comment without an end", "write `-->` where it ends");
            }
            Content::Html(html, place) => match self.settings.raw_html {
                RawHtml::Allow => self.print(Event::Html(html.into()), span),
                RawHtml::Refuse => {
                    self.refuse_html(place);
                    self.print(Event::Start(Tag::Paragraph), span.clone());
                    self.print(Event::Text(html.trim_end().to_owned().into()), span.clone());
                    self.print(Event::End(TagEnd::Paragraph), span);
                }
            },
        }
    }

    fn refuse_html(&mut self, span: Range<usize>) {
        let help =
            "write it in Markdown, `\\<` for the sign itself, or set `markdown: {raw_html: true}` in `site.yaml`";
        self.fault(Code::RawHtml, span, "HTML is not allowed here", help);
    }

    fn refuse(&mut self, refusal: Refusal, span: Range<usize>) {
        let Refusal { message, help } = refusal;
        self.fault(Code::InvalidAddress, span, message, help);
    }

    /// Adds an event to those that are printed.
    pub(super) fn print(&mut self, event: Event<'a>, span: Range<usize>) {
        self.events.push((event, span));
    }

    /// Notes a fault.
    pub(super) fn fault(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { code, span, message: message.into(), help: Some(help.into()) });
        }
    }

    /// Whether it is inside a footnote.
    pub(super) fn in_footnote(&self) -> bool {
        self.footnotes > 0
    }

    fn in_heading(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Heading(_) | Frame::HeadingAsParagraph(_)))
    }
}
