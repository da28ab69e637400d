/** The records of a case file by kind: looked at, added, changed, removed. */
import { Button, Card, Empty, Menu, Popconfirm, Space } from "antd";
import { useEffect, useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";
import { type Page, useForms, type Values } from "./kinds";
import { Problems } from "./Problems";
import { RecordForm } from "./RecordForm";
import { Summary } from "./Summary";

interface Props {
  page: Page;
  change: Change;
  /** A record that was asked for elsewhere on the page. */
  asked?: string;
  answered: () => void;
}

interface Asked {
  name: string;
  old?: Schemas["CaseRecord"];
}

export function Records({ page, change, asked, answered }: Props) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const [name, setName] = useState("documents");
  const [open, setOpen] = useState<Asked>();
  const [problems, setProblems] = useState<Schemas["EvidenceProblem"][]>([]);
  useEffect(() => {
    const list = page.lists.find((one) => one.records.some((record) => record.id === asked));
    if (!list) return;
    setName(list.name);
    const old = list.records.find((record) => record.id === asked);
    if (page.may_edit) setOpen({ name: list.name, ...(old ? { old } : {}) });
    answered();
  }, [asked, page, answered]);
  if (!forms) return null;
  const form = forms.forms.find((one) => one.name === name);
  const records = page.lists.find((one) => one.name === name)?.records ?? [];
  if (!form) return null;
  const remove = async (id: string) => {
    const body = { list: name, id, version: page.version };
    const path = { number: page.id };
    const wrong = await change(
      got(api.POST("/api/evidence/files/{number}/remove", { params: { path }, body })),
    );
    setProblems(wrong ?? []);
  };
  return (
    <div className="proof-kinds">
      <Menu
        mode="inline"
        aria-label={t("evidence.kinds")}
        selectedKeys={[name]}
        onClick={({ key }) => {
          setName(key);
          setProblems([]);
        }}
        items={forms.forms.map((one) => ({
          key: one.name,
          label: `${say(one.label)} (${page.lists.find((list) => list.name === one.name)?.records.length ?? 0})`,
        }))}
      />
      <Card
        title={<span className="cap">{say(form.label)}</span>}
        extra={
          page.may_edit && (
            <Button type="primary" onClick={() => setOpen({ name })}>
              {t("evidence.add")}
            </Button>
          )
        }
      >
        <Problems problems={problems} places={false} />
        {records.length === 0 && (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={t(page.may_edit ? "evidence.records.none" : "evidence.records.none.read")}
          />
        )}
        {records.map((one) => (
          <div key={one.id} className="proof-item">
            <div className="row">
              <strong className="grow">
                {one.name} <span className="soft">{one.id}</span>
              </strong>
              {page.may_edit && (
                <Space>
                  <Button size="small" onClick={() => setOpen({ name, old: one })}>
                    {t("evidence.edit")}
                  </Button>
                  <Popconfirm
                    title={t("evidence.remove.sure", { name: one.name })}
                    description={t("evidence.remove.back")}
                    okText={t("evidence.remove")}
                    cancelText={t("cancel")}
                    onConfirm={() => remove(one.id)}
                  >
                    <Button size="small" danger>
                      {t("evidence.remove")}
                    </Button>
                  </Popconfirm>
                </Space>
              )}
            </div>
            <Summary page={page} name={name} values={one.values as Values} />
          </div>
        ))}
      </Card>
      {open && (
        <RecordForm
          key={open.old?.id ?? `new ${open.name}`}
          page={page}
          name={open.name}
          old={open.old}
          change={change}
          close={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
