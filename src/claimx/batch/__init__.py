"""Corpora: shards of documents, each done whole or not at all, on whatever engine there is.

:mod:`plan` cuts the inputs into shards, :func:`shard.run_shard` does one, an engine places them
(:mod:`local` on processes of its own, :mod:`dask` on a cluster), and :mod:`supervise` sees to it
that all are done, whatever dies on the way.
"""
