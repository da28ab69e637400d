"""The tables of figures as files: through the marked exports, so that each is limited, traced and found again."""

from __future__ import annotations

from mingjian.desk.exports.rows import Cell, Column
from mingjian.desk.exports.services import Exported, hand_out
from mingjian.desk.figures.schemas import FigureFile, FigurePage, FigureRow
from mingjian.desk.figures.services import figures
from mingjian.desk.offices.models import User

__all__ = ["figures_file"]

_NUMBERS = (
    ("clues", "线索", "Clues"), ("open", "未结", "Open"), ("overdue", "超期", "Overdue"),
    ("verified", "已有结论", "Concluded"), ("confirmed", "成案线索", "Confirmed"), ("cases", "案件", "Cases"),
    ("rectified", "已整改", "Put right"), ("recovered", "追回金额（元）", "Recovered (yuan)"),
    ("held", "追责人数", "Held to account"), ("served", "送达文书", "Letters served"), ("replied", "已回复", "Replied"),
    ("accepted", "采纳", "Accepted"), ("late", "逾期未复", "Replies overdue"), ("median", "中位天数", "Median days"),
    ("p90", "九成天数", "90 % days"),
)  # fmt: skip
_NAMES = {"offices": ("检察院", "Office"), "lines": ("条线", "Line"), "models": ("监督模型", "Model")}


def figures_file(user: User, given: FigureFile) -> Exported:
    """A table of the figures, as the user is told them."""
    made = figures(user, given.filters)
    columns, rows = _table(made, given)
    told = {name: str(value) for name, value in given.filters.model_dump(exclude_defaults=True).items()}
    return hand_out(user, given, columns, rows, action="figures.export", stem="figures", title=("统计", "Figures"),
                    table=given.table, search=told)  # fmt: skip


def _table(made: FigurePage, given: FigureFile) -> tuple[list[Column], list[list[Cell]]]:
    if given.table == "precision":
        return _precision(made, given.lang)
    if given.table == "months":
        columns = [_narrow("月份", "Month"), _narrow("线索", "Clues"), _narrow("已有结论", "Concluded")]
        return columns, [[one.month, one.clues, one.verified] for one in made.months]
    if given.table == "backlog":
        columns = [_wide("状态", "State"), *(_narrow(one.zh, one.en) for one in made.ages)]
        return columns, [[getattr(one, given.lang), *one.counts] for one in made.backlog]
    name = _wide(*_NAMES[given.table])
    rows = {"offices": made.offices, "lines": made.lines, "models": made.models}[given.table]
    columns = [name, *(_narrow(zh, en) for _, zh, en in _NUMBERS), _narrow("略去小数", "Small left out")]
    return columns, [_row(one, given.lang) for one in [*rows, made.total]]


def _row(one: FigureRow, lang: str) -> list[Cell]:
    own = {"zh": "（本级）", "en": " (itself)"}[lang] if one.own else ""
    numbers = [getattr(one, name) for name, _, _ in _NUMBERS]
    return [getattr(one, lang) + own, *numbers, "＊" if one.hidden else ""]


def _precision(made: FigurePage, lang: str) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        _wide("监督模型", "Model"), _narrow("版本", "Version"), _narrow("成立", "Confirmed"),
        _narrow("不成立", "Rejected"), _narrow("不计入", "Neutral"), _narrow("准确率", "Precision"),
        _narrow("95%区间下限", "95 % from"), _narrow("95%区间上限", "95 % to"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [getattr(one.title, lang), one.version, one.confirmed, one.rejected, one.neutral,
         *("" if share is None else f"{100 * share:.1f} %" for share in (one.share, one.low, one.high))]
        for one in made.precision
    ]  # fmt: skip
    return columns, rows


def _wide(zh: str, en: str) -> Column:
    return Column(zh, en, 32, 2.4)


def _narrow(zh: str, en: str) -> Column:
    return Column(zh, en, 13, 1.0)
