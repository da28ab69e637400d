"""`mingjian approve` and `mingjian signers`: who may allow a run over personal data, and allowing one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.keys import read_private, read_public, write_pair
from mingjian.cli.options import Actor, LakePath, acting, folder_of, open_lake, pairs_of
from mingjian.cli.screen import Screen

__all__ = ["approve", "signers"]

signers = group()


def approve(
    model: Annotated[str, typer.Argument()],
    into: Annotated[Path, typer.Argument()],
    purpose: Annotated[str, typer.Option("--purpose")],
    signer: Annotated[str, typer.Option("--signer")],
    key: Annotated[Path, typer.Option("--key")],
    days: Annotated[int, typer.Option("--days", min=1, max=366)] = 30,
    data: Annotated[list[str] | None, typer.Option("--data")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set")] = None,
    lake: LakePath = None,
) -> Answer:
    """Sign an approval for one model over the dataset versions it would read now."""
    from mingjian.models import load_model
    from mingjian.runs import RunRequest, draft_approval
    from mingjian.runs import signers as registered
    from mingjian.trust.approvals import sign_approval

    opened, private = open_lake(lake), read_private(key)
    now = opened.clock().astimezone(UTC)
    datasets, parameters = pairs_of(data or [], "--data"), pairs_of(set_ or [], "--set")
    request = RunRequest(load_model(folder_of(model)), now.date(), purpose, datasets, parameters, (), signer)
    public = registered(opened).get(signer)
    if public is None or public.public_bytes_raw() != private.public_key().public_bytes_raw():
        raise BadInput(
            f"签署人“{signer}”未以此密钥登记（mingjian signers register）",
            f"'{signer}' is not registered with this key (mingjian signers register)",
        )
    expires = datetime.combine(now.date() + timedelta(days=days), datetime.min.time(), UTC)
    signed = sign_approval(draft_approval(opened, request, signer, expires), private)
    into.write_text(signed.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")

    def show(screen: Screen) -> None:
        screen.say(
            f"审批已写入 {into}，至 {expires:%Y-%m-%d} 有效，允许：",
            f"the approval is in {into}, valid until {expires:%Y-%m-%d}; it allows:",
        )
        screen.pairs(
            [
                (("模型", "Model"), f"{signed.model} ({signed.fingerprint[:12]})"),
                (("数据", "Data"), ", ".join(signed.datasets)),
                (("参数", "Parameters"), ", ".join(f"{name}={value}" for name, value in signed.parameters.items())),
                (("用途", "Purpose"), signed.purpose),
                (("封存例外", "Sealed exception"), signed.sealed_exception),
            ]
        )

    return Answer({"approval": signed, "file": into}, show)


@command(signers, "list")
def list_(lake: LakePath = None) -> Answer:
    """Who may sign approvals."""
    from mingjian.runs import signers as registered

    found = {name: key.public_bytes_raw().hex() for name, key in registered(open_lake(lake)).items()}

    def show(screen: Screen) -> None:
        screen.table([("签署人", "Signer"), ("公钥", "Public key")], found.items())

    return Answer([{"name": name, "public": key} for name, key in found.items()], show)


@command(signers, "register")
def register(
    name: Annotated[str, typer.Argument()],
    public: Annotated[Path | None, typer.Option("--public")] = None,
    new_key: Annotated[Path | None, typer.Option("--new-key")] = None,
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Make somebody's public key known; with `--new-key` make the pair of keys too."""
    from mingjian.runs import register_signer
    from mingjian.runs import signers as registered

    opened = open_lake(lake)
    if (public is None) == (new_key is None):
        raise BadInput("请给出 --public 或 --new-key 之一", "give --public or --new-key")
    if name in registered(opened):
        raise BadInput(f"签署人“{name}”已登记", f"signer '{name}' is registered already")
    key, file = (read_public(public), public) if public is not None else write_pair(new_key or Path())
    register_signer(opened, name, key, acting(actor))

    def show(screen: Screen) -> None:
        screen.say(f"已登记签署人 {name}", f"registered signer {name}")
        if new_key is not None:
            screen.say(
                f"私钥：{new_key}（只有本人可读，请妥善保管）；公钥：{file}",
                f"private key: {new_key} (keep it safe); public key: {file}",
            )

    return Answer(
        {"name": name, "public": key.public_bytes_raw().hex(), "private_key": new_key, "public_key": file}, show
    )
