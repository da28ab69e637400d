/** What whoever made a campaign does with it: publish, remind, extend, close, take the figures out, report. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, Modal, Popconfirm } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { TABLE, TakeOut } from "../../parts/TakeOut";
import { type Key, useTexts } from "../../texts/texts";
import type { Page } from "./Campaign";

type Action = Schemas["CampaignAct"]["action"];
const SURE: Partial<Record<Action, Key>> = {
  publish: "campaigns.publish.sure",
  discard: "campaigns.discard.sure",
  close: "campaigns.close.sure",
};

export function Actions({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const may = useMay();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [extending, setExtending] = useState(false);
  const [taking, setTaking] = useState(false);
  const params = { path: { number: page.id } };
  const act = async (action: Action, more: { until?: string; why?: string } = {}) => {
    try {
      const body = { action, version: page.version, why: "", ...more };
      const after = await got(api.POST("/api/campaigns/{number}/act", { params, body }));
      await queries.invalidateQueries({ queryKey: ["campaigns"] });
      if (action === "discard") await navigate("/campaigns");
      else queries.setQueryData(["campaign", page.id], after);
      return true;
    } catch (error) {
      message.error(words(error), 6);
      await queries.invalidateQueries({ queryKey: ["campaign", page.id] });
      return false;
    }
  };
  const report = async (model: string) => {
    try {
      const body = { model, office: page.office.code, first: null, last: null };
      const made = await got(api.POST("/api/reports", { body }));
      await navigate(`/reports/${made.id}`);
    } catch (error) {
      message.error(words(error), 6);
    }
  };
  const button = (action: Action) => {
    const label = t(`campaigns.${action}`);
    const sure = SURE[action];
    const type = action === "publish" ? "primary" : "default";
    if (sure)
      return (
        <Popconfirm
          key={action}
          title={t(sure)}
          okText={label}
          cancelText={t("cancel")}
          onConfirm={() => act(action)}
        >
          <Button type={type}>{label}</Button>
        </Popconfirm>
      );
    return (
      <Button key={action} onClick={() => (action === "extend" ? setExtending(true) : void act(action))}>
        {label}
      </Button>
    );
  };
  const ended = page.state.code === "closed" && may("see_clues");
  return (
    <div className="row no-print" style={{ marginTop: 12 }}>
      {page.can.map(button)}
      {page.state.code !== "draft" && may("export") && (
        <Button onClick={() => setTaking(true)}>{t("campaigns.take_out")}</Button>
      )}
      {ended &&
        page.models.map((one) => (
          <Button key={one.model} onClick={() => void report(one.model)}>
            {t("campaigns.report", { model: say(one.title) })}
          </Button>
        ))}
      {extending && <Extend page={page} act={act} close={() => setExtending(false)} />}
      {taking && (
        <TakeOut
          forms={TABLE}
          title={t("campaigns.take_out")}
          about={t("figures.take")}
          send={(body) => api.POST("/api/campaigns/{number}/file", { params, body, parseAs: "blob" })}
          close={() => setTaking(false)}
        />
      )}
    </div>
  );
}

interface Extending {
  page: Page;
  act: (action: Action, more: { until: string; why: string }) => Promise<boolean>;
  close: () => void;
}

function Extend({ page, act, close }: Extending) {
  const { t } = useTexts();
  const [form] = Form.useForm<{ until: Dayjs; why: string }>();
  const save = async () => {
    const given = await filled(form);
    if (given && (await act("extend", { until: given.until.format("YYYY-MM-DD"), why: given.why }))) close();
  };
  const must = [{ required: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={t("campaigns.extend")}
      okText={t("save")}
      cancelText={t("cancel")}
      onCancel={close}
      onOk={save}
    >
      <Form form={form} layout="vertical">
        <Form.Item name="until" label={t("campaigns.last")} rules={must}>
          <DatePicker style={{ width: "100%" }} minDate={dayjs(page.last).add(1, "day")} />
        </Form.Item>
        <Form.Item name="why" label={t("campaigns.why")} rules={must}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
