"""The tables of yield, gaps, plans and backtests as files: through the marked exports, so that each is limited, traced
and found again, and says what its page says to the same reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mingjian.desk.errors import BadRequest
from mingjian.desk.exports.rows import Cell, Column
from mingjian.desk.exports.services import Exported, hand_out
from mingjian.desk.measure.backtests import backtest_info
from mingjian.desk.measure.file_schemas import MeasureFile
from mingjian.desk.measure.gaps import gap_page
from mingjian.desk.measure.plans import plan_info
from mingjian.desk.measure.schemas import YieldNumbers
from mingjian.desk.measure.yields import yields_of
from mingjian.desk.offices.models import User
from mingjian.desk.words import Coded, Counted, Text

__all__ = ["measure_file"]

Table = tuple[list[Column], list[list[Cell]]]
TITLES = {
    "yield": ("成效", "Yield"), "gaps": ("数据缺口", "Data gaps"), "unused": ("没有用上的数据", "Unused data"),
    "plan": ("核查计划", "Plan"), "backtest": ("回测", "Backtest"), "steps": ("回测步骤", "Backtest steps"),
}  # fmt: skip


def measure_file(user: User, given: MeasureFile) -> Exported:
    """A table as the user sees it on its page. `NotFound` as there."""
    if given.table in ("plan", "backtest", "steps") and given.number is None:
        raise BadRequest("请指明是哪一个", "say which one", "number")
    columns, rows = _TABLES[given.table](user, given)
    told: dict[str, Any] = {"table": given.table}
    if given.number is not None:
        told["number"] = given.number
    if given.table == "yield":
        told["search"] = {name: str(value) for name, value in given.filters.model_dump(exclude_defaults=True).items()}
    return hand_out(user, given, columns, rows, action="measure.export", stem=given.table, title=TITLES[given.table],
                    **told)  # fmt: skip


def _yield(user: User, given: MeasureFile) -> Table:
    page = yields_of(user, given.filters)
    columns = [
        _wide("监督模型", "Model"), _narrow("版本", "Version"), _narrow("线索", "Clues"), _narrow("已核查", "Checked"),
        _narrow("待核查", "Waiting"), _narrow("已消失", "Gone"), _narrow("已移送", "Transferred"),
        _narrow("成立", "Confirmed"), _narrow("不成立", "Rejected"), _narrow("不计入", "Neutral"),
        _narrow("准确率", "Precision"), _narrow("95%区间下限", "95 % from"), _narrow("95%区间上限", "95 % to"),
        _narrow("入案", "In a case"), _narrow("送达", "Served"), _narrow("整改", "Put right"), _narrow("运行", "Runs"),
        _narrow("最近截止日", "Last as of"), _narrow("待定行", "Undetermined"), _narrow("略去小数", "Small left out"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for one in page.rows:
        facts = one.facts
        told = _sum(facts.undetermined) if facts is not None else None
        rows.append([_say(one.title, given.lang), one.version, *_numbers(one), facts.runs if facts else None,
                     facts.last if facts else None, told, "＊" if one.hidden else ""])  # fmt: skip
    total = {"zh": "合计", "en": "All"}[given.lang]
    rows.append([total, "", *_numbers(page.total), None, None, None, "＊" if page.total.hidden else ""])
    return columns, rows


def _numbers(one: YieldNumbers) -> list[Cell]:
    further = one.further
    passed: list[Cell] = [None] * 3 if further is None else [further.in_case, further.served, further.rectified]
    return [one.clues, one.checked, one.waiting, one.gone, one.transferred, one.confirmed, one.rejected, one.neutral,
            *(_share(share) for share in (one.precision, one.low, one.high)), *passed]  # fmt: skip


def _gaps(user: User, given: MeasureFile) -> Table:
    page, lang = gap_page(user), given.lang
    columns = [
        _wide("数据", "Data"), _wide("提供单位", "Provider"), _narrow("缺什么", "Lacks"),
        _narrow("受阻模型", "Models blocked"), _narrow("只差这一项", "For nothing else"), _wide("模型", "Models"),
        _narrow("可选", "Optional for"), _narrow("可判明的行", "Rows decided"), _wide("原因", "Reasons"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [_say(one.title, lang), _say(one.provider, lang), _say(one.lack, lang), len(one.models), one.alone,
         _list(one.models, lang), len(one.optional), one.rows,
         "；".join(f"{_say(why, lang)} {why.count}" for why in one.reasons)]
        for one in page.gaps
    ]  # fmt: skip
    return columns, rows


def _unused(user: User, given: MeasureFile) -> Table:
    page, lang = gap_page(user), given.lang
    columns = [
        _wide("数据", "Data"), _narrow("数据集", "Dataset"), _narrow("版本", "Version"), _narrow("行数", "Rows"),
        _wide("原因", "Why"), _narrow("上次读取", "Last read"), _wide("需要它的模型", "Models that need it"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [_say(one.title, lang), one.dataset, one.number, one.rows, _say(one.why, lang), one.day,
         _list(one.models, lang)]
        for one in page.unused
    ]  # fmt: skip
    return columns, rows


def _plan(user: User, given: MeasureFile) -> Table:
    plan, lang = plan_info(user, given.number or 0), given.lang
    columns = [
        _narrow("序", "No."), _narrow("方式", "Chosen"), Column("线索编号", "Clue", 27, 2.2),
        _wide("监督模型", "Model"),
        Column("线索内容", "Clue in words", 70, 5.0), _wide("承办院", "Office"), _narrow("预计成立率", "Chance"),
        _narrow("入选概率", "Inclusion"), Column("依据", "Why", 50, 3.5), _narrow("状态", "State"),
        _narrow("结论", "Verdict"),
    ]  # fmt: skip
    how = {"zh": ("优先", "随机抽取"), "en": ("by yield", "at random")}[lang]
    rows: list[list[Cell]] = [
        [one.place, how[one.random], one.clue.id, _say(one.clue.title, lang), _say(one.clue.says, lang),
         _say(one.clue.office, lang), _share(one.chance), _share(one.inclusion), _say(one.why, lang),
         _say(one.clue.state, lang), _say(one.verdict, lang) if one.verdict else ""]
        for one in plan.picks
    ]  # fmt: skip
    return columns, rows


def _backtest(user: User, given: MeasureFile) -> Table:
    """Its numbers, then its examples: one table, as it is read."""
    found, lang = backtest_info(user, given.number or 0), given.lang
    columns = [
        _narrow("类别", "Kind"), _narrow("条数", "Clues"), Column("线索编号", "Clue", 27, 2.0),
        _wide("承办院", "Office"),
        Column("过去的内容", "Before", 60, 4.0), Column("新版本的内容", "After", 60, 4.0), _narrow("结论", "Verdict"),
        Column("说明", "Why", 50, 3.0),
    ]  # fmt: skip
    numbers, words = found.numbers, {"zh": 0, "en": 1}[lang]
    sums = [
        (("过去的线索", "Before"), numbers.before, []), (("新版本的线索", "After"), numbers.after, []),
        (("消失", "Vanished"), numbers.vanished, found.lost), (("多出", "Appeared"), numbers.appeared, found.known),
        (("改变", "Moved"), numbers.moved, []), (("其中管辖地改变", "Of them elsewhere"), numbers.elsewhere, []),
        (("不变", "The same"), numbers.same, []),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [names[words], n, "", "", "", "", "", "；".join(f"{_say(one, lang)} {one.count}" for one in decided)]
        for names, n, decided in sums
    ]
    rows += [
        [_say(one.kind, lang), None, one.clue, _say(one.office, lang), _say(one.before, lang), _say(one.after, lang),
         _say(one.verdict, lang), _say(one.why, lang)]
        for one in found.examples
    ]  # fmt: skip
    return columns, rows


def _steps(user: User, given: MeasureFile) -> Table:
    found = backtest_info(user, given.number or 0)
    columns = [
        _narrow("步骤", "Step"),
        _wide("说明", "What it does"),
        _narrow("过去", "Before"),
        _narrow("新版本", "After"),
    ]
    return columns, [[one.step, _say(one, given.lang), one.before, one.after] for one in found.steps]


_TABLES: dict[str, Callable[[User, MeasureFile], Table]] = {
    "yield": _yield, "gaps": _gaps, "unused": _unused, "plan": _plan, "backtest": _backtest, "steps": _steps,
}  # fmt: skip


def _say(one: Text | None, lang: str) -> str:
    return "" if one is None else str(getattr(one, lang))


def _list(models: list[Coded], lang: str) -> str:
    return "；".join(_say(one, lang) for one in models)


def _sum(reasons: list[Counted] | None) -> int | None:
    return None if reasons is None else sum(one.count for one in reasons)


def _share(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _wide(zh: str, en: str) -> Column:
    return Column(zh, en, 32, 2.4)


def _narrow(zh: str, en: str) -> Column:
    return Column(zh, en, 13, 1.0)
