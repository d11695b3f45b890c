use http_body_util::{Either, Full, channel::Channel};
use http_range_header::parse_range_header;
use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Response, StatusCode};
use percent_encoding::{CONTROLS, utf8_percent_encode};

/// What is sent: bytes that are there, or events as they come.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// Bytes with what is said of them.
pub(super) struct Content {
    pub status: StatusCode,
    pub bytes: Bytes,
    pub media_type: String,
    /// Whether other bytes will have another address.
    pub immutable: bool,
}

impl Content {
    /// A short text of the server itself.
    pub fn text(status: StatusCode, text: &str) -> Self {
        let bytes = Bytes::from(format!("{text}\n"));
        Self { status, bytes, media_type: "text/plain; charset=utf-8".to_owned(), immutable: false }
    }

    /// The response to a request for it: whole or in part, or only that it is as it was.
    pub fn respond(self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let Self { status, bytes, media_type, immutable } = self;
        let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
        let cache = if immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response = empty(status);
        let mut set = |name: HeaderName, text: &str| {
            response.headers_mut().insert(name, HeaderValue::from_str(text).expect("the header is plain ASCII"));
        };
        set(CONTENT_TYPE, &media_type);
        set(CACHE_CONTROL, cache);
        if status != StatusCode::OK {
            set(CONTENT_LENGTH, &bytes.len().to_string());
            return with_body(response, bytes, method);
        }
        set(ETAG, &tag);
        set(ACCEPT_RANGES, "bytes");
        let known = asked.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
        if known.flat_map(|tags| tags.split(',')).any(|known| known.trim() == tag || known.trim() == "*") {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        let same = asked.get(IF_RANGE).is_none_or(|wanted| wanted.as_bytes() == tag.as_bytes());
        let range = asked.get(RANGE).filter(|_| same && *method == Method::GET);
        // A range that is not understood is none; several at once are not given.
        let ranges = range.and_then(|range| parse_range_header(range.to_str().ok()?).ok());
        let (bytes, range) = match ranges.map(|ranges| ranges.validate(bytes.len() as u64)) {
            Some(Err(_)) => {
                set(CONTENT_RANGE, &format!("bytes */{}", bytes.len()));
                set(CONTENT_LENGTH, "0");
                *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
                return response;
            }
            Some(Ok(ranges)) if ranges.len() == 1 => {
                let (start, end) = (*ranges[0].start() as usize, *ranges[0].end() as usize);
                (bytes.slice(start..=end), Some(format!("bytes {start}-{end}/{}", bytes.len())))
            }
            Some(Ok(_)) | None => (bytes, None),
        };
        set(CONTENT_LENGTH, &bytes.len().to_string());
        if let Some(range) = range {
            set(CONTENT_RANGE, &range);
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        }
        with_body(response, bytes, method)
    }
}

/// A response that leads to another address.
pub(super) fn moved(to: &str) -> Response<Body> {
    let mut response = empty(StatusCode::TEMPORARY_REDIRECT);
    // A client may send letters as they are that an address has to encode.
    let to = utf8_percent_encode(to, CONTROLS).to_string();
    let to = HeaderValue::from_str(&to).expect("what is encoded is plain ASCII");
    response.headers_mut().insert(LOCATION, to);
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    response
}

/// A response to a method that a preview does not know.
pub(super) fn not_allowed() -> Response<Body> {
    let content = Content::text(StatusCode::METHOD_NOT_ALLOWED, "a preview answers to GET and HEAD");
    let mut response = content.respond(&Method::GET, &HeaderMap::new());
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// Events as they come.
pub(super) fn events(channel: Channel<Bytes>) -> Response<Body> {
    let mut response = empty(StatusCode::OK).map(|_| Either::Right(channel));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A response without a body, and with what every response says: that its type is not to be guessed, and that pages of other sites have
/// no part in it.
fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::default()));
    *response.status_mut() = status;
    response.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(policy, HeaderValue::from_static("same-origin"));
    response
}

fn with_body(response: Response<Body>, bytes: Bytes, method: &Method) -> Response<Body> {
    match *method {
        Method::HEAD => response,
        _ => response.map(|_| Either::Left(Full::new(bytes))),
    }
}

/// The media type of a file by its name. Text is UTF-8, as all that `build` writes.
pub(super) fn media_type(name: &str) -> String {
    let guess = match name.rsplit('/').next() {
        // What hosts read has no ending.
        Some(name) if !name.contains('.') || name.starts_with('_') => "text/plain".to_owned(),
        _ => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    };
    let is_text = guess.starts_with("text/")
        || guess.ends_with("+xml")
        || matches!(guess.as_str(), "application/json" | "application/javascript" | "application/xml");
    if is_text { format!("{guess}; charset=utf-8") } else { guess }
}
