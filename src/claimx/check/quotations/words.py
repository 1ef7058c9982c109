"""The words of a text by which quotations are compared, and what stands between them.

A word is looked up by its *key*: small letters, one spelling for the American and the British
one, a contraction cut in two (*do|n't* as *do*, *not*). Whether the words also look the same is
seen afterwards. A sign that is read aloud (*%*, *$*, the minus of a number) is a word too.
Hesitations are no words, they stand between them. Offsets are code points, ends exclusive.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from claimx.check.quotations import lists
from claimx.text import QUOTATION_MARKS

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTER = rf"[^\W_][\u0300-\u036f{_INVISIBLE}]*"
_WORD = re.compile(
    rf"""(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?     # U.S.
    | \b[Pp]er\s+[Cc]ent\b
    | (?:(?<![\w)])[-−–](?=\d))?\d+(?:[.,:/]\d+)*(?:{_LETTER})*      # -1,000.5, 10:30, 1990s
    | [%$£€¥&+=°]
    | (?:{_LETTER})+(?:['’ʼ](?:{_LETTER})+)*""",
    re.VERBOSE,
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_SENTENCE_END = re.compile(r"[.?!…]|\n\s*\n")
_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys(QUOTATION_MARKS, '"'), **dict.fromkeys("–—‒―−", "-"), "…": "..."}
)
_BESIDE_LETTERS = re.compile(r"(?<=[^\W\d])[-\s]+|[-\s]+(?=[^\W\d])")
_REPEATED = re.compile(r'([-"])\1+')

_OUR = "lab|fav|hon|col|neighb|behavi|harb|hum|rum|vap|arm|endeav|flav|glam|sav|vig|val"
_SPELLINGS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (rf"^((?:dis|mis|un)?(?:{_OUR}))our", r"\1or"),
        (r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations|er|ers)$", r"iz\1"),
        (r"(?<=[a-z]{3})ys(e|ed|es|ing|er|ers)$", r"yz\1"),
        (r"^(cent|theat|met|lit|fib|kilomet)re(s?)$", r"\1er\2"),
        (r"^(def|off|lic|pret)ence(s?)$", r"\1ense\2"),
        (r"^(travel|cancel|label|model|fuel|level|signal|counsel)l(ed|ing|ers?)$", r"\1\2"),
        (r"^programme(s?)$", r"program\1"),
        (r"^grey", "gray"),
        (r"^okay$", "ok"),
        (r"^per ?cent$", "%"),
        (r"^&$", "and"),
    )
)


class Words:
    """The words of a text, in order, without its hesitations.

    Attributes:
        text: the text that they are read from.
        keys: what each is looked up by.
        starts, ends: where each stands.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        capitals = text.isupper()  # then US may be the pronoun
        for match in _WORD.finditer(text):
            start, word = match.start(), match[0]
            for key, first, last in _pieces(word, capitals):
                self.keys.append(key)
                self.starts.append(start + first)
                self.ends.append(start + last)

    def __len__(self) -> int:
        return len(self.keys)

    def slice(self, first: int, last: int) -> str:
        """The text from the word ``first`` to before the word ``last``, on one line."""
        if first >= last:
            return ""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def exact(self, index: int) -> str:
        """A word as it looks, but for the way in which its characters are encoded."""
        return _exact(self.text[self.starts[index] : self.ends[index]])

    def between(self, index: int) -> str:
        """All that stands before the word ``index``, after the one before it."""
        start = self.ends[index - 1] if index else 0
        return self.text[start : self.starts[index] if index < len(self) else len(self.text)]

    def hesitations(self, index: int) -> tuple[str, ...]:
        """The hesitations before a word, in small letters."""
        # All words that stand between two words are hesitations.
        return tuple(match[0].casefold() for match in _WORD.finditer(self.between(index)))

    def opens(self, index: int) -> bool:
        """Whether a sentence begins with the word ``index``."""
        if index <= 0 or index >= len(self):
            return True
        between = self.between(index)
        if not _SENTENCE_END.search(between):
            return False
        return between.strip() != "." or self.keys[index - 1] not in lists.ABBREVIATIONS


def punctuation(between: str) -> str:
    """What stands between two words, without white space, in one typography."""
    plain = "".join(_HIDDEN.sub("", between).translate(_TYPOGRAPHY).split())
    return _REPEATED.sub(r"\1", plain)


def letters(text: str) -> str:
    """Letters and digits only, small: the same for *e-mail* and *email*."""
    return "".join(filter(str.isalnum, _exact(text).casefold()))


def joined(text: str) -> str:
    """Letters as :func:`letters` gives them; signs and points of numbers stay as they are."""
    if not any(map(str.isdigit, text)):
        return letters(text)
    return _BESIDE_LETTERS.sub("", _exact(text).casefold())


def is_content(key: str) -> bool:
    """Whether a word says something by itself; negators do."""
    return key not in lists.FUNCTION_WORDS


def same_spelling(one: str, other: str) -> bool:
    """Whether two words that look different are one word in two spellings."""
    return _spelled(one.casefold()) == _spelled(other.casefold())


def _exact(word: str) -> str:
    if word.isascii():
        return word if word.isalnum() else " ".join(word.split())
    plain = unicodedata.normalize("NFC", _HIDDEN.sub("", word))
    if not any(map(str.isdigit, plain)):
        plain = unicodedata.normalize("NFKC", plain)  # ligatures; but not the 2 of m²
    plain = plain.replace("’", "'").replace("ʼ", "'")
    return " ".join(plain.replace("−", "-").replace("–", "-").split())


def _spelled(folded: str) -> str:
    for pattern, put in _SPELLINGS:
        folded = pattern.sub(put, folded)
    return folded


@lru_cache(maxsize=1 << 16)
def _pieces(word: str, capitals: bool) -> tuple[tuple[str, int, int], ...]:
    """The keys of a word, with where each begins and ends in it; none for a hesitation."""
    exact = _exact(word)
    folded = exact.casefold()
    if folded in lists.HESITATIONS and (capitals or exact != "ER"):
        return ()
    cut = _cut(folded) if "'" in folded or folded in lists.SHORTENED else None
    if cut and len(folded) == len(word):
        at, first, second = cut
        return ((first, 0, at), (second, at, len(word)))
    return ((_key(exact, folded, capitals), 0, len(word)),)


def _key(exact: str, folded: str, capitals: bool) -> str:
    if exact[-1:].isdigit() or exact[:1] == "-" or "," in exact:
        return _THOUSANDS.sub("", folded)
    bare = folded.replace(".", "") if folded[0].isalpha() else folded
    if bare in lists.ACRONYMS and exact.isupper() and not capitals:
        return bare.upper()
    return _spelled(bare)


def _cut(folded: str) -> tuple[int, str, str] | None:
    if folded in lists.SHORTENED:
        return lists.SHORTENED[folded]
    base, mark, ending = folded.rpartition("'")
    if ending == "t" and base.endswith("n") and len(base) > 1 and base != "ain":
        return len(base) - 1, base[:-1], "not"
    if ending == "s" and base in lists.BEFORE_IS:
        return len(base), base, "is"
    full = lists.ENDINGS.get(mark + ending)
    return (len(base), _spelled(base), full) if full else None
