"""Report data for the tests of this folder, and a real Chromium spoken to over a pipe."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mingjian.clues.report import (
    Basis,
    Cell,
    ClueData,
    Column,
    Coverage,
    DatasetUse,
    Evidence,
    EvidenceRow,
    FunnelStep,
    ModelCard,
    Parameter,
    Place,
    Proof,
    ReportData,
    Risk,
    RunData,
    Source,
    Text,
    Trap,
    Undetermined,
    Vanished,
    Witness,
)

AS_OF = date(2024, 12, 31)


class Maker:
    """Builds report data in which every text is `say(...)`: plain by default, hostile when a test asks for it."""

    def say(self, text: str) -> str:
        return text

    def text(self, zh: str, en: str) -> Text:
        return Text(zh=self.say(zh), en=self.say(en))

    def model(self, number: int) -> ModelCard:
        return ModelCard(
            id=self.say(f"model-{number}"),
            catalogue=self.say(f"P0{number}"),
            version=self.say("1.0.0"),
            title=self.text("死亡人员冒领养老金", "Pension paid after death"),
            line=self.text("公益诉讼检察", "Public interest"),
            point=self.text("社保基金流失", "Loss of funds"),
            problem=self.text("死亡后仍发放", "paid after death"),
            basis=[
                Basis(law=self.say("社会保险法"), article=self.say("88"), from_=date(2011, 7, 1), verified=True),
                Basis(law=self.say("某办法"), article=self.say("第三条"), to=date(2020, 1, 1), text=self.say("条文")),
            ],
            traps=[Trap(zh=self.say("在途发放"), en=self.say("in transit"), handled=self.text("宽限两个月", "grace"))],
            disposition=self.text("检察建议", "suggestion"),
            fingerprint=self.say(f"{number:064x}"),
            work_type=self.text("应用型", "application"),
        )

    def run(self, number: int, clue_ids: list[str], refused: bool = False) -> RunData:
        return RunData(
            run_id=self.say(f"run-{number}"),
            model=self.model(number),
            parameters=[
                Parameter(
                    name=self.say("grace"), value=self.say("2"), unit=self.say("个月"), why=self.text("期限", "time")
                )
            ],
            as_of=AS_OF,
            engine=self.say("duckdb 1.5.5"),
            seconds=0.5,
            datasets=[
                DatasetUse(
                    need=self.say("payments"),
                    dataset=self.say("payments"),
                    version=self.say("ab" * 32),
                    title=self.text("养老金发放", "Pension payments"),
                    rows=1_000_000,
                    coverage=[Coverage(region=self.text("全省", "province"), from_=date(2018, 1, 1), to=AS_OF)],
                    extracted_on=AS_OF,
                )
            ],
            funnel=[]
            if refused
            else [
                FunnelStep(
                    step=self.say("after_death"),
                    verb="match",
                    rows=1_000_000,
                    seconds=0.25,
                    explain=self.text("领取人已死亡", "the payee has died"),
                    undetermined=[
                        Undetermined(
                            reason=self.say("key_missing"), count=12, zh=self.say("缺证件"), en=self.say("no id")
                        )
                    ],
                ),
                FunnelStep(step="clue", verb="clue", rows=len(clue_ids), explain=self.text("成为线索", "clues")),
            ],
            sql="" if refused else self.say("SELECT 1\n-- 说明"),
            status="refused" if refused else "done",
            message=self.text("未声明覆盖", "no coverage declared") if refused else None,
            clue_ids=clue_ids,
            vanished=[
                Vanished(
                    id=self.say("C-gone"),
                    says=self.text("曾经", "once"),
                    last_seen=AS_OF,
                    why=self.text("更正", "mended"),
                )
            ],
        )

    def evidence(self, number: int, rows: int) -> list[Evidence]:
        columns = [
            Column(
                name=self.say(f"column_{place}"),
                zh=self.say(f"列{place}"),
                en=self.say(f"Column {place}"),
                collided=place < 2,
                masked=place == 2,
            )
            for place in range(8)
        ]
        found = [
            EvidenceRow(
                cells=[
                    Cell(
                        value=None if place == 7 else self.say(f"值{number}-{row}-{place}"),
                        raw=self.say(f"原{number}-{row}") if place == 3 else None,
                    )
                    for place in range(8)
                ],
                row_id=self.say(f"{number:016x}{row:016x}"),
                source=Source(file=self.say(f"文件{number % 7}.xlsx"), sheet=self.say("表一"), line=row + 2),
            )
            for row in range(rows)
        ]
        title, agency = self.text("死亡登记", "Death records"), self.text("民政部门", "Civil affairs")
        return [
            Evidence(
                alias=self.say("deaths"),
                dataset=self.say("deaths"),
                title=title,
                agency=agency,
                columns=columns,
                rows=found,
                more=3,
            ),
            Evidence(
                alias=self.say("custody"),
                dataset=self.say("custody"),
                title=title,
                agency=agency,
                role="absence",
                note=self.text("查找收监记录", "custody looked for"),
                coverage=[Coverage(region=self.text("全省", "province"), from_=date(2018, 1, 1))],
            ),
            Evidence(
                alias=self.say("peers"),
                dataset=self.say("peers"),
                title=title,
                agency=agency,
                role="digest",
                note=self.text("同类1万人", "10,000 peers"),
                digest=self.say("cd" * 32),
            ),
        ]

    def clue(self, number: int, run: int, rows: int) -> ClueData:
        evidence = self.evidence(number, rows)
        return ClueData(
            id=self.say(f"C-{number:020x}"),
            model=self.say(f"model-{run}"),
            run_id=self.say(f"run-{run}"),
            rank=number + 1,
            says=self.text(f"某人{number}死亡后仍领取养老金", f"Person {number} was paid after death"),
            place=Place(code=self.say(f"99010{number % 5}"), zh=self.say("云台区"), en=self.say("Yuntai")),
            risk=Risk(
                level=("high", "medium", "low")[number % 3],
                points=90 - number % 80,
                reasons=[self.text("金额大", "large amount")],
            ),
            state=("new", "again")[number % 2],
            first_seen=date(2024, 1, 1),
            last_seen=AS_OF,
            subject=self.say(f"某人{number}"),
            key=self.say("key"),
            evidence=evidence,
            proof=Proof(
                status="proved",
                checked_at=datetime(2025, 1, 1, 8, 30),
                message=self.text("已复证", "proved"),
                witnesses=[
                    Witness(alias=self.say("deaths"), row_id=row.row_id, row_hash=self.say("ef" * 16))
                    for row in evidence[0].rows
                ],
                identity_links=[self.say("link-1")],
                command=self.say("mingjian prove it"),
            ),
        )

    def report(self, clues: int = 12, rows: int = 5, runs: int = 3) -> ReportData:
        """`runs` runs that found `clues` clues in turn, and one more that was refused."""
        made = [self.clue(number, number % runs, rows) for number in range(clues)]
        return ReportData(
            title=self.text("线索报告", "Clue report"),
            lake=self.text("某省", "A province"),
            as_of=AS_OF,
            purpose=self.text("专项一", "Campaign one"),
            generated_at=datetime(2025, 1, 1, 9, 0),
            synthetic=True,
            watermark=self.say("某院 仅供办案"),
            runs=[
                *(
                    self.run(number, [clue.id for clue in made if clue.run_id == self.say(f"run-{number}")])
                    for number in range(runs)
                ),
                self.run(runs, [], refused=True),
            ],
            clues=made,
        )


@pytest.fixture
def maker() -> Maker:
    return Maker()


class Browser:
    """One page of a headless Chromium, driven by its debugging protocol over a pipe: no port, no driver program."""

    def __init__(self, program: str, profile: Path) -> None:
        to_child, self._write = os.pipe()
        self._read, from_child = os.pipe()
        command = [
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "about:blank",
        ]
        # the protocol's pipe is file descriptors 3 (commands in) and 4 (answers out) of the browser
        shell = f'exec "$@" 3<&{to_child} 4>&{from_child}'
        self._process = subprocess.Popen(
            ["bash", "-c", shell, "chromium", *command],
            pass_fds=(to_child, from_child),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        self._buffer, self._number, self._session = b"", 0, None
        self.requests: list[str] = []
        self.problems: list[str] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + 60
        while True:
            answer = self._receive(until)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _receive(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0, until - time.monotonic()))
            assert ready, "Chromium did not answer within a minute"
            part = os.read(self._read, 1 << 16)
            assert part, "Chromium ended"
            self._buffer += part
        line, self._buffer = self._buffer.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event.get("method") == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(params["exceptionDetails"]))
        elif event.get("method") == "Log.entryAdded":
            self.problems.append(params["entry"]["text"])

    def open(self, path: Path, width: int = 1280, height: int = 900, after: str = "") -> None:
        """Load the file in a window of that size and wait until its script has drawn the page."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=path.as_uri() + after)
        self.wait("document.readyState === 'complete' && document.getElementById('main').children.length > 0")

    def js(self, expression: str) -> Any:
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        until = time.monotonic() + 20
        while not self.js(condition):
            assert time.monotonic() < until, f"not within 20 seconds: {condition}"
            time.sleep(0.02)

    def press(self, key: str) -> None:
        text = {"text": key} if len(key) == 1 else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def pdf(self) -> bytes:
        return base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])

    def picture(self) -> bytes:
        return base64.b64decode(self.send("Page.captureScreenshot")["data"])

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        os.close(self._write)
        os.close(self._read)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: the report was not looked at in a browser")
    made = Browser(program, tmp_path_factory.mktemp("chromium"))
    yield made
    made.close()
