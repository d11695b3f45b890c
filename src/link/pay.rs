use super::corpus::{Demand, Employment, MedianPay, Pay, PayLevel, Premium};
use super::report::Linker;
use super::skills::NamePool;
use crate::diagnostic::Trail;
use crate::model::figure::WageFigure;
use crate::model::occupation::{
    ChangeRange, CitableSection, ClassificationCode, DemandDraft, PayDraft, PayLevelDraft, Percentiles, PremiumDraft,
};

impl Linker<'_> {
    pub(super) fn pay(&mut self, pay: &PayDraft) -> Pay {
        let PayDraft { currency, per, area, percentiles, premium, levels, note, code, source, as_of } = pay;
        let section = Trail::of("pay");
        let outer = self.section(CitableSection::Pay, "pay");
        let citation = self.nearest(source.as_ref(), *as_of, &section, outer);
        let mut linked = Vec::new();
        if let Some(Percentiles { p10, p25, p50, p75, p90 }) = percentiles {
            let path = section.key("percentiles");
            let wages = [("p10", 10, p10), ("p25", 25, p25), ("p50", 50, p50), ("p75", 75, p75), ("p90", 90, p90)];
            for (key, percentile, wage) in wages {
                if let Some(WageFigure(figure)) = wage {
                    linked.push((percentile, self.figure(figure, &path.key(key), citation)));
                }
            }
        }
        let premium = premium.as_ref().map(|PremiumDraft { from, to, whom, source, as_of }| {
            let citation = self.nearest(source.as_ref(), *as_of, &section.key("premium"), citation);
            Premium { range: ChangeRange { from: *from, to: *to }, whom: whom.clone(), citation: self.uses(citation) }
        });
        let list = section.key("levels");
        let levels = levels.iter().enumerate();
        let levels = levels
            .map(|(index, PayLevelDraft { name, range, change, outlook, source, as_of })| {
                let citation = self.nearest(source.as_ref(), *as_of, &list.index(index), citation);
                PayLevel {
                    name: name.clone(),
                    range: *range,
                    change: *change,
                    outlook: outlook.clone(),
                    citation: self.uses(citation),
                }
            })
            .collect();
        Pay {
            currency: currency.clone(),
            per: *per,
            area: area.clone(),
            percentiles: linked,
            premium,
            levels,
            note: note.clone(),
            code: code.clone(),
            citation,
        }
    }

    pub(super) fn demand(&mut self, demand: &DemandDraft) -> Demand {
        let DemandDraft { employment, growth, openings, period, area, trend, note, code, source, as_of } = demand;
        let section = Trail::of("demand");
        let outer = self.section(CitableSection::Demand, "demand");
        let citation = self.nearest(source.as_ref(), *as_of, &section, outer);
        Demand {
            employment: employment.as_ref().map(|figure| self.figure(figure, &section.key("employment"), citation)),
            growth: growth.as_ref().map(|figure| self.figure(figure, &section.key("growth"), citation)),
            openings: openings.as_ref().map(|figure| self.figure(figure, &section.key("openings"), citation)),
            period: *period,
            area: area.clone(),
            trend: trend.clone(),
            note: note.clone(),
            code: code.clone(),
            citation: if trend.is_some() { self.uses(citation) } else { citation },
        }
    }
}

/// The median pay as other pages need it.
pub(super) fn median_pay(pay: &Pay, codes: &[ClassificationCode], names: &NamePool) -> Option<MedianPay> {
    let median = pay.median()?;
    Some(MedianPay {
        wage: median.value,
        currency: pay.currency.clone(),
        per: pay.per,
        area: pay.area.as_deref().map(|area| names.keep(area)),
        citation: median.citation,
        is_of_the_job: is_of_the_job(pay.code.as_deref(), codes),
    })
}

/// Persons in the job as other pages need them. A code that stands for more, for less or for several jobs counts others too, and
/// several reports under one such code would count the same persons again. The code of the figure is asked first, then those of the
/// report.
pub(super) fn employment(demand: &Demand, codes: &[ClassificationCode], names: &NamePool) -> Option<Employment> {
    let figure = demand.employment.as_ref()?;
    Some(Employment {
        persons: figure.value,
        area: demand.area.as_deref().map(|area| names.keep(area)),
        citation: figure.citation,
        is_of_the_job: is_of_the_job(demand.code.as_deref(), codes),
    })
}

/// Whether a figure is that of the job, by the code that it was found under, or where that does not say, by those of the report.
fn is_of_the_job(found_under: Option<&ClassificationCode>, codes: &[ClassificationCode]) -> bool {
    match found_under.and_then(|code| code.fit) {
        Some(fit) => fit.is_of_the_job(),
        None => codes.iter().filter_map(|code| code.fit).all(|fit| fit.is_of_the_job()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Citation, Cited};
    use crate::model::Count;
    use crate::model::Scalar;
    use crate::model::Text;
    use crate::model::occupation::CodeMatch;

    fn code(fit: Option<CodeMatch>) -> ClassificationCode {
        let text = |text: &str| Text::new(text).expect("the test's texts are not empty");
        ClassificationCode { scheme: text("soc-2018"), code: text("15-1252"), label: None, fit }
    }

    /// Whether the employment of a report counts as its own, by the matches of its codes and that of the figure's code.
    fn is_own(codes: &[Option<CodeMatch>], of_figure: Option<Option<CodeMatch>>) -> bool {
        let codes: Vec<ClassificationCode> = codes.iter().map(|fit| code(*fit)).collect();
        let count = Count::from_number(1200.0).expect("a count may be 1200");
        let demand = Demand {
            employment: Some(Cited { value: count, citation: Citation::default(), note: None }),
            growth: None,
            openings: None,
            period: None,
            area: None,
            trend: None,
            note: None,
            code: of_figure.map(|fit| Box::new(code(fit))),
            citation: Citation::default(),
        };
        employment(&demand, &codes, &NamePool::default()).is_some_and(|employment| employment.is_of_the_job)
    }

    #[test]
    fn persons_of_a_wider_narrower_or_shared_code_are_not_those_of_the_job() {
        assert!(is_own(&[], None));
        assert!(is_own(&[Some(CodeMatch::Exact), Some(CodeMatch::Close), None], None));
        for fit in [CodeMatch::Broad, CodeMatch::Narrow, CodeMatch::Shared] {
            assert!(!is_own(&[Some(CodeMatch::Exact), Some(fit)], None), "{fit:?}");
            assert!(!is_own(&[], Some(Some(fit))), "{fit:?}");
        }
    }

    #[test]
    fn the_code_of_the_figure_is_nearer_than_those_of_the_report() {
        assert!(is_own(&[Some(CodeMatch::Broad)], Some(Some(CodeMatch::Exact))));
        assert!(!is_own(&[Some(CodeMatch::Exact)], Some(Some(CodeMatch::Shared))));
        // It does not say how it matches.
        assert!(!is_own(&[Some(CodeMatch::Broad)], Some(None)));
        assert!(is_own(&[Some(CodeMatch::Exact)], Some(None)));
    }
}
