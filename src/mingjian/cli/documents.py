"""`mingjian documents`: judgments to facts."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated

import typer

from mingjian.cli.show import bar, plain, say
from mingjian.cli.words import t

app = typer.Typer(help=t("裁判文书解析", "judgments to facts"), no_args_is_help=True)


@app.command("parse", help=t("解析裁判文书，每名被告人一行", "parse judgments, one row a defendant"))
def parse(
    source: Path,
    into: Annotated[Path, typer.Option(help=t("输出文件夹", "folder for the results"))] = Path("facts"),
    spans: Annotated[
        bool, typer.Option(help=t("另写带原文位置的全部事实", "also write every fact with its span"))
    ] = False,
) -> None:
    """Writes criminal_judgment.jsonl and judgment_count.jsonl, ready for `intake load`."""
    from mingjian.documents import parse_judgment, read_documents, rows

    into.mkdir(parents=True, exist_ok=True)
    documents = list(read_documents(source))
    judgments = counts = 0
    with (
        (into / "criminal_judgment.jsonl").open("w", encoding="utf-8") as first,
        (into / "judgment_count.jsonl").open("w", encoding="utf-8") as second,
        (into / "spans.jsonl").open("w", encoding="utf-8") as third,
        bar(t("解析", "parsing")) as progress,
    ):
        for number, document in enumerate(documents, 1):
            judgment = parse_judgment(document.text, document.given)
            found = rows(judgment, doc_id=document.id)
            for row in found.criminal_judgment:
                first.write(jsonlib.dumps(plain(row), ensure_ascii=False) + "\n")
            for row in found.judgment_count:
                second.write(jsonlib.dumps(plain(row), ensure_ascii=False) + "\n")
            if spans:
                third.write(jsonlib.dumps({"doc_id": document.id, **plain(judgment)}, ensure_ascii=False) + "\n")
            judgments, counts = judgments + len(found.criminal_judgment), counts + len(found.judgment_count)
            progress.at(number / len(documents), document.id)
    if not spans:
        (into / "spans.jsonl").unlink()
    say(
        f"{len(documents)} 份文书，{judgments} 名被告人，{counts} 项判罪，写入 {into}",
        f"{len(documents)} documents, {judgments} defendants, {counts} counts, in {into}",
    )
