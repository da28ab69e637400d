"""Jobs over hostile data in a child behind walls: the second wall, for faults of our own and of the libraries we use.

>>> with Confined(read=[work], bounds=Bounds(seconds=60)) as child:
...     child.call("mingjian.contest.completeness.inside:look", {...}).ending

Namespaces, Landlock, a filter of calls and limits by the kernel, as far as it has them; a watch over memory, CPU,
clock, disk and threads by the parent. What the machine lacks is told (`lacks`, `host_lacks`). Knows nothing of what it
runs.
"""

from mingjian.confinement.confined import Answer, Bounds, Confined, Ending, host_lacks
from mingjian.confinement.lacks import Lack

__all__ = ["Answer", "Bounds", "Confined", "Ending", "Lack", "host_lacks"]
