"""Named people and bodies that no table knows: capitalised runs and what stands around them."""

from __future__ import annotations

from parley.items import Kind
from parley.knowledge.names import keys, people, roles, words
from parley.reading.actors.page import Found, Page, inner
from parley.reading.actors.titles import title_start
from parley.reading.actors.words import honorifics, offices

_JOINING = frozenset({"of", "for", "and", "on", "the", "in"})  # inside a body's name only
_INNER = 4  # small words in a row inside a name, and the capital after them
_LONGEST_NAME = 5  # words of a person's name; more is a headline
_NO_NAME_ENDINGS = ("ed", "ing", "ly", "tion", "sion", "ment", "ness", "ies")


def find_people(page: Page) -> list[Found]:
    """Find people and bodies by name, and use up their words; places' names are used up too."""
    runs = _capital_runs(page) if page.text.cased else _titled_runs(page)
    found: list[Found] = []
    for start, end in runs:
        if page.free(start, end) and (one := _read_run(page, start, end)):
            page.take(one.start, one.end)
            found.append(one)
            if one.kind is not Kind.PERSON:
                page.bodies[one.end] = one.start
    found += _surnames(page, found)
    page.persons = {f.end: f.start for f in found if f.kind is Kind.PERSON}
    page.person_ends = {start: end for end, start in page.persons.items()}
    return found


def _capital_runs(page: Page) -> list[tuple[int, int]]:
    """Cut the text into runs of capitalised words."""
    text, runs, i = page.text, [], 0
    while i < len(text):
        small = not (text.cap[i] or i in page.names) or _ends_name(text.folded[i])
        if small or _opens_sentence(page, i):
            i += 1
            continue
        end = _run_end(page, i)
        runs.append((i, end))
        i = end
    return runs


def _opens_sentence(page: Page, i: int) -> bool:
    """Tell whether the capital is owed to the place in the sentence alone."""
    text = page.text
    if i in page.names:
        return False
    if text.folded[i] in roles("stop", "words"):
        return True
    return text.first[i] and text.folded[i] in text.small and i not in page.roles


def _run_end(page: Page, start: int) -> int:
    text = page.text
    end = page.names[start].end if start in page.names else start + 1
    body = False
    while end < len(text) and text.joined[end] and not text.possessive(end):
        body = body or (_organ(text.folded[end - 1]) is not None and not _armed(page, end - 1))
        if end in page.names:
            end = page.names[end].end
        elif text.cap[end] and not _ends_name(text.folded[end]):
            end += 1
        elif step := _inner_step(page, end, body):
            end += step
        else:
            break
    return end


def _armed(page: Page, i: int) -> bool:
    """Tell whether the word is for fighters, whose group's name follows: "Fighters | of the X"."""
    return i in page.roles and page.roles[i][1].plural and "fighters" in page.roles[i][1].tables


def _ends_name(word: str) -> bool:
    return word in roles("stop", "determiners") or word in roles("stop", "dates")


def _inner_step(page: Page, i: int, body: bool) -> int:
    """Count the small words that join the run to a capital after them."""
    text, step = page.text, 0
    while step < _INNER and i + step < len(text) and text.joined[i + step]:
        word = text.folded[i + step]
        if step and text.cap[i + step]:
            other = text.folded[i] == "and" and (i in page.name_ends or _titled(page, i + step))
            return 0 if other or _ends_name(word) else step
        if not (inner(word) or (body and word in _JOINING)):
            return 0
        step += 1
    return 0


def _titled(page: Page, i: int) -> bool:
    """Tell whether a known name or a title begins here, and so another name than the one before."""
    office = page.roles[i][1].head in offices() if i in page.roles else False
    return office or i in page.names or page.text.folded[i] in honorifics()


def _organ(word: str) -> Kind | None:
    """Give the kind of body whose name ends in the word."""
    for kind in keys("organs"):
        if word in roles("organs", kind):
            return Kind(kind)
    return None


def _read_run(page: Page, start: int, end: int) -> Found | None:
    """Make a person or a body of a run of name words, or use it up as a place or thing."""
    core = _core(page, start, end)
    if core >= end:
        return None
    text = page.text
    kind = _body_kind(page, start, core, end)
    if kind:
        return _body(page, start, end, kind)
    last = text.folded[end - 1]
    titled = (core > start and _is_title(page, core)) or title_start(page, start) < start
    thing = last in roles("places", "nouns") or last in roles("things", "words")
    if thing and not (titled and end - core > 1):
        page.take(start, end)
        return None
    if not titled and _located(page, core, end):
        page.take(core, end)
        return None
    given = text.folded[core] in people("given", "male") | people("given", "female")
    length = end - core
    if length > _LONGEST_NAME or (length == 1 and not titled and not _lone(page, core)):
        return None
    if not titled and not given and not _alone(page, core, end):
        return None
    return _person(page, core, end)


def _core(page: Page, start: int, end: int) -> int:
    """Skip adjectives, bodies, titles and modifiers before the name proper."""
    i = start
    while i < end:
        if i in page.names and page.names[i].entry.form != "person":
            if page.names[i].entry.form == "seat" and _unknown(page, page.names[i].end, end):
                break  # "Tirana Hassan"
            i = page.names[i].end
        elif i in page.roles and page.roles[i][0] <= end:
            i = page.roles[i][0]
        elif page.text.folded[i] in honorifics() or (i < end - 1 and page.modifier(i)):
            i += 1
        else:
            break
    return _given_inside(page, i, end)


def _given_inside(page: Page, core: int, end: int) -> int:
    """Start at a given name that follows other capitalised words: "Middle East | Tobias"."""
    given = people("given", "male") | people("given", "female")
    folded = page.text.folded
    if core < end and folded[core] in given:
        return core
    return next((i for i in range(core + 2, end - 1) if folded[i] in given
                 and not inner(folded[i - 1])), core)  # fmt: skip


def _unknown(page: Page, i: int, end: int) -> bool:
    """Tell whether an unknown capitalised word follows inside the run."""
    return (
        i < end
        and i not in page.names
        and i not in page.roles
        and not page.modifier(i)
        and (_organ(page.text.folded[i]) is None)
    )


def _is_title(page: Page, core: int) -> bool:
    """Tell whether the word before the name is a title, not just a body or an adjective."""
    if page.text.folded[core - 1] in honorifics():
        return True
    before = page.role_ends.get(core)
    return before is not None and before[1].head in offices()


def _body_kind(page: Page, start: int, core: int, end: int) -> Kind | None:
    """Give the kind of the body that the run names, ``None`` where it names none."""
    text = page.text
    if end - start < 2 or (_is_title(page, core) and core > start):
        return None
    if kind := _organ(text.folded[end - 1]):
        return kind
    for i in range(start, end - 2):
        if text.folded[i + 1] in ("of", "for") and (kind := _organ(text.folded[i])):
            return kind
    return None


def _body(page: Page, start: int, end: int, kind: Kind) -> Found:
    text = page.text
    owner = page.names[start].entry.key if start in page.names else ""
    if not owner and start > 1 and text.possessive(start - 1) and start - 1 in page.name_ends:
        owner = page.name_ends[start - 1].entry.key
    owner = owner if kind is Kind.GOVERNMENT_BODY else ""
    name = text.text[text.start[start] : text.end[end - 1]]
    begin = start - 1 if start and text.joined[start] and text.folded[start - 1] == "the" else start
    return Found(begin, end, kind, text.folded[end - 1], name, owner=owner, named=True)


def _located(page: Page, start: int, end: int) -> bool:
    """Tell whether the words around the name make it a place."""
    text = page.text
    if start and text.joined[start] and text.folded[start - 1] in roles("places", "before"):
        return True
    after = text.after(end) if end < len(text) and text.joined[end] else ""
    if after in roles("places", "after"):
        return True
    before_state = end in page.names and text.gap(end) == ", "
    return before_state and page.names[end].entry.form == "name"


def _alone(page: Page, start: int, end: int) -> bool:
    """Tell whether two to four unknown capitalised words are likely a person."""
    text = page.text
    if start and text.joined[start] and text.folded[start - 1] in roles("stop", "determiners"):
        return False
    if text.first[start] and end < len(text) and text.cap[end] and text.joined[end]:
        return False
    if any(text.raw[i].isupper() and len(text.raw[i]) > 2 for i in range(start, end)):
        return False
    if any(text.folded[i] in roles("stop", "words") for i in range(start, end)):
        return False
    return _like_a_person(page, start, end)


def _lone(page: Page, i: int) -> bool:
    """Tell whether one unknown capitalised word is a person who says something."""
    text, saying = page.text, roles("saying", "words")
    if (
        text.raw[i].isupper()
        or text.folded[i] in text.small
        or text.folded[i] in roles("stop", "words")
    ):
        return False
    if text.joined[i] and text.folded[i - 1] in roles("places", "before") | roles(
        "places", "states"
    ):
        return False  # "a resident of X said"
    return text.after(i + 1) in saying if i + 1 < len(text) and text.joined[i + 1] else False


def _like_a_person(page: Page, start: int, end: int) -> bool:
    """Tell whether the words around a name, or its return, speak for a person."""
    text, surname = page.text, page.text.folded[end - 1]
    after = text.after(end) if end < len(text) else ""
    if text.gap(end).strip()[:1] in (",", "(") or after in ("who", "s", "was", "has", "had"):
        return True
    return page.speaks(start, end) or text.folded.count(surname) > 1


def _person(page: Page, core: int, end: int) -> Found:
    text = page.text
    start = title_start(page, core)
    name = text.text[text.start[core] : text.end[end - 1]]
    known = page.names.get(core)
    key, owner = "", ""
    last = page.name_ends.get(end)
    if last and last.entry.form == "person" and words(last.entry.name)[0] == text.folded[core]:
        known = last
    if known and known.end == end and known.entry.form == "person":
        key, name, owner = known.entry.key, known.entry.name, known.entry.owner
    speaks = page.speaks(start, end)
    head = text.folded[end - 1]
    if head in ("jr", "sr", "ii", "iii") and end - core > 1:
        head = text.folded[end - 2]
    return Found(start, end, Kind.PERSON, head, name, key, owner, True,
                 speaks=speaks, core=core)  # fmt: skip


def _titled_runs(page: Page) -> list[tuple[int, int]]:
    """Find names in a text without capitals: what follows a title or begins with a given name."""
    text, runs = page.text, []
    given = people("given", "male") | people("given", "female")
    for i in range(len(text)):
        titled = i > 0 and text.joined[i] and (text.folded[i - 1] in honorifics() or (
            i in page.role_ends and page.role_ends[i][1].head in offices()
            and not page.role_ends[i][1].plural
        ))  # fmt: skip
        if not titled and text.folded[i] not in given:
            continue
        end = i
        while (
            end < len(text)
            and end - i < 4
            and (end == i or text.joined[end])
            and (_may_be_name(page, end))
        ):
            end += 1
        while end > i and inner(text.folded[end - 1]):
            end -= 1
        if end - i >= 2 or (end > i and text.folded[i - 1] in honorifics() and titled):
            runs.append((i, end))
    return runs


def _may_be_name(page: Page, i: int) -> bool:
    """Tell whether a small word may belong to a name."""
    text, word = page.text, page.text.folded[i]
    if i in page.names:
        return page.names[i].entry.form == "person"
    if i in page.roles or word in honorifics() or page.modifier(i) or not word.isalpha():
        return False
    if word in roles("stop", "words") or word in roles("saying", "words"):
        return inner(word) and text.joined[i]
    if word in roles("state", "acts") or word in roles("state", "done"):
        return False
    return not (word.endswith(_NO_NAME_ENDINGS) and len(word) > 4) and not text.possessive(i)


def _surnames_of(one: Found) -> set[str]:
    """Give the words by which the person may be called: of three, the one before the last too."""
    name = words(one.name)
    middle = {name[-2]} if len(name) > 2 and not inner(name[-2]) and len(name[-2]) > 2 else set()
    return {one.head} | middle


def _surnames(page: Page, found: list[Found]) -> list[Found]:
    """Find later mentions by one name of the people already found by more."""
    text = page.text
    last = {w for f in found if f.kind is Kind.PERSON for w in _surnames_of(f)}
    first = {text.folded[f.end - n] for f in found if f.kind is Kind.PERSON
             for n in (f.name.count(" ") + 1,) if n > 1 and f.end - n >= f.start}  # fmt: skip
    more = []
    for i in range(len(text)):
        if page.taken[i] or (text.cased and not text.cap[i]):
            continue
        word = text.folded[i]
        if word in last or (word in first and word not in last and text.cased):
            core = i
            while core and text.gap(core) == "-" and inner(text.folded[core - 1]):
                core -= 1  # "al-Nakhala"
            start = title_start(page, core)
            if start == core and core and text.joined[core] and text.folded[core - 1] == "the":
                continue
            name = text.text[text.start[core] : text.end[i]]
            one = Found(start, i + 1, Kind.PERSON, word, name, named=True, core=core,
                        speaks=page.speaks(start, i + 1))  # fmt: skip
            page.take(start, i + 1)
            more.append(one)
    return more
