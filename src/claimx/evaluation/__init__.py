"""How right claims are: gold readers and scores.

>>> from claimx.evaluation import evaluate, read_predictions
>>> scores = evaluate(Path("gold"), read_predictions(Path("claims.jsonl")))  # doctest: +SKIP
>>> scores.linked.f1  # doctest: +SKIP
64.2
"""

from claimx.evaluation.gold import GoldDocument, read_gold
from claimx.evaluation.predictions import read_predictions
from claimx.evaluation.scores import Ratio, Scores, evaluate, evaluate_documents

__all__ = [
    "GoldDocument",
    "Ratio",
    "Scores",
    "evaluate",
    "evaluate_documents",
    "read_gold",
    "read_predictions",
]
