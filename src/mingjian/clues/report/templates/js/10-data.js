// The report's data: the head at once, evidence and proof by chunks, parsed when a clue of theirs is opened.

const HEAD = JSON.parse(document.getElementById("data-head").textContent);
const CLUES = HEAD.clues;
const RUNS = new Map(HEAD.runs.map((run) => [run.run_id, run]));
const PLACES = new Map(CLUES.map((clue, place) => [clue.id, place]));
const LEVELS = ["high", "medium", "low"];
const chunks = new Map();
const haystacks = new Array(CLUES.length);

function runOf(clue) {
  return RUNS.get(clue.run_id);
}

function lineOf(clue) {
  return clue.line || runOf(clue).model.line;
}

/** Evidence and proof of the clue at `place`. */
function detailsAt(place) {
  const number = Math.floor(place / HEAD.chunk);
  if (!chunks.has(number)) {
    chunks.set(number, JSON.parse(document.getElementById("data-" + number).textContent));
    if (chunks.size > 12) chunks.delete(chunks.keys().next().value);
  }
  return chunks.get(number)[place % HEAD.chunk];
}

/** What the search looks at, in both languages, lower case. */
function haystackAt(place) {
  if (haystacks[place] === undefined) {
    const clue = CLUES[place];
    const model = runOf(clue).model;
    haystacks[place] = [
      clue.says.zh, clue.says.en, clue.subject, clue.key, clue.id, clue.place.code, clue.place.zh, clue.place.en,
      model.id, model.catalogue || "", model.title.zh, model.title.en,
    ].join("\n").toLowerCase();
  }
  return haystacks[place];
}

function undeterminedOf(run) {
  return run.funnel.reduce((sum, step) => sum + step.undetermined.reduce((part, one) => part + one.count, 0), 0);
}

/** Rows the first step examined; null when no funnel was recorded. */
function examinedBy(run) {
  return run.funnel.length ? run.funnel[0].rows : null;
}

function cluesOfRun(run) {
  return CLUES.filter((clue) => clue.run_id === run.run_id);
}
