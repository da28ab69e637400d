// Which clues are shown, and in what order.

const NO_FILTER = { text: "", levels: [], state: "", line: "", model: "", place: "" };
const filter = Object.assign({ sort: "rank" }, NO_FILTER);
let shown = CLUES.map((clue, place) => place);

function words() {
  return filter.text.trim().toLowerCase().split(/\s+/).filter((word) => word);
}

function isFiltered() {
  return Object.keys(NO_FILTER).some((name) => String(filter[name]) !== String(NO_FILTER[name]));
}

function clearFilters() {
  Object.assign(filter, NO_FILTER, { levels: [] });
}

function passes(place, looked) {
  const clue = CLUES[place];
  if (filter.levels.length && !filter.levels.includes(clue.risk.level)) return false;
  if (filter.state && clue.state !== filter.state) return false;
  if (filter.line && lineOf(clue).zh !== filter.line) return false;
  if (filter.model && runOf(clue).model.id !== filter.model) return false;
  if (filter.place && clue.place.code !== filter.place) return false;
  return looked.every((word) => haystackAt(place).includes(word));
}

const ORDERS = {
  rank: () => 0,
  place: (a, b) => compare(CLUES[a].place.code, CLUES[b].place.code),
  model: (a, b) => compare(runOf(CLUES[a]).model.id, runOf(CLUES[b]).model.id),
  day: (a, b) => compare(CLUES[b].last_seen, CLUES[a].last_seen) || compare(CLUES[b].first_seen, CLUES[a].first_seen),
};

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Work out `shown` anew: places of clues, in the order asked for; ties keep their rank. */
function applyFilters() {
  const looked = words();
  shown = [];
  for (let place = 0; place < CLUES.length; place += 1) if (passes(place, looked)) shown.push(place);
  shown.sort((a, b) => ORDERS[filter.sort](a, b) || a - b);
}

/** Values of a filter that occur, with how many clues each has: [value, label, count]. */
function choices(valueOf, labelOf) {
  const found = new Map();
  for (const clue of CLUES) {
    const value = valueOf(clue);
    const known = found.get(value);
    if (known) known[2] += 1;
    else found.set(value, [value, labelOf(clue), 1]);
  }
  return [...found.values()];
}

function picker(name, label, everything, options) {
  const select = h("select", { id: "filter-" + name, on: { change: () => { filter[name] = select.value; refreshList(); } } },
    everything === null ? null : h("option", { value: "" }, everything),
    options.map(([value, text, number]) => h("option", { value }, number === undefined ? text : text + " (" + count(number) + ")")));
  select.value = filter[name];
  return h("label", { class: "picker" }, h("span", {}, label), select);
}

function chip(text, kind, isOn, toggle) {
  const button = h("button", { type: "button", class: "chip " + kind, "aria-pressed": String(isOn()),
    on: { click: () => { toggle(); button.setAttribute("aria-pressed", String(isOn())); refreshList(); } } }, text);
  return button;
}

function levelChip(level) {
  const number = CLUES.filter((clue) => clue.risk.level === level).length;
  const isOn = () => filter.levels.includes(level);
  return chip([h("i", { class: "dot" }), t("level." + level), h("b", {}, count(number))], "level " + level, isOn, () => {
    filter.levels = isOn() ? filter.levels.filter((other) => other !== level) : filter.levels.concat(level);
  });
}

/** The form above the list. */
function filterForm() {
  const search = h("input", { type: "search", id: "search", value: filter.text, placeholder: t("filter.search"),
    "aria-label": t("filter.search"), autocomplete: "off", spellcheck: "false", "aria-keyshortcuts": "/",
    on: { input: () => { filter.text = search.value; refreshList(); } } });
  const states = choices((clue) => clue.state, (clue) => t("state." + clue.state));
  const selects = h("div", { class: "pickers" },
    picker("line", t("filter.line"), t("filter.all_lines"), choices((clue) => lineOf(clue).zh, (clue) => tx(lineOf(clue)))),
    picker("model", t("filter.model"), t("filter.all_models"), choices((clue) => runOf(clue).model.id, (clue) => tx(runOf(clue).model.title))),
    picker("place", t("filter.place"), t("filter.all_places"), choices((clue) => clue.place.code, (clue) => tx(clue.place)).sort((a, b) => compare(a[0], b[0]))),
    picker("state", t("filter.state"), t("filter.all_states"), states),
    picker("sort", t("filter.sort"), null, ["rank", "place", "model", "day"].map((order) => [order, t("filter.by_" + order)])));
  const more = h("details", { class: "more-filters", open: window.innerWidth >= 1080 || null },
    h("summary", {}, t("filter.more")), selects);
  return h("form", { class: "filters", role: "search", "aria-label": t("filter.label"), on: { submit: (event) => event.preventDefault() } },
    h("div", { class: "search" }, search, h("kbd", { "aria-hidden": "true" }, "/")),
    h("div", { class: "chips", role: "group", "aria-label": t("filter.level") }, LEVELS.map(levelChip)),
    more,
    h("p", { class: "shown", id: "shown" }));
}
