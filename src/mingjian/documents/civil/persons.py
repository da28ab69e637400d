"""What an entry says of a party: sex, birth, number, seat or home."""

from __future__ import annotations

import re

from mingjian.documents import dates
from mingjian.documents.civil.model import Party
from mingjian.documents.text import Clean

_SEX = re.compile(r"(?<=[，。、；）])[男女](?=[，。、；（]|[\u4e00-\u9fff]{1,4}族|[0-9]{4}年|汉|生|\Z)")
_SEX_NEXT = re.compile(r"[男女](?=[，。、；]|[\u4e00-\u9fff]{1,4}族|[0-9]{4}年)")
_BORN = re.compile(r"[，]?(?:[*×xX某]{1,2}日)?[^，。]?(?:出?生)")
_ID = re.compile(r"(?<![0-9A-Za-z])(?:[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14})(?![0-9A-Za-z])")
_USCC = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_CODE = re.compile(r"(?:统一社会信用代码|组织机构代码|注册号)[^0-9A-Za-z]{0,3}")
_ADDRESS = re.compile(
    r"(?:住所地?|住址|户籍所?在?地|户籍地址|户籍|现住|家住|经常居住地|营业地|营业场所|经营场所|注册地址?|居住地|所在地|住)(?:在|为|是|于|：|，(?=[\u4e00-\u9fff]{2,6}[省市]))?"
    r"(?P<place>[\u4e00-\u9fff](?:[^，。；：（）]|（[^（）]{1,20}）){1,60})"
)


def fill(clean: Clean, party: Party, start: int, end: int) -> None:
    """Put what the entry ``[start, end)`` behind the name says into ``party``."""
    text = clean.text
    sex = _SEX_NEXT.match(text, start, end) or _SEX.search(text, start, end)
    if sex and not party.organisation:
        party.sex = clean.found("male" if sex[0] == "男" else "female", *sex.span())
    if not party.organisation:
        for day in dates.scan(text, start, end):
            if _BORN.match(text, day.end, end):
                party.birth_date = clean.found(day.value, day.start, day.end, 1.0 if len(day.value) == 10 else 0.8)
                break
    number = _ID.search(text, start, end)
    code = _CODE.search(text, start, end)
    if code:
        uscc = _USCC.match(text, code.end(), end)
        if uscc:
            party.uscc = clean.found(uscc[0], *uscc.span())
    elif number:
        party.id_number = clean.found(number[0].upper(), *number.span())
    place = _ADDRESS.search(text, start, end)
    if place:
        party.address = clean.found(place["place"], *place.span("place"))
