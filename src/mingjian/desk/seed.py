"""The offices and people of a demo: the tree of the synthetic province, and a user for each role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from mingjian.desk.offices.models import Level, Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.offices.services import add_office, add_user
from mingjian.models.enumerations import Line
from mingjian.standards import codes

__all__ = ["DEMO_PASSWORD", "DemoUser", "demo_users", "seed_demo"]

DEMO_PASSWORD = "Mingjian-2025"  # noqa: S105 - the demo's, shown on its login page
TOP, CITY, COUNTY, OTHER = "340000", "340100", "340102", "340200"
_MOST = (Line.CIVIL, Line.CRIMINAL, Line.ENFORCEMENT, Line.ADMINISTRATIVE, Line.PUBLIC_INTEREST, Line.APPEALS)
_SHORT = {"340000": "皖", "340100": "合", "340200": "芜", "340800": "宜", "341200": "阜"}

_ENGLISH = {
    "340000": "Anhui", "340100": "Hefei", "340200": "Wuhu", "340800": "Anqing", "341200": "Fuyang", "340102": "Yaohai",
    "340103": "Luyang", "340104": "Shushan", "340111": "Baohe", "340122": "Feidong", "340123": "Feixi",
    "340124": "Lujiang", "340181": "Chaohu", "340202": "Jinghu", "340207": "Jiujiang", "340209": "Yijiang",
    "340210": "Wanzhi", "340223": "Nanling", "340281": "Wuwei", "340802": "Yingjiang", "340803": "Daguan",
    "340825": "Taihu", "340881": "Tongcheng", "340882": "Qianshan", "341202": "Yingzhou", "341203": "Yingdong",
    "341222": "Taihe", "341225": "Funan", "341282": "Jieshou",
}  # fmt: skip


@dataclass(frozen=True)
class DemoUser:
    """Somebody of the demo, as the login page names him."""

    username: str
    name: str
    role: Role
    office: str
    lines: tuple[Line, ...]
    note_zh: str = ""
    note_en: str = ""

    @property
    def office_zh(self) -> str:
        """The office's name."""
        return _office_name(self.office)[0]

    @property
    def office_en(self) -> str:
        """The office's name in English."""
        return _office_name(self.office)[1]


_PEOPLE = (
    DemoUser("prosecutor", "程检", Role.PROSECUTOR, CITY, _MOST),
    DemoUser("head", "杜主任", Role.HEAD, CITY, _MOST),
    DemoUser("chief", "方检察长", Role.CHIEF, CITY, tuple(Line)),
    DemoUser("assistant", "顾助理", Role.ASSISTANT, CITY, _MOST),
    DemoUser("minors", "梁检", Role.PROSECUTOR, CITY, (Line.MINORS,), "未检", "minors"),
    DemoUser("assessor", "袁审核", Role.REVIEWER, CITY, _MOST),
    DemoUser("county", "孟检", Role.PROSECUTOR, COUNTY, _MOST),
    DemoUser("wuhu", "卫检", Role.PROSECUTOR, OTHER, _MOST),
    DemoUser("wuhu-data", "蒋数据", Role.DATA_OFFICER, OTHER, _MOST),
    DemoUser("wuhu-chief", "秦检察长", Role.CHIEF, OTHER, tuple(Line)),
    DemoUser("digital", "宋数字", Role.DIGITAL, TOP, tuple(Line)),
    DemoUser("data", "陶数据", Role.DATA_OFFICER, TOP, tuple(Line)),
    DemoUser("modeller", "汪建模", Role.MODELLER, TOP, tuple(Line)),
    DemoUser("reviewer", "夏审核", Role.REVIEWER, TOP, tuple(Line)),
    DemoUser("president", "石检察长", Role.CHIEF, TOP, tuple(Line)),
    DemoUser("system", "严系统", Role.SYSTEM_ADMIN, TOP, ()),
    DemoUser("security", "于安全", Role.SECURITY_ADMIN, TOP, ()),
    DemoUser("audit", "郑审计", Role.AUDIT_ADMIN, TOP, ()),
)


def demo_users() -> tuple[DemoUser, ...]:
    """Everybody of the demo; all names are invented."""
    return _PEOPLE


def seed_demo(counties: Iterable[str]) -> None:
    """Offices for the top, its cities and `counties` (region codes), and the demo's people, into an empty desk."""
    if Office.objects.exists():
        return
    below = sorted(counties)
    cities = sorted({code[:4] + "00" for code in below})
    add_office(
        TOP, *_office_name(TOP), Level.PROVINCE, short=_SHORT.get(TOP, ""), contact="数字检察办公室 000-0000", by="demo"
    )
    for code in cities:
        add_office(code, *_office_name(code), Level.CITY, parent=TOP, short=_SHORT.get(code, ""),
                   contact="案件管理部门 000-0000", by="demo")  # fmt: skip
    for code in below:
        add_office(
            code, *_office_name(code), Level.COUNTY, parent=code[:4] + "00", contact="案件管理部门 000-0000", by="demo"
        )
    hashed = make_password(DEMO_PASSWORD)
    for one in _PEOPLE:
        add_user(
            one.username, DEMO_PASSWORD, one.office, one.name, [one.role], one.lines, must_change=False, by="demo",
            hashed=hashed,
        )  # fmt: skip


def _office_name(code: str) -> tuple[str, str]:
    """As 合肥市人民检察院; counties with their city, since several share a name."""
    own, english = str(codes("regions")[code].attributes["name"]), _ENGLISH.get(code, code)
    if code.endswith("00"):
        return f"{own}人民检察院", f"People's Procuratorate of {english}"
    above = code[:4] + "00"
    city = str(codes("regions")[above].attributes["name"])
    return f"{city}{own}人民检察院", f"People's Procuratorate of {english}, {_ENGLISH.get(above, above)}"
