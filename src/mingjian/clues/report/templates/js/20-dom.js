// Building the page: nodes are made from text only, never from markup, so no value of the data can become one.

const SVG = document.querySelector("svg").namespaceURI;

/** An element: `h("a", {href: "#", class: "x", on: {click: f}}, "text", child, [children])`; null and false are left out. */
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (name === "data") for (const [key, item] of Object.entries(value)) node.dataset[key] = item;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(node, child);
    else node.append(child instanceof Node ? child : String(child));
  }
}

const SHAPES = {
  collide: "M3 5h4l6 6h4M3 15h4l6-6h4M14.5 6l3 3M14.5 14l3-3",
  absent: "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M5.2 14.8L14.8 5.2",
  digest: "M4 5h12M4 10h12M4 15h7",
  check: "M4 10.5l4 4l8-9",
  warn: "M10 3l8 14H2zM10 8v4M10 14.2v.6",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  back: "M12 4l-6 6l6 6",
  copy: "M7 7h9v10H7zM4 13V3h9",
  place: "M10 18s6-5.2 6-9.6a6 6 0 0 0-12 0C4 12.8 10 18 10 18zM10 6.4a2.1 2.1 0 1 0 0 4.2a2.1 2.1 0 0 0 0-4.2",
};

/** A small line drawing; decoration only, the words beside it carry the meaning. */
function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon icon-" + name);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

function count(number) {
  return Number(number).toLocaleString("en-US");
}

/** A time of the data (ISO) as day and minute. */
function minute(time) {
  return String(time).slice(0, 16).replace("T", " ");
}

function short(hash) {
  return hash.length > 16 ? hash.slice(0, 12) + "…" : hash;
}

function say(message) {
  document.getElementById("live").textContent = message;
}

/** `text` with the words searched for marked. */
function marked(text, words) {
  if (!words.length) return [text];
  const pattern = new RegExp("(" + words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "gi");
  return text.split(pattern).map((part, place) => (place % 2 ? h("mark", {}, part) : part));
}

function copyButton(text, label) {
  const words = h("span", {}, t("tool.copy"));
  const button = h("button", { type: "button", class: "copy", "aria-label": t("tool.copy") + (lang === "en" ? ": " : "：") + label,
    on: { click: () => copyText(text).then((done) => {
      words.textContent = t(done ? "tool.copied" : "tool.copy_failed");
      say(words.textContent);
      window.setTimeout(() => { words.textContent = t("tool.copy"); }, 1800);
    }) } }, icon("copy"), words);
  return button;
}

/** Copy by the clipboard where the browser lets a file do so, else by an own selection. */
function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(() => true, () => copyBySelection(text));
  }
  return Promise.resolve(copyBySelection(text));
}

function copyBySelection(text) {
  const area = h("textarea", { class: "visually-hidden", readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch (refused) {
    done = false;
  }
  area.remove();
  return done;
}

/** Label and value pairs; pairs without a value are left out. */
function facts(pairs, name) {
  return h("dl", { class: name || "pairs" }, pairs.filter((pair) => pair && pair[1] !== null && pair[1] !== "" && pair[1] !== undefined)
    .map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
}

/** A table that scrolls inside its own box; `rows` are lists of nodes or texts, `name` is read out. */
function table(name, headings, rows, kind) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("evidence.scroll", { title: name }) },
    h("table", { class: kind || null },
      h("thead", {}, h("tr", {}, headings.map((heading) => h("th", { scope: "col" }, heading)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, place) =>
        h("td", { "data-label": typeof headings[place] === "string" ? headings[place] : null }, cell)))))));
}
