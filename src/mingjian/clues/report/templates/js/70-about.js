// How to read the report, the data it used, and the keys.

const KEYS = [["j", "key.next"], ["k", "key.previous"], ["/", "key.search"], ["Esc", "key.close"], ["?", "key.help"]];

function keyList() {
  return h("dl", { class: "keys" }, KEYS.map(([key, words]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(words)))));
}

/** The dataset versions of all runs, each once, with the models that used it. */
function datasetsUsed() {
  const used = new Map();
  for (const run of HEAD.runs) {
    for (const one of run.datasets) {
      const key = one.dataset + "@" + one.version;
      if (!used.has(key)) used.set(key, Object.assign({ models: [] }, one));
      const title = tx(run.model.title);
      if (!used.get(key).models.includes(title)) used.get(key).models.push(title);
    }
  }
  return [...used.values()];
}

function aboutView() {
  const part = (title, text) => h("section", { class: "about-part" }, h("h3", {}, title), h("p", {}, text));
  return h("div", { class: "page about" }, h("h2", { tabindex: "-1" }, t("about.title")),
    h("div", { class: "about-parts" },
      part(t("about.what"), t("guilt.standing")), part(t("about.levels"), t("about.levels_more")), part(t("about.three"), t("about.three_more")),
      part(t("about.raw"), t("about.raw_more")), part(t("about.proof"), t("about.proof_more")), part(t("about.privacy"), t("about.privacy_more"))),
    h("section", {}, h("h3", {}, t("about.data")), datasetTable(datasetsUsed(), (one) => one.models.join(lang === "zh" ? "、" : ", "))),
    h("section", {}, h("h3", {}, t("about.keys")), keyList()));
}

function openKeys() {
  const dialog = document.getElementById("keys");
  dialog.textContent = "";
  add(dialog, [h("h2", { id: "keys-title" }, t("about.keys")), keyList(), h("p", { class: "actions" }, closeButton(dialog))]);
  openDialog(dialog);
}

function closeButton(dialog) {
  return h("button", { type: "button", class: "button", on: { click: () => closeDialog(dialog) } }, t("tool.close"));
}

function openDialog(dialog) {
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute("open", "");
}

function closeDialog(dialog) {
  if (dialog.close) dialog.close();
  else dialog.removeAttribute("open");
}
