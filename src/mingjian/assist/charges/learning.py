"""Weights an office trains on its own judgments: a linear model over character grams, one ridge regression a charge.

Nothing is learned before an office supplies texts, and nothing ships. The file holds hashed weights and no text; the
same data give the same file. Conjugate gradients solve all charges at once, so that a hundred thousand texts fit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from mingjian.assist.charges.candidates import telling
from mingjian.assist.charges.grams import SIZE, counts

__all__ = ["Example", "Learned", "digest", "load", "train"]

_RIDGE, _ROUNDS, _KEPT, _FLOOR = 1.0, 20, 2_000, 1e-9
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A text that tells an act, and the charges the judgment found, with 罪."""

    text: str
    charges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """`names`: charges in order. `rarity`: the weight of each hashed gram. `weights`: grams × charges. `card`: what the
    model was made of and what it was measured at."""

    names: tuple[str, ...]
    rarity: NDArray[np.float32]
    weights: csr_matrix
    card: Mapping[str, Any]

    def scores(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """A score between 0 and 1 for each charge of each text; a measure of likeness, no probability."""
        rows = _scaled(counts([telling(text).acts for text in texts]), self.rarity)
        values = np.clip(np.asarray((rows @ self.weights).todense()), 0.0, 1.0)
        return [dict(zip(self.names, (float(one) for one in row), strict=True)) for row in values]

    def save(self, path: Path) -> None:
        """Write the model; the folder must be there."""
        weights = self.weights.tocsr()
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                version=np.array(_VERSION),
                names=np.array(self.names),
                rarity=self.rarity.astype(np.float16),
                data=weights.data.astype(np.float16),
                indices=weights.indices.astype(np.int32),
                indptr=weights.indptr.astype(np.int64),
                card=np.array(json.dumps(self.card, ensure_ascii=False)),
            )


def train(examples: Sequence[Example], card: Mapping[str, Any] | None = None) -> Learned:
    """The model of these examples. ValueError when there are none, or too few to share a word."""
    names = tuple(sorted({name for one in examples for name in one.charges}))
    if not names:
        raise ValueError("没有可学习的样本 / nothing to learn from")
    rows = counts([telling(one.text).acts for one in examples])
    seen = np.asarray((rows > 0).sum(axis=0)).ravel()
    rarity = np.where(seen > 1, np.log((1 + len(examples)) / (1 + seen)), 0.0).astype(np.float32)
    place = {name: at for at, name in enumerate(names)}
    truth = np.zeros((len(examples), len(names)))
    for at, one in enumerate(examples):
        truth[at, [place[name] for name in one.charges]] = 1.0
    common = np.flatnonzero(rarity)
    if not len(common):
        raise ValueError("样本太少，没有共同的文字 / too few examples: they share no words")
    weights = _kept(_ridge(csr_matrix(_scaled(rows, rarity)[:, common]), truth)).tocoo()
    placed = csr_matrix((weights.data, (common[weights.row], weights.col)), shape=(SIZE, len(names)))
    return Learned(names, rarity, placed, dict(card or {}))


def load(path: Path) -> Learned:
    """A saved model. ValueError when the file is none."""
    try:
        with np.load(path, allow_pickle=False) as file:
            if int(file["version"]) != _VERSION:
                raise ValueError(f"version {file['version']}")
            names = tuple(str(one) for one in file["names"])
            parts = file["data"].astype(np.float64), file["indices"], file["indptr"]
            weights = csr_matrix(parts, shape=(SIZE, len(names)))
            return Learned(names, file["rarity"].astype(np.float32), weights, json.loads(str(file["card"])))
    except (OSError, KeyError, ValueError, EOFError) as error:
        raise ValueError(f"{path}: 不是罪名模型文件 / not a model of charges: {error}") from None


def digest(examples: Sequence[Example]) -> str:
    """SHA-256 of the examples, whatever their order."""
    each = sorted(hashlib.sha256(f"{one.text}\n{'；'.join(one.charges)}".encode()).hexdigest() for one in examples)
    return hashlib.sha256("\n".join(each).encode()).hexdigest()


def _scaled(rows: csr_matrix, rarity: NDArray[np.float32]) -> csr_matrix:
    """Rows of unit length, each gram by its rarity."""
    weighed = rows @ diags(rarity.astype(np.float64))
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return csr_matrix(diags(1.0 / np.maximum(lengths, _FLOOR)) @ weighed)


def _ridge(rows: csr_matrix, truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that minimise |rows·w − truth|² + ridge·|w|², all columns at once by conjugate gradients."""
    weights = np.zeros((rows.shape[1], truth.shape[1]))
    left = np.asarray(rows.T @ truth)
    step, size = left.copy(), (left * left).sum(axis=0)
    for _ in range(_ROUNDS):
        moved = np.asarray(rows.T @ (rows @ step)) + _RIDGE * step
        along = size / np.maximum((step * moved).sum(axis=0), _FLOOR)
        weights += along * step
        left -= along * moved
        now = (left * left).sum(axis=0)
        step = left + now / np.maximum(size, _FLOOR) * step
        size = now
    return weights


def _kept(weights: NDArray[np.float64]) -> csr_matrix:
    """The strongest weights of each charge; the rest is what one text alone says."""
    strength = np.abs(weights)
    most = min(_KEPT, len(weights))
    floor = np.partition(strength, len(weights) - most, axis=0)[len(weights) - most]
    return csr_matrix(np.where(strength >= np.maximum(floor, _FLOOR), weights, 0.0))
