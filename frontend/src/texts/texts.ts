/** Texts of the screens in two languages, and the language now chosen. */
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Text } from "../client/client";
import { en } from "./en";
import { zh } from "./zh";

export type Lang = "zh" | "en";
export type Key = keyof typeof zh;

void i18next.use(initReactI18next).init({
  resources: { zh: { translation: zh }, en: { translation: en } },
  lng: "zh",
  fallbackLng: "zh",
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

export function setLang(lang: Lang): void {
  void i18next.changeLanguage(lang);
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

/** `t` for our own texts, `say` for those the server gives in both languages. */
export function useTexts() {
  const { t, i18n } = useTranslation();
  const lang: Lang = i18n.language === "en" ? "en" : "zh";
  return {
    lang,
    t: (key: Key, values?: Record<string, string | number>): string => t(key, values ?? {}),
    say: (text: Text | null | undefined): string => (text ? text[lang] || text.zh : ""),
  };
}
