/** The letter templates of the reader's office: what each kind is made from, its versions, uploading another. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Segmented, Skeleton, Space, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { FieldsHelp } from "./FieldsHelp";
import { UploadTemplate } from "./UploadTemplate";
import { Versions } from "./Versions";

export type Page = Schemas["TemplatePage"];
export type Kind = Schemas["KindTemplates"];
export type Changed = (made: Promise<Page>) => Promise<boolean>;

export function Templates() {
  const { t } = useTexts();
  useTitle(t("nav.templates"));
  const [params, setParams] = useSearchParams();
  const lang = params.get("lang") === "en" ? "en" : "zh";
  const key = ["templates", lang];
  const queries = useQueryClient();
  const { message } = App.useApp();
  const words = useWords();
  const [help, setHelp] = useState(false);
  const list = useQuery({
    queryKey: key,
    queryFn: () => got(api.GET("/api/letter-templates", { params: { query: { lang } } })),
  });
  const changed: Changed = async (made) => {
    try {
      queries.setQueryData(key, await made);
      return true;
    } catch (error) {
      message.error(words(error), 6);
      await queries.invalidateQueries({ queryKey: key });
      return false;
    }
  };
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.templates")}</h1>
        <Segmented
          aria-label={t("templates.lang")}
          value={lang}
          options={[
            { value: "zh", label: t("templates.zh") },
            { value: "en", label: t("templates.en") },
          ]}
          onChange={(one) => setParams({ lang: one })}
        />
        <Button onClick={() => setHelp(true)}>{t("templates.fields")}</Button>
      </div>
      <p className="soft">{t(list.data.may ? "templates.hint" : "templates.hint.read")}</p>
      <Card size="small">
        <Kinds page={list.data} changed={changed} />
      </Card>
      <FieldsHelp fields={list.data.fields} open={help} close={() => setHelp(false)} />
    </div>
  );
}

function Kinds({ page, changed }: { page: Page; changed: Changed }) {
  const { t, say } = useTexts();
  const [uploading, setUploading] = useState<Kind>();
  const columns: TableColumnsType<Kind> = [
    {
      key: "kind",
      title: t("templates.kind"),
      render: (_, row) => <span className="cap">{say(row.kind)}</span>,
    },
    { key: "source", title: t("templates.source"), width: 180, render: (_, row) => <Source kind={row} /> },
    {
      key: "waiting",
      title: t("templates.versions"),
      width: 120,
      render: (_, row) => {
        const waiting = row.versions.filter((one) => one.state.code === "proposed").length;
        if (waiting) return <Mark tone="amber">{t("templates.waiting", { n: waiting })}</Mark>;
        return row.versions.length || "—";
      },
    },
    {
      key: "ways",
      title: t("users.actions"),
      width: 400,
      render: (_, row) => {
        const base = `/api/letter-templates/${row.kind.code}`;
        return (
          <Space wrap size="small">
            <Button size="small" href={`${base}/start?lang=${page.lang}`}>
              {t("templates.start")}
            </Button>
            <Button size="small" href={`${base}/preview?form=docx&lang=${page.lang}`}>
              {t("templates.preview.docx")}
            </Button>
            <Button size="small" href={`${base}/preview?form=pdf&lang=${page.lang}`}>
              {t("templates.preview.pdf")}
            </Button>
            {page.may && (
              <Button size="small" type="primary" onClick={() => setUploading(row)}>
                {t("templates.upload")}
              </Button>
            )}
          </Space>
        );
      },
    },
  ];
  return (
    <>
      <Table<Kind>
        rowKey={(row) => row.kind.code}
        size="middle"
        columns={columns}
        dataSource={page.kinds}
        pagination={false}
        scroll={{ x: 900 }}
        expandable={{
          rowExpandable: (row) => row.versions.length > 0,
          expandedRowRender: (row) => <Versions kind={row} lang={page.lang} changed={changed} />,
        }}
      />
      {uploading && (
        <UploadTemplate
          kind={uploading}
          lang={page.lang}
          changed={changed}
          close={() => setUploading(undefined)}
        />
      )}
    </>
  );
}

function Source({ kind }: { kind: Kind }) {
  const { t, say } = useTexts();
  if (kind.source === "builtin") return <Mark tone="plain">{t("templates.builtin")}</Mark>;
  const told = `${say(kind.office)} · ${t("templates.number", { n: kind.number ?? 0 })}`;
  return <Mark tone={kind.source === "own" ? "green" : "blue"}>{told}</Mark>;
}
