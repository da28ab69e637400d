// What could not be judged, why, how much, and what to do about it.

/** Undetermined rows of the runs, by reason or by kind of reason: {kind, text, count, runs}; the largest first. */
function reasonSums(runs, byKind) {
  const sums = new Map();
  for (const run of runs) {
    for (const step of run.funnel) {
      for (const one of step.undetermined) {
        if (!one.count) continue;
        const kind = reasonKind(one.reason);
        const key = byKind ? kind : one.reason;
        if (!sums.has(key)) sums.set(key, { kind, text: byKind ? t("reason." + kind) : reasonText(one), count: 0, runs: new Set() });
        const sum = sums.get(key);
        sum.count += one.count;
        sum.runs.add(run.run_id);
      }
    }
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

function reasonCard(sum, most) {
  const bar = h("span", { class: "bar-fill lost-fill" });
  bar.style.width = (100 * sum.count) / most + "%";
  return h("section", { class: "reason" },
    h("h3", {}, t("reason." + sum.kind)),
    h("div", { class: "bar-line" }, h("span", { class: "bar-track", "aria-hidden": "true" }, bar), h("b", {}, t("funnel.rows", { n: count(sum.count) }))),
    h("p", { class: "agency" }, t("undetermined.in_models", { n: sum.runs.size })),
    h("p", { class: "next" }, h("b", {}, t("undetermined.next")), t("reason." + sum.kind + "_next")));
}

function stepRows() {
  const rows = [];
  for (const run of HEAD.runs) {
    for (const step of run.funnel) {
      for (const one of step.undetermined) if (one.count) rows.push({ run, step, one });
    }
  }
  return rows.sort((a, b) => b.one.count - a.one.count);
}

function undeterminedView() {
  const sums = reasonSums(HEAD.runs, true);
  const page = h("div", { class: "page" }, h("h2", { tabindex: "-1" }, t("undetermined.title")), h("p", { class: "lead" }, t("undetermined.lead")));
  if (!sums.length) {
    page.append(HEAD.runs.length ? empty(t("empty.undetermined"), t("empty.undetermined_next")) : empty(t("empty.no_runs"), t("empty.no_runs_next")));
    return page;
  }
  const total = sums.reduce((sum, one) => sum + one.count, 0);
  add(page, [
    h("h3", {}, t("undetermined.by_reason"), " · ", t("undetermined.total", { n: count(total) })),
    h("div", { class: "reason-cards" }, sums.map((sum) => reasonCard(sum, sums[0].count))),
    h("h3", {}, t("undetermined.by_model")),
    table(t("undetermined.by_model"), [t("models.model"), t("funnel.step"), t("undetermined.reason"), t("undetermined.count")],
      stepRows().map(({ run, step, one }) => [
        h("a", { href: "#/models/" + encodeURIComponent(run.run_id) }, tx(run.model.title)), h("span", {}, h("span", { class: "verb" }, verbName(step.verb)), " ", h("code", {}, step.step)),
        reasonText(one), h("span", { class: "number" }, count(one.count)),
      ]), "stack steps"),
  ]);
  return page;
}
