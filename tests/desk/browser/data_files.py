"""A file as agencies deliver them, for the road in the browser. Everybody in it is invented."""

from __future__ import annotations

COUNTIES, PEOPLE = ("340102", "340103", "340202"), 4


def dirty_pensions(amount: int) -> bytes:
    """Pensions of the people of the demo's lake, many months past their deaths: GBK, title lines above the header, one
    header twice, an amount called like nothing known, damaged rows, total and blank lines at the end."""
    from desk_parts import month, name_of, person_id

    rows = [
        [name_of(n), person_id(county, n), month(m), f"{amount * n}.50", "按月正常发放", "", county]
        for county in COUNTIES
        for n in range(1, 1 + PEOPLE)
        for m in range(1, 5 + 6 * n)
    ]
    good = len(rows)
    rows += [
        ["丙丁", "34010219500101001", "2024-05", "800", "证号少一位", "", COUNTIES[0]],
        ["戊己", person_id(COUNTIES[0], 7), "", "900", "缺月份", "", COUNTIES[0]],
        ["庚辛", person_id(COUNTIES[0], 8), "2024-05", "见附表", "金额不明", "", COUNTIES[0]],
    ]
    head = ["合肥市养老金发放明细,,,,,,", "统计口径：实际发放,,,,,,"]
    head += ["姓名,身份证号,所属月份,实发数,备注,备注,行政区划"]
    tail = [f"合计,,,{good * amount},,,", ",,,,,,", ",,,,,,"]
    return "\r\n".join([*head, *(",".join(row) for row in rows), *tail, ""]).encode("gbk")
