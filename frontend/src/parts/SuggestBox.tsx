/** A box of words to search for, with what they may become: arrows and Enter choose, Esc closes, Enter alone asks. */
import { useQuery } from "@tanstack/react-query";
import { AutoComplete } from "antd";
import { type ReactElement, useRef, useState } from "react";
import { api, got } from "../client/client";
import { useTexts } from "../texts/texts";
import { useLate } from "./useLate";

const WAIT = 150;
/** An unseen sign before every suggestion: the list makes one that begins with what was typed the one Enter takes. */
const MARK = "\u2063";
/** How long the key that chose a suggestion is not taken for one that asks for what was typed. */
const CHOSEN = 100;

interface Box {
  typed: string;
  /** Ask for what stands in the box. */
  ask: (words: string) => void;
}

export function SuggestBox(props: {
  first?: string;
  go: (words: string) => void;
  box: (box: Box) => ReactElement;
}) {
  const { say } = useTexts();
  const [typed, setTyped] = useState(props.first ?? "");
  const [open, setOpen] = useState(false);
  const chosen = useRef(false);
  const late = useLate(typed.trim(), WAIT);
  const found = useQuery({
    queryKey: ["search", "suggest", late],
    queryFn: () => got(api.GET("/api/search/suggest", { params: { query: { q: late } } })),
    enabled: open && late !== "",
    staleTime: 60_000,
  });
  const items = late === typed.trim() ? (found.data?.items ?? []) : [];
  const ask = (words: string) =>
    setTimeout(() => {
      if (chosen.current) return;
      setOpen(false);
      props.go(words.trim());
    });
  const choose = (marked: string) => {
    chosen.current = true;
    setTimeout(() => {
      chosen.current = false;
    }, CHOSEN);
    props.go(marked.replace(MARK, ""));
  };
  return (
    <AutoComplete
      style={{ width: "100%" }}
      value={typed}
      open={open && items.length > 0}
      onOpenChange={setOpen}
      defaultActiveFirstOption={false}
      options={items.map((one) => ({
        value: MARK + one.text,
        label: (
          <span className="suggested">
            <span>{one.text}</span>
            <span className="soft">{say(one.kind)}</span>
          </span>
        ),
      }))}
      onChange={(words: string) => setTyped((words ?? "").replace(MARK, ""))}
      onSelect={choose}
      onInputKeyDown={(event) => {
        if (event.key === "Escape") event.preventDefault(); // a search field would empty itself
      }}
    >
      {props.box({ typed, ask })}
    </AutoComplete>
  );
}
