/** Views: filters under a name, kept in this browser. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../texts/texts";

type View = { name: string; search: string };
const KEY = "clues.views";

function read(): View[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as View[];
  } catch {
    return [];
  }
}

export function useViews() {
  const [all, setAll] = useState(read);
  return {
    all,
    save: (name: string, search: string) => {
      const next = [...all.filter((one) => one.name !== name), { name, search }];
      localStorage.setItem(KEY, JSON.stringify(next));
      setAll(next);
    },
  };
}

export function SaveView({ save, close }: { save: (name: string) => void; close: () => void }) {
  const { t } = useTexts();
  const [name, setName] = useState("");
  return (
    <Modal
      open
      title={t("clues.views.save")}
      okText={t("save")}
      okButtonProps={{ disabled: !name.trim() }}
      onCancel={close}
      onOk={() => {
        save(name.trim());
        close();
      }}
    >
      <Input
        autoFocus
        value={name}
        maxLength={40}
        placeholder={t("clues.views.name")}
        aria-label={t("clues.views.name")}
        onChange={(event) => setName(event.target.value)}
      />
    </Modal>
  );
}
