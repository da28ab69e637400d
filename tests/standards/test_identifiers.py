"""Identifiers: real algorithms, dirt as agencies deliver it, and the fast SQL path equal to the reference."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn
from stdnum.cn import uscc as stdnum_uscc

from mingjian.standards import Tri, UnknownName, identifiers
from mingjian.standards.identifiers import bank, case_number, person_id, plate, uscc
from mingjian.standards.reasons import REASONS

# Made-up numbers: right check digits, regions that exist or once existed, nobody's.
RIC = "340102199003072315"
RIC_X = person_id.extend("110103450115123")
USCC = "91340100MA2MXG7G7" + uscc.check_character("91340100MA2MXG7G7")


def state(kind, raw):
    found = identifiers.check(kind, raw)
    return found.state, found.repair or found.reason


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as connection:
        yield connection


def fast(engine, kind, texts):
    sql = identifiers.fast_sql(kind, "t")
    rows = engine.execute(f"SELECT coalesce({sql}, false) FROM unnest(?) AS _(t)", [list(texts)]).fetchall()
    return [row[0] for row in rows]


def ric(body):
    return body + person_id.check_digit(body)


def good(body17):
    return ric(body17)


GOOD = good("34010219900307231")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, (Tri.MISSING, None)),
        ("  ", (Tri.MISSING, None)),
        ("无", (Tri.MISSING, None)),
        (GOOD, (Tri.USABLE, None)),
        ("'" + GOOD, (Tri.REPAIRED, "apostrophe")),
        (f" {GOOD[:6]} {GOOD[6:]}\u200b", (Tri.REPAIRED, "spaces")),
        ("".join(chr(ord(c) + 0xFEE0) for c in GOOD), (Tri.REPAIRED, "fullwidth")),
        (GOOD + ".0", (Tri.REPAIRED, "decimal_tail")),
        ("340102900307231", (Tri.REPAIRED, "digits15")),
        (GOOD[:6] + "********" + GOOD[14:], (Tri.UNUSABLE, "masked")),
        (GOOD[:6] + "XXXXXXXX" + GOOD[14:], (Tri.UNUSABLE, "masked")),
        ("3.40102E+17", (Tri.UNUSABLE, "excel_damaged")),
        ("340102199003072000", (Tri.UNUSABLE, "excel_damaged")),
        ("000000000000000000", (Tri.UNUSABLE, "placeholder")),
        ("111111111111111111", (Tri.UNUSABLE, "placeholder")),
        ("111111111111111", (Tri.UNUSABLE, "placeholder")),
        ("123456789012345678", (Tri.UNUSABLE, "placeholder")),
        (GOOD[:17] + ("0" if GOOD[17] != "0" else "1"), (Tri.UNUSABLE, "checksum")),
        (ric("34010219900230231"), (Tri.UNUSABLE, "birth_date")),
        (ric("34010218900207231"), (Tri.UNUSABLE, "birth_date")),
        (GOOD[:17], (Tri.UNUSABLE, "length")),
        ("张三", (Tri.UNUSABLE, "characters")),
        ("19900307", (Tri.UNUSABLE, "length")),
        ("E12345678", (Tri.USABLE, None)),
        ("h0123456789", (Tri.REPAIRED, "case")),
        ("USA123456789012", (Tri.USABLE, None)),
    ],
)
def test_person_id(raw, expected):
    assert state("person_id", raw) == expected


def test_person_id_values():
    assert identifiers.check("person_id", "340102900307231").value == GOOD
    assert identifiers.check("person_id", "E12345678").value == "passport:E12345678"
    assert identifiers.check("person_id", "passport:E12345678") == (Tri.USABLE, "passport:E12345678", None, None)
    assert identifiers.check("person_id", "H01234567").value == "hkmo:H01234567"
    assert identifiers.check("person_id", ric("81000019900307001")).state is Tri.USABLE  # residence permit, Hong Kong
    assert (
        identifiers.check("person_id", ric("91115619850412001")).state is Tri.USABLE
    )  # permanent residence, 2023 form
    assert identifiers.check("person_id", RIC_X).value == RIC_X  # region 110103 was abolished in 2010
    assert person_id.sex(GOOD) == "male"
    assert str(person_id.birth_date(GOOD)) == "1990-03-07"
    assert person_id.birth_date("passport:E12345678") is None


def test_the_example_of_the_national_standard():
    # GB 11643-1999 gives 11010519491231002X and 440524188001010014 as its examples.
    assert identifiers.check("person_id", "11010519491231002x").value == "11010519491231002X"
    assert person_id.check_digit("44052418800101001") == "4"


@pytest.mark.parametrize(
    ("raw", "pattern"),
    [
        ("340102********2315", "340102________2315"),
        ("3401021990****231X", "3401021990____231X"),
        ("340102199003072000", "340102199003072___"),
        ("3.40102E+17", "34010_____________"),
        ("******************", None),
        (GOOD, None),
        ("某某", None),
        (None, None),
    ],
)
def test_what_can_still_be_seen_of_a_damaged_number(raw, pattern):
    assert identifiers.visible_pattern(raw) == pattern


@given(st.integers(0, 999), st.dates(), st.sampled_from(["34010", "11010", "65402", "91115"]), st.integers(0, 9))
def test_fifteen_digits_and_eighteen_are_one_person(sequence, born, region, last):
    body = f"{region}{last}{born:%Y%m%d}{sequence:03d}".rjust(17, "0")
    number = ric(body)
    found = identifiers.check("person_id", number)
    assert found.state.usable == (1900 <= born.year <= 2099 and not number.endswith("000"))
    if found.state.usable and born.year < 2000:
        short = number[:6] + number[8:17]
        assert identifiers.check("person_id", short).value == number


digits = st.text("0123456789X", min_size=18, max_size=18)
almost_ids = st.builds(
    lambda d, s, check: (lambda b: b + (person_id.check_digit(b) if check else "7"))(f"340102{d}{s:03d}"),
    st.one_of(
        st.dates().map(lambda d: f"{d.year:04d}{d.month:02d}{d.day:02d}"),
        st.text("0123456789", min_size=8, max_size=8),
    ),
    st.integers(0, 999),
    st.booleans(),
)


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(st.one_of(almost_ids, digits, st.text(max_size=20)), min_size=20, max_size=60))
def test_fast_path_of_person_ids_is_the_reference(engine, texts):
    texts += [GOOD, RIC_X, "000000000000000000", "١" * 18, "11010519491231002x"]
    for text, quick in zip(texts, fast(engine, "person_id", texts), strict=True):
        found = identifiers.check("person_id", text)
        assert quick == (found.state is Tri.USABLE and found.value == text and len(text) == 18 and ":" not in text), (
            text
        )


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        (None, None), ("", None), ("—", None), ("reg:340100000000018", None), ("000000000000000000", None),
        (USCC[:8] + "*" * 7 + USCC[15:], USCC[:8] + "_" * 7 + USCC[15:]),
        (USCC[:17] + ("0" if USCC[17] != "0" else "1"), USCC[:17] + ("0" if USCC[17] != "0" else "1")),
        ("913401000000123000", "913401000000123___"), ("*" * 18, None), ("91340100MA2M", None),
    ],
)  # fmt: skip
def test_what_can_be_read_of_a_credit_code(raw, seen):
    assert uscc.legible(raw) == seen


def test_a_former_code_is_nine_characters_of_the_new_one():
    code = "78956342" + uscc.organisation_check("78956342")
    for raw in (f"org:{code}", code, f"{code[:8]}-{code[8]}"):
        assert uscc.legible(raw) == f"________{code}_"


def test_uscc():
    assert state("uscc", USCC) == (Tri.USABLE, None)
    assert stdnum_uscc.calc_check_digit(USCC[:17]) == USCC[17]
    assert state("uscc", USCC.lower()) == (Tri.REPAIRED, "case")
    assert state("uscc", USCC[:17] + ("0" if USCC[17] != "0" else "1")) == (Tri.UNUSABLE, "checksum")
    assert state("uscc", "I" + USCC[1:]) == (Tri.UNUSABLE, "characters")
    assert state("uscc", "000000000000000000") == (Tri.UNUSABLE, "placeholder")
    assert state("uscc", "9134****MA2MXG7G7X") == (Tri.UNUSABLE, "masked")
    body = "34010000001234"
    number = next(body + str(d) for d in range(10) if uscc.registration_valid(body + str(d)))
    assert identifiers.check("uscc", number).value == "reg:" + number
    code = "78956342" + uscc.organisation_check("78956342")
    assert identifiers.check("uscc", f"{code[:8]}-{code[8]}") == (Tri.REPAIRED, f"org:{code}", "punctuation", None)
    assert identifiers.check("uscc", f"340102{code}").value in (f"org:{code}", f"reg:340102{code}")
    assert identifiers.check("uscc", f"org:{code}").state is Tri.USABLE


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_uscc_check_character_is_that_of_stdnum(body):
    assert uscc.check_character(body) == stdnum_uscc.calc_check_digit(body)


codes18 = st.builds(
    lambda body, right: body + (uscc.check_character(body) if right else "5"),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17),
    st.booleans(),
)


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(st.one_of(codes18, st.text(max_size=20)), min_size=20, max_size=60))
def test_fast_path_of_uscc_is_the_reference(engine, texts):
    texts += [USCC, "0" * 18, "1" * 18, USCC.lower()]
    for text, quick in zip(texts, fast(engine, "uscc", texts), strict=True):
        found = identifiers.check("uscc", text)
        assert quick == (found.state is Tri.USABLE and found.value == text and len(text) == 18 and ":" not in text), (
            text
        )


@pytest.mark.parametrize(
    ("raw", "value", "expected"),
    [
        ("（2022）皖0102刑初123号", "（2022）皖0102刑初123号", (Tri.USABLE, None)),
        ("(2022)皖0102刑初123号", "（2022）皖0102刑初123号", (Tri.REPAIRED, "brackets")),
        ("〔2022〕 皖0102 刑初 123 号", "（2022）皖0102刑初123号", (Tri.REPAIRED, "spaces+brackets")),
        ("（２０２２）皖０１０２刑初１２３号", "（2022）皖0102刑初123号", (Tri.REPAIRED, "fullwidth")),
        ("（2022）皖0102刑初123号之一", "（2022）皖0102刑初123号之一", (Tri.USABLE, None)),
        ("（2014）瑶民一初字第00123号", "（2014）瑶民一初字第123号", (Tri.REPAIRED, "zeros")),
        ("（2014）合刑终字第12号", "（2014）合刑终字第12号", (Tri.USABLE, None)),
        ("2022皖0102刑初123", "（2022）皖0102刑初123号", (Tri.REPAIRED, "brackets+suffix")),
        ("（2019）最高法刑核1号", "（2019）最高法刑核1号", (Tri.USABLE, None)),
        ("（2022）皖刑终9号", "（2022）皖刑终9号", (Tri.USABLE, None)),
        ("（2017）浙0122刑初××号", None, (Tri.UNUSABLE, "masked")),
        ("（2017）浙0122刑初*号", None, (Tri.UNUSABLE, "masked")),
        ("皖0102刑初123号", None, (Tri.UNUSABLE, "form")),
        ("/", None, (Tri.MISSING, None)),
    ],
)
def test_case_numbers(raw, value, expected):
    assert identifiers.check("case_number", raw).value == value
    assert state("case_number", raw) == expected


def test_parts_of_a_case_number():
    assert case_number.parse("（2022）皖0102刑初123号") == (2022, "皖0102", "刑初", 123)
    assert case_number.parse("（2019）最高法刑核1号") == (2019, "最高法", "刑核", 1)
    assert case_number.parse("（2014）瑶民一初字第123号") == (2014, None, "瑶民一初", 123)
    assert case_number.parse("123") is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("合瑶检刑诉〔2022〕12号", "合瑶检刑诉〔2022〕12号"),
        ("合瑶检刑诉[2022]第012号", "合瑶检刑诉〔2022〕12号"),
        ("合瑶检刑诉（２０２２）12", "合瑶检刑诉〔2022〕12号"),
        ("合公(瑶)立字【2022】12号", "合公（瑶）立字〔2022〕12号"),
        ("A3401020000002022010001", "A3401020000002022010001"),
        ("pj-2022-0012", "PJ-2022-0012"),
        ("合公行罚决字〔2022〕×号", None),
        ("1111111111", None),
        ("文号", None),
    ],
)
def test_document_numbers(raw, value):
    assert identifiers.check("document_number", raw).value == value


@pytest.mark.parametrize(
    ("raw", "value", "kind"),
    [
        ("皖A12345", "皖A12345", "ordinary"),
        ("皖a·12345", "皖A12345", "ordinary"),
        ("皖AD12345", "皖AD12345", "new_energy_small"),
        ("皖A12345D", "皖A12345D", "new_energy_large"),
        ("皖A1234学", "皖A1234学", "special"),
        ("京A1234警", "京A1234警", "special"),
        ("WJ皖1234X", "WJ皖1234X", "armed_police"),
        ("皖AI2345", None, None),
        ("皖A****5", None, None),
        ("皖A00000", None, None),
        ("无牌", None, None),
    ],
)
def test_plates(raw, value, kind):
    assert identifiers.check("plate", raw).value == value
    if value:
        assert plate.kind(value) == kind


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("13955123456", "13955123456"),
        ("+86 139-5512-3456", "13955123456"),
        ("0551-65123456", "0551-65123456"),
        ("055165123456", "0551-65123456"),
        ("13800138000", None),
        ("13900000000", None),
        ("139****3456", None),
        ("12955123456", None),
    ],
)
def test_phones(raw, value):
    assert identifiers.check("phone", raw).value == value


@given(st.from_regex(r"[0-9]{1,19}", fullmatch=True))
def test_luhn_is_that_of_the_library(digits):
    assert bank.luhn(digits) is stdnum_luhn.is_valid(digits)


def test_bank_cards_and_accounts():
    assert identifiers.check("bank_card", "4111 1111 1111 1111").value == "4111111111111111"
    assert state("bank_card", "4111111111111112") == (Tri.UNUSABLE, "checksum")
    assert state("account", "6222021234567890123")[0] is state("bank_card", "6222021234567890123")[0]
    assert state("account", "1302010109022000123") == (Tri.USABLE, None)
    assert state("account", "6.22202E+18") == (Tri.UNUSABLE, "excel_damaged")
    assert state("account", "0000000000000000") == (Tri.UNUSABLE, "placeholder")


FRAGMENTS = [
    *(
        "（2022）",
        "(2022)",
        "〔2022〕",
        "[2022]",
        "皖",
        "0102",
        "01",
        "刑初",
        "民一初",
        "字第",
        "字",
        "第",
        "00",
        "123",
        "1",
    ),
    *("7号", "号", "之一", "号之二", "某", "×", "合瑶检刑诉", "X", "-1", "A", "D", "12345", "1380013", "8000", "62"),
    *("6222021302", "000", " "),
]
pieces = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=7).map("".join)


@pytest.mark.parametrize("kind", sorted(identifiers.KINDS))
def test_fast_path_never_says_more_than_the_reference(engine, kind):
    @settings(max_examples=12, deadline=None)
    @given(
        st.lists(
            st.one_of(
                pieces, st.text(max_size=12), st.from_regex(r"\A(62[0-9]{14}|62[0-9]{17}|1[0-9]{10})\Z"), codes18
            ),
            min_size=30,
            max_size=80,
        )
    )
    def hold(texts):
        for text, quick in zip(texts, fast(engine, kind, texts), strict=True):
            if quick:
                assert identifiers.check(kind, text) == (Tri.USABLE, text, None, None), text

    hold()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("person_id", GOOD),
        ("uscc", USCC),
        ("case_number", "（2022）皖0102刑初123号"),
        ("case_number", "（2022）皖01刑终123号之一"),
        ("case_number", "（2014）瑶民一初字第123号"),
        ("document_number", "合瑶检刑诉〔2022〕12号"),
        ("plate", "皖A12345"),
        ("plate", "皖AD12345"),
        ("phone", "13955123456"),
    ],
)
def test_fast_path_takes_what_is_common(engine, kind, text):
    assert fast(engine, kind, [text]) == [True]


@given(st.sampled_from(sorted(identifiers.KINDS)), st.one_of(st.text(max_size=25), pieces))
def test_canonical_values_stay_as_they_are_and_reasons_have_words(kind, raw):
    found = identifiers.check(kind, raw)
    assert (found.value is None) == (not found.state.usable)
    if found.value is not None:
        again = identifiers.check(kind, found.value)
        assert (again.state, again.value) == (Tri.USABLE, found.value)
    for code in (found.repair or found.reason or "").split("+"):
        assert not code or code in REASONS


def test_an_unknown_kind_comes_with_the_nearest():
    with pytest.raises(UnknownName, match="person_id"):
        identifiers.check("personid", "1")


def test_fast_luhn_is_luhn(engine):
    from random import Random

    draw = Random(7)
    cards = [str(62 * 10**n + draw.randrange(10**n)) for n in (14, 17) for _ in range(400)]
    valid = [stdnum_luhn.is_valid(card) and not card.endswith("000") for card in cards]
    assert fast(engine, "bank_card", cards) == valid
    assert sum(valid) > 40


@pytest.mark.parametrize("kind", sorted(identifiers.KINDS))
def test_fast_paths_stand_numbers_of_any_length(engine, kind):
    texts = [sign + digit * length for sign in ("", "-") for digit in "79" for length in range(1, 45)]
    for text, quick in zip(texts, fast(engine, kind, texts), strict=True):
        assert not quick or identifiers.check(kind, text) == (Tri.USABLE, text, None, None), text


def test_fast_dates_of_birth_are_those_of_the_calendar(engine):
    bodies = [
        f"340102{year}{day}123"
        for year in range(1896, 2104)
        for day in ("0228", "0229", "0430", "0431", "1231", "1301")
    ]
    numbers = [ric(body) for body in bodies]
    usable = [identifiers.check("person_id", number).state is Tri.USABLE for number in numbers]
    assert fast(engine, "person_id", numbers) == usable
