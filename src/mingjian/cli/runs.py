"""`mingjian run`, `prove`, `approve`, `signer`: running models and proving what they found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.exits import Exit
from mingjian.cli.models import folder_of, shipped
from mingjian.cli.show import Actor, AsJson, LakePath, as_json, bar, say, table
from mingjian.cli.words import t
from mingjian.lake import Lake
from mingjian.runs import Control, Progress, RunRefused, StoredRun

AsOf = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help=t("截止日", "the run's “now”"))]
Purpose = Annotated[str, typer.Option(help=t("用途：专项或案号", "purpose: a campaign or case number"))]
Data = Annotated[list[str], typer.Option("--data", help=t("需要=数据集@版本", "need=dataset@version"))]
Set = Annotated[list[str], typer.Option("--set", help=t("参数=值", "parameter=value"))]


def newest_runs(lake: Lake) -> list[StoredRun]:
    """The newest run of each model."""
    from mingjian.runs import RunStore

    newest = {run.record.model.id: run for run in RunStore(lake).runs()}
    return list(newest.values())


def pairs(given: list[str], option: str) -> dict[str, str]:
    """`name=value` options as a mapping."""
    found = dict(one.split("=", 1) for one in given if "=" in one)
    if len(found) != len(given):
        raise typer.BadParameter(t("应为 名称=值", "name=value is expected"), param_hint=option)
    return found


def run_all(
    lake: Lake, folders: list[Path], as_of: datetime, purpose: str, actor: str, **more: object
) -> tuple[list[StoredRun], list[tuple[str, RunRefused]]]:
    """Run models one after the other; a refused one is kept with its reasons and the others go on."""
    from mingjian.runs import run_model

    done: list[StoredRun] = []
    refused: list[tuple[str, RunRefused]] = []
    with bar(t("运行", "running")) as progress:
        for number, folder in enumerate(folders):
            begun = number / len(folders)

            def told(state: Progress, folder: Path = folder, begun: float = begun) -> None:
                share = (state.percent or 0) / 100 / len(folders)
                progress.at(begun + share, f"{folder.name} · {state.step}")

            try:
                done.append(
                    run_model(
                        lake,
                        folder,
                        as_of=as_of.date(),
                        purpose=purpose,
                        actor=actor,
                        control=Control(told),
                        **more,  # type: ignore[arg-type]  # options of run_model handed through
                    )
                )
            except RunRefused as error:
                refused.append((folder.name, error))
    return done, refused


def show_runs(done: list[StoredRun], refused: list[tuple[str, RunRefused]]) -> None:
    """A line a run: clues, undetermined, seconds; and what was refused, with why."""
    head = [t("模型", "model"), t("运行", "run"), t("线索", "clues"), t("待定", "undetermined"), t("秒", "seconds")]
    rows = []
    for run in done:
        record = run.record
        rows.append(
            [record.model.id, run.run_id, record.clues, sum(record.undetermined.values()), f"{record.seconds:.2f}"]
        )
    table(head, rows)
    for name, error in refused:
        for refusal in error.refusals:
            say(f"{name}：被拒绝，{refusal.zh}", f"{name}: refused, {refusal.en}")


def register(main: typer.Typer) -> None:
    """Add the commands to the top level."""

    @main.command("run", help=t("运行监督模型", "run models"))
    def run(
        as_of: AsOf,
        purpose: Purpose,
        name: Annotated[str | None, typer.Argument(help=t("模型", "the model"))] = None,
        all_: Annotated[bool, typer.Option("--all", help=t("全部随附模型", "every shipped model"))] = False,
        data: Data = [],  # noqa: B006
        set_: Set = [],  # noqa: B006
        approval: Annotated[list[Path], typer.Option(help=t("审批文件", "file of an approval"))] = [],  # noqa: B006
        memory: Annotated[str | None, typer.Option(help=t("内存上限，如 2GiB", "memory limit, as 2GiB"))] = None,
        lake: LakePath = Path("lake"),
        actor: Actor = "cli",
        json: AsJson = False,
    ) -> None:
        from mingjian.trust.approvals import Approval

        if (name is None) == (not all_):
            raise typer.BadParameter(t("给出一个模型，或 --all", "name one model, or --all"))
        folders = list(shipped().values()) if all_ else [folder_of(name or "")]
        approvals = [Approval.model_validate_json(path.read_bytes()) for path in approval]
        done, refused = run_all(
            Lake.open(lake), folders, as_of, purpose, actor, datasets=pairs(data, "--data"),
            parameters=pairs(set_, "--set"), approvals=approvals, memory_limit=memory,
        )  # fmt: skip
        if json:
            as_json(
                {
                    "runs": [one.record for one in done],
                    "refused": [{"model": name, "why": error.refusals} for name, error in refused],
                }
            )
        else:
            show_runs(done, refused)
        raise typer.Exit(Exit.REFUSED if refused and not done else Exit.OK)

    @main.command("prove", help=t("重新证明线索", "prove clues again"))
    def prove(
        clue: Annotated[list[str] | None, typer.Argument(help=t("线索编号", "ids of clues"))] = None,
        run_id: Annotated[str | None, typer.Option("--run", help=t("一次运行的全部线索", "all clues of a run"))] = None,
        all_: Annotated[bool, typer.Option("--all", help=t("各模型最近一次运行", "newest run of each model"))] = False,
        lake: LakePath = Path("lake"),
        actor: Actor = "cli",
        json: AsJson = False,
    ) -> None:
        from mingjian.runs import Integrity, prove_all
        from mingjian.runs import prove as prove_one

        opened = Lake.open(lake)
        if not clue and not run_id and not all_:
            raise typer.BadParameter(t("给出线索编号、--run 或 --all", "name clues, --run or --all"))
        checked = Integrity(opened)
        verdicts = [prove_one(opened, one, run_id, actor=actor, integrity=checked) for one in clue or []]
        if not clue:
            verdicts = prove_all(opened, [run_id] if run_id else None, actor=actor, integrity=checked)
        bad = [one for one in verdicts if not one.proved]
        if json:
            as_json(verdicts)
        else:
            for one in bad or verdicts[:1] if len(verdicts) > 20 else verdicts:
                say(f"{one.clue_id} {one.zh}", f"{one.clue_id} {one.en}")
            say(
                f"{len(verdicts) - len(bad)} 条证明成立，{len(bad)} 条不成立",
                f"{len(verdicts) - len(bad)} proved, {len(bad)} not",
            )
        raise typer.Exit(Exit.FOUND if bad else Exit.OK)

    @main.command("approve", help=t("签署运行审批", "sign an approval for a run"))
    def approve(
        name: Annotated[str, typer.Argument(help=t("模型", "the model"))],
        as_of: AsOf,
        purpose: Purpose,
        key: Annotated[Path, typer.Option(help=t("签署人的私钥文件", "file of the signer's private key"))],
        signer: Annotated[str, typer.Option(help=t("签署人", "who signs"))],
        into: Annotated[Path, typer.Option(help=t("写入的审批文件", "file for the approval"))],
        days: Annotated[int, typer.Option(help=t("有效天数", "days until it expires"))] = 30,
        data: Data = [],  # noqa: B006
        set_: Set = [],  # noqa: B006
        lake: LakePath = Path("lake"),
    ) -> None:
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        from mingjian.models import load_model
        from mingjian.runs import RunRequest, draft_approval
        from mingjian.trust.approvals import sign_approval

        private = load_pem_private_key(key.read_bytes(), None)
        request = RunRequest(
            load_model(folder_of(name)), as_of.date(), purpose, pairs(data, "--data"), pairs(set_, "--set"), (), signer
        )
        draft = draft_approval(Lake.open(lake), request, signer, datetime.now(UTC) + timedelta(days=days))
        signed = sign_approval(draft, private)  # type: ignore[arg-type]  # checked by the signature below
        into.write_text(signed.model_dump_json(indent=1), encoding="utf-8")
        say(f"审批已写入 {into}", f"the approval is in {into}")

    @main.command("signer", help=t("登记签署人并生成密钥", "register a signer and make the key"))
    def signer(
        name: Annotated[str, typer.Argument(help=t("姓名", "name"))],
        key: Annotated[Path, typer.Option(help=t("私钥写入此文件", "file for the private key"))],
        lake: LakePath = Path("lake"),
        actor: Actor = "cli",
    ) -> None:
        import os

        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        from mingjian.runs import register_signer

        made = Ed25519PrivateKey.generate()
        register_signer(Lake.open(lake), name, made.public_key(), actor)
        handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        say(f"已登记 {name}，私钥在 {key}", f"{name} is registered; the private key is in {key}")
