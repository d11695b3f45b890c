// Words and numbers as the messages of the site have them. A pattern holds the names of its variables in braces.

/** A pattern with its variables filled in. */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (braces, name) => (Object.hasOwn(values, name) ? String(values[name]) : braces));
}

/** A number with separators between its thousands and at most two decimals. */
export function number(value, { thousands, decimal }) {
  const [whole, rest = ""] = String(Math.round(Math.abs(value) * 100) / 100).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, () => thousands);
  return `${value < 0 ? "\u2212" : ""}${grouped}${rest === "" ? "" : decimal + rest}`;
}

/** A text without marks above and below its letters, and in small letters, for searching. */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What the page hands to its script. */
export function control() {
  const block = document.getElementById("control");
  return block && JSON.parse(block.textContent);
}
