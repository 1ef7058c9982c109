"""How right claims are: gold readers and scores.

>>> from claimx.evaluation import assess, read_gold, read_predictions
>>> claims = read_predictions(Path("claims.jsonl"))  # doctest: +SKIP
>>> found = assess(read_gold(Path("gold")), claims)  # doctest: +SKIP
>>> found.scores.linked.f1, found.intervals["linked"]  # doctest: +SKIP
(64.2, Interval(low=57.9, high=70.1))
"""

from claimx.evaluation.assessment import Assessment, assess
from claimx.evaluation.gold import GoldDocument
from claimx.evaluation.predictions import read_predictions
from claimx.evaluation.readers import read_gold
from claimx.evaluation.scores import Ratio, Scores, evaluate, evaluate_documents

__all__ = [
    "Assessment",
    "GoldDocument",
    "Ratio",
    "Scores",
    "assess",
    "evaluate",
    "evaluate_documents",
    "read_gold",
    "read_predictions",
]
