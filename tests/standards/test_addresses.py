"""Addresses: what is read, what is the same, and what does not say the level asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.standards.addresses import ADDRESS_LEVELS, parse_address

PREFIX = "安徽省合肥市瑶海区"


def key(text, level):
    address = parse_address(text)
    return address and address.key(level)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{PREFIX}长江东路12号3栋2单元501室", ["长江东路", "12", "3", "2", "501"]),
        ("合肥市瑶海区长江东路１２号３幢２单元５０１室", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}长江东路十二号三号楼二单元五〇一室", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX} 长江东路 12号院 3号楼 2单元 501", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}长江东路12号03座2-501", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}长江东路12号（银行旁）3-2-501", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}长江东路12号3#楼2单元5层501", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}长江东路12号3#2单元5楼501户", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}胜利路街道长江东路12号大院3栋2单元501号", ["长江东路", "12", "3", "2", "501"]),
        (f"{PREFIX}长江东路12号附1号", ["长江东路", "12附1", "", "", ""]),
        (f"{PREFIX}长江东路附1号12号", ["长江东路", "", "", "", ""]),
        (f"{PREFIX}长江东路12-1号", ["长江东路", "12-1", "", "", ""]),
        (f"{PREFIX}长江东路甲12号", ["长江东路", "甲12", "", "", ""]),
        (f"{PREFIX}长江东路一百零三号甲栋", ["长江东路", "103", "甲", "", ""]),
        (f"{PREFIX}长江东路12号B座1201室", ["长江东路", "12", "B", "", "1201"]),
        (f"{PREFIX}长江东路12号绿地小区3栋501室", ["长江东路", "12", "3", "", "501"]),
        (f"{PREFIX}八一大道一期5号", ["八一大道", "", "", "", ""]),
        (f"{PREFIX}长江东路", ["长江东路", "", "", "", ""]),
        (PREFIX, ["", "", "", "", ""]),
    ],
)
def test_parts(text, parts):
    found = parse_address(text)
    assert found is not None
    assert found.district == "340102"
    assert [found.road, found.number, found.building, found.unit, found.room] == parts


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (f"{PREFIX}长江东路12号3栋2单元501室", "合肥市瑶海区长江东路１２号院3号楼2单元501", "room"),
        (f"{PREFIX}长江东路12号3栋501室", "合肥市瑶海区长江东路12号绿地小区3幢501", "room"),
        (f"{PREFIX}胜利路街道长江东路12号", f"{PREFIX}长江东路12号", "number"),
        (f"{PREFIX}胜利路街道办事处长江东路12号", f"{PREFIX}胜利路街道长江东路12号", "number"),
        (f"{PREFIX}绿地小区3栋", f"{PREFIX}绿地小区3号楼2单元", "building"),
        ("上海市黄浦区南京西路1025弄12号501室", "黄浦区南京西路1025弄12号501", "number"),
        ("安徽省合肥市肥东县撮镇镇建华村3组12号", "肥东县撮镇镇建华村村委会3村民组12号", "number"),
        ("安徽省合肥市肥东县撮镇镇建华村", "肥东县撮镇镇建华行政村", "village"),
        ("安徽省合肥市肥东县撮镇镇建华村", "肥东县店埠镇", "district"),
    ],
)
def test_one_place(one, other, level):
    assert key(one, level) is not None
    assert key(one, level) == key(other, level)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (f"{PREFIX}长江东路12号", "合肥市包河区长江东路12号", "number"),
        (f"{PREFIX}长江东路12号", f"{PREFIX}长江东路12号附1号", "number"),
        (f"{PREFIX}长江东路12号", f"{PREFIX}长江东路12弄12号", "number"),
        (f"{PREFIX}长江东路12号3栋501", f"{PREFIX}长江东路12号4栋501", "room"),
        ("肥东县撮镇镇人民路12号", "肥东县店埠镇人民路12号", "number"),
        ("肥东县撮镇镇建华村3组12号", "肥东县撮镇镇建华村4组12号", "number"),
        (f"{PREFIX}绿地小区1期3栋", f"{PREFIX}绿地小区二期3栋", "building"),
    ],
)
def test_two_places(one, other, level):
    assert None not in (key(one, level), key(other, level))
    assert key(one, level) != key(other, level)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"{PREFIX}长江东路", "number"),
        (f"{PREFIX}长江东路12号", "building"),
        (f"{PREFIX}长江东路12号3栋", "unit"),
        (f"{PREFIX}长江东路12号3栋2单元", "room"),
        (f"{PREFIX}建华村12号", "village"),  # of which town?
        (f"{PREFIX}建华村12号", "road"),
        (f"{PREFIX}3栋501室", "room"),  # of what?
    ],
)
def test_what_is_not_said_is_no_key(text, level):
    assert parse_address(text) is not None
    assert key(text, level) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "长江东路12号", "合肥市长江东路12号", "安徽省", "合肥市高新区望江西路1号", "鼓楼区中山路1号",
        "上海市闸北区共和新路1号", "安徽省巢湖市居巢区人民路5号", "340102", "啊" * 1000, "省市区县",
    ],
)  # fmt: skip
def test_no_address_without_its_district(text):
    """Not written, abolished, of the same name elsewhere, or none of the region table."""
    assert parse_address(text) is None


def test_a_city_without_districts_is_one():
    assert key("东莞市南城街道鸿福路200号", "number") == key("广东省东莞市鸿福路200号", "number") is not None


@given(st.text(alphabet=f"{PREFIX}长江东路123号栋幢单元室附院村镇组弄-#（）一二十 Aa１", max_size=60))
def test_anything_can_be_read(text):
    for whole in (text, PREFIX + text):
        found = parse_address(whole)
        for level in ADDRESS_LEVELS:
            assert found is None or found.key(level) is None or found.key(level)[0] == found.district


@given(
    st.sampled_from(["长江东路", "人民大道", "幸福巷"]),
    st.integers(1, 999),
    st.integers(1, 40),
    st.integers(1, 9),
    st.integers(101, 3305),
    st.sampled_from(["栋", "幢", "号楼", "座", "#楼"]),
    st.sampled_from(["室", "户", "", "号"]),
)
def test_ways_of_writing_one_room_are_one(road, number, building, unit, room, sign, end):
    plain = f"{PREFIX}{road}{number}号{building}栋{unit}单元{room}室"
    other = f"合肥市瑶海区{road}{number}号院{building:02}{sign}{unit}单元{room}{end}"
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in other)
    assert key(plain, "room") == key(other, "room") == key(wide, "room") is not None
