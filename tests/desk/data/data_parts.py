"""A data officer for the tests, and a file as agencies deliver them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from desk_parts import COUNTIES, PER_COUNTY, month, name_of, person_id
from django.test import Client

from mingjian.desk.jobs.worker import Worker

BAD = 3
"""Rows of the dirty file that cannot be accepted."""


def dirty_file(months: int = 6, amount: int = 1000) -> bytes:
    """Pensions as a real file may be: GBK, title lines above the header, one header twice, a column that is called
    like nothing known, blank and total lines, damaged identifiers and rows without what is required."""
    rows = []
    for county in COUNTIES:
        for n in range(1, 1 + PER_COUNTY):
            key = person_id(county, n)
            for m in range(1, 5 + months * n):
                rows.append([name_of(n), key, month(m), f"{amount * n}.50", "按月正常发放", "", county])
    good = len(rows)
    rows.append(["丙丁", "34010219500101001", "2024-05", "800", "证号少一位", "", COUNTIES[0]])
    rows.append(["戊己", person_id(COUNTIES[0], 7), "", "900", "缺月份", "", COUNTIES[0]])
    rows.append(["庚辛", person_id(COUNTIES[0], 8), "2024-05", "见附表", "金额不明", "", COUNTIES[0]])
    rows.append(["壬癸", person_id(COUNTIES[0], 9), "2024-13", "900", "没有这个月", "", COUNTIES[0]])
    head = [
        "合肥市养老金发放明细,,,,,,",
        "统计口径：实际发放,,,,,,",
        "姓名,身份证号,所属月份,实发数,备注,备注,行政区划",
    ]
    tail = [f"合计,,,{good * 100},,,", ",,,,,,", ",,,,,,"]
    return "\r\n".join([*head, *(",".join(row) for row in rows), *tail, ""]).encode("gbk")


class Officer:
    """Works through the API."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """An answer."""
        given = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/data/{path}", **given)

    def told(self, method: str, path: str, body: Any = None) -> Any:
        """The body of an answer that must be a good one."""
        answer = self.ask(method, path, body)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def send(self, name: str, data: bytes) -> Any:
        """Upload a file; the answer."""
        path = f"/api/data/uploads?name={quote(name)}"
        return self.client.post(path, data=data, content_type="application/octet-stream")

    def upload(self, name: str = "养老金发放202406.csv", data: bytes | None = None) -> dict[str, Any]:
        """Upload a file that is taken."""
        answer = self.send(name, dirty_file() if data is None else data)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def page(self, number: int, query: str = "") -> dict[str, Any]:
        """The page of a delivery."""
        return self.told("get", f"uploads/{number}{query}")

    def map(self, number: int, **changed: Any) -> dict[str, Any]:
        """Save the mapping as suggested, with changes; `amount` is what the dirty file leaves open."""
        page = self.page(number, "?standard=pension_payment@1")
        draft = {**page["draft"], "version": page["version"]}
        draft["columns"] = {**draft["columns"], "amount": {"header": "实发数"}}
        return self.told("put", f"uploads/{number}/mapping", {**draft, **changed})

    def load(self, name: str = "养老金发放202406.csv", data: bytes | None = None, **changed: Any) -> dict[str, Any]:
        """Upload, map, import; the page of the delivery afterwards."""
        number = self.upload(name, data)["id"]
        mapped = self.map(number, **changed)
        assert mapped["state"]["code"] == "mapped", mapped["plan"]["notes"]
        self.told("post", f"uploads/{number}/import", {"version": mapped["version"]})
        assert Worker().one()
        return self.page(number)
