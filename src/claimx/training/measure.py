"""How good a model is on the development sets: ``python -m claimx.training.measure``.

Syntax is measured on EWT dev and GUM dev together, with the treebanks' own words and
sentences and from raw text; entities on Universal NER's EWT dev with its words, MISC left
out, which it does not have; attribution on PolNeAR dev by the whole pipeline, as any user
runs it, against the first annotator of each text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import click
import numpy as np
import spacy
from conllu import TokenList
from spacy.language import Language

from claimx.errors import ClaimxError
from claimx.evaluation import GoldDocument, Ratio, evaluate_documents
from claimx.evaluation.brat import read_brat
from claimx.evaluation.claims import from_brat
from claimx.evaluation.conll import MEASURES, compare
from claimx.evaluation.tally import Hits
from claimx.pipeline.decode import bio_spans
from claimx.pipeline.encoder import Encoder, core_scores
from claimx.pipeline.load import COMPONENTS
from claimx.pipeline.model_files import ModelFiles, embedded
from claimx.pipeline.syntax import Syntax
from claimx.records import Document
from claimx.run import extract
from claimx.training.examples import IGNORED
from claimx.training.parses import gold_analysis, gold_words, parse_raw, parse_words, raw_text
from claimx.training.treebank import read_entities, read_treebank, treebank_example
