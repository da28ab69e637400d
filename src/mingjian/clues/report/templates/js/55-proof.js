// The proof block: everything another person needs to run the clue again and compare.

function parameterTable(run) {
  if (!run.parameters.length) return t("proof.none");
  return table(t("proof.parameters"), [t("proof.name"), t("proof.value"), t("proof.reason")],
    run.parameters.map((one) => [h("code", {}, one.name), h("b", {}, one.value, one.unit ? " " + one.unit : ""), tx(one.why)]), "small");
}

function coverageText(coverage) {
  return coverage.length ? coverageList(coverage) : h("span", { class: "warning" }, t("proof.none"));
}

function datasetTable(datasets, usedBy) {
  if (!datasets.length) return t("about.data_none");
  const headings = [t("proof.dataset"), t("proof.version"), t("proof.rows"), t("proof.coverage"), t("proof.extracted")];
  if (usedBy) headings.push(t("about.used_by"));
  return table(t("proof.datasets"), headings, datasets.map((one) => [
    [h("b", {}, tx(one.title)), h("br"), h("code", {}, one.dataset)], h("code", { class: "hash" }, one.version), h("span", { class: "number" }, count(one.rows)),
    coverageText(one.coverage), h("span", { class: "number" }, one.extracted_on || t("proof.none")),
  ].concat(usedBy ? [usedBy(one)] : [])), "small");
}

function sqlNode(run, printed) {
  if (!run.sql) return t("proof.sql_none");
  if (printed === "alone") return h("pre", {}, h("code", {}, run.sql));
  if (printed) return t("proof.sql_print");
  return h("details", { class: "sql" }, h("summary", {}, t("proof.sql_show", { n: count(run.sql.split("\n").length) })),
    copyButton(run.sql, t("proof.sql")),
    h("pre", { tabindex: "0", role: "region", "aria-label": t("proof.sql") }, h("code", {}, run.sql)));
}

function witnessNode(proof, printed) {
  const witnesses = proof.witnesses || [];
  if (!witnesses.length) return t("proof.none");
  const list = h("ul", { class: "witnesses" }, witnesses.map((one) => h("li", {}, h("b", {}, one.alias), " ", h("code", {}, one.row_id))),
    proof.more_witnesses ? h("li", {}, t("proof.witnesses_more", { n: count(proof.more_witnesses) })) : null);
  if (printed || witnesses.length <= 4) return list;
  return h("details", {}, h("summary", {}, t("proof.witnesses_show", { n: count(witnesses.length) })), list);
}

const STATUS_ICON = { proved: "check", differs: "warn", unavailable: "warn", not_checked: "digest" };

function proofStatus(proof) {
  const status = proof.status || "not_checked";
  return h("div", { class: "proof-status " + status }, h("p", {}, icon(STATUS_ICON[status]), h("b", {}, t("proof." + status)),
    proof.checked_at ? h("span", {}, t("proof.checked_at", { at: minute(proof.checked_at) })) : null),
    h("p", {}, tx(proof.message) || t("proof." + status + "_more")));
}

function idNode(id) {
  return h("span", { class: "id" }, h("code", {}, id), copyButton(id, id));
}

function proofNode(clue, run, proof, printed) {
  const command = proof.command || "mingjian prove " + clue.id;
  const links = proof.identity_links || [];
  return [proofStatus(proof),
    h("div", { class: "command" }, h("p", {}, h("b", {}, t("proof.command")), " ", t("proof.command_more")),
      h("div", { class: "shell" }, h("code", {}, command), copyButton(command, command))),
    facts([
      [t("proof.clue"), idNode(clue.id)],
      [t("proof.run"), h("code", {}, run.run_id)],
      [t("proof.model"), h("span", {}, h("code", {}, run.model.id), " ", run.model.version)],
      [t("proof.as_of"), run.as_of],
      [t("proof.engine"), run.engine],
      [t("proof.fingerprint"), h("code", { class: "hash" }, run.model.fingerprint)],
      [t("proof.parameters"), parameterTable(run)],
      [t("proof.datasets"), datasetTable(run.datasets, null)],
      [t("proof.witnesses"), witnessNode(proof, printed)],
      links.length ? [t("proof.links"), h("ul", { class: "witnesses" }, links.map((one) => h("li", {}, h("code", {}, one))))] : null,
      [t("proof.sql"), sqlNode(run, printed)],
    ], "pairs proof")];
}
