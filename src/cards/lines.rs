use super::Face;

/// What stands where a text is cut off.
const ELLIPSIS: &str = "…";
/// So many bytes of a word are left out rather than cut.
const LONG: usize = 16;

/// A text in lines at a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The size in pixels.
    pub size: f64,
    /// The lines, at least one.
    pub lines: Vec<String>,
}

/// A size in pixels, and how many lines a text may take at it.
#[derive(Clone, Copy, Debug)]
pub struct Step(pub f64, pub usize);

/// Sets a text at the first of some steps at which it fits into lines of a width in pixels. Where it does not fit at any, it is broken
/// inside its words at the last one, and cut off at the end with an ellipsis. `tracking` is what stands between two letters, in parts of
/// the size.
///
/// # Panics
/// Where there is no step.
pub fn set(text: &str, face: Face, steps: &[Step], width: f64, tracking: f64) -> Setting {
    let measure = |text: &str, size: f64| face.width(text, size) + text.chars().count() as f64 * tracking * size;
    for Step(size, most) in steps {
        let fits = |line: &str| measure(line, *size) <= width;
        let lines = greedy(text, fits);
        if lines.len() <= *most && lines.iter().all(|line| fits(line)) {
            return Setting { size: *size, lines: balanced(text, lines, width, |line| measure(line, *size)) };
        }
    }
    let Step(size, most) = *steps.last().expect("a text has a size");
    let fits = |line: &str| measure(line, size) <= width;
    let mut lines: Vec<String> = greedy(text, fits).iter().flat_map(|line| broken(line, fits)).collect();
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join("");
        lines.push(cut(&rest, fits));
    }
    Setting { size, lines }
}

/// A text in one line of a width in pixels; where it does not fit, cut off at its end with an ellipsis.
pub fn clipped(text: &str, face: Face, size: f64, width: f64) -> String {
    let fits = |text: &str| face.width(text, size) <= width;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if fits(&text) { text } else { cut(&text, fits) }
}

/// Words into lines, each as full as it can be. A word that is wider than a line has one of its own.
fn greedy(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        // A word with hyphens or strokes can end a line behind each.
        for (at, part) in word.split_inclusive(['-', '/', '–']).enumerate() {
            let space = if at == 0 { " " } else { "" };
            match lines.last_mut().map(|line| (format!("{line}{space}{part}"), line)) {
                Some((longer, line)) if fits(&longer) => *line = longer,
                _ => lines.push(part.to_owned()),
            }
        }
    }
    lines
}

/// The same number of lines, as even as they can be: the narrowest width at which the text still takes no more.
fn balanced(text: &str, lines: Vec<String>, width: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    if lines.len() == 1 {
        return lines;
    }
    let (mut narrow, mut wide, mut best) = (width / 3.0, width, lines);
    for _ in 0..8 {
        let middle = f64::midpoint(narrow, wide);
        let fits = |line: &str| measure(line) <= middle;
        let tried = greedy(text, fits);
        if tried.len() <= best.len() && tried.iter().all(|line| fits(line)) {
            (wide, best) = (middle, tried);
        } else {
            narrow = middle;
        }
    }
    best
}

/// A line in pieces that fit.
fn broken(line: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in line.chars() {
        let piece = pieces.last_mut().expect("there is a first piece");
        piece.push(c);
        if !fits(piece) && piece.chars().nth(1).is_some() {
            piece.pop();
            pieces.push(c.to_string());
        }
    }
    pieces
}

/// As much of a text as fits with an ellipsis behind it: whole words, unless the last would be a long one.
fn cut(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let with_ellipsis =
        |at: usize| format!("{}{ELLIPSIS}", text[..at].trim_end_matches([' ', ',', ';', ':', '-', '–']));
    let kept = ends.partition_point(|at| fits(&with_ellipsis(*at)));
    let end = ends.get(kept.saturating_sub(1)).copied().unwrap_or_default();
    let word = text[..end].rfind(' ').filter(|at| end - at <= LONG && *at > 0);
    with_ellipsis(if text[end..].starts_with(' ') { end } else { word.unwrap_or(end) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 3] = [Step(90.0, 1), Step(60.0, 2), Step(40.0, 3)];

    fn lines(text: &str) -> (f64, Vec<String>) {
        let Setting { size, lines } = set(text, Face::ExtraBold, &STEPS, 600.0, 0.0);
        assert!(lines.len() <= 3 && !lines.is_empty());
        for line in &lines {
            assert!(Face::ExtraBold.width(line, size) <= 600.0, "{line}");
        }
        (size, lines)
    }

    #[test]
    fn a_short_text_takes_one_large_line() {
        assert_eq!(lines("Nurse"), (90.0, vec!["Nurse".to_owned()]));
    }

    #[test]
    fn a_longer_text_is_broken_between_words_into_even_lines() {
        assert_eq!(lines("Customer Service Agent").1, ["Customer", "Service Agent"]);
    }

    #[test]
    fn the_size_falls_before_a_word_is_broken() {
        assert_eq!(lines("Elektrotechniker"), (60.0, vec!["Elektrotechniker".to_owned()]));
    }

    #[test]
    fn a_word_can_end_a_line_behind_a_hyphen() {
        assert_eq!(lines("Front-of-house-and-back-of-house-manager").1.len(), 2);
    }

    #[test]
    fn what_fits_at_no_size_is_broken_and_cut_off() {
        let (size, lines) = lines(&"x".repeat(400));
        assert_eq!((size, lines.len()), (40.0, 3));
        assert!(lines[2].ends_with("x…"), "{lines:?}");
        let long = lines_of_words(500);
        assert!(long[2].ends_with('…') && !long[0].ends_with('…'), "{long:?}");
    }

    fn lines_of_words(count: usize) -> Vec<String> {
        lines(&"word ".repeat(count)).1
    }

    #[test]
    fn one_line_is_cut_off_at_its_width() {
        assert_eq!(clipped("Short", Face::Medium, 20.0, 200.0), "Short");
        let long = clipped("A name that is much too long for its place", Face::Medium, 20.0, 200.0);
        assert!(long.ends_with('…') && Face::Medium.width(&long, 20.0) <= 200.0, "{long}");
        assert_eq!(clipped("WWWW", Face::Medium, 20.0, 5.0), "…");
    }
}
