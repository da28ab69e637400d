"""Arrow, typed loosely: the published stubs do not know arrays of bytes nor joins with scalars.

``Words`` is an Arrow binary array of UTF-8 or encoded words.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow
import pyarrow.compute

pa: Any = pyarrow
pc: Any = pyarrow.compute
Words = Any


def words_of(matrix: npt.NDArray[np.uint8]) -> Words:
    """Rows of bytes, all of one width, as one array of words (Arrow's own way splits long ones into chunks)."""
    rows, width = matrix.shape
    offsets = np.arange(rows + 1, dtype=np.int32) * np.int32(width)
    data = np.ascontiguousarray(matrix)
    return pa.Array.from_buffers(pa.binary(), rows, [None, pa.py_buffer(offsets), pa.py_buffer(data)])
