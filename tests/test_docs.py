"""Documentation is there, complete, and its examples run."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

import parley
from parley import cli, errors
from parley.schema import reading_schema
from parley.vocab.codebook import entries

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(p for p in DOCS.rglob("*.md") if not {"codebook", "_build"} & {*p.parts}),
    ]
)
EXAMPLES = [page for page in PAGES if "\n>>> " in page.read_text(encoding="utf-8")]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def script(name: str) -> ModuleType:
    """Load a script of ``docs/``, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CODEBOOK = script("codebook")


def test_every_codebook_entry_becomes_a_page(tmp_path: Path) -> None:
    CODEBOOK.write(tmp_path)

    pages = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert pages >= {f"{entry.group.name}/{entry.word}.md" for entry in entries()} | {"index.md"}


def test_an_event_types_page_names_its_codes_and_its_roles(tmp_path: Path) -> None:
    CODEBOOK.write(tmp_path)

    page = (tmp_path / "events" / "truce.md").read_text(encoding="utf-8")
    assert all(f"`{word}`" in page for word in ("AGREE", "0871", "party", "mediator"))


@pytest.mark.parametrize("name", parley.__all__)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    directive = rf"^\.\. auto(class|function|exception):: parley\.{name}$"

    assert re.search(directive, text_of("docs/reference/python.md"), re.MULTILINE)


def test_the_commands_are_documented_from_the_program_itself() -> None:
    page = text_of("docs/reference/commands.md")

    assert re.search(r"\.\. click:: parley\.cli:cli\n +:prog: parley\n +:nested: full\n", page)


def commands() -> dict[str, click.Command]:
    return cli.cli.commands


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = commands()[name]
    options = [p for p in command.params if isinstance(p, click.Option)]

    assert command.help
    assert all(option.help or option.show_default for option in options)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_used_on_some_page(name: str) -> None:
    assert any(f"parley {name}" in page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("page", ["README.md", "docs/reference/errors.md"])
@pytest.mark.parametrize("code", [0, cli.FAILED, cli.BAD_INPUT, cli.STOPPED])
def test_every_exit_code_is_documented(page: str, code: int) -> None:
    assert f"`{code}`" in text_of(page)


@pytest.mark.parametrize("name", [n for n in vars(errors) if n.endswith("Error")])
def test_every_error_is_documented(name: str) -> None:
    assert name in text_of("docs/reference/errors.md")


def keys(schema: Any) -> set[str]:
    """Give every key that the schema knows, at any depth."""
    if isinstance(schema, list):
        return {key for part in schema for key in keys(part)}
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*(keys(part) for part in schema.values()))


@pytest.mark.parametrize("key", sorted(keys(reading_schema())))
def test_every_key_of_the_json_is_explained(key: str) -> None:
    page = text_of("docs/reference/json.md")

    assert f"`{key}`" in page or f'"{key}"' in page


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_names_the_two_commands_and_make_knows_them(command: str) -> None:
    target = command.removeprefix("make ")

    assert command in text_of("README.md")
    assert re.search(rf"^{target}:", text_of("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_make_target_that_a_page_names_is_there(page: Path) -> None:
    named = set(
        re.findall(r"^make ((?:[a-z]+ ?)+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    )
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))

    assert {target for line in named for target in line.split()} <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    # The codebook is built; its pages are held by the tests above.
    missing = [k for k in links if "codebook" not in k and not (page.parent / k).exists()]

    assert not missing


@pytest.mark.parametrize("page", script("readme_output").PAGES)
def test_a_page_shows_what_a_command_prints(page: str) -> None:
    shown = re.findall(r"<!-- demo -->(.*?)<!-- /demo -->", text_of(page), re.DOTALL)

    assert shown
    assert "$ parley read examples/" in shown[0]
    assert "```console\n$ parley " in shown[-1]
    assert any(words in shown[-1] for words in ("WHO SAYS WHAT", "calls it"))


@pytest.mark.weights
@pytest.mark.parametrize("page", EXAMPLES, ids=name_of)
def test_the_examples_of_a_page_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(>>> .*?)^```", text, re.MULTILINE | re.DOTALL)
    source = "\n".join(blocks)
    example = doctest.DocTestParser().get_doctest(source, {}, name_of(page), str(page), 0)

    found = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(
        example, out=sys.stderr.write
    )

    assert found.attempted
    assert not found.failed
