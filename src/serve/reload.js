// Comes with the preview only: loads the page again when it has changed, and shows what is wrong above it.
(() => {
  const { page, styles } = document.currentScript.dataset;
  const kept = `foretask:${location.pathname}`;
  let shown = styles ? styles.split(" ") : [];
  let stream;
  let panel;

  // What a reload would lose: where the reader is, and what is unfolded.
  const keep = () => {
    const open = [...document.querySelectorAll("details")].map((details) => details.open);
    sessionStorage.setItem(kept, JSON.stringify({ x: scrollX, y: scrollY, open }));
  };

  const restore = () => {
    const text = sessionStorage.getItem(kept);
    if (!text) return;
    sessionStorage.removeItem(kept);
    const { x, y, open } = JSON.parse(text);
    document.querySelectorAll("details").forEach((details, at) => {
      details.open = open[at] ?? details.open;
    });
    scrollTo({ left: x, top: y, behavior: "instant" });
  };

  const swap = (next) => {
    const links = [...document.querySelectorAll('link[rel~="stylesheet"]')];
    next.forEach((address, at) => {
      if (address === shown[at]) return;
      const old = links.find((link) => link.getAttribute("href") === shown[at]);
      if (!old) return;
      const link = old.cloneNode();
      link.href = address;
      // The old sheet stays until the new one is there, so that the page is never bare.
      link.addEventListener("load", () => old.remove());
      link.addEventListener("error", () => link.remove());
      old.after(link);
    });
    shown = next;
  };

  const look = `
    :host { all: initial; position: sticky; inset-block-start: 0; z-index: 2147483647; display: block; color-scheme: light dark; }
    div { max-block-size: 50vh; overflow: auto; padding: 1rem; border-block-end: 3px solid light-dark(#a4262c, #ff8a80);
      background: light-dark(#fff4f2, #2a1715); color: light-dark(#201412, #f6e7e4); }
    p { margin: 0 0 .75rem; font: 600 1rem/1.4 system-ui, sans-serif; }
    pre { margin: 0; font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre; }
    @media (min-width: 75rem) { pre { white-space: pre-wrap; } }
    :focus-visible { outline: 2px solid; outline-offset: -4px; }`;

  const show = (problem) => {
    if (!panel) {
      const host = document.createElement("foretask-problem");
      const root = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(look);
      root.adoptedStyleSheets = [sheet];
      const box = document.createElement("div");
      box.tabIndex = 0;
      box.setAttribute("role", "alert");
      const title = document.createElement("p");
      title.textContent = "This is the last good state. What is written now has a fault:";
      panel = document.createElement("pre");
      box.append(title, panel);
      root.append(box);
      document.body.prepend(host);
    }
    panel.textContent = problem;
  };

  const clear = () => {
    panel?.getRootNode().host.remove();
    panel = undefined;
  };

  const connect = () => {
    if (stream || document.hidden) return;
    const query = new URLSearchParams({ path: location.pathname, page, styles: shown.join(" ") });
    stream = new EventSource(`/.foretask/events?${query}`);
    stream.addEventListener("reload", () => {
      stream.close();
      keep();
      location.reload();
    });
    stream.addEventListener("styles", (event) => swap(JSON.parse(event.data)));
    stream.addEventListener("problem", (event) => show(JSON.parse(event.data)));
    stream.addEventListener("mended", clear);
  };

  // A browser opens six connections at most to one server: a page that nobody sees gives its own back, and catches up later.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stream?.close();
      stream = undefined;
      return;
    }
    connect();
  });

  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
  connect();
})();
