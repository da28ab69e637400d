"""Makes the helper modules of this folder importable (tests have no __init__)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
