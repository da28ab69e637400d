"""Questions kept in a folder, for whoever works without a desk: one JSON file a question, written whole or not at all.

`<lake>/answers/`: `questions/<id>.json`, `experts.yaml`, `missed.json` (what was looked for in vain).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from mingjian.knowledge.answers.errors import AnswerError
from mingjian.knowledge.answers.experts import Desk, load_desk
from mingjian.knowledge.answers.gaps import Missed
from mingjian.knowledge.answers.thread import Thread
from mingjian.lake.files import write_atomic

__all__ = ["Book"]


class Book:
    """A folder of questions. `writing` keeps two who write apart; readers never wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._questions = folder / "questions"
        self._missed = folder / "missed.json"

    @property
    def experts(self) -> Path:
        """The file of experts."""
        return self.folder / "experts.yaml"

    def desk(self) -> Desk:
        """Topics and experts; `AnswerError` says how to make the file."""
        if not self.experts.is_file():
            raise AnswerError(
                f"没有专家名单 {self.experts}（格式见 docs/answers.md）",
                f"there is no list of experts {self.experts} (docs/answers.md has its form)",
            )
        return load_desk(self.experts)

    def threads(self) -> list[Thread]:
        """All questions, by id; `AnswerError` names a damaged file."""
        if not self._questions.is_dir():
            return []
        return [self._read(file) for file in sorted(self._questions.glob("Q*.json"))]

    def get(self, id_: str) -> Thread:
        """A question by its id."""
        file = self._questions / f"{id_}.json"
        if not id_.isalnum() or not file.is_file():
            raise AnswerError(f"没有问题 {id_}", f"there is no question {id_}")
        return self._read(file)

    def next_id(self) -> str:
        """The id of the next question: Q00001 and so on."""
        numbers = [int(file.stem[1:]) for file in self._questions.glob("Q*.json") if file.stem[1:].isdigit()]
        return f"Q{max(numbers, default=0) + 1:05d}"

    def save(self, threads: Iterable[Thread]) -> None:
        """Write questions."""
        for one in threads:
            write_atomic(self._questions / f"{one.id}.json", _json(one.data()))

    def missed(self) -> list[Missed]:
        """What was looked for and not found."""
        try:
            return [Missed(**one) for one in json.loads(self._missed.read_bytes())]
        except FileNotFoundError:
            return []
        except (ValueError, TypeError):
            raise _damaged(self._missed) from None

    def save_missed(self, missed: Iterable[Missed]) -> None:
        """Write what was looked for and not found."""
        write_atomic(self._missed, _json([one.data() for one in missed]))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One who writes at a time; another waits ten seconds at most."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "answers.lock", timeout=10):
            yield

    def _read(self, file: Path) -> Thread:
        try:
            return Thread.read(json.loads(file.read_bytes()))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _damaged(file) from None


def _damaged(file: Path) -> AnswerError:
    return AnswerError(f"文件损坏：{file}", f"the file is damaged: {file}")


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
