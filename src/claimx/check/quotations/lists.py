"""Words that the comparison of quotations knows; data only, of our own choice."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that every text is full of. Negators are not among them: they decide what is said.
FUNCTION_WORDS = _words("""
    a an the this that these those some any all each both every such other another
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
    who whom whose which what when where why how there here
    and or but nor so yet if because as than then though although while until since unless whether
    of in on at by for with from to into onto over under about after before between through
    during against up down out off again
    be am is are was were been being have has had having do does did doing done
    will would shall should can could may might must going go get got
    just very too also only even still now more most much many well really
    """)

#: What a speaker lets out while looking for words; leaving it out changes nothing that was said.
HESITATIONS = _words("um umm uhm uh uhh er erm ah hm hmm mm mhm")

#: A full stop after one of these ends no sentence.
ABBREVIATIONS = _words("mr mrs ms dr st sen rep gov gen lt col sgt prof rev hon no vs jr sr")

#: Capitals that are another word than the same letters in small ones.
ACRONYMS = _words("us it who aids")

#: What a shortened ending stands for.
ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}

#: Words after which ’s is *is* (or *has*) and no possessive.
BEFORE_IS = _words("it he she that there here what who where how when this everybody")

#: Shortened words in two pieces: where the first ends, and what both stand for.
SHORTENED = {
    "won't": (2, "will", "not"),
    "can't": (2, "can", "not"),
    "shan't": (3, "shall", "not"),
    "cannot": (3, "can", "not"),
    "let's": (3, "let", "us"),
    "gonna": (3, "going", "to"),
    "wanna": (3, "want", "to"),
    "gotta": (3, "got", "to"),
}

#: Other readings of a shortened ending than the one that it is looked up by.
OTHER_READINGS = frozenset({("'s", "has"), ("'d", "had")})

#: Words that a stage direction in round brackets begins with.
DIRECTIONS = (
    "applause|laughter|laugh(?:s|ing)?|cheer(?:s|ing)?|boo(?:s|ing)?|chuckl(?:es|ing)|sigh(?:s|ing)?"
    "|inaudible|unintelligible|indistinct|cross-?talk|pauses?|music|off[- ]mic"
    "|phonetic|ph|sic|audience|crowd|(?:through|via) (?:an )?interpreter|speaks|speaking"
    "|silence|begin video|end video|video|recess|break|interruption|gestur(?:es|ing)|coughs?"
)

#: Labels of speakers that are no names.
ROLES = (
    "q|a|question|answer|reporters?|moderator|host|speaker|chair|chairman|chairwoman|interviewer"
    "|interviewee|journalist|anchor|narrator|operator|audience member|unidentified \\w+"
)
