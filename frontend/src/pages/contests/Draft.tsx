/** The contest as forms: its name, its times, and of each type what is handed in and how it is judged. */
import { Alert, Button, Card, Form, Input, InputNumber } from "antd";
import { useTexts } from "../../texts/texts";
import { CriteriaForm } from "./CriteriaForm";
import { type Edit, useEdits } from "./edits";
import { MaterialsForm } from "./MaterialsForm";
import { Times } from "./Times";
import type { Page } from "./useContest";

const BEFORE_WORKS = ["draft", "announced"];
const NUMBERS = ["reviews", "least", "anchors", "reason"] as const;

/** A form begins anew when what it is of changed, and only then: what is half done beside it stays. */
const of = (...parts: unknown[]) => JSON.stringify(parts);

export function Draft({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const free = BEFORE_WORKS.includes(page.phase.code);
  return (
    <div className="stack">
      <Alert type="info" showIcon title={t(free ? "contests.draft.free" : "contests.draft.fixed")} />
      {free && <Names key={of(page.title, page.organiser)} page={page} />}
      <Times key={of(page.phases)} page={page} />
      {free &&
        page.types.map((one) => (
          <Card key={one.type.code} title={<span className="cap">{say(one.type)}</span>}>
            <div className="stack">
              <CriteriaForm key={of(one.criteria)} page={page} of={one} />
              <MaterialsForm key={of(one.materials)} page={page} of={one} />
              <Numbers key={of(NUMBERS.map((name) => one[name]))} page={page} of={one} />
            </div>
          </Card>
        ))}
    </div>
  );
}

interface NamesGiven {
  title: { zh: string; en: string };
  organiser: { zh: string; en: string };
}

function Names({ page }: { page: Page }) {
  const { t } = useTexts();
  const { edit, busy } = useEdits(page);
  const save = (given: NamesGiven) => {
    const edits: Edit[] = [];
    for (const part of ["title", "organiser"] as const)
      for (const lang of ["zh", "en"] as const)
        if (given[part][lang] !== page[part][lang])
          edits.push({ kind: "replace", path: [part, lang], value: given[part][lang] });
    return edit(edits);
  };
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <Card title={t("contests.names")}>
      <Form<NamesGiven>
        layout="vertical"
        initialValues={{ title: page.title, organiser: page.organiser }}
        onFinish={save}
      >
        <div className="halves">
          {(["title", "organiser"] as const).flatMap((part) =>
            (["zh", "en"] as const).map((lang) => (
              <Form.Item
                key={`${part}.${lang}`}
                name={[part, lang]}
                label={t(`contests.${part}.${lang}`)}
                rules={must}
              >
                <Input maxLength={200} />
              </Form.Item>
            )),
          )}
        </div>
        <Button htmlType="submit" loading={busy}>
          {t("contests.names.keep")}
        </Button>
      </Form>
    </Card>
  );
}

type OneType = Page["types"][number];

function Numbers({ page, of }: { page: Page; of: OneType }) {
  const { t, say } = useTexts();
  const { edit, busy } = useEdits(page);
  const save = (given: Record<(typeof NUMBERS)[number], number>) =>
    edit(
      NUMBERS.filter((name) => given[name] !== of[name]).map((name) => ({
        kind: "put",
        path: ["types", of.type.code, name],
        value: given[name],
      })),
    );
  const first = Object.fromEntries(NUMBERS.map((name) => [name, of[name]]));
  return (
    <section aria-label={t("contests.numbers.of", { type: say(of.type) })}>
      <h2>{t("contests.numbers")}</h2>
      <Form name={`numbers ${of.type.code}`} layout="vertical" initialValues={first} onFinish={save}>
        <div className="row">
          {NUMBERS.map((name) => (
            <Form.Item
              key={name}
              name={name}
              label={t(`contests.number.${name}`)}
              rules={[{ required: true, message: t("act.required") }]}
            >
              <InputNumber
                min={name === "reviews" || name === "least" ? 1 : 0}
                max={name === "anchors" ? 5 : 1000}
                precision={0}
              />
            </Form.Item>
          ))}
        </div>
        <Button htmlType="submit" loading={busy}>
          {t("contests.numbers.keep")}
        </Button>
      </Form>
    </section>
  );
}
