/** The office's layer over a pack: entries by forms, the text for who asks, versions. It adds and tightens. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Collapse, Input, Popconfirm, Skeleton, Space } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Entries } from "./Entries";
import { EntryForm, type EntryKind } from "./EntryForm";
import type { EvidenceProblem, Values } from "./kinds";
import { Problems } from "./Problems";
import "./evidence.css";

type Page = Schemas["LayerPage"];
export type LayerChange = Omit<Schemas["LayerChange"], "text">;
interface Draft {
  text: string;
  own: Values;
  problems: EvidenceProblem[];
}

export function Layer() {
  const { t, say } = useTexts();
  const pack = useParams().id ?? "";
  const path = { pack };
  const found = useQuery({
    queryKey: ["evidence", "packs", pack, "layer"],
    queryFn: () => got(api.GET("/api/evidence/packs/{pack}/layer", { params: { path } })),
    refetchOnWindowFocus: false, // what is being written would be lost
    refetchOnReconnect: false,
  });
  const whole = useQuery({
    queryKey: ["evidence", "packs", pack],
    queryFn: () => got(api.GET("/api/evidence/packs/{pack}", { params: { path } })),
  });
  useTitle(found.data && `${t("evidence.layer")} · ${say(found.data.title)}`);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (whole.isError) return <Problem error={whole.error} retry={whole.refetch} />;
  if (!found.data || !whole.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <Body key={`${found.data.number} ${found.data.in_use}`} page={found.data} pack={whole.data} />;
}

function Body({ page, pack }: { page: Page; pack: Schemas["PackPage"] }) {
  const { t, say } = useTexts();
  const words = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ text: page.text, own: page.own, problems: page.problems });
  const [note, setNote] = useState("");
  const [open, setOpen] = useState<{ kind: EntryKind; name?: string; value?: Values }>();
  const path = { pack: page.pack };
  const dirty = draft.text !== page.text;
  const tried = async <T,>(made: Promise<T>): Promise<T | undefined> => {
    try {
      return await made;
    } catch (error) {
      message.error(words(error), 8);
      return undefined;
    }
  };
  const change = async (given: LayerChange): Promise<boolean> => {
    const body = { ...given, text: draft.text } as Schemas["LayerChange"];
    const made = await tried(
      got(api.POST("/api/evidence/packs/{pack}/layer/change", { params: { path }, body })),
    );
    if (!made) return false;
    setDraft(made);
    return made.kept;
  };
  const refresh = () => queries.invalidateQueries({ queryKey: ["evidence"] });
  const save = async () => {
    const body = { text: draft.text, note, number: page.number };
    const made = await tried(got(api.PUT("/api/evidence/packs/{pack}/layer", { params: { path }, body })));
    if (!made) return;
    setDraft(made);
    if (!made.kept) return;
    message.success(t("evidence.layer.kept"));
    await refresh();
  };
  const use = async (number?: number) => {
    const body = { number: page.number, ...(number === undefined ? {} : { use: number }) };
    if (await tried(got(api.POST("/api/evidence/packs/{pack}/layer/use", { params: { path }, body }))))
      await refresh();
  };
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">
          {t("evidence.layer.of", { office: say(page.office), pack: say(page.title) })}{" "}
          {page.in_use && <Mark tone="green">{t("evidence.layer.used")}</Mark>}
        </h1>
        <Link to={`/evidence/packs/${page.pack}`}>{say(page.title)}</Link>
      </div>
      <p className="soft">{t(page.may_edit ? "evidence.layer.hint" : "evidence.layer.hint.read")}</p>
      <Problems problems={draft.problems} />
      {dirty && <Alert type="warning" showIcon title={t("evidence.layer.dirty")} />}
      <Card
        title={t("evidence.layer.entries")}
        extra={
          page.may_edit && (
            <Space wrap>
              {(["need", "point", "fact", "favourable"] as const).map((kind) => (
                <Button key={kind} onClick={() => setOpen({ kind })}>
                  {t(`evidence.entry.${kind}`)}
                </Button>
              ))}
            </Space>
          )
        }
      >
        <Entries own={draft.own} may={page.may_edit} change={change} edit={setOpen} />
      </Card>
      <Collapse
        items={[
          {
            key: "text",
            label: t("evidence.layer.text"),
            children: (
              <Input.TextArea
                className="proof-text"
                aria-label={t("evidence.layer.text")}
                autoSize={{ minRows: 8, maxRows: 40 }}
                spellCheck={false}
                readOnly={!page.may_edit}
                value={draft.text}
                onChange={(event) => setDraft({ ...draft, text: event.target.value })}
              />
            ),
          },
        ]}
      />
      {page.may_edit && (
        <Card size="small">
          <div className="row">
            <Input
              className="grow"
              maxLength={500}
              aria-label={t("evidence.layer.note")}
              placeholder={t("evidence.layer.note")}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button type="primary" disabled={!dirty} onClick={() => void save()}>
              {t("evidence.layer.save")}
            </Button>
            <Button
              disabled={!dirty}
              onClick={() => setDraft({ text: page.text, own: page.own, problems: page.problems })}
            >
              {t("evidence.text.back")}
            </Button>
          </div>
        </Card>
      )}
      <Card title={t("evidence.layer.versions")}>
        {page.versions.length === 0 && <p className="soft">{t("evidence.layer.versions.none")}</p>}
        <ul className="reasons">
          {page.versions.map((one) => (
            <li key={one.number}>
              <a href={`/api/evidence/packs/${page.pack}/versions/${one.number}`}>
                {t("evidence.layer.number", { n: one.number })}
              </a>{" "}
              <span className="number soft">{moment(one.at)}</span> {one.by.name} {one.note}{" "}
              {one.in_use && <Mark tone="green">{t("evidence.layer.used")}</Mark>}{" "}
              {page.may_edit && (
                <Popconfirm
                  title={t(one.in_use ? "evidence.layer.withdraw.sure" : "evidence.layer.use.sure")}
                  okText={t(one.in_use ? "evidence.layer.withdraw" : "evidence.layer.use")}
                  cancelText={t("cancel")}
                  onConfirm={() => use(one.in_use ? undefined : one.number)}
                >
                  <Button size="small">
                    {t(one.in_use ? "evidence.layer.withdraw" : "evidence.layer.use")}
                  </Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {open && (
        <EntryForm
          kind={open.kind}
          name={open.name}
          value={open.value}
          pack={pack}
          own={draft.own}
          change={change}
          close={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
