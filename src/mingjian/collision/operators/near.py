"""near: where something is."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, conjuncts
from mingjian.collision.kernels.addresses import LEVELS, Level, SameAddress
from mingjian.collision.kernels.inside import Inside
from mingjian.collision.kernels.near import Neighbours
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator
from mingjian.collision.operators.keys import Keys, bind_keys
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, On
from mingjian.collision.operators.paired import Compared, Paired, paired_sides
from mingjian.collision.operators.shape import join_shape
from mingjian.collision.operators.sided import of_side, side_path, text_of_side
from mingjian.collision.operators.thresholds import number, whole
from mingjian.collision.relation import Field
from mingjian.engines import NUMERIC, Kind
from mingjian.standards.coordinates import System

__all__ = ["Near"]

LIMIT, ADDRESSES = 5_000_000, 2_000_000
CAP, MOST_CAP, FARTHEST = 1_000, 1_000_000, 1_000_000
DEGREES = {"_x": "DOUBLE", "_y": "DOUBLE"}
Point = tuple[Expr, Expr]


class Area(BaseModel):
    """A point of the first input in an area of the second."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    point: Point = Option(description="第一个输入的 [经度, 纬度] longitude and latitude of the first input")
    area: str = Option(description="第二个输入的区域列 the column of the area of the second input")


class Near(Operator):
    """Pairs rows by where they are. One of three ways:

    ``at`` and ``at_most``: places (degrees, ``[longitude, latitude]``) at most so many metres apart, the border in.
    Adds ``metres``: haversine on the mean sphere, within 0.6 % of the ellipsoid, told to the millimetre. ``keep:
    nearest`` gives for each row of the first input (of the one: for each row) only the nearest pair, ties by the second
    row's number; is ``where`` unknown for it, the row is undetermined.

    ``inside: {point: [longitude, latitude], area: column}``: points of the first input in areas of the second (WKT or
    GeoJSON, polygons), a point on a border is in. Edges are straight in degrees; an area does not cross 180°.

    ``address`` and ``to``: equal addresses, after they are read: width, numerals, 号/弄/幢/栋/单元/室, 附1号, 号院, a
    missing province. ``to`` is how far they must agree: district, village, road, number, building, unit or room. What
    is compared is what is written: nothing is looked up but regions.

    With one input its rows are paired among themselves, each pair once, as ``one`` and ``other``. ``system``: wgs84
    (unless given), cgcs2000, gcj02 or bd09, converted before anything is measured. ``on``: only rows with equal keys.
    ``where`` narrows the pairs.

    Keys: rows with a missing or unusable key are undetermined. Nulls: rows without a coordinate, area or address are
    undetermined; so are coordinates out of range, swapped so that latitude exceeds 90, or 0, 0 (``coordinates``),
    areas that cannot be read, are no polygon or cross themselves (``area``), addresses that do not say the level asked
    (``address``), and pairs for which ``where`` is unknown. A row with more than ``cap`` partners (1 000 unless given;
    of two inputs a row of the first) is undetermined (``many``), and pairs of two such rows are not given; every other
    row has all its pairs. ``inside`` has no cap. Limits: 5 million places, 2 million addresses of both inputs, 50
    million pairs. Witness: the two rows.

    中文：按地点配对，三种写法取一。at 与 at_most：两处坐标（度，[经度, 纬度]）相距不超过若干米，正好等于也算；增
    加 metres（平均球面上的大圆距离，与椭球面相差不超过 0.6%，精确到毫米）。keep: nearest 时第一个输入（或唯一输入）的
    每一行只取最近的一对，距离相同按第二行行号；该对条件未知的，该行记为“不确定”。inside：第一个输入的点落在第二个输入
    的区域（WKT 或 GeoJSON 多边形）内，边界上的点也算；边按经纬度直线。address 与 to：地址解析后相同，统一全半角、数字
    和号、弄、幢、栋、单元、室、附1号、号院等写法，省份可缺；to 为须一致到哪一级：district 区
    县、village 村、road 路、number 号、building 楼栋、unit 单元、room 室；只比较写出的内容，除行政区划外不查别的资
    料。只有一个输入时在其内部两两比较，每对一次，记作 one 和 other。system 为坐标系，先换算再度量。on 为须相等的
    键，where 为成对条件。坐标缺失、超出范围、经纬度颠倒（纬度大于 90）、为 (0, 0) 的（coordinates），区域无法读取、不
    是多边形、自相交的（area），地址写不到所要求级别的（address），条件未知的，记为“不确定”。与超过 cap 行（不写
    为 1000）成对的行记为“不确定”（many），两行都如此的对不列出，其余各行的对是完整的（inside 不设此限）。上限：坐
    标 500 万、地址 200 万、成对 5000 万。佐证为成对的两行。

    example: {near: [{shop: shops}, {school: schools}], at: [lon, lat], at_most: 100, system: gcj02}
    """

    verb: ClassVar[str] = "near"
    title: ClassVar[tuple[str, str]] = ("地点相近", "Near")
    change: ClassVar[Change] = "global"
    inputs: ClassVar[tuple[int, int]] = (1, 2)

    at: Point | dict[str, Point] | None = Option(
        default=None, description="[经度, 纬度]；两个输入可各写 longitude and latitude, for all or for each input"
    )
    at_most: Expr | None = Option(
        default=None, description="最远多少米，与 at 同用 greatest distance in metres, with at"
    )
    inside: Area | None = Option(
        default=None,
        description="{point: [经度, 纬度], area: 列} 点在区域内 a point of the first input in an area of the second",
    )
    address: str | dict[str, str] | None = Option(
        default=None, description="地址列；两个输入可各写 the column of the address, for all or for each input"
    )
    to: Level | None = Option(
        default=None, description="地址须一致到哪一级，与 address 同用 how far addresses must agree, with address"
    )
    system: System | dict[str, System] = Option(
        default="wgs84",
        description="坐标系 wgs84、cgcs2000、gcj02、bd09 system of coordinates, for all or for each input",
    )
    on: On | None = Option(default=None, description="须相等的列 columns that must be equal")
    where: Expr | None = Option(default=None, description="成对条件 condition on a pair")
    cap: Expr | None = Option(
        default=None, description="一行最多与多少行成对，默认 1000 most partners of a row, 1 000 by default"
    )
    keep: Literal["pairs", "nearest"] = Option(
        default="pairs", description="pairs 每一对，nearest 每行最近的一对 every pair, or the nearest for each row"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        binder.sides = paired_sides(sides)
        self._ways(binder)
        keys = bind_keys(binder, self.on) if self.on else Keys(())
        where = None
        if self.where is not None:
            where = binder.expression(self.where, binder.scope(equal=keys.equal), ("where",), Kind.BOOLEAN)
        measure = None
        if self.at is not None:
            measure = Field("metres", Kind.DECIMAL, False)
            new_names(binder, ["metres"], join_shape(binder.sides, keys.equal).origin, "at")
        compared = self._compared(binder, len(sides))
        binder.finish()
        assert compared is not None
        return Paired(name, sides, keys, tuple(conjuncts(where)), compared, measure, self.keep == "nearest")

    def _ways(self, binder: Binder) -> None:
        """One way, with what goes with it and nothing else."""
        given = [way for way in ("at", "inside", "address") if getattr(self, way) is not None]
        if len(given) != 1:
            binder.problem(
                "at、inside、address 取一个", "one of 'at', 'inside' and 'address' is wanted", tuple(given[1:2])
            )  # fmt: skip
            binder.finish()
        way = given[0]
        wrong = {
            "at": ["to"],
            "inside": ["at_most", "to", "cap"],
            "address": ["at_most", "system"],
        }[way]
        if way != "at" and self.keep == "nearest":
            wrong.append("keep")
        for option in wrong:
            if option in self.model_fields_set and getattr(self, option) is not None:
                binder.problem(f"{option} 不与 {way} 同用", f"{option!r} does not go with {way!r}", (option,))
        needed = {"at": "at_most", "address": "to"}.get(way)
        if needed and getattr(self, needed) is None:
            binder.problem(f"{way} 还需要 {needed}", f"{way!r} needs {needed!r} too", (way,), **_expected(needed))

    def _compared(self, binder: Binder, inputs: int) -> Compared | None:
        cap = whole(binder, self.cap, "cap", 1, MOST_CAP) or CAP
        if self.inside is not None:
            return self._in_area(binder, inputs, self.inside)
        if self.address is not None:
            texts = [self._address(binder, place, self.address) for place in range(inputs)]
            work = SameAddress(self.to or LEVELS[-1], inputs == 1, cap)
            values = tuple({"_t": text} for text in texts if text is not None)
            return Compared(values, {"_t": "VARCHAR"}, work, ADDRESSES, ("地址", "addresses"))
        points = [self._at(binder, place) for place in range(inputs)]
        far = self._far(binder)
        near = Neighbours(far, self._systems(binder, inputs), inputs == 1, self.keep == "nearest", cap)
        return Compared(tuple(points), DEGREES, near, LIMIT, ("坐标", "places"))

    def _in_area(self, binder: Binder, inputs: int, inside: Area) -> Compared:
        if inputs != 2:
            binder.problem("inside 需要两个输入：点和区域", "'inside' needs two inputs: points and areas", ("inside",))
            binder.finish()
        point = self._point(binder, 0, inside.point, ("inside", "point"))
        area = text_of_side(binder, inside.area, 1, ("inside", "area"))
        values = (point, {"_t": area} if area is not None else {})
        types = {**DEGREES, "_t": "VARCHAR"}
        return Compared(values, types, Inside(self._systems(binder, 2)), LIMIT, ("点和区域", "points and areas"))

    def _address(self, binder: Binder, place: int, given: str | dict[str, str]) -> Typed | None:
        path = side_path(binder, given, "address", place)
        return text_of_side(binder, of_side(binder, given, "address", place), place, path)

    def _at(self, binder: Binder, place: int) -> dict[str, Typed]:
        return self._point(
            binder, place, of_side(binder, self.at, "at", place), side_path(binder, self.at, "at", place)
        )

    def _point(self, binder: Binder, place: int, point: Point, path: tuple[str, ...]) -> dict[str, Typed]:
        scope = binder.scope(sides=(binder.sides[place],))
        found = {}
        for column, (name, text) in enumerate(zip(DEGREES, point, strict=True)):
            value = binder.expression(text, scope, (*path, column), *NUMERIC)
            if value is not None:
                found[name] = value
        return found

    def _systems(self, binder: Binder, inputs: int) -> tuple[System, System]:
        found: list[System] = [of_side(binder, self.system, "system", place) for place in range(inputs)]
        return found[0], found[-1]

    def _far(self, binder: Binder) -> float:
        given = number(binder, self.at_most, "at_most")
        if given is not None and not 0 <= given <= FARTHEST:
            binder.problem("at_most 应在 0 至 1000000 米之间", "'at_most' is from 0 to 1,000,000 metres", ("at_most",))
        return float(given or 0)


def _expected(option: str) -> dict[str, str]:
    text = "100" if option == "at_most" else ", ".join(LEVELS)
    return {"expected_zh": f"{option}: {text}", "expected_en": f"{option}: {text}"}
