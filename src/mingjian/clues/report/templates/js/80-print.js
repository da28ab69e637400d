// On paper: a cover, a table of contents, each clue from a new page, then models and what could not be judged.

const PRINT_LIMIT = 200;
let ordered = null;

function printedCover(places, limited) {
  return h("section", { class: "sheet sheet-cover" },
    h("p", { class: "brandline" }, "明鉴 Mingjian"),
    h("h1", {}, tx(HEAD.title)),
    HEAD.synthetic ? h("p", { class: "synthetic" }, h("strong", {}, t("cover.synthetic")), " ", t("cover.synthetic_more")) : null,
    facts([[t("cover.lake"), tx(HEAD.lake)], [t("cover.as_of"), HEAD.as_of], [t("cover.purpose"), tx(HEAD.purpose)], [t("cover.generated"), minute(HEAD.generated_at)],
      [t("nav.clues"), LEVELS.map((level) => t("level." + level) + " " + count(CLUES.filter((clue) => clue.risk.level === level).length)).join(" · ")]]),
    h("p", { class: "guilt" }, t("guilt.standing")),
    limited ? h("p", { class: "warning" }, t("print.limit", { n: count(PRINT_LIMIT) })) : null,
    places.length ? [h("h2", {}, t("print.contents")),
      h("table", { class: "contents" },
        h("thead", {}, h("tr", {}, ["#", t("filter.level"), t("print.sentence"), t("filter.place"), t("filter.model")].map((heading) => h("th", { scope: "col" }, heading)))),
        h("tbody", {}, places.map((place) => h("tr", {}, h("td", {}, CLUES[place].rank), h("td", {}, t("level." + CLUES[place].risk.level + "_short")),
          h("td", {}, tx(CLUES[place].says)), h("td", {}, tx(CLUES[place].place)), h("td", {}, tx(runOf(CLUES[place]).model.title))))))] : null);
}

function printedModels() {
  return h("section", { class: "sheet sheet-models" }, h("h2", {}, t("models.title")), overview(HEAD.runs), HEAD.runs.map((run) => modelCard(run, true)));
}

/** Lay out for paper what was ordered by a button, else all clues now shown (up to the limit) and the models. */
function layOut() {
  const sheets = document.getElementById("printed");
  sheets.textContent = "";
  const order = ordered || { clues: shown.slice(0, PRINT_LIMIT), cover: true, models: true, limited: shown.length > PRINT_LIMIT };
  if (order.cover) sheets.append(printedCover(order.clues, order.limited));
  for (const place of order.clues) {
    sheets.append(h("section", { class: "sheet sheet-clue" }, clueNode(place, order.models ? "among" : "alone")));
  }
  if (order.models) {
    sheets.append(printedModels());
    const lost = undeterminedView();
    lost.className = "sheet sheet-lost";
    sheets.append(lost);
  }
  for (const details of sheets.querySelectorAll("details")) details.open = true;
  for (const title of sheets.querySelectorAll("[id]")) title.removeAttribute("id");
}

function printNow(order) {
  ordered = order;
  window.print();
}

function openPrint() {
  const dialog = document.getElementById("print");
  const options = [];
  const option = (value, words, checked) => h("label", { class: "option" }, h("input", { type: "radio", name: "what", value, checked: checked || null }), words);
  if (current !== null && document.getElementById("detail")) options.push(option("clue", t("print.clue"), true));
  if (shown.length) options.push(option("filtered", t("print.filtered", { n: count(shown.length) }), !options.length));
  options.push(option("models", t("print.models"), !options.length));
  const start = () => {
    const what = dialog.querySelector("input:checked").value;
    closeDialog(dialog);
    if (what === "clue") printNow({ clues: [current] });
    else if (what === "filtered") printNow({ clues: shown, cover: true, models: true });
    else printNow({ clues: [], cover: true, models: true });
  };
  dialog.textContent = "";
  add(dialog, [h("h2", { id: "print-title" }, t("print.title")), h("fieldset", {}, h("legend", {}, t("print.choose")), options),
    h("p", { class: "actions" }, closeButton(dialog), h("button", { type: "button", class: "button main", on: { click: start } }, t("print.start")))]);
  openDialog(dialog);
}

function readyPrint() {
  window.addEventListener("beforeprint", layOut);
  window.addEventListener("afterprint", () => {
    ordered = null;
    document.getElementById("printed").textContent = "";
  });
}
