"""Arrow, typed loosely: the published stubs do not know arrays of bytes nor joins with scalars.

``Words`` is an Arrow binary array of UTF-8 or encoded words.
"""

from typing import Any

import pyarrow
import pyarrow.compute

pa: Any = pyarrow
pc: Any = pyarrow.compute
Words = Any
