"""Contests nobody hopes for: one in which no work takes part."""

from __future__ import annotations

import io
import zipfile

from contest_parts import Desk, whole, work_off


def test_of_a_contest_whose_only_work_was_withdrawn_a_reason_is_asked_and_an_empty_result_published(
    opened: Desk,
) -> None:
    desk = opened
    work = desk.enter("entrant01", "很长的题目" * 40)
    desk.submit("entrant01", work, whole())
    desk.clock.to("03-10 18:00")
    desk.step("closed")
    desk.post("entrant01", f"/works/{work}/withdraw", why="不参加了")
    desk.step("checked")
    desk.clock.to("03-12 09:00")
    told = desk.refused("organiser", "/step", to="judging", version=desk.get("organiser")["version"], why="")
    assert "没有参评的作品" in told["zh"]
    desk.step("judging", "只有一件，已撤回")
    for to in ("settling", "frozen"):
        desk.step(to)
        work_off()
    for who in ("signer1", "signer2"):
        desk.post(who, "/sign", digest=desk.get(who, "/results")["digest"])
    desk.clock.to("04-01 09:00")
    desk.step("published")
    assert not [one for kind in desk.get("entrant01", "/published")["types"] for one in kind["works"] if one["rank"]]
    assert "contest.json" in zipfile.ZipFile(io.BytesIO(desk.get("organiser", "/results/export"))).namelist()
    assert desk.ask("organiser", "get", "/certificates").json()["zh"] == "没有获奖作品"
