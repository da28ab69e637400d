// Every model that was run: what it examined, what was left, what it could not judge; also those that found nothing.

function statusOf(run) {
  if (run.status === "refused") return "refused";
  return cluesOfRun(run).length || run.clue_ids.length ? "done" : "nothing";
}

function statusTag(run) {
  const status = statusOf(run);
  return h("span", { class: "tag " + { done: "good", nothing: "plain", refused: "warn" }[status] }, icon({ done: "check", nothing: "digest", refused: "warn" }[status]), t("models." + status));
}

function yieldText(run) {
  const examined = examinedBy(run);
  if (!examined || run.status === "refused") return "—";
  const rate = (10000 * cluesOfRun(run).length) / examined;
  return t("models.yield_value", { n: rate === 0 ? "0" : rate < 0.1 ? rate.toPrecision(2) : rate.toFixed(1) });
}

/** Clues by level as one bar in three parts, with the figures beside it. */
function levelBar(run) {
  const clues = cluesOfRun(run);
  if (!clues.length) return h("span", { class: "missing" }, "0");
  const track = h("span", { class: "level-bar", "aria-hidden": "true" });
  const figures = [];
  for (const level of LEVELS) {
    const number = clues.filter((clue) => clue.risk.level === level).length;
    if (!number) continue;
    const part = h("i", { class: level });
    part.style.flexGrow = String(number);
    track.append(part);
    figures.push(h("span", { class: level }, t("level." + level + "_short"), " ", count(number)));
  }
  return h("span", { class: "level-figures" }, h("b", {}, count(clues.length)), track, h("small", {}, figures));
}

function examinedText(run) {
  const examined = examinedBy(run);
  return examined === null ? "—" : count(examined);
}

function overview(runs) {
  return table(t("models.overview"), [t("models.model"), t("models.status"), t("models.clues"), t("models.examined"), t("models.undetermined"), t("models.yield"), t("models.seconds")],
    runs.map((run) => [
      h("a", { class: "model-link", href: "#/models/" + encodeURIComponent(run.run_id) }, run.model.catalogue ? h("code", {}, run.model.catalogue) : null, " ", tx(run.model.title)),
      statusTag(run), levelBar(run), h("span", { class: "number" }, examinedText(run)), h("span", { class: "number" }, count(undeterminedOf(run))),
      h("span", { class: "number" }, yieldText(run)), h("span", { class: "number" }, run.seconds === null ? "—" : t("funnel.seconds", { n: run.seconds.toFixed(1) })),
    ]), "overview stack");
}

function showCluesOf(run) {
  clearFilters();
  filter.model = run.model.id;
  current = null;
  go("#/clues");
}

function outcomeNote(run) {
  const status = statusOf(run);
  const left = run.clue_ids.filter((id) => !PLACES.has(id)).length;
  if (status === "done") {
    return [run.message ? h("p", { class: "note" }, tx(run.message)) : null, left ? h("p", { class: "note" }, t("models.left_out", { n: count(left) })) : null];
  }
  return h("div", { class: "outcome " + status }, h("p", {}, h("b", {}, tx(run.message) || t("models." + status))), h("p", {}, t("models." + status + "_next")));
}

function vanishedList(run) {
  if (!run.vanished.length) return null;
  return [h("h4", {}, t("models.vanished")), h("ul", { class: "vanished" }, run.vanished.map((one) => h("li", {},
    h("b", {}, tx(one.says)), h("span", {}, tx(one.why)), h("small", {}, t("models.vanished_seen", { day: one.last_seen }), " ", h("code", {}, short(one.id))))))];
}

function lostSummary(run) {
  const sums = reasonSums([run], false);
  if (!sums.length) return null;
  return [h("h4", {}, t("models.undetermined")), h("ul", { class: "lost-list" }, sums.map((one) => h("li", {}, h("span", {}, one.text), h("b", {}, count(one.count)))))];
}

function modelDetails(run, printed) {
  const model = run.model;
  const body = [
    facts([
      [t("models.problem"), tx(model.problem)], [t("clue.do_next"), tx(model.disposition)],
      [t("models.version"), h("span", {}, h("code", {}, model.id), " ", model.version)], [t("models.work_type"), tx(model.work_type)],
      [t("proof.run"), h("code", {}, run.run_id)], [t("proof.fingerprint"), h("code", { class: "hash" }, model.fingerprint)], [t("proof.engine"), run.engine],
    ]),
    h("h4", {}, t("clue.basis")), basisList(run), h("h4", {}, t("clue.traps")), trapList(run),
    h("h4", {}, t("proof.parameters")), parameterTable(run), h("h4", {}, t("proof.datasets")), datasetTable(run.datasets, null),
    run.sql ? [h("h4", {}, t("proof.sql")), printed ? h("pre", {}, h("code", {}, run.sql)) : sqlNode(run, false)] : null,
  ];
  return printed ? body : h("details", { class: "model-details" }, h("summary", {}, t("models.details")), body);
}

function modelCard(run, printed) {
  const model = run.model;
  const number = cluesOfRun(run).length;
  return h("section", { class: "model " + statusOf(run), id: "run-" + run.run_id },
    h("header", {}, h("div", {}, h("p", { class: "agency" }, tx(model.line), " · ", tx(model.point)),
      h("h3", { tabindex: "-1" }, model.catalogue ? h("code", {}, model.catalogue) : null, " ", tx(model.title))), statusTag(run)),
    h("div", { class: "figures" },
      h("div", {}, h("span", {}, t("models.clues")), levelBar(run)),
      h("div", {}, h("span", {}, t("models.examined")), h("b", {}, examinedText(run))),
      h("div", {}, h("span", {}, t("models.undetermined")), h("b", {}, count(undeterminedOf(run)))),
      h("div", { title: t("models.yield_more") }, h("span", {}, t("models.yield")), h("b", {}, yieldText(run)))),
    outcomeNote(run),
    run.funnel.length ? h("div", { class: "funnel-and-lost" }, h("div", {}, h("h4", {}, t("models.funnel")), funnelNode(run)), h("div", {}, lostSummary(run), vanishedList(run))) : vanishedList(run),
    printed || !number ? null : h("p", { class: "actions" }, h("button", { type: "button", class: "button", on: { click: () => showCluesOf(run) } }, t("models.show_clues"), " (", count(number), ")")),
    modelDetails(run, printed));
}

function modelsView() {
  if (!HEAD.runs.length) return empty(t("empty.no_runs"), t("empty.no_runs_next"));
  return h("div", { class: "page" }, h("h2", { tabindex: "-1" }, t("models.title")), h("p", { class: "lead" }, t("models.lead")),
    overview(HEAD.runs), HEAD.runs.map((run) => modelCard(run, false)));
}
