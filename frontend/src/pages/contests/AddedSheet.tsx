/** A form that comes with judging again: of a judge of the work, from a paper that is named. */
import { Button, Collapse, Input, Select } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { CriteriaFields, isWhole, type Points, PointsSum } from "./CriteriaFields";
import { useResult } from "./Results";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

interface Given {
  page: Page;
  work: string;
  /** All forms of the work: their judges are those of the work. */
  forms: Schemas["FormInfo"][];
  add: (one: Schemas["AddedForm"]) => void;
}

const NOTHING: Points = { scores: {}, reasons: {} };

export function AddedSheet({ page, work, forms, add }: Given) {
  const { t } = useTexts();
  const { called } = useJudges(page);
  const [judge, setJudge] = useState<string>();
  const [paper, setPaper] = useState("");
  const [points, setPoints] = useState(NOTHING);
  const result = useResult(page).data?.types.find((one) => one.works.some((each) => each.work === work));
  const of = page.types.find((one) => one.type.code === result?.type.code);
  const judges = [...new Set(forms.map((one) => one.judge))].sort();
  if (!of) return null;
  const put = () => {
    if (!judge) return;
    add({ key: crypto.randomUUID(), work, judge, paper: paper.trim(), ...points, abstained: "" });
    setJudge(undefined);
    setPaper("");
    setPoints(NOTHING);
  };
  const fields = (
    <div className="stack tight">
      <div className="row">
        <Select
          style={{ minWidth: 190 }}
          aria-label={t("contests.judge")}
          placeholder={t("contests.judge")}
          value={judge}
          options={judges.map((value) => ({ value, label: called(value) }))}
          onChange={setJudge}
        />
        <Input
          style={{ flex: "1 1 220px" }}
          aria-label={t("contests.paper")}
          placeholder={t("contests.paper")}
          maxLength={200}
          value={paper}
          onChange={(event) => setPaper(event.target.value)}
        />
      </div>
      <CriteriaFields
        of={of}
        points={points}
        change={(part) => setPoints((before) => ({ ...before, ...part }))}
      />
      <div className="row">
        <PointsSum of={of} points={points} />
        <Button disabled={!judge || !paper.trim() || !isWhole(of, points)} onClick={put}>
          {t("contests.rejudging.add.put")}
        </Button>
      </div>
    </div>
  );
  return (
    <Collapse
      style={{ marginBottom: 16 }}
      items={[{ key: "add", label: t("contests.rejudging.add", { work }), children: fields }]}
    />
  );
}
