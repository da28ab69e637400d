# ruff: noqa: PT018 -- "found and its value" is one claim
"""Civil and enforcement documents: parties, course, end, loan; what is not certain is marked."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from civil_texts import APPEAL, ENFORCEMENT, LENDING, MEDIATION, WITHDRAWAL

from mingjian.documents import CivilDocument, civil_rows, parse_civil
from mingjian.documents.civil.rates import rates
from mingjian.standards import codes, standards

TEXTS = (LENDING, MEDIATION, ENFORCEMENT, WITHDRAWAL, APPEAL)


def values(document: CivilDocument) -> dict[str, object]:
    names = ("court", "case_number", "document_type", "stage", "cause", "procedure", "filed_on", "judged_on", "outcome")
    return {name: None if getattr(document, name) is None else getattr(document, name).value for name in names}


def test_a_lending_judgment_by_default() -> None:
    read = parse_civil(LENDING)
    assert values(read) == {
        "court": "临溪县人民法院", "case_number": "（2021）川9901民初123号", "document_type": "judgment",
        "stage": "first", "cause": "民间借贷纠纷", "procedure": "ordinary", "filed_on": "2021-02-03",
        "judged_on": "2021-07-01",
        "outcome": "partly_granted",
    }  # fmt: skip
    assert read.public_notice and read.default
    assert [article.value for article in read.articles] == ["民法典675", "民诉法144"]
    assert read.fee and read.fee.value == 1150  # halved
    assert read.awarded and (read.awarded.value, read.awarded.sure) == (100_000, 1.0)
    loan = read.loan
    assert loan and loan.lent_on and loan.principal and loan.delivery and loan.rate_claimed and loan.rate_found
    assert (loan.lent_on.value, loan.principal.value, loan.delivery.value) == ("2019-05-06", 100_000, "cash")
    assert (loan.rate_claimed.value, loan.rate_found.value) == (24, 36)
    assert loan.iou


def test_parties_with_their_agents_and_who_did_not_come() -> None:
    one, two, three = parse_civil(LENDING).parties
    assert (one.role.value, one.name.value, one.organisation) == ("plaintiff", "赵甲", False)
    assert one.sex and one.birth_date and one.id_number and one.address
    assert (one.sex.value, one.birth_date.value, one.id_number.value) == ("male", "1980-03-04", "110101198003040015")
    assert [(a.name.value, a.kind and a.kind.value, a.firm and a.firm.value) for a in one.agents] == [
        ("孙律", "lawyer", "四川明镜律师事务所"),
        ("李律", "lawyer", "四川明镜律师事务所"),
    ]
    assert one.absent is None
    assert two.absent and three.absent
    assert three.organisation
    assert three.representative and three.uscc
    assert (three.representative.value, three.uscc.value) == ("周戊", "91110000100000008X")


def test_spans_yield_their_values() -> None:
    for text in TEXTS:
        read = parse_civil(text)
        found = [
            read.court,
            read.cause,
            *(p.name for p in read.parties),
            *(a.name for p in read.parties for a in p.agents),
        ]
        for one in found:
            assert one and one.span
            inside = "".join(text[slice(*one.span)].split())
            assert inside == one.value


def test_a_mediation_with_one_agent_for_several() -> None:
    read = parse_civil(MEDIATION)
    assert values(read) | {"court": ""} == {
        "court": "", "case_number": "（2022）川9901民初456号", "document_type": "mediation",
        "stage": "first", "cause": "追索劳动报酬纠纷", "procedure": "small_claims", "filed_on": "2022-03-04",
        "judged_on": "2022-03-05",
        "outcome": "mediated",
    }  # fmt: skip
    assert read.awarded and read.awarded.value == 5500
    assert read.awarded.sure < 0.7  # a sum of two
    rows = civil_rows(read, "one").civil_party
    assert [(row["role"], row["name"], row["represents"]) for row in rows][-1] == ("agent", "褚丙", "冯甲、陈乙")
    assert rows[-1]["agent_kind"] == "staff"
    assert [row["party_no"] for row in rows] == [1, 2, 3, 4]
    assert read.loan is None


def test_enforcement_withdrawal_and_appeal() -> None:
    assert (values(parse_civil(ENFORCEMENT))["stage"], values(parse_civil(ENFORCEMENT))["outcome"]) == (
        "enforcement",
        "round_ended",
    )
    assert [p.role.value for p in parse_civil(ENFORCEMENT).parties] == ["creditor", "debtor"]
    left = parse_civil(WITHDRAWAL)
    assert left.outcome.value == "withdrawn"
    assert left.filed_on is None  # the day of the withdrawal is not that of the suit
    assert left.parties[1].agents[0].kind and left.parties[1].agents[0].kind.value == "relative"
    appeal = parse_civil(APPEAL)
    assert (appeal.outcome.value, appeal.stage and appeal.stage.value) == ("upheld", "second")
    assert appeal.parties[1].name.value == "西山曹乙（集团）有限公司"
    assert [a.name.value for a in appeal.parties[1].agents] == ["华丁", "金戊"]
    assert appeal.parties[0].below and appeal.parties[0].below.value == "原审被告"
    assert appeal.fee and appeal.fee.value == 300


@pytest.mark.parametrize(
    ("said", "fee"),
    [
        ("案件受理费1809元（已减半收取，原告赵甲已预交），由被告负担1300元。", 1809),
        ("本案受理费1050元减半计收取525元，由被告负担。", 525),
        ("案件受理费减半收取计1150元，由被告负担。", 1150),
        ("案件受理费2300元（已减半），公告费300元。", 2300),
        ("案件受理费人民币2,300元、财产保全费520元，合计2820元。", 2300),
    ],
)
def test_the_fee_is_what_is_charged(said: str, fee: int) -> None:
    start, end = LENDING.index("案件受理费"), LENDING.index("如不服本判决")
    read = parse_civil(LENDING[:start] + said + "\n" + LENDING[end:])
    assert read.fee and read.fee.value == fee


@pytest.mark.parametrize(
    ("orders", "outcome", "sums"),
    [
        ("驳回原告赵甲的诉讼请求。", "claims_dismissed", None),
        ("被告钱乙1归还原告赵甲借款本金50万元及利息（以50万元为基数计算）。", "granted", (500_000, 1.0)),
        ("一、被告钱乙1支付原告赵甲借款200000元；\n二、被告钱乙1支付原告赵甲利息35000元。", "granted", (235_000, 0.6)),
    ],
)
def test_how_a_suit_ended(orders: str, outcome: str, sums: tuple[int, float] | None) -> None:
    start, end = LENDING.index("一、被告钱乙1于本判决"), LENDING.index("如果未按本判决")
    read = parse_civil(LENDING[:start] + orders + "\n" + LENDING[end:])
    assert read.outcome.value == outcome
    assert (read.awarded and (read.awarded.value, read.awarded.sure)) == sums


def test_a_name_with_a_figure_does_not_run_into_the_sum_behind_it() -> None:
    text = LENDING.replace("向原告赵甲借款100000元", "向原告赵甲借款20000元").replace(
        "交付钱乙1100000元", "交付钱乙120000元"
    )
    loan = parse_civil(text).loan
    assert loan and loan.principal and loan.principal.value == 20_000


def test_what_is_only_claimed_is_marked() -> None:
    start, end = LENDING.index("本院经审理认定事实如下"), LENDING.index("本院认为")
    loan = parse_civil(LENDING[:start] + LENDING[end:]).loan
    assert loan and loan.principal is not None
    assert loan.principal.sure <= 0.5
    row = civil_rows(parse_civil(LENDING[:start] + LENDING[end:])).civil_document[0]
    assert "principal" in row["doubtful"].split("、")
    assert civil_rows(parse_civil(LENDING)).civil_document[0]["doubtful"] is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("月利率2%", "24"), ("年利率24%", "24"), ("月息2分", "24"), ("月息两分五厘", "30"), ("月利率为20‰", "24"),
        ("月息百分之二", "24"), ("按月利率1.5%计付", "18"), ("年利率百分之十五点四", "15.4"), ("月息3分", "36"),
        ("日息万分之五", "18.25"), ("月利率6.75‰", "8.1"), ("年利1分", "10"),
    ],
)  # fmt: skip
def test_rates_are_per_cent_a_year(text: str, percent: str) -> None:
    (one,) = rates(text, 0, len(text))
    assert (one.percent, one.sure) == (Decimal(percent), 1.0)


def test_a_rate_without_its_period_is_doubtful_and_a_penalty_is_none() -> None:
    (one,) = rates("利息2分", 0, 4)
    assert (one.percent, one.sure) == (24, 0.6)
    text = "逾期按违约金日利率1%计算"
    assert list(rates(text, 0, len(text))) == []
    assert list(rates("按银行同期贷款利率计算", 0, 11)) == []


def test_rows_are_of_the_standards() -> None:
    for text in TEXTS:
        made = civil_rows(parse_civil(text), "one", full_text=True)
        for name, rows in (("civil_document", made.civil_document), ("civil_party", made.civil_party)):
            columns = standards()[name].columns
            for row in rows:
                assert set(row) <= set(columns)
                assert set(row) | {"sealed"} == set(columns)
                for column, value in row.items():
                    if value is not None and columns[column].codes not in (None, "regions"):
                        assert value in codes(columns[column].codes)
    row = civil_rows(parse_civil(LENDING)).civil_document[0]
    assert (row["name"], row["respondents"]) == ("赵甲", "钱乙1、临溪丙丁商贸有限公司")
    assert (row["filed_on"], row["absent"], row["public_notice"]) == (date(2021, 2, 3), True, True)


def test_nothing_is_invented_for_an_empty_or_foreign_text() -> None:
    for text in ("", "某某", "今日天气晴朗。" * 50, "（2020）"):
        read = parse_civil(text)
        assert (read.parties, read.loan, read.outcome.value, read.case_number) == ([], None, "none", None)


@pytest.mark.parametrize(
    "piece",
    [
        "原告：", "原告张三，", "（", "）", "借款", "1", "一", "2020年1月1日、", "月利率", "代理人", "公司", "与",
        "判决如下：", "驳回", "纠纷", "支付1元", "（2020）",
        "被告经传票传唤未到庭，", "本院认为", "公告", "男，", "《", "依照", "住",
        "共计", "律师事务所", "，", " ", "\n原告", "、", "法院", "民", "撤销", "终结",
    ],
)  # fmt: skip
def test_a_long_text_of_one_piece_is_read_in_time(piece: str) -> None:
    head = LENDING[:400]
    for text in (piece * (60_000 // len(piece)), head + piece * (60_000 // len(piece))):
        begin = time.process_time()
        parse_civil(text)
        assert time.process_time() - begin < 6
