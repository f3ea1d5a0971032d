"""Who says what: statements found in the network's marks, then given speaker, act and chain."""

from parley.reading.statements.acts import Acts
from parley.reading.statements.documents import document
from parley.reading.statements.drafts import Draft, find_drafts
from parley.reading.statements.tell import tell

__all__ = ["Acts", "Draft", "document", "find_drafts", "tell"]
