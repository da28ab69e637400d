"""A contest made up whole: a folder with works, judges, assignment and forms, whose true order is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from mingjian.contest.errors import ContestError
from mingjian.contest.file import FILE, parse_contest
from mingjian.contest.folder import write_json
from mingjian.contest.forms import Form, Scoring
from mingjian.contest.results import Design, Simulated, simulate
from mingjian.contest.template import new_contest
from mingjian.models.enumerations import Work

__all__ = ["made_forms", "make_up"]

_KIND = Work.PROTOTYPE
_REASON = "模拟评分：此项给出最高或最低分的理由，仅供演示。"
_DAY = date(2026, 1, 1)


def make_up(folder: Path, design: Design, seed: int) -> Simulated:
    """Write a folder, which must be new or empty; the same arguments give the same bytes."""
    if folder.exists() and any(folder.iterdir()):
        raise ContestError(f"{folder} 不是空文件夹", f"{folder} is not empty")
    text = new_contest("simulated", "模拟竞赛", _DAY, (_KIND,))
    text = text.replace("reviews: 5", f"reviews: {design.reviews}").replace(
        "least: 3\n", f"least: {min(3, design.reviews)}\n"
    )
    contest, made = parse_contest(text), simulate(design, seed)
    forms = made_forms(made, contest.definition.types[_KIND.value].scoring(), seed)
    judges = sorted({one.judge for one in made.reviews})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    write_json(
        folder / "works.json", [{"work": work, "type": _KIND.value, "authors": [f"P{work}"]} for work in made.truth]
    )
    write_json(folder / "judges.json", [{"judge": one, "types": [_KIND.value]} for one in judges])
    people = [{"id": f"P{work}", "name": f"作者{work}"} for work in made.truth]
    people += [{"id": one, "name": f"评委{one}"} for one in judges]
    write_json(folder / "people.json", {"people": people})
    write_json(folder / "assignment.json", [{"work": one.work, "judge": one.judge} for one in made.reviews])
    write_json(folder / "forms.json", [one.data() for one in forms])
    write_json(folder / "truth.json", made.truth)
    return made


def made_forms(made: Simulated, scoring: Scoring, seed: int) -> list[Form]:
    """Forms whose totals come near the reviews: each criterion the share of the total, raised one by one until it is
    reached."""
    random = np.random.default_rng([seed, 2])
    forms = []
    for number, one in enumerate(made.reviews, 1):
        scores = {
            asked.id: asked.least + asked.step * int((asked.most - asked.least) / asked.step * one.value / 100)
            for asked in scoring.criteria
        }
        form = Form(number, _KIND.value, one.work, one.judge, scores)
        for place in random.permutation(len(scoring.criteria)):
            asked = scoring.criteria[place]
            if scoring.total(form) < one.value and scores[asked.id] < asked.most:
                scores[asked.id] += asked.step
        ends = {a.id: _REASON for a in scoring.criteria if scores[a.id] in (a.least, a.most)}
        forms.append(Form(number, _KIND.value, one.work, one.judge, scores, ends))
    return forms
