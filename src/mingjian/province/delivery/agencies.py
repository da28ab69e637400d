"""Who delivers which dataset: agencies, their habits, and the periods of their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mingjian.province import regions
from mingjian.province.clock import AS_OF, JUSTICE_FROM, day
from mingjian.province.delivery.layouts import Layout

ALL = (0, 1, 2, 3)
CUT = day("2024-12-31")
"""Last day of the full deliveries that are followed by an append."""

PAID_FROM = day("2023-01-01")
RECORDS_FROM = day("2015-01-01")
_UNUSED = frozenset({
    "doc_id", "full_text", "elderly", "coerced",
})  # fmt: skip


@dataclass(frozen=True)
class Period:
    """One delivery of an agency: kind, first and last day of its rows, when it was extracted."""

    kind: str
    first: int
    last: int
    extracted: int


@dataclass(frozen=True)
class Agency:
    """An agency's deliveries of a dataset for some cities. ``time``: the column that puts a row into a period."""

    layout: Layout
    cities: tuple[int, ...]
    periods: tuple[Period, ...]
    time: str | None
    facility: str | None = None

    @property
    def region(self) -> str:
        """The office region: a city, or the province."""
        return regions.CITIES[self.cities[0]].code if len(self.cities) == 1 else regions.PROVINCE_CODE


_HABITS: tuple[dict[str, object], ...] = (
    {"container": "csv", "encoding": "gb18030", "style": 1, "day_form": "-", "month_form": "", "truth": ("否", "是")},
    {"container": "csv", "encoding": "utf-8-sig", "style": 2, "day_form": "/", "month_form": "-", "truth": ("0", "1")},
    {"container": "tsv", "encoding": "utf-8", "style": 3, "day_form": "", "month_form": "年", "truth": ("否", "是")},
    {"container": "csv", "encoding": "gb18030", "style": 4, "day_form": "年", "month_form": "-", "truth": ("0", "1")},
)
"""How each city's offices write."""


def _layout(dataset: str, city: int | None, agency: str, **habits: object) -> Layout:
    given: dict[str, object] = {**_HABITS[0 if city is None else city], **habits}
    where = "安徽省" if city is None else regions.CITIES[city].name
    return Layout(dataset, where + agency, **given)  # type: ignore[arg-type]


def _whole(first: int) -> tuple[Period, ...]:
    return (Period("full", first, AS_OF, AS_OF),)


def _twice(first: int) -> tuple[Period, ...]:
    return (Period("full", first, CUT, CUT + 45), Period("append", CUT + 1, AS_OF, AS_OF))


def _more(first: int) -> tuple[Period, ...]:
    return (Period("append", first, AS_OF, AS_OF),)


def _anew(first: int) -> tuple[Period, ...]:
    """A list delivered in full twice: the second replaces the first, with its mistakes."""
    return Period("full", first, CUT, CUT + 30), Period("full", first, AS_OF, AS_OF)


def _each_city(
    dataset: str, agency: str, first: int, time: str | None, again: tuple[int, ...] = (), **by_city: dict[str, object]
) -> list[Agency]:
    """An agency in each city; those of ``again`` deliver in full up to ``CUT`` and then the rest."""
    return [
        Agency(
            _layout(dataset, city, agency, **by_city.get(f"c{city}", {})),
            (city,),
            _twice(first) if city in again else _whole(first),
            time,
        )
        for city in ALL
    ]


def _province(
    dataset: str, agency: str, periods: tuple[Period, ...], time: str | None, facility: str | None = None, **habits: Any
) -> Agency:
    return Agency(_layout(dataset, None, agency, **habits), ALL, periods, time, facility)


def agencies() -> list[Agency]:
    """All agencies in the order of their deliveries."""
    xlsx: dict[str, Any] = {"container": "xlsx", "encoding": "utf-8"}
    jsonl: dict[str, Any] = {"container": "jsonl", "encoding": "utf-8"}
    utf16: dict[str, object] = {"container": "csv", "encoding": "utf-16"}
    plain: dict[str, Any] = {"left_out": _UNUSED}
    return [
        *_each_city(
            "criminal_judgment", "中级人民法院", JUSTICE_FROM, "judged_on", again=(0, 3),
            c0={**jsonl, **plain}, c1=plain, c2={**xlsx, **plain}, c3=plain,
        ),
        *_each_city("judgment_count", "中级人民法院", JUSTICE_FROM, "judged_on", again=(0, 3)),
        *_each_city(
            "indictment", "人民检察院", JUSTICE_FROM, "accused_on", again=(1,), c0=plain, c1={**xlsx, **plain},
            c2={**jsonl, **plain}, c3={**plain, "title": "提起公诉案件台账"},
        ),
        *_each_city("indictment_count", "人民检察院", JUSTICE_FROM, "accused_on", c2=xlsx),
        *_each_city(
            "separate_handling", "人民检察院", JUSTICE_FROM, None, c1=xlsx, c3={"title": "另案处理人员登记台账"},
        ),
        *_each_city(
            "statement_mention", "人民检察院", JUSTICE_FROM, None, c1=xlsx, c2=jsonl, c3={"title": "笔录指认登记表"},
        ),
        *_each_city("alias", "人民检察院", JUSTICE_FROM, None, c0=xlsx, c3={"title": "绰号人员对照表"}),
        *_each_city(
            "property_penalty_execution", "中级人民法院", JUSTICE_FROM, None,
            c0=xlsx, c2={"title": "财产刑执行案件台账"}, c3={"total": True},
        ),
        *_each_city("civil_enforcement", "中级人民法院", JUSTICE_FROM, None, c1=xlsx, c2={"total": True}),
        *_each_city(
            "civil_document", "中级人民法院", JUSTICE_FROM, None,
            c0={**jsonl, **plain}, c1=plain, c2={**xlsx, **plain}, c3={"title": "民事案件登记表", **plain},
        ),
        *_each_city(
            "contracting_finding", "中级人民法院", JUSTICE_FROM, None, c1=xlsx, c2={"left_out": _UNUSED},
            c3={"title": "建设工程案件发包承包违法认定表"},
        ),
        *_each_city("court_service", "中级人民法院", JUSTICE_FROM, None, c1=jsonl, c2={"title": "送达登记表"}, c3=xlsx),
        *_each_city("property_preservation", "中级人民法院", JUSTICE_FROM, None, c0=xlsx, c2={"title": "财产保全台账"}),
        *_each_city("injury_appraisal", "中级人民法院", PAID_FROM, None, c1=xlsx, c3={"title": "对外委托鉴定台账"}),
        *_each_city("loss_certificate", "中级人民法院", PAID_FROM, None, c0=jsonl, c2=xlsx),
        *_each_city("civil_party", "中级人民法院", JUSTICE_FROM, None, c0=xlsx, c2={"total": True}),
        _province(
            "bankruptcy_case", "高级人民法院", _whole(JUSTICE_FROM), None, style=20,
            left_out=frozenset({"name", "id_number"}),
        ),
        _province("asset_inquiry", "高级人民法院", _whole(JUSTICE_FROM), None, style=19),
        *_each_city("police_case", "公安局", RECORDS_FROM, None, c0={"total": True}, c1=utf16),
        _province("non_prosecution", "人民检察院", _whole(JUSTICE_FROM), None, **xlsx, style=5),
        _province("state_compensation", "人民检察院", _whole(JUSTICE_FROM), None, style=16),
        *_each_city(
            "administrative_penalty", "公安局", JUSTICE_FROM, "decided_on", again=(0,),
            c0={"title": "治安管理处罚决定书汇总表"}, c3={"title": "行政处罚台账", "total": True},
        ),
        *_each_city(
            "bank_transaction", "公安局经侦支队", RECORDS_FROM, None, c1=xlsx, c3={"title": "调取账户交易明细"},
        ),
        *_each_city("vice_person", "公安局", JUSTICE_FROM, None, c1=xlsx, c3={"title": "涉黄赌毒人员登记表"}),
        *_each_city("custody_stay", "公安局监管支队", RECORDS_FROM, None, c2=xlsx),
        _province("custody_stay", "监狱管理局", _more(RECORDS_FROM), None, facility="监狱", style=6),
        *_each_city("drug_measure", "公安局禁毒支队", JUSTICE_FROM, None, c0=xlsx, c3={"title": "戒毒人员管控台账"}),
        _province("inmate_account", "监狱管理局", _whole(PAID_FROM), "month", facility="监狱", style=17),
        _province("sentence_reduction", "监狱管理局", _whole(JUSTICE_FROM), None, facility="监狱", **xlsx, style=18),
        *_each_city("community_correction", "司法局", JUSTICE_FROM, None, c0=xlsx, c1=xlsx, c2=xlsx),
        *_each_city(
            "correction_leave", "司法局", JUSTICE_FROM, None, c1=xlsx, c3={"title": "社区矫正对象请假外出审批台账"}
        ),
        _province("correction_sanction", "司法厅", _whole(JUSTICE_FROM), None, style=13),
        _province("travel_ticket", "公安厅", _whole(PAID_FROM), "departs_on", style=14),
        _province("death_record", "卫生健康委员会", _anew(RECORDS_FROM), "died_on", style=7),
        *_each_city("pension_payment", "人力资源和社会保障局", PAID_FROM, "month", again=(0, 3)),
        _province("pension_adjustment", "人力资源和社会保障厅", _whole(PAID_FROM), None, style=8),
        *_each_city("social_insurance_payment", "人力资源和社会保障局", PAID_FROM, "month", again=(0,)),
        *_each_city(
            "unemployment_benefit", "失业保险经办中心", PAID_FROM, "month", again=(0,),
            c1=xlsx, c2={"title": "失业保险待遇发放明细表"},
        ),
        *_each_city("medical_settlement", "医疗保障局", PAID_FROM, "admitted_on", again=(0,)),
        *_each_city(
            "injury_incident", "公安局交警支队", PAID_FROM, None, c1=xlsx, c3={"title": "伤害警情与事故登记表"},
        ),
        *_each_city("injury_judgment", "中级人民法院", PAID_FROM, None, c0=jsonl),
        _province("work_injury_claim", "人力资源和社会保障厅", _whole(PAID_FROM), None, **xlsx, style=13),
        *_each_city(
            "insurance_enrolment", "人力资源和社会保障局", RECORDS_FROM, None, c1=xlsx, c2={"title": "参保人员登记表"},
        ),
        *_each_city("labour_case", "劳动人事争议仲裁院", JUSTICE_FROM, None, c0=xlsx, c2={"total": True}),
        _province("short_let_listing", "文化和旅游厅", _whole(RECORDS_FROM), None, **jsonl, style=20),
        *_each_city("short_let_registration", "公安局治安支队", RECORDS_FROM, None, c1=xlsx),
        *_each_city("marriage_registration", "民政局", RECORDS_FROM, None, c1={"total": True}, c2=xlsx),
        _province("resident_register", "公安厅治安管理总队", _whole(RECORDS_FROM), None, style=21),
        *_each_city("chronic_certification", "医疗保障局", PAID_FROM, None, c1=xlsx, c2=xlsx),
        *_each_city("medical_purchase", "医疗保障局", PAID_FROM, "bought_on", again=(3,), c1={"title": "购药明细"}),
        *_each_city("hotel_stay", "公安局治安支队", PAID_FROM, "checked_in", again=(0,), c0=jsonl),
        *_each_city(
            "benefit_payment", "民政局", PAID_FROM, "month", again=(0,),
            c1={"total": True}, c2={"title": "救助补贴发放明细"},
        ),
        *_each_city(
            "assisted_household", "民政局", RECORDS_FROM, None, c1=xlsx, c3={"title": "社会救助家庭成员花名册"},
        ),
        _province("vehicle_registration", "公安厅车辆管理所", _whole(RECORDS_FROM), None, style=14),
        *_each_city("house_registration", "不动产登记中心", RECORDS_FROM, None, c0={"total": True}, c2=jsonl),
        _province("disability_certificate", "残疾人联合会", _whole(RECORDS_FROM), None, style=9),
        _province("driving_licence", "公安厅交通管理局", _whole(RECORDS_FROM), None, container="sqlite"),
        *_each_city("traffic_violation", "公安局交警支队", PAID_FROM, None),
        _province("portrait_check", "公安厅交通管理局", _whole(PAID_FROM), None, style=15),
        _province("company_officer", "市场监督管理局", _whole(RECORDS_FROM), None, style=10),
        *_each_city(
            "company_registration", "市场监督管理局", RECORDS_FROM, None, c1=xlsx, c3={"title": "市场主体登记台账"},
        ),
        *_each_city("medical_visit", "卫生健康委员会", PAID_FROM, "visited_on", again=(0,), c1={"title": "诊疗记录"}),
        *_each_city("minor_report", "公安局治安支队", PAID_FROM, None, c0=xlsx, c1=xlsx, c2=xlsx, c3=xlsx),
        _province("premises_licence", "市场监督管理局", _whole(RECORDS_FROM), None, **jsonl, style=16),
        *_each_city("school_gate", "教育局", RECORDS_FROM, None, c0=xlsx, c3={"title": "校门位置信息表"}),
        *_each_city("driver_qualification", "交通运输局", RECORDS_FROM, None, c0=xlsx, c1=xlsx, c2=xlsx),
        _province("food_licence", "市场监督管理局", _whole(RECORDS_FROM), None, container="sqlite"),
        *_each_city("food_staff", "市场监督管理局", RECORDS_FROM, None, c0=xlsx, c1=xlsx, c3={"total": True}),
        _province("family_relation", "公安厅治安管理总队", _whole(RECORDS_FROM), None, style=16),
        *_each_city("school_enrolment", "教育局", RECORDS_FROM, None, c1=xlsx, c3={"title": "中小学生学籍信息表"}),
        *_each_city("crime_victim", "人民检察院", JUSTICE_FROM, None, c1=xlsx, c3={"title": "刑事案件被害人登记表"}),
        _province("compensation_execution", "高级人民法院", _whole(JUSTICE_FROM), None, style=17),
        _province("judicial_aid", "人民检察院", _whole(JUSTICE_FROM), None, **xlsx, style=18),
        *_each_city("school_staff", "教育局", RECORDS_FROM, None, c2=xlsx, c3=utf16),
        *_each_city("tax_case", "税务局稽查局", RECORDS_FROM, None, c1=xlsx, c3={"title": "税务稽查案件处理台账"}),
        *_each_city("tax_declaration", "税务局", RECORDS_FROM, None, c0={"total": True}, c2=xlsx),
        *_each_city("repair_shop", "交通运输局", RECORDS_FROM, None, c0=xlsx, c3={"title": "机动车维修备案业户名册"}),
        *_each_city("vehicle_repair", "交通运输局", PAID_FROM, "repaired_on", again=(0,), c2=jsonl),
        *_each_city("waste_manifest", "生态环境局", RECORDS_FROM, None, c1=xlsx, c2={"total": True}),
        _province("waste_permit", "生态环境厅", _whole(RECORDS_FROM), None, style=16),
        *_each_city(
            "non_litigation_enforcement", "中级人民法院", JUSTICE_FROM, None, c1=xlsx,
            c3={"title": "行政非诉执行案件台账"},
        ),
        *_each_city(
            "construction_permit", "住房和城乡建设局", RECORDS_FROM, None, c0=xlsx, c3={"title": "施工许可台账"},
        ),
        *_each_city("wage_safeguard", "人力资源和社会保障局", RECORDS_FROM, None, c2=jsonl),
        *_each_city("wage_transfer", "人力资源和社会保障局", PAID_FROM, None, c1=xlsx, c2={"total": True}),
        *_each_city("wage_complaint", "劳动保障监察支队", PAID_FROM, None, c1=xlsx),
        _province("forged_certificate", "公安厅", _whole(RECORDS_FROM), None, **xlsx, style=16),
        _province("operation_certificate", "应急管理厅", _whole(RECORDS_FROM), None, style=17),
        *_each_city("site_worker", "住房和城乡建设局", RECORDS_FROM, None, c1=xlsx, c3={"title": "工地实名制花名册"}),
        *_each_city("change_patch", "自然资源和规划局", RECORDS_FROM, None, c1=xlsx, c3={"title": "卫片图斑核查台账"}),
        *_each_city("resource_approval", "自然资源和规划局", RECORDS_FROM, None, c0=xlsx, c2=jsonl),
        _province("protected_area", "自然资源厅", _whole(RECORDS_FROM), None, **jsonl, style=18),
        *_each_city(
            "platform_shop", "市场监督管理局", RECORDS_FROM, None, c0=jsonl, c2=xlsx, c3={"title": "入网餐饮商户台账"},
        ),
        *_each_city("platform_goods", "市场监督管理局", RECORDS_FROM, None, c1=xlsx, c2={"title": "平台在售商品数据"}),
        _province("product_certificate", "市场监督管理局", _whole(RECORDS_FROM), None, container="sqlite"),
        _province("substandard_product", "市场监督管理局", _whole(RECORDS_FROM), None, **jsonl, style=19),
        _province("staff_check", "教育厅", _whole(RECORDS_FROM), None, **jsonl, style=11),
    ]  # fmt: skip


def corrections() -> list[Agency]:
    """The deliveries that correct earlier rows: a court that completed its case cards."""
    period = (Period("correction", JUSTICE_FROM, AS_OF, AS_OF),)
    return [
        _province("criminal_judgment", "高级人民法院", period, None, style=12, left_out=_UNUSED),
        _province("judgment_count", "高级人民法院", period, None, style=12),
    ]
