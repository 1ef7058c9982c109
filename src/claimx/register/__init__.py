"""Everyone who speaks in a document or a corpus: names, roles, and what they did by speaking."""

from claimx.register.aliases import Aliases, read_aliases
from claimx.register.collect import Register
from claimx.register.entry import RegisteredSpeaker

__all__ = ["Aliases", "Register", "RegisteredSpeaker", "read_aliases"]
