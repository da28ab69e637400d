/** Taking a model up: lists at hand and missing, the office's own datasets, the chief's yes. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input, Select } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import type { Page } from "./Entry";

type Action = Schemas["NewTakeUp"]["action"];
type Given = { mapping?: Record<string, string | undefined>; why?: string };

export function TakeUp({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const act = useMutation({
    mutationFn: ({ action, given }: { action: Action; given: Given }) =>
      got(
        api.POST("/api/shelf/{number}/take-up", {
          params: { path: { number: page.id } },
          body: {
            action,
            version: page.take_up?.version ?? 0,
            mapping: chosen(given.mapping),
            parameters: {},
            why: given.why ?? "",
          },
        }),
      ),
    onSuccess: (after) => queries.setQueryData(["entry", page.id], after),
  });
  const can = page.take_up_can as Action[];
  const asks = can.includes("ask");
  const lacking = page.needs.filter((one) => !one.there && !one.optional);
  return (
    <Card title={t("shelf.take")}>
      <Form<Given> form={form} layout="vertical" initialValues={{ mapping: first(page) }}>
        <Scroll label={t("shelf.take")} width={520}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t("shelf.take.list")}</th>
                <th scope="col" className="words">
                  {t("shelf.take.here")}
                </th>
                <th scope="col" className="words">
                  {t("shelf.take.dataset")}
                </th>
              </tr>
            </thead>
            <tbody>
              {page.needs.map((one) => (
                <tr key={one.need}>
                  <th scope="row">
                    {say(one.standard)}
                    {one.optional && <span className="soft">{t("shelf.take.optional")}</span>}
                  </th>
                  <td className="words">
                    <Mark tone={one.there ? "green" : one.optional ? "plain" : "red"}>
                      {t(one.there ? "shelf.take.there" : "shelf.take.missing")}
                    </Mark>
                    {one.why && <div className="soft">{say(one.why)}</div>}
                  </td>
                  <td className="words">
                    {asks && one.datasets.length > 0 ? (
                      <Form.Item name={["mapping", one.need]} noStyle>
                        <Select
                          aria-label={say(one.standard)}
                          style={{ minWidth: 180 }}
                          options={one.datasets.map((value) => ({ value, label: value }))}
                        />
                      </Form.Item>
                    ) : (
                      (page.take_up?.mapping[one.need] ?? (one.datasets.join(t("comma")) || "—"))
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
        {page.take_up && <p>{told(page.take_up, t, say)}</p>}
        {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
        {asks && lacking.length > 0 && (
          <p className="soft">
            {t("shelf.take.lacking")} <Link to="/supply">{t("nav.supply")}</Link>
          </p>
        )}
        {(can.includes("decline") || can.includes("end")) && (
          <Form.Item name="why" label={t("shelf.why.may")} className="no-print">
            <Input maxLength={500} />
          </Form.Item>
        )}
        <div className="row no-print">
          {can.map((action) => (
            <Button
              key={action}
              type={action === "ask" || action === "agree" ? "primary" : "default"}
              danger={action === "decline" || action === "end"}
              disabled={action === "ask" && lacking.length > 0}
              loading={act.isPending && act.variables?.action === action}
              onClick={() => act.mutate({ action, given: form.getFieldsValue() })}
            >
              {t(`shelf.take.${action}`)}
            </Button>
          ))}
        </div>
      </Form>
      {page.state.code === "published" && can.length === 0 && !page.take_up && (
        <p className="soft">{t("shelf.take.who")}</p>
      )}
      {page.take_ups.length > 0 && (
        <ul className="reasons">
          {page.take_ups.map((one) => (
            <li key={one.office.code}>
              {say(one.office)} · {told(one, t, say)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function told(
  one: Schemas["TakeUpInfo"],
  t: ReturnType<typeof useTexts>["t"],
  say: ReturnType<typeof useTexts>["say"],
): string {
  const asked = `${one.asked_by.name} ${moment(one.asked)}`;
  const decided = one.decided_by && one.decided ? `${one.decided_by.name} ${moment(one.decided)}` : "";
  return [say(one.state), t("shelf.take.asked", { by: asked }), decided, one.why].filter(Boolean).join(" · ");
}

/** Where a list has one dataset it is that one. */
function first(page: Page): Record<string, string | undefined> {
  return Object.fromEntries(
    page.needs.map((one) => [
      one.need,
      page.take_up?.mapping[one.need] ?? (one.datasets.length === 1 ? one.datasets[0] : undefined),
    ]),
  );
}

function chosen(mapping: Record<string, string | undefined> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
