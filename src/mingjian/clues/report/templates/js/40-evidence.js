// Evidence: what each agency's list says, side by side, collided columns marked, the delivered value beside the clean one.

const CARDS_UP_TO = 3;
const COVERAGES = 8;
const NUMBER = /^-?(0|[1-9][\d,]{0,11})(\.\d+)?$/;

function cellOf(packed) {
  return Array.isArray(packed) ? { value: packed[0], raw: packed[1] } : { value: packed, raw: null };
}

/** A value as read, with the delivered text below it where cleaning changed or could not read it. */
function valueNode(packed) {
  const cell = cellOf(packed);
  const value = cell.value === null || cell.value === "" ? h("span", { class: "missing" }, t("evidence.missing")) : h("span", { class: "value" }, cell.value);
  if (cell.raw === null) return value;
  return [value, h("span", { class: "raw" }, h("i", {}, t("evidence.raw")), h("q", {}, cell.raw))];
}

function columnLabel(column) {
  return [column[lang] || column.name,
    column.collided ? h("span", { class: "sign", title: t("evidence.collided") }, icon("collide"), h("span", { class: "visually-hidden" }, t("evidence.collided"))) : null,
    column.masked ? h("span", { class: "sign", title: t("evidence.masked") }, icon("lock"), h("span", { class: "visually-hidden" }, t("evidence.masked"))) : null];
}

function sourceNode(row) {
  const file = row[2] === null ? null : HEAD.files[row[2]];
  if (!file) return h("span", { class: "missing" }, t("proof.none"));
  return h("span", { class: "source" }, h("span", { class: "file" }, file[0]),
    file[1] ? h("span", {}, t("evidence.sheet", { name: file[1] })) : null,
    row[3] === null ? null : h("b", {}, t("evidence.line", { n: count(row[3]) })));
}

function columnKind(shape, rows, place) {
  const values = rows.map((row) => cellOf(row[0][place]).value).filter((value) => value !== null && value !== "");
  const numeric = values.length > 0 && values.every((value) => NUMBER.test(value));
  return [shape.columns[place].collided ? "collided" : "", numeric ? "number" : ""].join(" ").trim() || null;
}

/** One row as labels and values, the collided columns first: two such cards can be compared across. */
function recordCard(shape, row) {
  const order = shape.columns.map((column, place) => place)
    .sort((a, b) => Number(shape.columns[b].collided) - Number(shape.columns[a].collided) || a - b);
  return h("div", { class: "record" },
    h("dl", {}, order.map((place) => h("div", { class: shape.columns[place].collided ? "collided" : null },
      h("dt", {}, columnLabel(shape.columns[place])), h("dd", {}, valueNode(row[0][place]))))),
    h("p", { class: "record-foot" }, sourceNode(row), h("code", { title: row[1] }, short(row[1]))));
}

/** The one file all rows come from, as its number; null when they come from several or none is told. */
function sharedFile(rows) {
  const files = new Set(rows.map((row) => row[2]));
  return files.size === 1 ? rows[0][2] : null;
}

/** Rows under each other. A file they all share is named once, below. */
function rowsTable(shape, rows) {
  const kinds = shape.columns.map((column, place) => columnKind(shape, rows, place));
  const name = tx(shape.title);
  const file = sharedFile(rows);
  const from = (row) => (file === null ? sourceNode(row) : row[3] === null ? "" : h("span", { class: "number" }, t("evidence.line", { n: count(row[3]) })));
  return [h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("evidence.scroll", { title: name }) },
    h("table", { class: "rows" },
      h("thead", {}, h("tr", {}, shape.columns.map((column, place) => h("th", { scope: "col", class: kinds[place] }, columnLabel(column))),
        h("th", { scope: "col" }, t("evidence.source")), h("th", { scope: "col" }, t("evidence.row_id")))),
      h("tbody", {}, rows.map((row) => h("tr", {},
        row[0].map((cell, place) => h("td", { class: kinds[place] }, valueNode(cell))),
        h("td", {}, from(row)), h("td", {}, h("code", { title: row[1] }, short(row[1])))))))),
    file === null ? null : h("p", { class: "record-foot" }, sourceNode([null, null, file, null]))];
}

function spanText(span) {
  return (span.from || t("evidence.unbounded")) + (lang === "zh" ? " 至 " : " to ") + (span.to || t("evidence.still"));
}

function coverageList(coverage) {
  return h("ul", { class: "coverage" }, coverage.slice(0, COVERAGES).map((one) => h("li", {}, h("b", {}, tx(one.region)), " ", h("span", { class: "days" }, spanText(one)))),
    coverage.length > COVERAGES ? h("li", {}, t("proof.witnesses_more", { n: count(coverage.length - COVERAGES) })) : null);
}

function coverageNode(coverage) {
  return coverage.length ? coverageList(coverage) : h("span", { class: "warning" }, icon("warn"), t("evidence.coverage_none"));
}

/** What an absence relies on: its own coverage, else what the run says of that dataset. */
function coverageOf(part, shape, run) {
  if (part.coverage && part.coverage.length) return part.coverage;
  const used = run.datasets.find((one) => one.dataset === shape.dataset || one.need === shape.alias);
  return used ? used.coverage : [];
}

function evidenceBody(part, shape, run) {
  if (shape.role === "absence") {
    return [facts([
      [t("evidence.looked_for"), tx(part.note)],
      [t("evidence.looked_in"), tx(shape.agency) + " · " + tx(shape.title)],
      [t("evidence.coverage"), coverageNode(coverageOf(part, shape, run))],
    ], "pairs stacked"), part.rows.length ? [h("p", { class: "caption" }, t("evidence.probe")), rowsNode(part, shape)] : null];
  }
  const note = tx(part.note) || (shape.role === "digest" ? t("evidence.digest_more") : "");
  return [note ? h("p", { class: "note" }, note) : null, part.rows.length ? rowsNode(part, shape) : null,
    part.digest ? facts([[t("evidence.digest_hash"), h("code", {}, part.digest)]]) : null];
}

function rowsNode(part, shape) {
  if (part.rows.length > CARDS_UP_TO) return rowsTable(shape, part.rows);
  return h("div", { class: "records of-" + part.rows.length }, part.rows.map((row) => recordCard(shape, row)));
}

/** `aliased`: another input of the model is the same list, so the input's name tells them apart. */
function evidenceCard(part, run, aliased) {
  const shape = HEAD.tables[part.table];
  const wide = part.rows.length > 1;
  const total = part.rows.length + (part.more || 0);
  const size = shape.role === "absence" ? t("evidence.absence") : total === 1 ? t("evidence.row") : t("evidence.rows", { n: count(total) });
  return h("section", { class: "evidence " + shape.role + (wide ? " wide" : "") },
    h("header", {}, h("div", {}, h("p", { class: "agency" }, tx(shape.agency)), h("h4", {}, tx(shape.title), aliased ? [" ", h("code", {}, shape.alias)] : null)),
      h("span", { class: "size" }, shape.role === "absence" ? icon("absent") : null, size)),
    evidenceBody(part, shape, run),
    part.more ? h("p", { class: "note" }, t("evidence.more", { n: count(part.more) })) : null);
}

/** The cards, in order; absences and digests that follow each other share one column, so that rows stand beside them. */
function evidenceCards(evidence, run) {
  const cards = [];
  let stack = null;
  for (const part of evidence) {
    const shape = HEAD.tables[part.table];
    const card = evidenceCard(part, run, evidence.some((other) => other !== part && HEAD.tables[other.table].dataset === shape.dataset));
    if (shape.role === "row") {
      stack = null;
      cards.push(card);
    } else if (stack) stack.append(card);
    else {
      stack = h("div", { class: "stacked-cards" }, card);
      cards.push(stack);
    }
  }
  return cards;
}

const JOINS = { row: ["collide", "evidence.collided_with"], absence: ["absent", "evidence.absent_from"], digest: ["digest", "evidence.compared_with"] };

/** Which lists met: agency and list, joined by what happened between them. */
function collisionStrip(evidence) {
  return h("p", { class: "strip" }, evidence.map((part, place) => {
    const shape = HEAD.tables[part.table];
    return [place === 0 ? null : h("span", { class: "join " + shape.role }, icon(JOINS[shape.role][0]), t(JOINS[shape.role][1])),
      h("span", { class: "party" }, h("b", {}, tx(shape.agency)), " ", tx(shape.title))];
  }));
}

function evidenceSection(details, run) {
  const evidence = details.evidence;
  if (!evidence.length) return empty(t("evidence.none"), t("evidence.none_next"));
  const shapes = evidence.map((part) => HEAD.tables[part.table]);
  const some = (name) => shapes.some((shape) => shape.columns.some((column) => column[name]));
  const changed = evidence.some((part) => part.rows.some((row) => row[0].some(Array.isArray)));
  return [evidence.length > 1 ? collisionStrip(evidence) : null,
    h("div", { class: "side-by-side" + (evidence.some((part) => part.rows.length > CARDS_UP_TO) ? " over-under" : "") }, evidenceCards(evidence, run)),
    h("p", { class: "legend" },
      some("collided") ? h("span", {}, h("i", { class: "swatch" }), icon("collide"), t("evidence.legend_collided")) : null,
      changed ? h("span", { class: "raw" }, t("evidence.legend_raw")) : null,
      some("masked") ? h("span", {}, icon("lock"), t("evidence.legend_masked")) : null)];
}
