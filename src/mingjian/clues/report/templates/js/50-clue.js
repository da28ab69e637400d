// One clue, whole: sentence, why it ranks where it does, what to do, law, evidence, funnel, traps, proof.

function lawName(law) {
  return lang === "zh" && !/[《〔\[（(]/.test(law) ? "《" + law + "》" : law;
}

/** `133之1-1` → 第133条之1第1款; anything else is shown as it is written. */
function articleName(article) {
  const parts = /^(\d+)(之\d+)?(?:-(\d+))?(?:-(\d+))?$/.exec(article);
  if (!parts) return article;
  const number = t("basis.article", { n: parts[1] }) + (parts[2] || "");
  return number + (parts[3] ? t("basis.paragraph", { n: parts[3] }) : "") + (parts[4] ? t("basis.item", { n: parts[4] }) : "");
}

function validity(basis, day) {
  if (!basis.from && !basis.to) return [t("basis.no_dates"), null];
  const dates = basis.from && basis.to ? t("basis.span", basis) : basis.from ? t("basis.from", basis) : t("basis.until", basis);
  if (basis.from && basis.from > day) return [dates, "not_yet"];
  if (basis.to && basis.to < day) return [dates, "expired"];
  return [dates, "valid"];
}

function basisItem(basis, day) {
  const [dates, state] = validity(basis, day);
  return h("li", {},
    h("p", { class: "law" }, h("b", {}, lawName(basis.law), " ", articleName(basis.article)),
      basis.verified ? h("span", { class: "tag good" }, icon("check"), t("basis.verified"))
        : h("span", { class: "tag warn", title: t("basis.unverified_more") }, icon("warn"), t("basis.unverified"))),
    h("p", { class: "dates" }, dates, state ? h("span", { class: "in-force " + state }, t("basis." + state)) : null),
    basis.verified ? null : h("p", { class: "dates" }, t("basis.unverified_more")),
    basis.text ? h("details", { class: "law-text" }, h("summary", {}, t("basis.text")), h("blockquote", { lang: "zh-CN" }, basis.text)) : null);
}

function basisList(run) {
  const basis = run.model.basis;
  if (!basis.length) return h("p", { class: "note" }, t("basis.none"));
  return h("ul", { class: "basis" }, basis.map((one) => basisItem(one, run.as_of)));
}

function trapList(run) {
  const traps = run.model.traps;
  if (!traps.length) return h("p", { class: "note" }, t("clue.no_traps"));
  return h("ul", { class: "traps" }, traps.map((trap) => h("li", {}, icon("check"), h("div", {}, h("b", {}, tx(trap)), h("span", {}, tx(trap.handled))))));
}

function section(name, title, ...body) {
  return h("section", { class: "part part-" + name, data: { part: name } }, h("h3", { tabindex: "-1" }, title), body);
}

function seenText(clue) {
  return clue.first_seen === clue.last_seen
    ? t("clue.seen_once", { first: clue.first_seen })
    : t("clue.seen_span", { first: clue.first_seen, last: clue.last_seen });
}

function clueHeader(clue, run) {
  return h("header", { class: "clue-head " + clue.risk.level },
    h("p", { class: "clue-tags" }, h("span", { class: "rank", title: t("list.rank", { n: clue.rank }) }, count(clue.rank)), badge(clue.risk.level),
      h("span", { class: "state " + clue.state }, t("state." + clue.state)),
      h("span", { class: "clue-point" }, tx(lineOf(clue)), " · ", tx(run.model.point))),
    h("h2", { class: "says", tabindex: "-1", id: "clue-title" }, tx(clue.says)),
    facts([
      [t("clue.subject"), clue.subject],
      [t("clue.place"), h("span", {}, tx(clue.place), " ", h("code", {}, clue.place.code))],
      [t("clue.model"), h("span", {}, run.model.catalogue ? h("code", {}, run.model.catalogue) : null, " ", h("a", { href: "#/models/" + encodeURIComponent(run.run_id) }, tx(run.model.title)))],
      [t("clue.seen"), seenText(clue)],
    ], "pairs across"));
}

function whySection(clue) {
  const reasons = clue.risk.reasons;
  return section("why", t("clue.why"),
    h("p", { class: "points" }, badge(clue.risk.level), h("span", {}, t("clue.points", { n: Math.round(clue.risk.points * 10) / 10 }))),
    reasons.length ? h("ul", { class: "reasons" }, reasons.map((reason) => h("li", {}, tx(reason)))) : h("p", { class: "note" }, t("clue.no_reasons")));
}

const PARTS = ["evidence", "basis", "funnel", "traps", "proof"];

function jumpTo(name) {
  const part = document.querySelector('.detail [data-part="' + name + '"]');
  part.scrollIntoView({ block: "start" });
  part.querySelector("h3").focus({ preventScroll: true });
}

function partLinks() {
  return h("nav", { class: "jumps", "aria-label": t("clue.sections") },
    PARTS.map((name) => h("button", { type: "button", on: { click: () => jumpTo(name) } }, t("clue." + name))));
}

/** The whole clue. For paper `printed` is "alone", or "among" when the models with their SQL are printed too. */
function clueNode(place, printed) {
  const clue = CLUES[place];
  const run = runOf(clue);
  const details = detailsAt(place);
  return [
    clueHeader(clue, run),
    h("p", { class: "guilt", role: "note" }, t("guilt.standing")),
    printed ? null : partLinks(),
    h("div", { class: "two" }, whySection(clue), section("do", t("clue.do_next"), h("p", { class: "do" }, tx(run.model.disposition)))),
    section("evidence", t("clue.evidence"), evidenceSection(details, run)),
    section("basis", t("clue.basis"), basisList(run)),
    section("funnel", t("clue.funnel"), funnelNode(run)),
    section("traps", t("clue.traps"), trapList(run)),
    section("proof", t("clue.proof"), proofNode(clue, run, details.proof, printed)),
  ];
}

function stepper() {
  return h("div", { class: "stepper" },
    h("button", { type: "button", class: "tool back", on: { click: () => go("#/clues") } }, icon("back"), t("clue.back")),
    h("span", { class: "position", id: "position" }),
    h("button", { type: "button", class: "tool", id: "previous", "aria-keyshortcuts": "k", on: { click: () => step(-1) } }, t("clue.previous"), h("kbd", { "aria-hidden": "true" }, "k")),
    h("button", { type: "button", class: "tool", id: "next", "aria-keyshortcuts": "j", on: { click: () => step(1) } }, t("clue.next"), h("kbd", { "aria-hidden": "true" }, "j")),
    h("button", { type: "button", class: "tool print-one", on: { click: () => printNow({ clues: [current] }) } }, t("clue.print")));
}

function showPosition() {
  const position = document.getElementById("position");
  if (!position) return;
  const at = shown.indexOf(current);
  position.textContent = at < 0 ? "" : t("clue.position", { n: count(at + 1), total: count(shown.length) });
  document.getElementById("previous").disabled = at <= 0;
  document.getElementById("next").disabled = at < 0 ? !shown.length : at >= shown.length - 1;
}

function detailPane() {
  const pane = h("article", { class: "detail", id: "detail", "aria-labelledby": current === null ? null : "clue-title" });
  if (current === null) pane.append(h("p", { class: "pick" }, CLUES.length ? t("list.pick") : ""));
  else add(pane, [stepper(), clueNode(current, false)]);
  return pane;
}
