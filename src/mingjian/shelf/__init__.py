"""Models among offices: their life as states, what differs between versions, what is near, and one signed file to carry
one from network to network. It knows no user and no database.

>>> nearest(text, models); points(models)["监督点"].said           # before anybody builds what is there already
>>> data = pack_model(files, key, sender="340000", sender_name="安徽省院", made_at=now)
>>> bundle = open_bundle(data, {"340000": public})                  # Refused: everything that is wrong with it
>>> difference(old, new); move_named("assess").needs
"""

from mingjian.shelf.bundle import Bundle, Figures, Fork, Record, Review, open_bundle, pack_model, pack_withdrawal
from mingjian.shelf.difference import Difference, difference
from mingjian.shelf.identifiers import Identity, identities
from mingjian.shelf.near import LIMIT, Neighbour, Point, nearest, point_of, points
from mingjian.shelf.states import MOVES, Move, Need, Place, State, move_named
from mingjian.shelf.trying import Tried, tried

__all__ = [
    "LIMIT", "MOVES", "Bundle", "Difference", "Figures", "Fork", "Identity", "Move", "Need", "Neighbour", "Place",
    "Point", "Record", "Review", "State", "Tried", "difference", "identities", "move_named", "nearest", "open_bundle",
    "pack_model", "pack_withdrawal", "point_of", "points", "tried",
]  # fmt: skip
