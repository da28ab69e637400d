// The page's own words and the choice of language. Chinese first; the choice is remembered where storage is allowed.

const TEXTS = JSON.parse(document.getElementById("data-texts").textContent);
const REMEMBERED = "mingjian.lang";
let lang = "zh";

/** The page's text for `key` in the chosen language, `{name}` replaced by `values.name`. */
function t(key, values) {
  const entry = TEXTS[key];
  const text = entry ? entry[lang] : key;
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
}

function hasText(key) {
  return Object.prototype.hasOwnProperty.call(TEXTS, key);
}

/** A text of the data ({zh, en}) in the chosen language, or in the other one when that is empty. */
function tx(text) {
  if (!text) return "";
  return text[lang] || text.zh || text.en || "";
}

function firstLanguage() {
  const asked = /[?&]lang=(zh|en)\b/.exec(window.location.search);
  if (asked) return asked[1];
  try {
    const kept = window.localStorage.getItem(REMEMBERED);
    if (kept === "zh" || kept === "en") return kept;
  } catch (refused) {
    // storage may be forbidden for files; the page then starts in Chinese
  }
  return "zh";
}

function setLanguage(chosen, remember) {
  lang = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  for (const other of ["zh", "en"]) {
    const sheet = document.getElementById("page-" + other);
    if (sheet) sheet.media = other === chosen ? "all" : "not all";
  }
  for (const node of document.querySelectorAll("[data-i18n]")) node.textContent = t(node.dataset.i18n);
  for (const node of document.querySelectorAll("[data-i18n-label]")) {
    node.setAttribute("aria-label", t(node.dataset.i18nLabel));
  }
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === chosen));
  }
  if (!remember) return;
  try {
    window.localStorage.setItem(REMEMBERED, chosen);
  } catch (refused) {
    // not remembered, still switched
  }
}
