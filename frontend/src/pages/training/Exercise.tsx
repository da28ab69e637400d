/** One exercise before it is begun, or again: the task, and the way to the canvas. */
import { Alert, Button, Card } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { Guide } from "./Guide";
import { useExercise } from "./useExercise";

export function Exercise() {
  const { id = "" } = useParams();
  const { t, say } = useTexts();
  const words = useWords();
  const go = useNavigate();
  const { query, begin } = useExercise(id);
  useTitle(query.data && say(query.data.title));
  const page = query.data;
  const start = () =>
    begin.mutate(undefined, { onSuccess: (made) => made.draft && void go(`/workshop/${made.draft}`) });
  return (
    <div className="stack">
      <Link to="/training">{t("training.back")}</Link>
      <Card size="small">
        <Guide name={id} />
      </Card>
      {begin.isError && <Alert type="error" showIcon title={words(begin.error)} />}
      {page?.may_train && (
        <div className="no-print">
          <Button type="primary" loading={begin.isPending} onClick={start}>
            {t(page.state === "new" ? "training.begin" : "training.go.on")}
          </Button>
        </div>
      )}
      {page && !page.may_train && <p className="soft">{t("training.may.not")}</p>}
    </div>
  );
}
