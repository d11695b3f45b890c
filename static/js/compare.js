// Lets a reader choose rows of the comparison and see them alone. The choice stands in the address, so that it can be shared; nothing is
// sent anywhere. Without this script the whole table stands.

const form = document.querySelector("[data-compare]");

/** The slug of a row: the name of its data file. */
function slugOf(row) {
  return row.dataset.slug.split("/").pop().replace(/\.json$/, "");
}

function start() {
  const rows = [...form.querySelectorAll("tbody tr")];
  const head = document.createElement("th");
  head.scope = "col";
  head.textContent = form.dataset.labelChoose;
  form.querySelector("thead tr").prepend(head);
  const boxes = rows.map((row) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = slugOf(row);
    box.setAttribute("aria-label", row.querySelector("th a").textContent);
    const cell = document.createElement("td");
    cell.append(box);
    row.prepend(cell);
    return box;
  });
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const only = document.createElement("button");
  only.type = "button";
  const bar = document.createElement("p");
  bar.className = "compare-bar";
  bar.append(only, status);
  form.append(bar);

  let alone = false;
  const chosen = () => boxes.filter((box) => box.checked);

  function show() {
    const count = chosen().length;
    alone = alone && count > 1;
    rows.forEach((row, at) => {
      row.hidden = alone && !boxes[at].checked;
    });
    only.disabled = count < 2;
    only.hidden = count < 2;
    only.textContent = alone ? form.dataset.labelAll : form.dataset.labelOnly;
    status.textContent = count < 2 ? form.dataset.labelHelp : chosen().map((box) => box.getAttribute("aria-label")).join(" · ");
    const slugs = chosen().map((box) => box.value);
    const hash = slugs.length === 0 ? "" : `#${alone ? "only:" : ""}${slugs.join("+")}`;
    history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
  }

  const wanted = decodeURIComponent(location.hash.slice(1));
  alone = wanted.startsWith("only:");
  const slugs = wanted.replace(/^only:/, "").split("+");
  boxes.forEach((box) => {
    box.checked = slugs.includes(box.value);
    box.addEventListener("change", show);
  });
  only.addEventListener("click", () => {
    alone = !alone;
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

if (form) {
  start();
}
