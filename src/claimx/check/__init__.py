"""``claimx check``: what is wrong with a corpus of texts or of claims, told rule by rule.

A rule looks at one :class:`subject.Subject` (a document with its claims) or at all of
them, and gives :class:`findings.Finding`; :mod:`config` says which rules at which level,
:mod:`baseline` which findings are known, and :mod:`outputs` writes what is left.
"""
