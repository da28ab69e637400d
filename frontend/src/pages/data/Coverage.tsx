/** What a dataset is declared complete for, and declaring more. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker, Empty, Table } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Dataset";
import { type Span, Spans } from "./DeliveryForm";

export function CoverageTab({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <div className="stack tight">
      <p className="soft">{t("data.coverage.why")}</p>
      <Table
        rowKey={(one) => `${one.region.zh} ${one.start} ${one.end}`}
        size="small"
        pagination={false}
        dataSource={page.coverage}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("data.coverage.none")} />,
        }}
        columns={[
          { key: "region", title: t("data.region"), render: (_, one) => say(one.region) },
          { key: "start", title: t("data.from"), dataIndex: "start", className: "number" },
          { key: "end", title: t("data.to"), dataIndex: "end", className: "number" },
          {
            key: "by",
            title: t("data.declared"),
            render: (_, one) =>
              one.by ? `${one.by} · ${one.declared ? moment(one.declared) : ""}` : t("data.declared.intake"),
          },
        ]}
      />
      {page.can && <Declare page={page} />}
    </div>
  );
}

function Declare({ page }: { page: Page }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [spans, setSpans] = useState<Span[]>([]);
  const [day, setDay] = useState(page.extracted_on ?? dayjs().format("YYYY-MM-DD"));
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/datasets/{dataset}/coverage", {
          params: { path: { dataset: page.dataset } },
          body: { coverage: spans, extracted_on: day },
        }),
      ),
    onSuccess: () => {
      setSpans([]);
      void queries.invalidateQueries({ queryKey: ["dataset"] });
    },
  });
  return (
    <div className="stack tight">
      <Spans spans={spans} change={setSpans} notes={[]} fresh />
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
      {spans.length > 0 && (
        <div className="row">
          <span>{t("data.extracted")}</span>
          <DatePicker
            aria-label={t("data.extracted")}
            value={dayjs(day)}
            maxDate={dayjs()}
            allowClear={false}
            onChange={(chosen) => chosen && setDay(chosen.format("YYYY-MM-DD"))}
          />
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
            {t("data.declare")}
          </Button>
        </div>
      )}
    </div>
  );
}
