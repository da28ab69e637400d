/** The judgments behind a clue, whole, the places marked from which the values were read; asked for with a logged reason. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Tabs } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { AskWhy } from "./AskWhy";
import { type Piece, pieces } from "./pieces";

type Judgment = Schemas["JudgmentInfo"];
type Mark = Schemas["MarkInfo"];

const DOUBTFUL = 0.7;

export function Judgments({ id, count }: { id: string; count: number }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const read = useMutation({
    mutationFn: (why: string) =>
      got(api.POST("/api/clues/{clue}/judgments", { params: { path: { clue: id } }, body: { why } })),
    onSuccess: () => setAsking(false),
    onError: (error) => void message.error(words(error)),
  });
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t("clue.judgments", { n: count })}
      </Button>
      {asking && (
        <AskWhy
          title={t("clue.judgments", { n: count })}
          busy={read.isPending}
          close={() => setAsking(false)}
          done={(why) => read.mutate(why)}
        />
      )}
      <Drawer
        open={Boolean(read.data)}
        size="min(1200px, 94vw)"
        title={t("clue.judgments.title")}
        onClose={read.reset}
      >
        <Alert type="info" showIcon title={t("clue.unmasked")} style={{ marginBottom: 12 }} />
        <Tabs
          items={read.data?.map((one) => ({
            key: one.row_id,
            label: one.case_number || one.file || one.row_id.slice(0, 8),
            children: <Reading judgment={one} />,
          }))}
        />
      </Drawer>
    </>
  );
}

function Reading({ judgment }: { judgment: Judgment }) {
  const { t, say } = useTexts();
  const [at, setAt] = useState<Mark | null>(null);
  const go = (mark: Mark) => {
    setAt(mark);
    document.getElementById(place(judgment, mark))?.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  return (
    <>
      {judgment.differs.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t("clue.judgments.differs", { names: judgment.differs.map(say).join(t("comma")) })}
        />
      )}
      <p className="soft">
        {t("clue.judgments.legend")} <mark className="collided">{t("clue.judgments.compared")}</mark>{" "}
        <mark>{t("clue.judgments.read")}</mark> <mark className="unsure">{t("clue.judgments.unsure")}</mark>
      </p>
      <div className="reading">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
        <section className="judgment" tabIndex={0} aria-label={judgment.case_number}>
          {pieces(judgment.text, judgment.marks).map((piece) => (
            <Marked key={piece.start} piece={piece} judgment={judgment} at={at} />
          ))}
        </section>
        <nav aria-label={t("clue.judgments.marks")}>
          <ul>
            {judgment.marks.map((mark) => (
              <li key={`${mark.start}-${mark.end}`}>
                <Button type="link" size="small" onClick={() => go(mark)}>
                  {say(mark)}
                </Button>
                <small>{judgment.text.slice(mark.start, Math.min(mark.end, mark.start + 40))}</small>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  );
}

function Marked({ piece, judgment, at }: { piece: Piece; judgment: Judgment; at: Mark | null }) {
  const { say } = useTexts();
  const here = piece.marks;
  const begins = judgment.marks.find((mark) => mark.start === piece.start);
  const id = begins && place(judgment, begins);
  if (!here.length) return <span>{piece.text}</span>;
  const kind = here.some((mark) => mark.collided) ? "collided" : "";
  const unsure = here.some((mark) => mark.sure < DOUBTFUL) ? "unsure" : "";
  const chosen = at && here.includes(at) ? "chosen" : "";
  return (
    <mark id={id} className={`${kind} ${unsure} ${chosen}`} title={here.map(say).join("\n")}>
      {piece.text}
    </mark>
  );
}

function place(judgment: Judgment, mark: Mark): string {
  return `mark-${judgment.row_id.slice(0, 12)}-${mark.start}`;
}
