//! Whether a report's history knows its headline.

use super::Warnings;
use crate::diagnostic::{Code, FieldPath, Place};

pub(super) fn check(warnings: &mut Warnings<'_>) {
    for (card, body) in warnings.reports() {
        let (Some(newest), Some(headline)) = (card.history.first(), card.headline) else { continue };
        if newest.points() == headline.points {
            continue;
        }
        let message = format!(
            "the headline is {}, but the newest entry of the history, of {}, says {}",
            headline.points.get(),
            newest.date,
            newest.points().get()
        );
        warnings.warn(
            Code::HistoryBehind,
            &body.file,
            Place::Words(FieldPath::of("history"), newest.date.to_string().into()),
            message,
            "`foretask record` adds an entry for every headline that has changed; say in it why",
        );
    }
}
