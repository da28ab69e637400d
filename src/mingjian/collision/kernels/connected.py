"""Which nodes hang together through links."""

from __future__ import annotations

from typing import Literal

import numpy as np

from mingjian.collision.kernels.expand import Ints

__all__ = ["connected"]


def connected(one: Ints, other: Ints, nodes: int, *, by: Literal["links", "rings"] = "links") -> Ints:
    """For every node the number of its group: of those that links lead to whichever way, or those on rings with it."""
    # SciPy takes half a second to begin; every command and every worker would wait for it, and few ever come here
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    matrix = coo_matrix((np.ones(len(one), np.int8), (one, other)), shape=(nodes, nodes))
    _, label = connected_components(matrix, directed=by == "rings", connection="strong")
    return np.asarray(label, np.int64)
