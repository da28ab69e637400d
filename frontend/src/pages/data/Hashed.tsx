/** Values a reader without clearance sees: a keyed hash, shortened, with what it is on pointing at it. */
import { Tooltip } from "antd";
import { useTexts } from "../../texts/texts";

const SHOWN = 9;

export function isHash(value: string): boolean {
  return /^#!?[0-9a-f]{16}$/.test(value);
}

export function Value({ value, marked }: { value: string; marked?: boolean }) {
  const { t } = useTexts();
  if (!isHash(value)) return <>{value}</>;
  const invalid = value.startsWith("#!");
  return (
    <Tooltip title={t(invalid ? "data.hash.invalid" : "data.hash.hint", { hash: value })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the whole hash is read by keys too */}
      <code className={marked ? "hash marked" : "hash"} tabIndex={0}>
        {value.slice(0, invalid ? SHOWN + 1 : SHOWN)}…
      </code>
    </Tooltip>
  );
}
