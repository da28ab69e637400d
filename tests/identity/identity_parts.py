"""A small town: people with numbers of their own, and rows about them whose numbers fail in known ways."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

from runs_parts import publish_rows

from mingjian.lake import Lake, Manifest
from mingjian.standards.identifiers.person_id import check_digit

FAMILIES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "一丁三上中丰临丹主丽义之乐书云五井亚享京亭亮仁"


def people(many: int, seed: int = 1) -> list[dict[str, str]]:
    """Number and name of each; names repeat as in life, numbers do not."""
    draw = random.Random(seed)
    found: dict[str, str] = {}
    while len(found) < many:
        body = f"34010{draw.randint(2, 4)}{draw.randint(1950, 2000)}{draw.randint(1, 12):02d}{draw.randint(1, 28):02d}"
        body += f"{draw.randint(1, 998):03d}"
        name = draw.choice(FAMILIES) + "".join(draw.choice(GIVEN) for _ in range(draw.randint(1, 2)))
        found[body + check_digit(body)] = name
    return [{"id_number": number, "name": name} for number, name in found.items()]


def spoiled(person: dict[str, str], way: str) -> dict[str, Any]:
    """The number as an agency wrote it."""
    number = person["id_number"]
    raw = {
        "masked": f"{number[:4]}**********{number[-4:]}",
        "zeros": number[:15] + "000",
        "float": f"{number[0]}.{number[1:6]}E+17",
        "typed": number[:17] + ("0" if number[17] != "0" else "1"),
        "none": "",
    }[way]
    told = {"_raw": json.dumps({"id_number": raw})} if raw else {}
    return {"name": person["name"], "id_number": None, "id_number__state": 1 if raw else 0, **told}


def stays(lake: Lake, rows: list[dict[str, Any]], dataset: str = "stays") -> Manifest:
    """Hotel stays, one a row."""
    base = {"region": "340100", "hotel": "江淮旅馆", "checked_in": date(2024, 3, 1), "checked_out": date(2024, 3, 2)}
    return publish_rows(lake, dataset, "hotel_stay@1", [{**base, **row} for row in rows])


def payments(lake: Lake, rows: list[dict[str, Any]], **more: Any) -> Manifest:
    """Pension payments, one a row."""
    base = {"region": "340100", "month": 2024 * 12 + 3, "amount": 1000, "scheme": "employee", "payment_kind": "monthly"}
    return publish_rows(lake, "payments", "pension_payment@1", [{**base, **row} for row in rows], **more)
