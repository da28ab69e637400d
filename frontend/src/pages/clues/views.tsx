/** Views: filters under a name, kept in this browser. */
import { DeleteOutlined, DownOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../texts/texts";
import type { useFilters } from "./filters";

type View = { name: string; search: string };
const KEY = "clues.views";

function read(): View[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as View[];
  } catch {
    return [];
  }
}

export function Views({ filters }: { filters: ReturnType<typeof useFilters> }) {
  const { t } = useTexts();
  const [all, setAll] = useState(read);
  const [saving, setSaving] = useState(false);
  const keep = (next: View[]) => {
    localStorage.setItem(KEY, JSON.stringify(next));
    setAll(next);
  };
  const without = (name: string) => all.filter((one) => one.name !== name);
  const items = [
    ...all.map((one) => ({
      key: one.name,
      label: one.name,
      onClick: () => filters.replace(one.search),
      extra: (
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`${t("clues.views.delete")} ${one.name}`}
          onClick={(event) => {
            event.stopPropagation();
            keep(without(one.name));
          }}
        />
      ),
    })),
    ...(all.length ? [] : [{ key: "-", label: t("clues.views.none"), disabled: true }]),
    { type: "divider" as const },
    { key: "+", label: t("clues.views.save"), onClick: () => setSaving(true) },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button>
          {t("clues.views")} <DownOutlined />
        </Button>
      </Dropdown>
      {saving && (
        <SaveView
          save={(name) => keep([...without(name), { name, search: filters.search }])}
          close={() => setSaving(false)}
        />
      )}
    </>
  );
}

function SaveView({ save, close }: { save: (name: string) => void; close: () => void }) {
  const { t } = useTexts();
  const [name, setName] = useState("");
  const done = () => {
    save(name.trim());
    close();
  };
  return (
    <Modal
      open
      title={t("clues.views.save")}
      okText={t("save")}
      okButtonProps={{ disabled: !name.trim() }}
      onCancel={close}
      onOk={done}
    >
      <Input
        autoFocus
        value={name}
        maxLength={40}
        placeholder={t("clues.views.name")}
        aria-label={t("clues.views.name")}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && done()}
      />
    </Modal>
  );
}
