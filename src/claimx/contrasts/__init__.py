"""Where a speaker stands over documents, and what of it changed or contradicts."""

from claimx.contrasts.find import Contrast, Contrasts, PositionedClaim

__all__ = ["Contrast", "Contrasts", "PositionedClaim"]
