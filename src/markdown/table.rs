use std::collections::HashSet;

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::escape;
use super::html::Writer;
use super::plain::plain;

/// A table as far as it is written.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
    /// What ends the cell that is open.
    cell_end: &'static str,
}

/// The names of the regions in which tables are scrolled. No two tables of a text have the same.
#[derive(Default)]
pub(super) struct Regions {
    used: HashSet<String>,
    tables: usize,
}

impl Regions {
    /// The name of the next table: the label and the table's first header; where that is empty or used, a number.
    fn name(&mut self, label: &str, header: &str) -> String {
        self.tables += 1;
        let mut name = if header.is_empty() { label.to_owned() } else { format!("{label}: {header}") };
        let mut number = self.tables;
        while !self.used.insert(name.clone()) {
            name = if header.is_empty() { format!("{label} {number}") } else { format!("{label} {number}: {header}") };
            number += 1;
        }
        name
    }
}

impl Writer<'_, '_> {
    /// Begins a table and the region in which it is scrolled where it is wider than the page.
    pub(super) fn start_table(&mut self, at: usize, alignments: &[Alignment]) {
        // After the event of the table come those of its head and of its first cell.
        let header = self.cell_text(at + 3);
        let name = self.regions.name(self.page.labels.scroll_table, &header);
        self.on_new_line("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape::attribute(&mut self.out, &name);
        self.out.push_str("\">\n<table>\n");
        self.table =
            Some(Table { alignments: alignments.to_vec(), column: 0, in_head: false, has_body: false, cell_end: "" });
    }

    /// Ends a table.
    pub(super) fn end_table(&mut self) {
        if self.table.take().is_some_and(|table| table.has_body) {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n</div>\n");
    }

    /// Begins the row of headers.
    pub(super) fn start_table_head(&mut self) {
        if let Some(table) = &mut self.table {
            table.in_head = true;
        }
        self.out.push_str("<thead>\n<tr>");
    }

    /// Ends the row of headers.
    pub(super) fn end_table_head(&mut self) {
        if let Some(table) = &mut self.table {
            table.in_head = false;
        }
        self.out.push_str("</tr>\n</thead>\n");
    }

    /// Begins a row.
    pub(super) fn start_table_row(&mut self) {
        let Some(table) = &mut self.table else { return };
        table.column = 0;
        if !std::mem::replace(&mut table.has_body, true) {
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>");
    }

    /// Begins a cell. One in the row of headers that has no words is none.
    pub(super) fn start_table_cell(&mut self, at: usize) {
        let is_header = self.table.as_ref().is_some_and(|table| table.in_head) && !self.cell_text(at + 1).is_empty();
        let Some(table) = &mut self.table else { return };
        let (tag, end) = if is_header { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
        table.cell_end = end;
        self.out.push_str(tag);
        self.out.push_str(match table.alignments.get(table.column) {
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Left | Alignment::None) | None => ">",
        });
        table.column += 1;
    }

    /// Ends a cell.
    pub(super) fn end_table_cell(&mut self) {
        self.out.push_str(self.table.as_ref().map_or("", |table| table.cell_end));
    }

    /// The words of the cell whose first event stands here.
    fn cell_text(&self, at: usize) -> String {
        let events = self.text.events[at.min(self.text.events.len())..].iter().map(|(event, _)| event);
        plain(events.take_while(|event| **event != Event::End(TagEnd::TableCell)))
    }
}
