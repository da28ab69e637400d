/** Over what the steps are looked at: the draft's examples, or the data of the lake on a day. */
import { Alert, Button, DatePicker, Input, Segmented } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Problem, useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { goesOn, JobCard } from "../jobs/JobCard";
import type { Draft } from "./parts";
import type { useDataLook } from "./useDataLook";

export type Lies = "examples" | "data";

interface Given {
  draft: Draft;
  over: Lies;
  choose: (one: Lies) => void;
  data: ReturnType<typeof useDataLook>;
  may: boolean;
}

export function Over({ draft, over, choose, data, may }: Given) {
  const { t } = useTexts();
  if (!may) return null;
  return (
    <div className="stack">
      <div className="row">
        <span>{t("workshop.over.label")}</span>
        <Segmented<Lies>
          aria-label={t("workshop.over.label")}
          value={over}
          onChange={choose}
          options={[
            { value: "examples", label: t("workshop.over.examples") },
            { value: "data", label: t("workshop.over.data") },
          ]}
        />
      </div>
      {over === "data" && <Data draft={draft} data={data} />}
    </div>
  );
}

function Data({ draft, data }: { draft: Draft; data: Given["data"] }) {
  const { t } = useTexts();
  const words = useWords();
  const { query, ask, look } = data;
  const job = query.data?.job ?? undefined;
  const [day, setDay] = useState(() => dayjs(look?.as_of));
  const [purpose, setPurpose] = useState("");
  if (query.isError) return <Problem error={query.error} retry={query.refetch} />;
  const busy = ask.isPending || (job !== undefined && goesOn(job));
  return (
    <>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ as_of: day.format("YYYY-MM-DD"), purpose: purpose.trim() });
        }}
      >
        <DatePicker
          aria-label={t("workshop.look.day")}
          value={day}
          allowClear={false}
          maxDate={dayjs()}
          onChange={(one) => one && setDay(one)}
        />
        <Input
          className="grow"
          aria-label={t("workshop.look.purpose")}
          placeholder={t("workshop.look.purpose")}
          maxLength={200}
          value={purpose}
          onChange={(event) => setPurpose(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={busy} disabled={!purpose.trim()}>
          {t(look ? "workshop.look.again" : "workshop.look.begin")}
        </Button>
      </form>
      {ask.isError && <Alert type="error" showIcon title={words(ask.error)} />}
      {job && <JobCard key={job.id} first={job} />}
      {look ? (
        <p className="soft">
          {t("workshop.look.made", { at: moment(look.at), day: look.as_of, n: look.seconds })}
          {look.version !== draft.version && ` ${t("workshop.look.old")}`}
        </p>
      ) : (
        !job && <p className="soft">{t("workshop.look.none")}</p>
      )}
    </>
  );
}
