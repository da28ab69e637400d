/** Where something stands: document, page, the words in their text, or what the record says where no text is there. */
import { Button } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Page, Values } from "./kinds";
import { Summary } from "./Summary";

interface Props {
  place: Schemas["CheckPlace"];
  page: Page;
  open: (record: string) => void;
}

export function Place({ place, page, open }: Props) {
  const { t } = useTexts();
  const record = page.lists
    .find((one) => one.name === place.list)
    ?.records.find((one) => one.id === place.record);
  const signs = Array.from(place.quote);
  return (
    <div className="proof-place">
      <div className="row">
        <strong className="grow" style={{ minWidth: 0 }}>
          {place.title}{" "}
          {place.page !== null && <span className="soft">{t("evidence.page", { n: place.page })}</span>}
        </strong>
        <Button type="link" size="small" className="no-print" onClick={() => open(place.record)}>
          {place.record}
        </Button>
      </div>
      {place.quote && (
        <blockquote>
          {signs.slice(0, place.start).join("")}
          <mark>{signs.slice(place.start, place.end).join("")}</mark>
          {signs.slice(place.end).join("")}
        </blockquote>
      )}
      {record && <Summary page={page} name={place.list} values={record.values as Values} />}
    </div>
  );
}
