/** What models are made of: operators and lists, to be dragged onto the canvas or pressed. */
import { Button, Input } from "antd";
import { useState } from "react";
import { useTexts } from "../../texts/texts";
import { DRAGGED } from "./dragged";
import type { Palette } from "./parts";

interface Given {
  palette: Palette;
  add: (what: string) => void;
}

export function Shelf({ palette, add }: Given) {
  const { t, say } = useTexts();
  const [words, setWords] = useState("");
  const lists = palette.standards.filter((one) =>
    `${one.id} ${one.zh} ${one.en}`.toLowerCase().includes(words.toLowerCase()),
  );
  const piece = (what: string, title: string, hint: string) => (
    <Button
      key={what}
      size="small"
      draggable
      title={hint}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, what)}
      onClick={() => add(what)}
    >
      {title}
    </Button>
  );
  return (
    <div className="bench-shelf">
      <h2>{t("workshop.operators")}</h2>
      <div className="chips">
        {palette.operators.map((one) =>
          piece(`step:${one.verb}`, say(one), say(one.about).split("\n")[0] ?? ""),
        )}
      </div>
      <h2>{t("workshop.lists")}</h2>
      <Input
        size="small"
        allowClear
        aria-label={t("workshop.lists.search")}
        placeholder={t("workshop.lists.search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="chips lists">
        {lists.map((one) => piece(`need:${one.id}`, say(one), one.id))}
        {lists.length === 0 && <span className="soft">{t("workshop.lists.none")}</span>}
      </div>
    </div>
  );
}
