"""Cleaners of values: what agencies write, what is damage, what only means nothing, and the fast SQL path."""

from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.standards import Cleaned, standards, values
from mingjian.standards.reasons import REASONS

DAY = date(2022, 1, 5)
FULL = str.maketrans("0123456789-.", "０１２３４５６７８９－．")


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    "raw",
    [
        "2022-01-05", "2022-1-5", "2022.1.5", "2022.01.05", "2022/1/5", "2022/01/05", "20220105", "2022年1月5日",
        "2022年01月05号",
        "二〇二二年一月五日", "二○二二年一月五日", "二O二二年一月五日", "二零二二年一月五日",
        "2022-01-05 00:00:00", "2022-01-05T00:00:00.000",
        "2022/1/5 0:00", "20220105000000", "2022-01-05 13:45:59.123", " 2022-01-05 ", "'2022-01-05",
        "2022 年 1 月 5 日", "44566", "44566.0",
        "44566.573", "2022.1.5.", "2022、1、5", "2022-01-05T08:00:00Z", "2022年1月5日10时30分",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(raw):
    assert values.clean_date(raw).value == DAY
    assert values.clean_date(raw.translate(FULL)).value == DAY
    assert values.clean_date(raw).changed == (raw.strip() != "2022-01-05")


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("二〇一六年十二月三十一日", date(2016, 12, 31)),
        ("二O一六年十月十日", date(2016, 10, 10)),
        ("二○一六年二月二十九日", date(2016, 2, 29)),
        ("一九八五年十一月廿一日", date(1985, 11, 21)),
        ("2023年元月1日", None),
        ("二〇二三年元月一日", date(2023, 1, 1)),
    ],
)
def test_days_in_words(raw, day):
    assert values.clean_date(raw).value == day


@pytest.mark.parametrize(
    ("raw", "changed", "reason"),
    [
        (None, False, None),
        ("", False, None),
        ("无", False, "nothing"),
        ("/", False, "nothing"),
        ("长期", False, "open"),
        ("9999-12-31", False, "open"),
        ("99991231", False, "open"),
        ("2999-12-31", False, "open"),
        ("1900-01-01", False, "default_date"),
        ("1900/1/1 0:00:00", False, "default_date"),
        ("0000-00-00", False, "default_date"),
        ("0000-00-00 00:00:00", False, "default_date"),
        ("22-01-05", True, "two_digit_year"),
        ("22.1.5", True, "two_digit_year"),
        ("22年1月5日", True, "two_digit_year"),
        ("民国三十八年十月一日", True, "roc_year"),
        ("2022-02-30", True, "no_such_day"),
        ("2021-02-29", True, "no_such_day"),
        ("2022-13-01", True, "no_such_day"),
        ("二〇二二年十三月五日", True, "no_such_day"),
        ("1066-10-14", True, "out_of_range"),
        ("2022", True, "not_a_date"),
        ("202201", True, "not_a_date"),
        ("12", True, "not_a_date"),
        ("不知道", True, "not_a_date"),
        ("2022-01/05", True, "not_a_date"),
        ("²⁰²²-01-05", True, "not_a_date"),
    ],
)
def test_no_day(raw, changed, reason):
    assert values.clean_date(raw) == Cleaned(None, changed, reason)


@given(st.dates(date(1905, 6, 23), date(2199, 12, 31)))
def test_serials_are_the_inverse_of_counting_days(day):
    serial = (day - date(1899, 12, 30)).days
    found = values.clean_date(str(serial)).value
    if len(str(serial)) == 4 or str(serial)[:2] not in ("19", "20"):
        assert found in (day, None)  # 1905–2072 as a number of four digits is read as a year
    else:
        assert found == day or not (2000 <= serial <= 110000)


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("2022-01", 2022 * 12), ("202201", 2022 * 12), ("2022.1", 2022 * 12), ("2022/01", 2022 * 12),
        ("2022年1月", 2022 * 12),
        ("2022年12月份", 2022 * 12 + 11), ("二〇二二年十二月", 2022 * 12 + 11), ("2022-01-31", 2022 * 12),
        ("20220131", 2022 * 12),
        ("2022-01-01 00:00:00", 2022 * 12), ("44566", 2022 * 12), ("202213", None), ("2022-00", None),
        ("12", None), ("22年1月", None),
        ("长期", None), ("无", None), ("2022", None),
    ],
)  # fmt: skip
def test_months(raw, month):
    assert values.clean_month(raw).value == month


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("1200", "1200"), ("1200.5", "1200.5"), ("1,200.50", "1200.5"), ("1，200", "1200"), ("１２００", "1200"),
        ("¥1,200.00", "1200"),
        ("￥1200元", "1200"), ("1.5万元", "15000"), ("1.5万", "15000"), ("2亿元", "200000000"),
        ("1亿2000万元", "120000000"),
        ("1万5000元", "15000"), ("人民币叁万元整", "30000"), ("叁万元", "30000"),
        ("人民币壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("伍角", "0.5"), ("三万五千元", "35000"), ("十万元", "100000"), ("两千元", "2000"), ("-300", "-300"),
        ("(300.00)", "-300"),
        ("（1,300）", "-1300"), ("-¥300", "-300"), ("+300", "300"), ("0", "0"), (".5", "0.5"),
        ("1200元/月", "1200"), ("1.2E+05", "120000"),
        ("0.30000000000000004", "0.3"), ("1234.0000000001", "1234"), ("1200元整", "1200"),
    ],
)  # fmt: skip
def test_money(raw, amount):
    found = values.clean_money(raw)
    assert found.value == Decimal(amount)
    assert found.value.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("raw", "changed", "reason"),
    [
        (None, False, None), ("无", False, "nothing"), ("-", False, "nothing"),
        ("100美元", True, "foreign_currency"), ("$100", True, "foreign_currency"),
        ("12,34", True, "not_a_number"), ("1.2.3", True, "not_a_number"), ("一百多", True, "not_a_number"),
        ("0.123", True, "too_fine"),
        ("99999999999999999", True, "out_of_range"), ("约三万", True, "not_a_number"),
        ("元", True, "not_a_number"), ("12元5", True, "not_a_number"),
    ],
)  # fmt: skip
def test_no_money(raw, changed, reason):
    assert values.clean_money(raw) == Cleaned(None, changed, reason)


def test_money_of_a_column_in_ten_thousands():
    assert values.clean_money("1.5", unit="万元").value == Decimal("15000.00")
    assert values.clean_money("300元", unit="万元").value == Decimal("300.00")


@given(st.decimals(0, 10**11, places=2))
def test_money_is_read_back_from_words(amount):
    import cn2an

    words = cn2an.an2cn(str(amount), "rmb")
    assert values.clean_money(words).value == amount
    assert values.clean_money(f"{amount:,}").value == amount


def test_integers():
    read = {"12": 12, "12.0": 12, "１２": 12, "1,200": 1200, "十二": 12, "12个月": 12, "-1": -1, "二百五十": 250}
    assert {raw: values.clean_integer(raw).value for raw in read} == read
    assert values.clean_integer("12.5") == Cleaned(None, True, "not_whole")
    assert values.clean_integer("12年") == Cleaned(
        None, True, "not_a_number"
    )  # years in a column of months are no count
    assert values.clean_integer("约12") == Cleaned(None, True, "not_a_number")
    assert values.clean_integer("9" * 20) == Cleaned(None, True, "out_of_range")


def test_decimals():
    read = {"152.6": 152.6, "152.6mg/100ml": 152.6, "12.5%": 0.125, "1,152.6": 1152.6, "１５２": 152.0}
    assert {raw: values.clean_decimal(raw).value for raw in read} == read
    assert values.clean_decimal("阴性").reason == "not_a_number"


def test_booleans():
    for raw in ("是", "有", "Y", "1", "√", "ｙ", " 是 "):
        assert values.clean_boolean(raw).value is True
    for raw in ("否", "无", "N", "0", "×"):
        assert values.clean_boolean(raw).value is False
    assert values.clean_boolean("") == Cleaned(None, False, None)
    assert values.clean_boolean("不详") == Cleaned(None, False, "nothing")
    assert values.clean_boolean("也许") == Cleaned(None, True, "not_a_boolean")


def test_texts():
    assert values.clean_text("　ＡＢＣ（１２３），张三　").value == "ABC（123），张三"
    assert values.clean_text("张三\u200b\x00").value == "张三"
    assert values.clean_text("第一行\n第二行").value == "第一行\n第二行"
    assert values.clean_text("张三") == Cleaned("张三", False, None)
    assert values.clean_text("   ") == Cleaned(None, False, None)
    assert values.clean_text("暂无") == Cleaned(None, False, "nothing")


def test_codes():
    assert values.clean_code("penalty_kinds", "fixed_term") == Cleaned("fixed_term", False, None)
    assert values.clean_code("penalty_kinds", "有期徒刑") == Cleaned("fixed_term", True, "label")
    assert values.clean_code("penalty_kinds", "01-有期徒刑").value == "fixed_term"
    assert values.clean_code("sex", "1.0").value == "male"
    assert values.clean_code("penalty_kinds", "流放") == Cleaned(None, True, "unknown_code")
    assert values.clean_code("vehicle_kinds", "雪橇", open_list=True) == Cleaned("雪橇", False, "not_in_list")
    assert values.clean_code("regions", "鼓楼区") == Cleaned(None, True, "ambiguous_code")
    assert values.clean_code("regions", "340102001001") == Cleaned("340102", True, "truncated")
    assert values.clean_code("regions", "110103") == Cleaned("110103", False, None)
    assert values.clean_code("regions", "") == Cleaned(None, False, None)


def test_a_column_checks_its_plausible_range():
    column = standards()["criminal_judgment@1"].column("term_months")
    assert values.clean_column(column, "300").value == 300
    assert values.clean_column(column, "301") == Cleaned(None, True, "out_of_range")
    deprivation = standards()["criminal_judgment@1"].column("deprivation_months")
    assert values.clean_column(deprivation, "终身") == Cleaned(-1, True, "converted")
    assert values.clean_column(deprivation, "-2") == Cleaned(None, True, "out_of_range")
    text = standards()["criminal_judgment@1"].column("full_text")
    assert values.clean_column(text, " 原 文\u3000").value == " 原 文\u3000"


POOL = st.one_of(
    st.text(max_size=10),
    st.dates(date(1899, 1, 1), date(2201, 1, 1)).map(str),
    st.sampled_from(["1900-01-01", "2022-02-30", "2022-01", "202213", "190001", "1900-01"]),
    st.sampled_from(["是", "0", "-0", "00", "1.", "1.50", "-1", "无", "null"]),
    st.decimals(-(10**6), 10**6, places=3).map(str),
    st.integers(-(10**20), 10**20).map(str),
    st.text("张三（）12 ，N/ANone无", max_size=6),
)  # fmt: skip


def test_every_fast_path_says_no_more_than_its_cleaner(engine):
    columns = {c.name + s.id: c for s in standards().values() for c in s.columns.values()}
    seen = {}
    for column in columns.values():
        seen.setdefault((column.type, column.kind, column.codes, column.low, column.high, column.verbatim), column)

    @settings(max_examples=6, deadline=None)
    @given(st.lists(POOL, min_size=40, max_size=60))
    def hold(texts):
        engine.execute("CREATE OR REPLACE TABLE t AS SELECT unnest(?) AS t", [texts])
        for column in seen.values():
            quick = values.column_fast_sql(column, "t") or "false"
            shown = "t" if column.type == "identifier" else values.value_sql(column.type, "t")
            for text, yes, value in engine.execute(f"SELECT t, coalesce({quick}, false), {shown} FROM t").fetchall():
                if yes:
                    assert values.clean_column(column, text) == Cleaned(value, False, None), (column.name, text)

    hold()


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("date", "2022-01-05"), ("month", "2022-01"), ("month", "202201"), ("money", "1200.50"),
        ("integer", "12"), ("decimal", "152.6"),
        ("boolean", "是"), ("text", "安徽省合肥市（瑶海区）"), ("text", "张三"),
    ],
)  # fmt: skip
def test_fast_path_takes_what_is_common(engine, type_, text):
    assert engine.execute(f"SELECT {values.fast_sql(type_, '$1')}", [text]).fetchall() == [(True,)]


@given(st.text(max_size=15))
def test_no_cleaner_fails_on_any_text(raw):
    for standard in ("criminal_judgment@1", "pension_payment@1"):
        for column in standards()[standard].columns.values():
            found = values.clean_column(column, raw)
            for code in (found.reason or "").split("+"):
                assert not code or code in REASONS


@given(st.dates(date(1901, 1, 1), date(2199, 1, 1)), st.integers(0, 400))
def test_every_written_form_of_a_day_is_that_day(day, more):
    later = min(day + timedelta(more), date(2199, 12, 31))
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"):
        assert values.clean_date(later.strftime(form)).value == later
