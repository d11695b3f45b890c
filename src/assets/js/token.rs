use std::ops::Range;

/// A piece of a script, as far as references need it. Comments are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, keyword or number.
    Word(Range<usize>),
    /// What stands between the quotes of a string, or of a template without substitutions, that has no escapes.
    Plain(Range<usize>),
    /// Another string, a part of a template, or a regular expression.
    Opaque,
    /// One character of punctuation; for `++` and `--` one token.
    Sign(u8),
}

/// Words after which an expression begins, so that a slash begins a regular expression.
const BEFORE_EXPRESSIONS: &[&[u8]] = &[
    b"await",
    b"case",
    b"default",
    b"delete",
    b"do",
    b"else",
    b"extends",
    b"in",
    b"instanceof",
    b"new",
    b"of",
    b"return",
    b"throw",
    b"typeof",
    b"void",
    b"yield",
];

/// Words whose parentheses are followed by a statement.
const BEFORE_CONDITIONS: &[&[u8]] = &[b"for", b"if", b"while", b"with"];

/// Takes a script apart.
///
/// Whether a slash divides or begins a regular expression depends, in JavaScript, on the whole grammar. Here it depends
/// on what stands before it, which is right but for a division right after the brace that ends an object, function or
/// class; and what would be a regular expression with a line break in it is taken to be a division.
pub(super) fn tokens(js: &[u8]) -> Vec<Token> {
    let mut scanner =
        Scanner { js, at: 0, tokens: Vec::new(), parentheses: Vec::new(), after_condition: false, braces: Vec::new() };
    if js.starts_with(b"#!") {
        scanner.skip_line();
    }
    while scanner.at < js.len() {
        scanner.step();
    }
    scanner.tokens
}

struct Scanner<'a> {
    js: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
    /// For each open parenthesis whether it is that of a condition.
    parentheses: Vec<bool>,
    /// Whether the last closing parenthesis was that of a condition.
    after_condition: bool,
    braces: Vec<Brace>,
}

/// What an open brace belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brace {
    Code,
    /// A substitution, after which the template goes on.
    Template,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.js.get(self.at + ahead).copied()
    }

    fn step(&mut self) {
        let byte = self.js[self.at];
        match byte {
            b'/' if self.peek(1) == Some(b'/') => self.skip_line(),
            b'/' if self.peek(1) == Some(b'*') => self.skip_comment(),
            b'/' if self.expects_expression() && self.regular_expression() => self.tokens.push(Token::Opaque),
            b'"' | b'\'' => self.string(byte),
            b'`' => {
                self.at += 1;
                self.template();
            }
            b'}' => match self.braces.pop() {
                Some(Brace::Template) => {
                    self.at += 1;
                    self.template();
                }
                Some(Brace::Code) | None => self.sign(byte),
            },
            _ if byte.is_ascii_whitespace() => self.at += 1,
            _ if is_word(byte) => {
                let start = self.at;
                while self.peek(0).is_some_and(is_word) {
                    self.at += 1;
                }
                self.tokens.push(Token::Word(start..self.at));
            }
            _ => self.sign(byte),
        }
    }

    fn sign(&mut self, byte: u8) {
        match byte {
            b'(' => self.parentheses.push(self.last_word_is_in(BEFORE_CONDITIONS)),
            b')' => self.after_condition = self.parentheses.pop().unwrap_or(false),
            b'{' => self.braces.push(Brace::Code),
            b'+' | b'-' if self.peek(1) == Some(byte) => self.at += 1,
            _ => {}
        }
        self.at += 1;
        self.tokens.push(Token::Sign(byte));
    }

    /// Whether an expression can begin here, so that a slash is no division.
    fn expects_expression(&self) -> bool {
        match self.tokens.last() {
            None => true,
            Some(Token::Word(_)) => self.last_word_is_in(BEFORE_EXPRESSIONS),
            Some(Token::Plain(_) | Token::Opaque | Token::Sign(b']')) => false,
            Some(Token::Sign(b')')) => self.after_condition,
            // After `++` and `--` something is divided.
            Some(Token::Sign(sign @ (b'+' | b'-'))) => !self.js[..self.at].trim_ascii_end().ends_with(&[*sign, *sign]),
            Some(Token::Sign(_)) => true,
        }
    }

    fn last_word_is_in(&self, words: &[&[u8]]) -> bool {
        let [before @ .., Token::Word(word)] = self.tokens.as_slice() else { return false };
        let is_member =
            before.last() == Some(&Token::Sign(b'.')) && !before.ends_with(&[const { Token::Sign(b'.') }; 2]);
        !is_member && words.contains(&&self.js[word.clone()])
    }

    fn skip_line(&mut self) {
        let end = self.js[self.at..].iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        self.at = end.map_or(self.js.len(), |end| self.at + end);
    }

    fn skip_comment(&mut self) {
        let end = self.js[self.at + 2..].windows(2).position(|two| two == b"*/");
        self.at = end.map_or(self.js.len(), |end| self.at + 2 + end + 2);
    }

    fn string(&mut self, quote: u8) {
        self.at += 1;
        let start = self.at;
        let mut token = None;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => {
                    token = Some(Token::Opaque);
                    self.at += 1;
                }
                b'\n' | b'\r' => {
                    token = Some(Token::Opaque);
                    break;
                }
                _ if byte == quote => break,
                _ => {}
            }
            self.at += 1;
        }
        let end = self.at.min(self.js.len());
        self.at = (self.at + 1).min(self.js.len());
        self.tokens.push(token.unwrap_or(Token::Plain(start..end)));
    }

    /// Reads on in a template, to its end or to its next substitution.
    fn template(&mut self) {
        let start = self.at;
        let mut plain = start >= 1 && self.js[start - 1] == b'`';
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => {
                    plain = false;
                    self.at += 1;
                }
                b'`' => break,
                b'$' if self.peek(1) == Some(b'{') => {
                    self.at += 2;
                    self.braces.push(Brace::Template);
                    // What stands in the braces is an expression, as after an opening parenthesis.
                    self.tokens.extend([Token::Opaque, Token::Sign(b'(')]);
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        let end = self.at.min(self.js.len());
        self.at = (self.at + 1).min(self.js.len());
        self.tokens.push(if plain { Token::Plain(start..end) } else { Token::Opaque });
    }

    /// Reads a regular expression with its flags, if there is one on this line.
    fn regular_expression(&mut self) -> bool {
        let mut at = self.at + 1;
        let mut in_class = false;
        loop {
            match self.js.get(at) {
                None | Some(b'\n' | b'\r') => return false,
                Some(b'\\') => at += 1,
                Some(b'[') => in_class = true,
                Some(b']') => in_class = false,
                Some(b'/') if !in_class => break,
                Some(_) => {}
            }
            at += 1;
        }
        self.at = at + 1;
        while self.peek(0).is_some_and(is_word) {
            self.at += 1;
        }
        true
    }
}

/// Whether a byte can stand in a name, keyword or number.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'\\') || !byte.is_ascii()
}
