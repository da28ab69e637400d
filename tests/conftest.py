"""What tests of several parts share lies beside this file."""

import sys
from pathlib import Path

from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes is a matter of the machine's load
settings.load_profile("untimed")

sys.path[:0] = [str(Path(__file__).parent)]
