"""The folder's shared parts are importable by name."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]
