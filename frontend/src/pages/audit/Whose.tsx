/** Whose copy a file is: by its digest, or by the number it carries. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Descriptions, Upload } from "antd";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export function Whose() {
  const { t } = useTexts();
  const words = useWords();
  const find = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append("file", file);
      return got(
        api.POST("/api/exports/whose", { body: body as never, bodySerializer: (one) => one as never }),
      );
    },
  });
  return (
    <Card size="small" title={t("whose.title")}>
      <div className="stack">
        <p className="soft">{t("whose.hint")}</p>
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            find.mutate(file);
            return false;
          }}
        >
          <Button loading={find.isPending}>{t("whose.pick")}</Button>
        </Upload>
        {find.isError && <Alert type="error" showIcon title={words(find.error)} />}
        {find.data?.length === 0 && (
          <Alert type="info" showIcon title={t("whose.none", { name: find.variables?.name ?? "" })} />
        )}
        {find.data?.map((one) => (
          <Descriptions
            key={one.number}
            size="small"
            column={1}
            bordered
            title={`${one.number} · ${t(one.whole ? "whose.whole" : "whose.part")}`}
            items={[
              { key: "actor", label: t("audit.actor"), children: one.actor },
              { key: "at", label: t("audit.at"), children: moment(one.at) },
              { key: "why", label: t("whose.purpose"), children: String(one.detail.purpose ?? "—") },
              {
                key: "rows",
                label: t("whose.rows"),
                children: String(one.detail.clues ?? one.detail.rows ?? "—"),
              },
            ]}
          />
        ))}
      </div>
    </Card>
  );
}
