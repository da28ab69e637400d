// Which part is shown (the address after #), the keys, and the start.

const WIDE = 1080;
let view = "clues";
let drawn = null;

function isWide() {
  return window.innerWidth >= WIDE;
}

/** `#/clues/<id>` → {view: "clues", id}. */
function route() {
  const parts = window.location.hash.replace(/^#\/?/, "").split("/");
  const name = ["clues", "models", "undetermined", "about"].includes(parts[0]) ? parts[0] : "clues";
  let id = parts.slice(1).join("/");
  try {
    id = decodeURIComponent(id);
  } catch (broken) {
    // an address cut in the middle of an escape is taken as it stands
  }
  return { view: name, id };
}

function go(hash) {
  if (window.location.hash === hash) follow();
  else window.location.hash = hash;
}

const VIEWS = { models: modelsView, undetermined: undeterminedView, about: aboutView };

/** Draw the current part anew: after a change of part, language or filter reset. */
function renderView() {
  const main = document.getElementById("main");
  main.textContent = "";
  main.className = "view-" + view;
  drawn = view;
  if (view === "clues") {
    applyFilters();
    main.append(h("div", { class: "desk", id: "desk" }, listPane(), detailPane()));
    refreshList();
    markCurrent();
  } else {
    main.append(VIEWS[view]());
  }
  for (const link of document.querySelectorAll("#views a")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  openState();
}

/** On a narrow window either the list is shown or the open clue. */
function openState() {
  document.body.classList.toggle("clue-open", view === "clues" && current !== null && route().id !== "");
}

function openClue(id) {
  if (!PLACES.has(id)) {
    const pane = document.getElementById("detail");
    pane.textContent = "";
    pane.append(empty(t("empty.clue_gone", { id }), t("empty.filtered_next")));
    return;
  }
  current = PLACES.get(id);
  document.getElementById("detail").replaceWith(detailPane());
  markCurrent();
  showPosition();
  openState();
  toTop();
  say(tx(CLUES[current].says));
}

/** Bring the top of the open clue into sight when the reader had scrolled past it. */
function toTop() {
  const desk = document.getElementById("desk");
  const bar = document.getElementById("views").offsetHeight;
  const top = desk.getBoundingClientRect().top + window.scrollY - bar;
  if (window.scrollY > top || !isWide()) window.scrollTo(0, top);
}

let listScroll = 0;

function follow() {
  const asked = route();
  const wasOpen = document.body.classList.contains("clue-open");
  if (view === "clues" && drawn === "clues" && !wasOpen) listScroll = window.scrollY;
  view = asked.view;
  if (view !== "clues") {
    renderView();
    const target = asked.id ? document.getElementById("run-" + asked.id) : null;
    if (target) {
      target.scrollIntoView({ block: "start" });
      target.querySelector("h3").focus({ preventScroll: true });
    } else window.scrollTo(0, 0);
    return;
  }
  if (!asked.id && current === null && isWide()) {
    applyFilters();
    if (shown.length) current = shown[0];
  }
  if (drawn !== "clues" || !document.getElementById("detail")) renderView();
  if (asked.id) openClue(asked.id);
  else {
    openState();
    if (wasOpen && !isWide()) window.scrollTo(0, listScroll);
  }
}

/** To the next (1) or previous (-1) of the clues shown; at once, so that no key press is lost, and without a history entry each. */
function step(by) {
  if (view !== "clues") return;
  const at = shown.indexOf(current);
  const next = at < 0 ? 0 : at + by;
  if (next < 0 || next >= shown.length) return;
  const clue = CLUES[shown[next]];
  try {
    window.history.replaceState(null, "", clueHref(clue));
    openClue(clue.id);
  } catch (refused) {
    // some browsers allow a file no change of its history
    go(clueHref(clue));
  }
}

function focusSearch() {
  if (view !== "clues" || (!isWide() && document.body.classList.contains("clue-open"))) {
    go("#/clues");
    // the address is followed in a later turn of the event loop
    window.setTimeout(() => document.getElementById("search").focus(), 60);
    return;
  }
  document.getElementById("search").focus();
}

function escape() {
  const search = document.getElementById("search");
  if (search && document.activeElement === search) {
    if (search.value) {
      search.value = filter.text = "";
      refreshList();
    } else search.blur();
  } else if (view !== "clues" || document.body.classList.contains("clue-open")) go("#/clues");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") escape();
  else if (typing) return;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "?") openKeys();
  else if (event.key === "/") {
    event.preventDefault();
    focusSearch();
  }
}

/** The cover's own facts, which are data and so not among the page's words. */
function renderCover() {
  document.getElementById("title").textContent = tx(HEAD.title);
  document.title = tx(HEAD.title) + " · " + tx(HEAD.lake);
  const values = [tx(HEAD.lake), HEAD.as_of, tx(HEAD.purpose), minute(HEAD.generated_at)];
  document.querySelectorAll("#facts dd").forEach((node, place) => { node.textContent = values[place]; });
}

function renderWatermark() {
  if (!HEAD.watermark) return;
  const sheet = document.getElementById("watermark");
  for (let place = 0; place < 48; place += 1) sheet.append(h("span", {}, HEAD.watermark));
}

function chooseLanguage(chosen, remember) {
  const scrolled = window.scrollY;
  setLanguage(chosen, remember);
  renderCover();
  renderView();
  window.scrollTo(0, scrolled);
}

function start() {
  document.documentElement.classList.remove("no-js");
  renderWatermark();
  setLanguage(firstLanguage(), false);
  renderCover();
  follow();
  window.addEventListener("hashchange", follow);
  document.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("[data-lang]")) {
    if (button.tagName === "BUTTON") button.addEventListener("click", () => chooseLanguage(button.dataset.lang, true));
  }
  document.getElementById("print-open").addEventListener("click", openPrint);
  document.getElementById("help-open").addEventListener("click", openKeys);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  readyPrint();
}

start();
