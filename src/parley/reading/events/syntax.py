"""Which actors stand in which slot of a trigger, by the dependency arcs of its sentence.

Universal Dependencies (de Marneffe et al. 2021). It reaches what word order does not: subjects
far off, those of relative clauses and controlled verbs, objects of joined verbs, agents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from parley.encoder.trees import Arcs
from parley.reading.events.arguments import Slotted, carried_slot, light_forms
from parley.reading.events.lexicon import Hit
from parley.reading.events.page import Named, Page, words

_CLIMB: Final = 4  # arcs up to the verb that has the subject: "began trying to free"
_JOINED: Final = 12  # members of a list that are followed; the arcs may run in a circle
_SUBJECT: Final = ("nsubj", "nsubj:pass", "nsubj:outer")
_PASSIVE: Final = ("nsubj:pass", "aux:pass", "obl:agent")


@dataclass(frozen=True)
class Syntax:
    """The words of a page as the arcs join them."""

    page: Page
    arcs: Arcs

    def slots(self, hit: Hit) -> Iterator[Slotted]:
        """Give the actors around a trigger with the slot that each stands in; see `arguments`."""
        for slot, token in self._places(hit):
            for named in self._names(token):
                if named.first not in hit.fixed:
                    yield slot, named

    def _places(self, hit: Hit) -> Iterator[tuple[str, int]]:
        """Give the slots and the word that heads what fills each."""
        if hit.tag == "noun":
            yield from self._carrier(self._head(hit))
        else:
            slot = "object" if self._children(hit.first, *_PASSIVE) else "subject"
            yield from ((slot, t) for t in self._subject(hit.first))
            yield from (("object", t) for t in self._objects(hit.first) if t not in hit.fixed)
        for token in hit.fixed:
            for below in self._children(token, "obl", "nmod", "obl:agent"):
                cases = self._children(below, "case")
                if cases and below not in hit.fixed:
                    yield self.page.words[cases[0]], below

    def _head(self, hit: Hit) -> int:
        heads = self.arcs.heads
        return next((t for t in hit.fixed if heads[t] == t or heads[t] not in hit.fixed), hit.first)

    def _carrier(self, noun: int) -> Iterator[tuple[str, int]]:
        """Give the subject of the verb that carries a noun as its object."""
        verb = int(self.arcs.heads[noun])
        if self.arcs.relations[noun] != "obj" or self.page.words[verb] not in light_forms():
            return
        slot = carried_slot(self.page, verb)
        if slot:
            yield from ((slot, t) for t in self._subject(verb))

    def _subject(self, verb: int) -> list[int]:
        """Find the subject of a verb: its own, that of its relative clause, or who controls it."""
        heads, relations = self.arcs
        for _ in range(_CLIMB):
            own = self._children(verb, *_SUBJECT)
            head = int(heads[verb])
            if own:
                relative = relations[verb] == "acl:relcl"
                return [head] if relative and self.page.words[own[0]] in words("relatives") else own
            if relations[verb] != "xcomp":
                return []
            controlled = self._children(head, "obj", "iobj")
            if controlled:
                return controlled[:1]
            verb = head
        return []

    def _objects(self, verb: int) -> list[int]:
        """Find the objects of a verb, or those it shares: "shot and wounded a guard"."""
        own = self._children(verb, "obj", "iobj")
        if own or self._children(verb, *_PASSIVE):
            return own
        joined = [v for v in self._children(verb, "conj") if not self._children(v, *_SUBJECT)]
        return [t for v in joined for t in self._children(v, "obj")]

    def _names(self, token: int) -> Iterator[Named]:
        """Give the actors that a word and those joined to it name."""
        tokens = [token]
        for member in tokens:
            if len(tokens) < _JOINED:
                tokens += self._children(member, "conj")
            if member in self.page.named:
                yield self.page.named[member]

    def _children(self, token: int, *relations: str) -> list[int]:
        below = self._below.get(token, ())
        return [c for c in below if self.arcs.relations[c] in relations]

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for token, head in enumerate(self.arcs.heads.tolist()):
            if head != token:
                found[head].append(token)
        return found
