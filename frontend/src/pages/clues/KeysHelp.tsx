/** Which keys do what in the list and on a clue. */
import { Modal } from "antd";
import { type Key, useTexts } from "../../texts/texts";

const KEYS: [string, Key][] = [
  ["j", "keys.down"],
  ["k", "keys.up"],
  ["Enter", "keys.open"],
  ["x", "keys.choose"],
  ["/", "keys.search"],
  ["?", "keys.help"],
];

export function KeysHelp({ close }: { close: () => void }) {
  const { t } = useTexts();
  return (
    <Modal open title={t("keys.title")} footer={null} onCancel={close} width={440}>
      <dl className="keys">
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
