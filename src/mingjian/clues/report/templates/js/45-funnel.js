// The step funnel of a run: how many rows each step left, and how many it could not judge, by reason.

function width(rows, most) {
  return rows <= 0 ? 0 : Math.max(1.5, (100 * Math.log(rows + 1)) / Math.log(most + 1));
}

function verbName(verb) {
  return hasText("verb." + verb) ? t("verb." + verb) : verb;
}

function reasonText(one) {
  return tx(one) || t("reason." + reasonKind(one.reason));
}

function reasonKind(reason) {
  const kind = String(reason).split(":")[0];
  return hasText("reason." + kind) ? kind : "other";
}

function funnelStep(step, most, last) {
  const bar = h("span", { class: "bar-fill" });
  bar.style.width = width(step.rows, most) + "%";
  const lost = step.undetermined.filter((one) => one.count > 0);
  const total = lost.reduce((sum, one) => sum + one.count, 0);
  return h("li", { class: last ? "last" : null },
    h("div", { class: "step-head" }, h("span", { class: "verb" }, verbName(step.verb)), h("span", { class: "explain" }, tx(step.explain) || step.step)),
    h("div", { class: "bar-line" }, h("span", { class: "bar-track", "aria-hidden": "true" }, bar), h("b", {}, t("funnel.rows", { n: count(step.rows) }))),
    total ? h("div", { class: "lost" }, h("span", { class: "lost-total" }, t("funnel.undetermined", { n: count(total) })),
      lost.map((one) => h("span", { class: "lost-one" }, reasonText(one), " ", h("b", {}, count(one.count))))) : null,
    h("p", { class: "step-foot" }, h("code", {}, step.step), step.seconds === null ? null : h("span", {}, t("funnel.seconds", { n: step.seconds.toFixed(2) }))));
}

function funnelNode(run) {
  if (!run.funnel.length) return h("p", { class: "note" }, t("funnel.none"));
  const most = Math.max(1, ...run.funnel.map((step) => step.rows));
  const lost = undeterminedOf(run) > 0;
  return [h("ol", { class: "funnel" }, run.funnel.map((step, place) => funnelStep(step, most, place === run.funnel.length - 1))),
    h("p", { class: "caption" }, t("funnel.caption"), lost ? " " + t("funnel.undetermined_note") : null)];
}
