"""What tests of this folder share lies beside this file."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]
