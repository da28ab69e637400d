"""`mingjian shelf`: which models there are, what is near to one, versions compared, one signed file to carry one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.exits import Exit
from mingjian.cli.options import folder_of
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    from mingjian.models import Model
    from mingjian.shelf import Difference, Neighbour, Point

__all__ = ["app"]

app = group()
Version = Annotated[str, typer.Argument()]
Named = Annotated[str, typer.Argument()]
Limit = Annotated[int, typer.Option("--limit", min=0)]


@app.callback()
def shelf() -> None:
    """Models among offices."""


@command(app, "list")
def list_(limit: Limit = 5) -> Answer:
    """The models that ship, by supervision point, with how many stand under each."""
    from mingjian.shelf import points

    models = _models()
    found = points(models, limit)
    data = {
        "models": [
            {"model": one.id, "version": one.version, "title": one.title, "point": one.definition.point,
             "line": one.definition.line, "left": found[_point(one)].left}
            for one in models
        ],
        "full": [name for name, one in found.items() if one.full],
    }  # fmt: skip
    return Answer(data, lambda screen: _show_list(screen, models, found))


@command(app, "show")
def show(name: Named, limit: Limit = 5) -> Answer:
    """One model: what it is, the lists it needs, what stands under its point."""
    from mingjian.shelf import points

    model = _model(name)
    point = points([*_others(model), model], limit)[_point(model)]
    examples = sorted((model.folder / "examples").glob("*.yaml")) if model.folder is not None else []
    data = {
        "model": model.id, "version": model.version, "fingerprint": model.fingerprint, "title": model.title,
        "line": model.definition.line, "point": {"name": model.definition.point, "models": list(point.models)},
        "needs": model.datasets, "traps": [one.id for one in model.definition.traps],
        "sensitivity": model.sensitivity, "examples": [one.name for one in examples],
    }  # fmt: skip

    def shown(screen: Screen) -> None:
        place = 0 if screen.lang == "zh" else 1
        title = (model.title.zh, model.title.en)[place]
        screen.line(f"{title}  {model.id} {model.version}", "bold")
        screen.line(model.fingerprint, "dim")
        line = model.definition.line
        screen.say(f"条线：{line.zh}", f"line: {line.en}")
        screen.say(f"监督点：{model.definition.point.zh}", f"point: {model.definition.point.en}")
        screen.say(f"所需数据：{'、'.join(model.datasets.values())}", f"lists: {', '.join(model.datasets.values())}")
        screen.say(
            f"已知误报 {len(model.definition.traps)} 种，敏感级别 {model.sensitivity}",
            f"{len(model.definition.traps)} known false positives, sensitivity {model.sensitivity}",
        )
        screen.say(*point.said)

    return Answer(data, shown)


@command(app, "nearest")
def nearest(name: Named, most: Annotated[int, typer.Option("--most", min=1)] = 5, limit: Limit = 5) -> Answer:
    """The models nearest to a model, a draft or an idea, and what stands under its point."""
    from mingjian.models.source import read_source
    from mingjian.shelf import nearest as near_to
    from mingjian.shelf import point_of
    from mingjian.shelf.near import Point

    file = _file(name)
    text = file.read_text(encoding="utf-8", errors="replace")
    source = read_source(text, str(file))
    if not isinstance(source.data, dict):
        raise BadInput(f"{file} 不是模型文件", f"{file} is no model file")
    own, models = str(source.data.get("model") or ""), _models()
    found = near_to(text, models, but=own, most=most)
    point = point_of(source.data)
    under = Point(point, tuple(one.id for one in models if _point(one) == point and one.id != own), limit)
    data = {
        "nearest": [
            {"model": one.id, "value": None if one.value is None else round(one.value, 6),
             "standards": list(one.standards), "steps": [list(pair) for pair in one.steps],
             "same_point": one.same_point}
            for one in found
        ],
        "point": {"name": point, "models": list(under.models), "limit": limit, "full": under.full},
    }  # fmt: skip
    return Answer(data, lambda screen: _show_near(screen, found, under))


@command(app, "diff")
def diff(old: Version, new: Version) -> Answer:
    """What differs between two versions of a model, entry by entry."""
    from mingjian.models import load_model
    from mingjian.shelf import difference

    before, after = (load_model(folder_of(name)) for name in (old, new))
    found = difference(before, after)
    data = {
        "old": {"model": before.id, "version": before.version, "fingerprint": before.fingerprint},
        "new": {"model": after.id, "version": after.version, "fingerprint": after.fingerprint},
        "same": not found,
        "differences": found,
    }
    return Answer(data, lambda screen: _show(screen, found), Exit.OK)


@command(app, "pack")
def pack(
    name: Named,
    key: Annotated[Path, typer.Option("--key", exists=True, dir_okay=False)],
    sender: Annotated[str, typer.Option("--sender")],
    sender_name: Annotated[str, typer.Option("--sender-name")],
    out: Annotated[Path, typer.Option("--out", dir_okay=False)],
) -> Answer:
    """A model folder as one signed file."""
    from mingjian.shelf.bundle import open_bundle, pack_model
    from mingjian.trust.container import Refused

    private, folder = _private(key), folder_of(name)
    files = {"model.yaml": _text(folder / "model.yaml")}
    files |= {f"examples/{one.name}": _text(one) for one in sorted((folder / "examples").glob("*.yaml"))}
    try:
        data = pack_model(
            files, private, sender=sender, sender_name=sender_name, made_at=dt.datetime.now(dt.UTC),
        )  # fmt: skip
        bundle = open_bundle(data, {sender: private.public_key()})
    except Refused as refused:
        raise BadInput(f"不能打包：{refused.zh}", f"it cannot be packed: {refused.en}") from None
    out.write_bytes(data)
    manifest = bundle.manifest
    told = {"file": str(out), "sha256": bundle.sha256, "model": manifest.model, "version": manifest.version,
            "fingerprint": manifest.fingerprint, "key": bundle.key}  # fmt: skip

    def shown(screen: Screen) -> None:
        screen.say(f"已打包 {bundle.manifest.model} {bundle.manifest.version}：{out}",
                   f"packed {bundle.manifest.model} {bundle.manifest.version}: {out}")  # fmt: skip
        screen.say(
            f"签名公钥指纹 {bundle.key}，请以电话核对", f"signed with key {bundle.key}: compare it by telephone", "dim"
        )

    return Answer(told, shown)


@command(app, "open")
def open_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    key: Annotated[list[str], typer.Option("--key")],
    to: Annotated[Path | None, typer.Option("--to", file_okay=False)] = None,
) -> Answer:
    """Open a signed file: checked whole, and written as a model folder where one is named."""
    from mingjian.shelf.bundle import open_bundle
    from mingjian.trust.container import Refused

    if to is not None and to.exists():
        raise BadInput(f"{to} 已存在，请给出新文件夹", f"{to} is there already: name a new folder")
    try:
        bundle = open_bundle(file.read_bytes(), dict(map(_known, key)))
    except Refused as refused:
        raise BadInput(f"拒绝接收：{refused.zh}", f"refused: {refused.en}") from None
    if to is not None and bundle.files:
        _write(to, bundle.files)
    manifest = bundle.manifest
    data = {"kind": manifest.kind, "sender": manifest.sender, "model": manifest.model, "version": manifest.version,
            "fingerprint": manifest.fingerprint, "reason": manifest.reason, "files": sorted(bundle.files),
            "record": bundle.record.model_dump(mode="json"), "sha256": bundle.sha256, "key": bundle.key}  # fmt: skip

    named, who = f"{manifest.model} {manifest.version}", manifest.sender_name

    def shown(screen: Screen) -> None:
        if manifest.kind == "withdrawal":
            screen.say(f"{who}撤回 {named}：{manifest.reason}", f"{who} withdraws {named}: {manifest.reason}")
            return
        screen.say(f"{who}的模型 {named}，示例全部通过", f"{named} of {who}; its examples pass")
        screen.line(manifest.fingerprint, "dim")
        if to is not None:
            screen.say(f"已写入 {to}", f"written to {to}")

    return Answer(data, shown)


# -- within ----------------------------------------------------------------------------------------------


def _models() -> list[Model]:
    from mingjian.library import shipped_models
    from mingjian.models import load_model

    return [load_model(folder) for folder in shipped_models().values()]


def _others(model: Model) -> list[Model]:
    return [one for one in _models() if one.id != model.id]


def _model(name: str) -> Model:
    from mingjian.models import load_model

    return load_model(folder_of(name))


def _file(name: str) -> Path:
    """A model file: named itself, or by its folder or id."""
    given = Path(name)
    return given if given.is_file() else folder_of(name) / "model.yaml"


def _point(model: Model) -> str:
    from mingjian.shelf import point_of

    return point_of(model.data)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} 不是 UTF-8 文本", f"{file} is no UTF-8 text") from error


def _private(file: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(
            f"{file} 不是 Ed25519 私钥（PEM），可用 openssl genpkey -algorithm ed25519 生成",
            f"{file} is no Ed25519 private key (PEM); openssl genpkey -algorithm ed25519 makes one",
        )
    return key


def _known(given: str) -> tuple[str, Ed25519PublicKey]:
    """`340000=key.pem`: an office and its public key."""
    from mingjian.trust.container import Refused, public_key

    code, sign, name = given.partition("=")
    if not sign or not code or not name:
        raise BadInput(f"“{given}”应写作 院代码=公钥文件", f"'{given}' should be OFFICE=FILE")
    try:
        return code, public_key(Path(name).read_text(encoding="utf-8", errors="replace"))
    except Refused as refused:
        raise BadInput(f"{name} {refused.zh}", f"{name}: {refused.en}") from None


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _show_list(screen: Screen, models: list[Model], found: dict[str, Point]) -> None:
    place = 0 if screen.lang == "zh" else 1
    heads = [("模型", "Model"), ("版本", "Version"), ("名称", "Title"), ("监督点", "Point"), ("余额", "Left")]
    rows = []
    for one in models:
        point, left = one.definition.point, found[_point(one)].left
        rows.append([one.id, one.version, (one.title.zh, one.title.en)[place], (point.zh, point.en)[place],
                     "" if left is None else str(left)])  # fmt: skip
    screen.table(heads, rows, "    r")
    for under in found.values():
        if under.full:
            screen.say(*under.said, "yellow")


def _show_near(screen: Screen, found: list[Neighbour], under: Point) -> None:
    place = 0 if screen.lang == "zh" else 1
    heads = [
        ("模型", "Model"),
        ("相似", "Alike"),
        ("共用清单", "Lists of both"),
        ("对应步骤", "Steps alike"),
        ("同一监督点", "Same point"),
    ]
    rows = (
        [one.id, "" if one.value is None else f"{one.value:.3f}", ", ".join(one.standards),
         ", ".join(f"{mine} = {other}" for mine, other in one.steps[:4]),
         ("是", "yes")[place] if one.same_point else ""]
        for one in found
    )  # fmt: skip
    screen.table(heads, rows, " r")
    if not found:
        screen.say("没有相近的模型", "no model is near to it")
    if under.name:
        screen.say(*under.said, "yellow" if under.full else "")


def _show(screen: Screen, found: list[Difference]) -> None:
    if not found:
        screen.say("内容相同，至多排版和注释不同", "they say the same; at most layout and comments differ")
    for one in found:
        screen.say(one.zh, one.en)
    if found:
        screen.say(f"共 {len(found)} 处不同", f"{len(found)} differences", "bold")
