"""`mingjian charge`: which charges a text may tell, with what speaks for and against, and what they hang on."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.charge_words import advice_data, show_advice, words_at
from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.material import Material, material_of
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.assist.charges import Example, Learned
    from mingjian.assist.sentencing import Parameters

__all__ = ["app"]

app = group()
On = Annotated[datetime.datetime | None, typer.Option("--on", formats=["%Y-%m-%d"])]


@command(app, "advise")
def advise(
    file: Material,
    on: On = None,
    weights: Annotated[Path | None, typer.Option("--weights", exists=True)] = None,
    province: Annotated[str | None, typer.Option("--province")] = None,
    own: Annotated[list[Path] | None, typer.Option("--own", file_okay=False, exists=True)] = None,
) -> Answer:
    """Charges a text may tell, and why."""
    from mingjian.assist.charges import advise as advised

    text = material_of(file)
    parameters = _thresholds(province, own or [])
    advice = advised(text, _day(on), _weights(weights) if weights else None, province, parameters)
    return Answer(advice_data(advice, text), lambda screen: show_advice(screen, advice, text))


@command(app, "articles")
def articles(file: Material, charge: Annotated[list[str], typer.Option("--charge")], on: On = None) -> Answer:
    """Articles for given charges."""
    from mingjian.assist.charges import articles as found

    for name in charge:
        _known(name)
    text = material_of(file)
    rows = found(charge, text, _day(on))
    data = [
        {
            "article": one.number,
            "paragraphs": one.paragraphs,
            "zh": one.zh,
            "en": one.en,
            "words": words_at(one.spans, text),
        }
        for one in rows
    ]

    def show(screen: Screen) -> None:
        heads = [("条", "Article"), ("依据", "Why"), ("文字", "Words")]
        zh = screen.lang == "zh"
        screen.table(heads, [(one["article"], one["zh" if zh else "en"], "、".join(one["words"])) for one in data])

    return Answer({"articles": data}, show)


@command(app, "amounts")
def amounts(file: Material) -> Answer:
    """Amounts and their sum."""
    from mingjian.assist.charges import add_up

    text = material_of(file)
    total = add_up(text)
    rows = [
        {
            "yuan": str(one.yuan),
            "span": one.span,
            "part": one.part.value,
            "zh": one.part.zh,
            "times": one.times,
            "counted": one in total.counted,
            "less": one in total.less,
        }
        for one in sorted((*total.counted, *total.less, *total.left), key=lambda one: one.span)
    ]
    data = {
        "yuan": None if total.yuan is None else str(total.yuan),
        "attempted": str(total.attempted),
        "amounts": rows,
        "doubts": [{"zh": zh, "en": en} for zh, en in total.doubts],
    }

    def show(screen: Screen) -> None:
        zh = screen.lang == "zh"
        heads = [("金额", "Yuan"), ("性质", "What"), ("计入", "Counted")]
        told = [
            (
                f"{r['yuan']} × {r['times']}" if r["times"] != 1 else r["yuan"],
                r["zh" if zh else "part"],
                "✓" if r["counted"] else "−" if r["less"] else "",
            )
            for r in rows
        ]
        screen.table(heads, told, "r")
        screen.say(f"合计：{data['yuan'] or '无法判断'}", f"sum: {data['yuan'] or 'cannot be told'}", "bold")
        for doubt in total.doubts:
            screen.say(*doubt)

    return Answer(data, show)


@command(app, "confusable")
def confusable(name: Annotated[str | None, typer.Argument()] = None) -> Answer:
    """Charges taken for each other."""
    from mingjian.assist.charges import confusable as pairs
    from mingjian.assist.charges import neighbours_of

    rows = neighbours_of(_known(name)) if name else pairs()
    data = [{"charges": [one.one, one.other], "decides": one.decides, "zh": one.zh, "en": one.en} for one in rows]

    def show(screen: Screen) -> None:
        heads = [("罪名", "Charge"), ("易混罪名", "Taken for"), ("区分", "What decides")]
        screen.table(heads, [(one.one, one.other, one.zh if screen.lang == "zh" else one.en) for one in rows])

    return Answer({"pairs": data}, show)


@command(app, "train")
def train(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    out: Annotated[Path, typer.Option("--out", dir_okay=False)],
    on: On = None,
) -> Answer:
    """Weights of an office's own texts."""
    from mingjian.assist.charges import read_material

    examples = read_material(folder)
    with progress("训练", "training"):
        model = _trained(examples, _day(on) or datetime.datetime.now().astimezone().date())
    model.save(out)
    return _card(model)


@command(app, "card")
def card(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> Answer:
    """The card of a file of weights."""
    return _card(_weights(file))


def _card(model: Learned) -> Answer:
    card: dict[str, Any] = dict(model.card)

    def show(screen: Screen) -> None:
        screen.pairs([(("材料", "texts"), card["texts"]), (("罪名", "charges"), len(card["charges"])),
                      (("日期", "date"), card["trained_on"]), (("摘要", "digest"), card["digest"][:16])])  # fmt: skip
        held = card["held_out"]
        heads = [
            ("方法", "Method"),
            ("留出", "Held out"),
            ("F1", "F1"),
            ("首位正确", "First right"),
            ("80%时错误", "Risk at 80 %"),
            ("明确提示", "Told"),
            ("其中错误", "Of these wrong"),
        ]
        kinds = {"elements_only": ("仅要件", "elements only"), "with_weights": ("加权重", "with weights")}
        rows = [
            (
                kinds[key][0 if screen.lang == "zh" else 1],
                one["texts"],
                one["f1"],
                one["first_right"],
                one["risk_at_80"],
                one.get("told", ""),
                one.get("told_wrong", ""),
            )
            for key, one in held.items()
            if one
        ]
        screen.table(heads, rows, " rrrrrr")

    return Answer(card, show)


def _known(name: str) -> str:
    from mingjian.law import charges
    from mingjian.law.selective import full_charge
    from mingjian.standards.errors import nearest

    found = full_charge(name)
    if found is None:
        near = nearest(name, list(charges()))
        zh, en = (f"，最接近的是 {near}", f", the nearest is {near}") if near else ("", "")
        raise BadInput(f"没有这个罪名：{name}{zh}", f"no such charge: {name}{en}")
    return found.name


def _weights(file: Path) -> Learned:
    from mingjian.assist.charges import load

    try:
        return load(file)
    except ValueError as error:
        zh, _, en = str(error).partition(" / ")
        raise BadInput(zh, en) from None


def _trained(examples: list[Example], on: datetime.date) -> Learned:
    from mingjian.assist.charges import trained

    try:
        return trained(examples, on)
    except ValueError as error:
        zh, _, en = str(error).partition(" / ")
        raise BadInput(zh, en) from None


def _thresholds(province: str | None, own: list[Path]) -> Parameters:
    """The sentencing parameters with an office's own folders; the province asked for must have a layer in them."""
    from mingjian.assist.sentencing import load_parameters

    parameters = load_parameters(own)
    layers = sorted(one.partition(":")[2] for one in parameters.layers)
    if province is not None and province not in layers:
        there, have = "、".join(layers) or "无", ", ".join(layers) or "none"
        raise BadInput(
            f"没有{province}的本省参数；已有：{there}。用 --own 指定放有本省参数的文件夹",
            f"no layer of province {province}; there are: {have}. Name the folder that holds it with --own",
        )
    return parameters


def _day(on: datetime.datetime | None) -> datetime.date | None:
    return on.date() if on else None
