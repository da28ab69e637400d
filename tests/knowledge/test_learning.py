"""What an office learns from its own questions: the law that answers comes first; the same questions, the same file."""

from __future__ import annotations

from pathlib import Path

import pytest
from knowledge_parts import article

from mingjian.knowledge import ALL, Index, Query, Question, Ranking, RankingError, RecordError, learn, search
from mingjian.knowledge.learning import read_questions


def test_the_law_that_answers_comes_first(tmp_path: Path) -> None:
    index = Index(tmp_path / "index")
    for law in ("甲条例", "乙规定", "丙法"):
        index.add([article(law, number, f"拖欠第{number}类工资的，依照{law}处理。") for number in range(1, 40)])
    questions = [Question(f"老板拖欠第{number}类工资怎么办", (f"丙法{number}",)) for number in range(1, 37)]
    ranking, taught = learn(index.snapshot(), questions, ALL)
    assert (taught, ranking.laws) == (36, {"丙法": 36})
    asked = Query("老板拖欠第38类工资怎么办", limit=1)
    assert search(index.snapshot(), asked, ALL, ranking).hits[0].document.title == "丙法 第38条"
    ranking.save(tmp_path / "one.json")
    learn(index.snapshot(), questions, ALL)[0].save(tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert Ranking.read(tmp_path / "one.json") == ranking
    with pytest.raises(LookupError):
        learn(index.snapshot(), questions[:5], ALL)


@pytest.mark.parametrize("body", ["", "[]", '{"form": 2}', '{"form": 1, "weights": {"nothing": 1}, "laws": {}}'])
def test_a_file_that_is_no_order_is_told(tmp_path: Path, body: str) -> None:
    (tmp_path / "x.json").write_text(body)
    with pytest.raises(RankingError, match="不是"):
        Ranking.read(tmp_path / "x.json")


def test_wrong_questions_are_told_by_line(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(
        '{"question": "问", "articles": ["刑法第264条"]}\n{"question": 1}\n{"question": "问", "articles": ["某"]}\n'
    )
    with pytest.raises(RecordError, match=r"q\.jsonl:2(.|\n)*q\.jsonl:3"):
        read_questions(file)
    file.write_text('{"question": "问", "articles": ["刑法第264条"]}\n')
    assert read_questions(file) == [Question("问", ("刑法264",))]
