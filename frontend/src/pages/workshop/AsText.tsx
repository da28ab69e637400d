/** A file of the draft as text, when somebody asks to see it; checked like any other when it is kept. */
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { api, got } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Bench } from "./useDraft";

export function AsText({ bench }: { bench: Bench }) {
  const { t } = useTexts();
  const { draft } = bench;
  const [name, setName] = useState("model.yaml");
  const found = useQuery({
    queryKey: ["draft", draft.id, "text", name, draft.version],
    queryFn: () =>
      got(
        api.GET("/api/workshop/drafts/{number}/text", {
          params: { path: { number: draft.id }, query: { name } },
        }),
      ),
  });
  const [text, setText] = useState("");
  useEffect(() => {
    if (found.data) setText(found.data.text);
  }, [found.data]);
  if (!found.data) return <Skeleton active />;
  const other = text !== found.data.text;
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={t("workshop.file")}
          style={{ minWidth: 220 }}
          value={name}
          options={Object.keys(draft.files).map((value) => ({ value, label: value }))}
          onChange={setName}
        />
        {draft.may_edit && (
          <Button
            type="primary"
            disabled={!other}
            loading={bench.busy}
            onClick={() => void bench.put(name, text)}
          >
            {t("workshop.text.keep")}
          </Button>
        )}
        {draft.may_edit && !("examples/cases.yaml" in draft.files) && (
          <Button
            onClick={() =>
              void bench.edit({ kind: "add_examples", file: "examples/cases.yaml", as_of: { $day: today() } })
            }
          >
            {t("workshop.examples.add")}
          </Button>
        )}
      </div>
      <Input.TextArea
        className="code"
        aria-label={t("workshop.text.of", { name })}
        autoSize={{ minRows: 16, maxRows: 40 }}
        value={text}
        readOnly={!draft.may_edit}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
