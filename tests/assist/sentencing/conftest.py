"""What the tests of sentencing share lies beside this file."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]
