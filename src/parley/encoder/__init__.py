"""Doc -> token vectors and scores in one pass of the network; spans marked on every layer."""

from parley.encoder.encode import Encoder, Encoding

__all__ = ["Encoder", "Encoding"]
