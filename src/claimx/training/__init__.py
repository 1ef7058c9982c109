"""Builds the embedded model from public data; needs the extra ``claimx[train]``."""
