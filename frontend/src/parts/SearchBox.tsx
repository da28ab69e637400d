/** The search in the head of every page; the key `/` goes there. */
import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../texts/texts";
import { SuggestBox } from "./SuggestBox";

export function SearchBox() {
  const { t } = useTexts();
  const go = useNavigate();
  const box = useRef<InputRef>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <search className="head-search">
      <SuggestBox
        go={(q) => q && void go(`/search?${new URLSearchParams({ q })}`)}
        box={({ typed, ask }) => (
          <Input
            ref={box}
            allowClear
            maxLength={2000}
            prefix={<SearchOutlined />}
            aria-label={t("search.head")}
            aria-keyshortcuts="/"
            placeholder={t("search.head")}
            onPressEnter={() => ask(typed)}
          />
        )}
      />
    </search>
  );
}

/** Whether the key is a sign somebody writes. */
function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
