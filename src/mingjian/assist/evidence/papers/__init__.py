"""Papers of the police, the prosecution and the courts → records of a case file, every value with its characters.

`titles` parts a text into papers and names their kind, one small grammar a kind reads it over shared parts (`page`,
`moments`, `people`, `places`, `goods`), `spoken` takes what persons say, `joining` finds out who is who. Nothing is
invented: what cannot be read is told with its line.
"""

from mingjian.assist.evidence.papers.joining import Joined, Joining
from mingjian.assist.evidence.papers.paper import Draft, Lack, Paper, Thing, Who
from mingjian.assist.evidence.papers.reading import LARGEST, read_papers

__all__ = ["LARGEST", "Draft", "Joined", "Joining", "Lack", "Paper", "Thing", "Who", "read_papers"]
