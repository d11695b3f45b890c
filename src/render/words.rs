//! Numbers, dates and horizons in the language of the site.

use super::messages::{Messages, args};
use crate::model::figure::Wage;
use crate::model::occupation::{ChangeRange, Currency, PayPeriod};
use crate::model::{Band, Change, Date, Horizon, Measure, Money, round_half_up};

/// Currencies with a sign of their own.
pub const SIGNS: [(&str, &str); 4] = [("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "¥")];

impl Messages {
    /// A whole number with separators between its thousands.
    pub fn whole(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        if number >= 0 && digits.len() <= 3 {
            return digits;
        }
        let separator = self.label("number_thousands");
        let mut text = String::from(if number < 0 { "\u{2212}" } else { "" });
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        text
    }

    /// A number with as many decimals as it has, at most two.
    pub fn decimal(&self, number: f64) -> String {
        let hundredths = round_half_up(number * 100.0);
        let whole = self.whole((hundredths.abs() / 100) * hundredths.signum());
        let whole = if hundredths < 0 && hundredths > -100 { format!("\u{2212}{whole}") } else { whole };
        match hundredths.unsigned_abs() % 100 {
            0 => whole,
            rest if rest % 10 == 0 => format!("{whole}{}{}", self.label("number_decimal"), rest / 10),
            rest => format!("{whole}{}{rest:02}", self.label("number_decimal")),
        }
    }

    /// A number with two decimals, for columns in which the points stand below each other.
    pub fn hundredths(&self, number: f64) -> String {
        let hundredths = round_half_up(number * 100.0);
        let sign = if hundredths < 0 { "\u{2212}" } else { "" };
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        format!("{sign}{}{}{rest:02}", self.whole(whole), self.label("number_decimal"))
    }

    /// A share in percent, with its sign.
    pub fn percent(&self, number: f64) -> String {
        self.say("percent", &args!["number" => self.decimal(number)])
    }

    /// A change in percent, with a plus or a minus.
    pub fn change(&self, change: Change) -> String {
        let text = self.percent(change.get());
        if change.get() > 0.0 { format!("+{text}") } else { text }
    }

    /// A change between two ends in percent.
    pub fn change_range(&self, range: ChangeRange) -> String {
        match range.to {
            Some(to) if to != range.from => {
                // A dash behind a minus would be read as another minus.
                let message = if range.from.get() < 0.0 { "change_range_words" } else { "change_range" };
                self.say(message, &args!["from" => self.decimal(range.from.get()), "to" => self.decimal(to.get())])
            }
            _ => self.percent(range.from.get()),
        }
    }

    /// A date, as exact as it is.
    pub fn date(&self, date: Date) -> String {
        match date {
            Date::Year(year) => year.to_string(),
            Date::Month(year, month) => {
                self.say("date_month", &args!["month" => self.month(month), "year" => year.to_string()])
            }
            Date::Day(day) => self.say(
                "date_day",
                &args![
                    "day" => day.day().to_string(),
                    "month" => self.month(day.month()),
                    "year" => day.year().to_string(),
                ],
            ),
        }
    }

    fn month(&self, month: i8) -> String {
        self.label(&format!("month_{month}")).to_owned()
    }

    /// A horizon in words, with calendar years where its date is known: years from a date on begin in the date's year.
    pub fn horizon(&self, horizon: Horizon, as_of: Option<Date>) -> String {
        match (horizon, as_of.map(Date::year)) {
            (Horizon::Before(year), _) => self.say("horizon_before", &args!["year" => year.to_string()]),
            (Horizon::In(years), None) => self.say("horizon_years", &args!["years" => years.to_string()]),
            (Horizon::In(years), Some(start)) => {
                let from = start + i16::from(years.from());
                match years.to() {
                    Some(to) => self.say(
                        "horizon_calendar",
                        &args![
                            "years" => years.to_string(),
                            "from" => from.to_string(),
                            "to" => (start + i16::from(to)).to_string(),
                        ],
                    ),
                    None => self
                        .say("horizon_calendar_open", &args!["years" => years.to_string(), "from" => from.to_string()]),
                }
            }
        }
    }

    /// An amount of money: with the sign of its currency where it is known, else with its letters.
    pub fn money(&self, money: Money, currency: &Currency) -> String {
        self.amount(money.get(), currency)
    }

    /// A number of money, 0 or more: whole from a thousand on, else with as many decimals as it has, at most two.
    pub fn amount(&self, amount: f64, currency: &Currency) -> String {
        let amount = if amount < 1000.0 { self.decimal(amount) } else { self.whole(round_half_up(amount)) };
        match SIGNS.iter().find(|(letters, _)| *letters == currency.as_str()) {
            Some((_, sign)) => self.say("money_sign", &args!["amount" => amount, "sign" => *sign]),
            None => self.say("money_letters", &args!["amount" => amount, "currency" => currency.as_str()]),
        }
    }

    /// A wage, which may be a lower bound.
    pub fn wage(&self, wage: Wage, currency: &Currency) -> String {
        match wage {
            Wage::Exactly(money) => self.money(money, currency),
            Wage::AtLeast(money) => self.say("money_at_least", &args!["amount" => self.money(money, currency)]),
        }
    }

    /// "a year", "a month", "an hour"
    pub fn per(&self, per: PayPeriod) -> &str {
        match per {
            PayPeriod::Year => self.label("per_year"),
            PayPeriod::Month => self.label("per_month"),
            PayPeriod::Hour => self.label("per_hour"),
        }
    }

    /// The name of a classification, where the messages know it.
    pub fn scheme(&self, scheme: &str) -> String {
        let name = format!("scheme_{}", scheme.replace(['-', '.', ' '], "_"));
        self.known(&name).unwrap_or(scheme).to_owned()
    }

    /// The word of a band.
    pub fn band(&self, band: Band) -> &str {
        match band {
            Band::Low => self.label("band_low"),
            Band::Moderate => self.label("band_moderate"),
            Band::High => self.label("band_high"),
            Band::VeryHigh => self.label("band_very_high"),
        }
    }

    /// The word of a measure.
    pub fn measure(&self, measure: Measure) -> &str {
        match measure {
            Measure::Risk => self.label("measure_risk"),
            Measure::Exposure => self.label("measure_exposure"),
            Measure::Automation => self.label("measure_automation"),
            Measure::Applicability => self.label("measure_applicability"),
        }
    }

    /// Names joined as in a sentence: "a", "a and b", "a, b and c".
    pub fn list<T: AsRef<str>>(&self, names: &[T]) -> String {
        match names {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [head @ .., last] => {
                let head: Vec<&str> = head.iter().map(AsRef::as_ref).collect();
                let head = head.join(self.label("list_comma"));
                self.say("list_and", &args!["head" => head, "last" => last.as_ref()])
            }
        }
    }
}
