/** One draft on the bench: canvas, parts as a list, the form of what is selected, its rows, mistakes and warnings. */
import {
  CopyOutlined,
  DownloadOutlined,
  RedoOutlined,
  SnippetsOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Card, ConfigProvider, Skeleton } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { api, got } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Guide } from "../training/Guide";
import { Adding } from "./Adding";
import { AsText } from "./AsText";
import { Canvas } from "./Canvas";
import { AboutForm } from "./forms/AboutForm";
import { ClueForm } from "./forms/ClueForm";
import { NeedForm } from "./forms/NeedForm";
import { ParametersForm } from "./forms/ParametersForm";
import { StepForm } from "./forms/StepForm";
import { History } from "./History";
import { Outline } from "./Outline";
import { type Lies, Over } from "./Over";
import { type Chosen, type Draft, inputsOf, type Palette } from "./parts";
import { Rows } from "./Rows";
import { Shelf } from "./Shelf";
import { Tests } from "./Tests";
import { partOf, Troubles } from "./Troubles";
import { useCopied } from "./useCopied";
import { useDataLook } from "./useDataLook";
import { type Bench, useDraft } from "./useDraft";
import { usePreview } from "./usePreview";
import "./workshop.css";

export function Workbench() {
  const { id = "" } = useParams();
  const { say } = useTexts();
  const { query, bench } = useDraft(Number(id));
  const palette = useQuery({
    queryKey: ["workshop", "palette"],
    queryFn: () => got(api.GET("/api/workshop/palette")),
    staleTime: 600_000,
  });
  useTitle(query.data && say(query.data.title));
  if (query.isError) return <Problem error={query.error} retry={query.refetch} />;
  if (palette.isError) return <Problem error={palette.error} retry={palette.refetch} />;
  if (!query.data || !palette.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return (
    <ConfigProvider select={{ classNames: { popup: { root: "verbatim" } } }}>
      <Open bench={bench(query.data)} palette={palette.data} />
    </ConfigProvider>
  );
}

function Open({ bench, palette }: { bench: Bench; palette: Palette }) {
  const { t } = useTexts();
  const { draft } = bench;
  const preview = usePreview(draft);
  const [over, setOver] = useState<Lies>("examples");
  const data = useDataLook(draft, over === "data");
  const shown = over === "data" ? data : preview;
  const [chosen, choose] = useState<Chosen>(() => begin(draft));
  const may = useMay();
  const [adding, setAdding] = useState<string | null>(null);
  useUndoKeys(bench);
  const copying = useCopying(bench, chosen, choose);
  const problems = [...draft.problems, ...preview.problems];
  const wrong = new Set(
    problems.map((one) => partOf(one.path)).map((one) => ("name" in one ? one.name : one.part)),
  );
  const parts = { draft, palette, looks: shown.looks, wrong, chosen, choose };
  const connect = (source: string, target: string) => {
    const step = draft.tree?.steps.find((one) => one.name === target);
    const operator = palette.operators.find((one) => one.verb === step?.verb);
    if (!step || !operator || source === target || step.reads.some((one) => one.name === source)) return;
    const room = step.reads.length < operator.most ? step.reads : step.reads.slice(0, -1);
    const value = inputsOf([...room, { alias: source, name: source }], operator.most === 1);
    void bench.edit({ kind: "option", step: target, option: operator.verb, value });
  };
  const selected = "name" in chosen ? chosen.name : null;
  return (
    <div className="stack" aria-busy={bench.busy}>
      <Head bench={bench} />
      {!draft.may_edit && (
        <Alert type="info" showIcon title={t(draft.open ? "workshop.read_only" : "workshop.closed")} />
      )}
      {!draft.tree && <Alert type="error" showIcon title={t("workshop.unreadable")} />}
      {draft.source.exercise && (
        <Card size="small">
          <Guide name={draft.source.exercise} draft={draft} />
        </Card>
      )}
      <div className="bench">
        <div className="bench-left">
          <Card size="small">
            <Outline {...parts} />
          </Card>
          {draft.tree && (
            <Card size="small">
              <div className="row">
                <Button
                  size="small"
                  icon={<CopyOutlined />}
                  disabled={!copying.copy}
                  onClick={() => copying.copy?.()}
                >
                  {t("workshop.copy")}
                </Button>
                {draft.may_edit && (
                  <Button
                    size="small"
                    icon={<SnippetsOutlined />}
                    disabled={!copying.paste || bench.busy}
                    title={copying.name ?? ""}
                    onClick={() => copying.paste?.()}
                  >
                    {t("workshop.paste")}
                  </Button>
                )}
              </div>
            </Card>
          )}
          {draft.may_edit && draft.tree && (
            <Card size="small">
              <Shelf palette={palette} add={setAdding} />
            </Card>
          )}
        </div>
        <Canvas {...parts} connect={connect} drop={setAdding} />
        <Card size="small" className="bench-panel" title={heading(chosen, t)}>
          <Panel bench={bench} palette={palette} chosen={chosen} choose={choose} />
        </Card>
      </div>
      <Card size="small">
        <Over draft={draft} over={over} choose={setOver} data={data} may={may("run")} />
        <Below
          parts={[
            {
              key: "rows",
              label: t("workshop.tab.rows"),
              content: selected ? (
                <Rows
                  draft={draft}
                  name={selected}
                  look={shown.looks.get(selected)}
                  file={over === "data" ? undefined : preview.file}
                  data={over === "data" ? data.look : undefined}
                />
              ) : (
                <p className="soft">{t("workshop.rows.choose")}</p>
              ),
            },
            {
              key: "troubles",
              label: t("workshop.tab.troubles", { n: problems.length, m: shown.cautions.length }),
              content: (
                <Troubles draft={draft} problems={problems} cautions={shown.cautions} choose={choose} />
              ),
            },
            { key: "tests", label: t("workshop.tab.tests"), content: <Tests draft={draft} /> },
            { key: "text", label: t("workshop.tab.text"), content: <AsText bench={bench} /> },
            { key: "history", label: t("workshop.tab.history"), content: <History bench={bench} /> },
          ]}
        />
      </Card>
      {adding && (
        <Adding
          bench={bench}
          palette={palette}
          what={adding}
          selected={selected}
          close={(added) => {
            setAdding(null);
            if (added) choose(added);
          }}
        />
      )}
    </div>
  );
}

/** What stands below the canvas, one at a time; the buttons take as many lines as they need. */
function Below({ parts }: { parts: { key: string; label: string; content: ReactNode }[] }) {
  const [open, setOpen] = useState("rows");
  return (
    <div className="stack bench-below">
      <div className="row">
        {parts.map(({ key, label }) => (
          <Button
            key={key}
            type={key === open ? "primary" : "default"}
            aria-pressed={key === open}
            onClick={() => setOpen(key)}
          >
            {label}
          </Button>
        ))}
      </div>
      {parts.find(({ key }) => key === open)?.content}
    </div>
  );
}

function Head({ bench }: { bench: Bench }) {
  const { t, say } = useTexts();
  const { draft } = bench;
  return (
    <>
      <Link to="/workshop">{t("workshop.back")}</Link>
      <div className="row">
        <h1>{say(draft.title) || draft.model}</h1>
        <span className="soft">
          {draft.model} · {say(draft.line)} · {say(draft.office)} · {draft.owner.name}
        </span>
        <Mark tone={draft.problems.length ? "amber" : "green"}>
          {draft.problems.length
            ? t("workshop.mistakes", { n: draft.problems.length })
            : t("workshop.flawless")}
        </Mark>
        <span className="soft">
          {t("workshop.changed", { at: moment(draft.changed), by: draft.changed_by.name })}
        </span>
      </div>
      <div className="row">
        {draft.may_edit && (
          <>
            <Button
              icon={<UndoOutlined />}
              disabled={!draft.can_undo || bench.busy}
              onClick={() => void bench.step("undo")}
            >
              {t("workshop.undo")}
            </Button>
            <Button
              icon={<RedoOutlined />}
              disabled={!draft.can_redo || bench.busy}
              onClick={() => void bench.step("redo")}
            >
              {t("workshop.redo")}
            </Button>
          </>
        )}
        <Button icon={<DownloadOutlined />} href={`/api/workshop/drafts/${draft.id}/file`}>
          {t("workshop.download")}
        </Button>
        {draft.may_manage && (
          <Button onClick={() => void bench.act(draft.open ? "close" : "reopen")}>
            {t(draft.open ? "workshop.close" : "workshop.reopen")}
          </Button>
        )}
      </div>
    </>
  );
}

interface PanelGiven {
  bench: Bench;
  palette: Palette;
  chosen: Chosen;
  choose: (one: Chosen) => void;
}

function Panel({ bench, palette, chosen, choose }: PanelGiven) {
  const { t } = useTexts();
  const tree = bench.draft.tree;
  if (!tree) return <p className="soft">{t("workshop.unreadable")}</p>;
  if (chosen.part === "clue") return <ClueForm bench={bench} palette={palette} />;
  if (chosen.part === "parameters") return <ParametersForm bench={bench} palette={palette} />;
  if (chosen.part === "about") return <AboutForm bench={bench} palette={palette} />;
  const after = (name: string | null) =>
    choose(name === null ? { part: "clue" } : { part: chosen.part, name });
  const need = chosen.part === "need" ? tree.inputs.find((one) => one.name === chosen.name) : undefined;
  const step = chosen.part === "step" ? tree.steps.find((one) => one.name === chosen.name) : undefined;
  if (need) return <NeedForm key={need.name} bench={bench} palette={palette} need={need} choose={after} />;
  if (step) return <StepForm key={step.name} bench={bench} palette={palette} step={step} choose={after} />;
  return <p className="soft">{t("workshop.gone")}</p>;
}

function heading(chosen: Chosen, t: ReturnType<typeof useTexts>["t"]): string {
  return "name" in chosen ? chosen.name : t(`workshop.${chosen.part}`);
}

function begin(draft: Draft): Chosen {
  const last = draft.tree?.steps.at(-1);
  return last ? { part: "step", name: last.name } : { part: "about" };
}

/** Copies the selected step and puts the copied one in: buttons, Ctrl+C and Ctrl+V but for texts. */
function useCopying(bench: Bench, chosen: Chosen, choose: (one: Chosen) => void) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { draft, paste } = bench;
  const [copied, keep] = useCopied();
  const step = chosen.part === "step" ? chosen.name : null;
  const copy = step
    ? () => {
        keep({ draft: draft.id, step });
        message.success(t("workshop.copied", { name: step }));
      }
    : null;
  const put =
    copied && draft.may_edit
      ? async () => {
          if (await paste(copied.draft, copied.step)) {
            const last = bench.now()?.tree?.steps.at(-1);
            if (last) choose({ part: "step", name: last.name });
          }
        }
      : null;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea");
      if (typing || !(event.ctrlKey || event.metaKey) || getSelection()?.toString()) return;
      const what = { c: copy, v: put }[event.key.toLowerCase()];
      if (!what) return;
      event.preventDefault();
      void what();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
  return { copy, paste: put, name: copied?.step };
}

/** Ctrl+Z and Ctrl+Y, but for what is being typed. */
function useUndoKeys(bench: Bench) {
  const { draft, step } = bench;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea");
      if (typing || !draft.may_edit || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const which = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : null;
      if (!which || !(which === "undo" ? draft.can_undo : draft.can_redo)) return;
      event.preventDefault();
      void step(which);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [draft, step]);
}
