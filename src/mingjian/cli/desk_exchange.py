"""`mingjian desk exchange`: signed files between desks on separate networks, as a named user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.desk import opened
from mingjian.cli.errors import BadInput

if TYPE_CHECKING:
    from mingjian.desk.offices.models import User

__all__ = ["app"]

app = group()
Desk = Annotated[Path, typer.Option("--desk", envvar="MINGJIAN_DESK")]
As = Annotated[str, typer.Option("--as")]


@command(app, "key")
def key(desk: Desk = Path("desk")) -> Answer:
    """This desk's public key, for partners to register."""
    opened(desk)
    from mingjian.desk.exchange.container import fingerprint
    from mingjian.desk.exchange.keys import own_key, own_public

    pem, mark = own_public(), fingerprint(own_key().public_key())
    return Answer({"public": pem, "fingerprint": mark}, lambda screen: screen.line(f"{pem}{mark}"))


@command(app, "partner")
def partner(
    code: Annotated[str, typer.Argument()],
    public: Annotated[Path, typer.Argument()],
    name: Annotated[str, typer.Option("--name")],
    as_: As,
    desk: Desk = Path("desk"),
) -> Answer:
    """Register a partner's public key, as a security administrator."""
    opened(desk)
    from mingjian.desk.exchange.partners import add_partner
    from mingjian.desk.exchange.schemas import NewPartner

    add_partner(somebody(as_), NewPartner(code=code, zh=name, public=_read(public).decode("utf-8", "replace")))
    return Answer({"partner": code}, lambda screen: screen.say(f"已登记：{name}", f"registered: {name}"))


@command(app, "send")
def send(
    to: Annotated[str, typer.Argument()],
    clues: Annotated[list[str], typer.Argument()],
    out: Annotated[Path, typer.Option("--out")],
    why: Annotated[str, typer.Option("--why")],
    as_: As,
    days: Annotated[int, typer.Option("--days", min=1, max=365)] = 30,
    desk: Desk = Path("desk"),
) -> Answer:
    """Hand clues over to a partner: writes the signed file."""
    opened(desk)
    from mingjian.desk.exchange.outgoing import send_clues
    from mingjian.desk.exchange.schemas import Send

    _new(out)
    file, data = send_clues(somebody(as_), Send(to=to, clues=clues, why=why, days=days))
    out.write_bytes(data)
    said = {"file": out, "sequence": file.sequence, "sha256": file.sha256, "items": file.items}
    return Answer(said, lambda screen: screen.say(f"已写入 {out}，{file.items} 条", f"wrote {out}, {file.items} clues"))


@command(app, "outcomes")
def outcomes(
    to: Annotated[str, typer.Argument()],
    out: Annotated[Path, typer.Option("--out")],
    as_: As,
    days: Annotated[int, typer.Option("--days", min=1, max=365)] = 30,
    desk: Desk = Path("desk"),
) -> Answer:
    """Tell a partner what became of the clues it sent: writes the signed file."""
    opened(desk)
    from mingjian.desk.exchange.outgoing import send_outcomes
    from mingjian.desk.exchange.schemas import SendOutcomes

    _new(out)
    file, data = send_outcomes(somebody(as_), SendOutcomes(to=to, days=days))
    out.write_bytes(data)
    said = {"file": out, "sequence": file.sequence, "sha256": file.sha256, "items": file.items}
    return Answer(said, lambda screen: screen.say(f"已写入 {out}，{file.items} 条", f"wrote {out}, {file.items}"))


@command(app, "receive")
def receive(file: Annotated[Path, typer.Argument()], as_: As, desk: Desk = Path("desk")) -> Answer:
    """Take a partner's file in."""
    opened(desk)
    from mingjian.desk.exchange.incoming import receive as take

    got = take(somebody(as_), _read(file))
    zh = f"已接收过，没有变化：{got.sender}" if got.already else f"已接收{got.sender}的{got.kind.zh}{got.items}条"
    en = f"taken in before: {got.sender}" if got.already else f"taken in from {got.sender}: {got.items} {got.kind.en}"
    return Answer(got.model_dump(), lambda screen: screen.say(zh, en))


def somebody(username: str) -> User:
    """The user a command acts as; `BadInput` when there is none who can log in."""
    from mingjian.desk.offices.models import User

    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise BadInput(f"没有可登录的用户“{username}”", f"there is no active user '{username}'")
    return found


def _new(path: Path) -> None:
    if path.exists():
        raise BadInput(f"文件已存在，不会覆盖：{path}", f"the file exists and is not overwritten: {path}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} 无法读取", f"{path} cannot be read") from error
