"""What rules may ask of each kind of record: columns with their kinds, names in both languages, and how each is told.

A guarded column may only be used by a rule that rests on an article which asks for it: the law asks who examines a
woman, and nothing else of sex. Ethnicity and household are no columns at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.assist.evidence import columns
from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.records import Record
from mingjian.engines import Kind

__all__ = ["GUARDED", "VIEWS", "Column", "View"]

GUARDED: dict[str, frozenset[str]] = {"woman": frozenset({"刑诉法132-3", "刑诉法139-2", "刑诉法281-3"})}
"""Column → the articles one of which a rule that uses it must cite."""
_B, _I, _T, _D = Kind.BOOLEAN, Kind.INTEGER, Kind.TEXT, Kind.DECIMAL


@dataclass(frozen=True)
class Column:
    """A value a rule may ask for."""

    kind: Kind
    zh: str
    en: str
    of: Callable[[Case, Any], Any]


@dataclass(frozen=True)
class View:
    """A kind of record as rules see it."""

    zh: str
    en: str
    records: Callable[[Case], list[Any]]
    columns: Mapping[str, Column]

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every column."""
        return {name: one.kind for name, one in self.columns.items()}

    def row(self, case: Case, record: Record) -> dict[str, Any]:
        """Every column of a record."""
        return {name: one.of(case, record) for name, one in self.columns.items()}


VIEWS: dict[str, View] = {
    "statement": View(
        "讯问、询问笔录",
        "record of interrogation or inquiry",
        lambda case: case.file.statements,
        {
            "kind": Column(_T, "interrogation 讯问 / inquiry 询问", "interrogation or inquiry", columns.field("kind")),
            "officers": Column(_I, "讯问、询问人数", "how many asked", columns.count("officers")),
            "signed": Column(_B, "讯问人签名", "signed by those who asked", columns.field("officers_signed")),
            "checked": Column(_B, "本人核对签名", "read and signed by the person", columns.field("checked")),
            "rights_told": Column(_B, "告知权利义务", "rights and duties told", columns.field("rights_told")),
            "alone": Column(_B, "个别进行", "one at a time", columns.field("alone")),
            "timed": Column(
                _B, "写明起止时间", "begin and end are told", lambda _c, r: r.from_ is not None and r.to is not None
            ),
            "placed": Column(
                _B, "写明地点", "place is told", lambda _c, r: r.place is not None or r.place_kind is not None
            ),
            "reversed": Column(_B, "止早于起", "ends before it begins", columns.reversed),
            "hours": Column(_D, "持续小时", "hours it took", columns.between("from_", "to")),
            "minor": Column(_B, "当时未满十八周岁", "under 18 then", columns.minor),
            "guardian": Column(
                _B, "法定代理人或合适成年人到场", "guardian or adult present", columns.field("guardian")
            ),
            "woman": Column(_B, "是女性（仅限法律要求处）", "is a woman (guarded)", columns.woman),
            "by_woman": Column(_B, "女工作人员在场", "a woman officer present", columns.field("by_woman")),
            "needs_interpreter": Column(_B, "需要翻译", "needs an interpreter", columns.person("interpreter")),
            "deaf_mute": Column(_B, "聋、哑", "deaf or mute", columns.person("deaf_mute")),
            "interpreter": Column(_B, "翻译、手语人员到场", "interpreter present", columns.field("interpreter")),
            "in_custody": Column(_B, "已送看守所", "already in a detention house", columns.in_custody),
            "place_kind": Column(_T, "地点种类", "kind of place", columns.field("place_kind")),
            "recorded": Column(_B, "同步录音录像", "recorded", columns.field("recorded")),
            "whole": Column(_B, "录音录像完整", "recording unbroken", columns.field("whole")),
            "grave": Column(_B, "应当录音录像的案件", "case that asks for a recording", columns.grave),
            "first": Column(_B, "首次", "the first", columns.first),
        },
    ),
    "procedure": View(
        "侦查活动",
        "investigative act",
        lambda case: case.file.procedures,
        {
            "kind": Column(_T, "种类", "kind", columns.field("kind")),
            "officers": Column(_I, "侦查人员数", "officers", columns.count("officers")),
            "signed": Column(_B, "侦查人员签名", "signed by the officers", columns.field("officers_signed")),
            "holder_signed": Column(
                _B, "持有人签名或注明", "holder signed, or why not", columns.field("holder_signed")
            ),
            "witnesses": Column(_I, "见证人数", "witnesses", columns.field("witnesses")),
            "witness_fit": Column(_B, "见证人适格", "witnesses may be witnesses", columns.field("witness_fit")),
            "recorded": Column(_B, "录音录像", "recorded", columns.field("recorded")),
            "warrant": Column(_B, "有搜查证", "with a warrant", columns.field("warrant")),
            "urgent": Column(_B, "拘留逮捕时紧急", "urgent, on detention or arrest", columns.field("urgent")),
            "listed": Column(_B, "有清单", "a list was made", columns.field("listed")),
            "woman": Column(_B, "对女性进行（仅限法律要求处）", "done to a woman (guarded)", columns.woman),
            "by_woman": Column(_B, "女工作人员或医师进行", "by a woman or a physician", columns.field("by_woman")),
            "shows": Column(_T, "辨认对象种类", "what was shown", columns.field("shows")),
            "shown": Column(_I, "对象数量", "how many were shown", columns.field("shown")),
            "alone": Column(_B, "个别进行", "one at a time", columns.field("alone")),
            "seen_before": Column(_B, "辨认前见到", "had seen it before", columns.field("seen_before")),
            "hinted": Column(_B, "有暗示", "hinted at", columns.field("hinted")),
            "sealed": Column(_B, "封存、封装", "sealed", columns.field("sealed")),
            "suspect_present": Column(_B, "嫌疑人在场", "suspect present", columns.field("suspect_present")),
            "hashed": Column(_B, "有完整性校验值", "hash is told", lambda _c, r: r.hash is not None),
            "drug": Column(
                _B,
                "涉及毒品",
                "about drugs",
                lambda c, r: any(getattr(c.records.get(i), "kind", "") == "drug" for i in r.items),
            ),
        },
    ),
    "opinion": View(
        "鉴定意见",
        "expert opinion",
        lambda case: case.file.opinions,
        {
            "kind": Column(_T, "种类", "kind", columns.field("kind")),
            "institution_fit": Column(_B, "机构有资质", "institution qualified", columns.field("institution_fit")),
            "examiners_fit": Column(_B, "鉴定人有资质", "examiners qualified", columns.field("examiners_fit")),
            "examiners": Column(_I, "鉴定人数", "examiners", columns.count("examiners")),
            "signed": Column(_B, "签名盖章", "signed and sealed", columns.field("signed")),
            "told_suspect": Column(_B, "已告知嫌疑人", "told to the suspect", lambda _c, r: r.told_suspect is not None),
            "told_victim": Column(
                _B,
                "已告知被害人",
                "told to the victim",
                lambda c, r: r.told_victim is not None or not c.with_role("victim"),
            ),
            "sampled": Column(_B, "写明检材编号", "numbers of the samples are told", lambda _c, r: bool(r.samples)),
        },
    ),
    "sample": View(
        "检材",
        "sample",
        lambda case: case.file.samples,
        {
            "kind": Column(_T, "种类", "kind", columns.field("kind")),
            "takers": Column(_I, "提取人数", "how many took it", columns.count("takers")),
            "sealed": Column(_B, "当场封装", "sealed on the spot", columns.field("sealed")),
            "doubled": Column(_B, "两份", "taken twice", columns.field("doubled")),
            "alcohol_wiped": Column(_B, "用醇类消毒", "wiped with alcohol", columns.field("alcohol_wiped")),
            "recorded": Column(_B, "录像", "filmed", columns.field("recorded")),
            "signed": Column(_B, "被提取人或见证人签名", "signed by the person or a witness", columns.field("signed")),
            "hours_to_send": Column(
                _D, "提取到送检小时", "hours until it was sent", columns.between("taken_at", "sent_at")
            ),
            "hours_to_take": Column(
                _D, "查获到抽血小时", "hours from the stop to the taking", columns.between("stopped_at", "taken_at")
            ),
            "drug": Column(_B, "毒品检材", "a drug", columns.is_drug),
        },
    ),
    "measure": View(
        "强制措施",
        "coercive measure",
        lambda case: case.file.measures,
        {
            "kind": Column(_T, "种类", "kind", columns.field("kind")),
            "hours": Column(_D, "持续小时", "hours it lasted", columns.between("from_", "to")),
            "days": Column(_D, "持续日数", "days it lasted", columns.measure_end),
            "months": Column(_D, "持续月数", "months it lasted (a half for days over)", columns.months),
            "hours_to_custody": Column(
                _D, "到送看守所小时", "hours until the detention house", columns.between("from_", "custody_at")
            ),
            "hours_to_family": Column(
                _D, "到通知家属小时", "hours until the family was told", columns.between("from_", "family_told_at")
            ),
            "hours_to_question": Column(
                _D, "到首次讯问小时", "hours until first questioned", columns.between("from_", "questioned_at")
            ),
            "days_to_request": Column(
                _D,
                "拘留到提请批捕日数",
                "days until arrest was requested",
                lambda _c, r: columns.days(r.from_, r.requested),
            ),
            "days_to_decide": Column(
                _D, "提请到决定日数", "days until the decision", lambda _c, r: columns.days(r.requested, r.decided)
            ),
            "grave": Column(_B, "案情特别重大复杂", "grave and complex", columns.field("grave")),
            "roving": Column(_B, "流窜、多次、结伙", "roving, repeated or in a gang", columns.field("roving")),
            "extended": Column(_I, "批准延长月数", "months granted", lambda _c, r: r.extended_months or 0),
        },
    ),
    "document": View(
        "材料",
        "document",
        lambda case: [d for d in case.file.documents if columns.signs(case, d) or d.kind == "arrest_course"],
        {
            "kind": Column(_T, "种类", "kind", columns.field("kind")),
            "copy": Column(_B, "是复制件", "is a copy", lambda _c, r: r.copy_of is not None or r.checked is not None),
            "checked": Column(_B, "与原件核对", "compared with the original", columns.field("checked")),
            "sealed": Column(_B, "加盖公章", "bears a seal", columns.field("sealed")),
            "signed": Column(_B, "制作人签名", "signed", columns.field("signed")),
        },
    ),
    "transfer": View(
        "流转",
        "transfer",
        lambda case: case.file.transfers,
        {
            "dated": Column(_B, "写明时间", "moment is told", lambda _c, r: r.at is not None),
            "numbered": Column(_B, "写明封装编号", "number on the seal is told", lambda _c, r: r.number is not None),
        },
    ),
}
"""By the name rules use."""
