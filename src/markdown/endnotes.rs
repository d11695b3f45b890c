use super::escape;
use super::footnotes::Reference;
use super::html::Writer;

impl Writer<'_, '_> {
    /// Writes a reference to a footnote.
    pub(super) fn footnote_reference(&mut self, at: usize, label: &str) {
        let Some(reference) = self.text.footnotes.reference(at) else {
            let text = format!("[^{label}]");
            return escape::text(&mut self.out, &text);
        };
        let number = reference.number;
        self.out.push_str("<sup class=\"footnote-reference\"><a id=\"");
        self.footnote_id(escape::attribute, &reference.id());
        self.out.push_str("\" href=\"#");
        self.footnote_id(escape::fragment, &format!("fn:{number}"));
        self.out.push_str("\" aria-describedby=\"");
        self.footnote_id(escape::attribute, "fn:title");
        self.write(format_args!("\">{number}</a></sup>"));
    }

    /// Writes the footnotes. They stand in a `<div>` with the role of a region: of a `<section>` checkers want a
    /// heading.
    pub(super) fn footnotes(&mut self) {
        if self.text.footnotes.notes.is_empty() {
            return;
        }
        self.on_new_line("<div class=\"footnotes\" role=\"region\" aria-labelledby=\"");
        self.footnote_id(escape::attribute, "fn:title");
        self.out.push_str("\">\n<p class=\"footnotes-title\" id=\"");
        self.footnote_id(escape::attribute, "fn:title");
        self.out.push_str("\">");
        escape::text(&mut self.out, self.page.labels.footnotes);
        self.out.push_str("</p>\n<ol>\n");
        for (index, note) in self.text.footnotes.notes.iter().enumerate() {
            let number = index + 1;
            self.out.push_str("<li id=\"");
            self.footnote_id(escape::attribute, &format!("fn:{number}"));
            self.out.push_str("\">");
            self.events(note.content.clone());
            self.ways_back(number, note.references);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</div>\n");
    }

    /// Writes a link to each place that refers to a footnote, at the end of its last paragraph if it ends with one.
    fn ways_back(&mut self, number: usize, references: usize) {
        const PARAGRAPH_END: &str = "</p>\n";
        if self.out.ends_with(PARAGRAPH_END) {
            self.out.truncate(self.out.len() - PARAGRAPH_END.len());
        } else {
            self.on_new_line("<p>");
        }
        for occurrence in 1..=references {
            if !self.out.ends_with("<p>") {
                self.out.push(' ');
            }
            self.out.push_str("<a class=\"footnote-back\" href=\"#");
            self.footnote_id(escape::fragment, &Reference { number, occurrence }.id());
            self.out.push_str("\" aria-label=\"");
            escape::attribute(&mut self.out, self.page.labels.back_to_text);
            // The sign is followed by the one that keeps it from being printed as an emoji.
            if references == 1 {
                self.write(format_args!(" {number}\">↩\u{fe0e}</a>"));
            } else {
                self.write(format_args!(" {number}.{occurrence}\">↩\u{fe0e}<sup>{occurrence}</sup></a>"));
            }
        }
        self.out.push_str(PARAGRAPH_END);
    }

    fn footnote_id(&mut self, escape: impl Fn(&mut String, &str), id: &str) {
        escape(&mut self.out, self.page.id_prefix);
        escape(&mut self.out, id);
    }
}
