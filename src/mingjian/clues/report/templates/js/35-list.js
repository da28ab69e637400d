// The ranked list. Rows are made a page at a time, when the end of the list comes into sight.

const PAGE = 60;
let listed = 0;
let current = null;
let pager = null;

function clueHref(clue) {
  return "#/clues/" + encodeURIComponent(clue.id);
}

function badge(level) {
  return h("span", { class: "badge " + level }, h("i", { class: "dot" }), t("level." + level));
}

function listRow(place) {
  const clue = CLUES[place];
  return h("li", {}, h("a", { class: "item " + clue.risk.level, href: clueHref(clue), data: { place: String(place) },
    "aria-current": place === current ? "true" : null },
    h("span", { class: "row-top" },
      h("span", { class: "rank", title: t("list.rank", { n: clue.rank }) }, count(clue.rank)),
      badge(clue.risk.level),
      clue.state === "new" ? h("span", { class: "state" }, t("state.new")) : null,
      h("span", { class: "row-place" }, tx(clue.place))),
    h("span", { class: "row-says" }, marked(tx(clue.says), words())),
    h("span", { class: "row-foot" },
      h("span", { class: "row-model" }, tx(runOf(clue).model.title)),
      h("span", { class: "row-day" }, clue.last_seen))));
}

function emptyList() {
  if (!HEAD.runs.length) return empty(t("empty.no_runs"), t("empty.no_runs_next"));
  if (!CLUES.length) return empty(t("empty.none"), t("empty.none_next"), h("a", { class: "button", href: "#/models" }, t("nav.models")), h("a", { class: "button", href: "#/undetermined" }, t("nav.undetermined")));
  return empty(t("empty.filtered"), t("empty.filtered_next"), h("button", { type: "button", class: "button", on: { click: resetFilters } }, t("filter.clear")));
}

function empty(title, next, ...actions) {
  return h("div", { class: "empty" }, h("h2", {}, title), h("p", {}, next), actions.length ? h("p", { class: "actions" }, actions) : null);
}

/** Add rows up to `least` of the clues shown, or one page more. */
function extendList(least) {
  const list = document.getElementById("list");
  if (!list) return;
  const goal = Math.min(shown.length, Math.max(listed + PAGE, least || 0));
  const fresh = document.createDocumentFragment();
  for (; listed < goal; listed += 1) fresh.append(listRow(shown[listed]));
  list.append(fresh);
  const rest = shown.length - listed;
  const more = document.getElementById("more");
  more.hidden = rest === 0;
  more.textContent = t("filter.more_below", { n: count(rest) });
}

/** Show the list anew after a filter changed. */
function refreshList() {
  applyFilters();
  const list = document.getElementById("list");
  if (!list) return;
  list.textContent = "";
  listed = 0;
  const none = document.getElementById("none");
  none.textContent = "";
  if (!shown.length) none.append(emptyList());
  document.getElementById("pane").scrollTop = 0;
  extendList();
  showCount();
  showPosition();
}

function showCount() {
  const line = document.getElementById("shown");
  line.textContent = "";
  const message = t("filter.shown", { n: count(shown.length), total: count(CLUES.length) });
  add(line, [h("span", {}, message), isFiltered() ? h("button", { type: "button", class: "link", on: { click: resetFilters } }, t("filter.clear")) : null]);
  say(message);
}

function resetFilters() {
  clearFilters();
  renderView();
  const search = document.getElementById("search");
  if (search) search.focus();
}

function listPane() {
  listed = 0;
  const more = h("button", { type: "button", class: "more", id: "more", hidden: true, on: { click: () => extendList() } });
  if (pager) pager.disconnect();
  if ("IntersectionObserver" in window) {
    pager = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) extendList(); }, { rootMargin: "600px" });
    pager.observe(more);
  }
  return h("section", { class: "pane", id: "pane", "aria-label": t("list.label") },
    filterForm(), h("div", { id: "none" }), h("ol", { class: "list", id: "list" }), more);
}

/** Mark the open clue in the list and bring it into sight. */
function markCurrent() {
  const at = shown.indexOf(current);
  if (at >= listed) extendList(at + 1);
  for (const row of document.querySelectorAll("#list .item[aria-current]")) row.removeAttribute("aria-current");
  const row = document.querySelector('#list .item[data-place="' + current + '"]');
  if (!row) return;
  row.setAttribute("aria-current", "true");
  const pane = document.getElementById("pane");
  if (pane.scrollHeight <= pane.clientHeight) return;
  const above = row.offsetTop - pane.scrollTop;
  if (above < 140 || above + row.offsetHeight > pane.clientHeight - 40) pane.scrollTop = row.offsetTop - pane.clientHeight / 3;
}
