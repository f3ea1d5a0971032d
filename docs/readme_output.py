"""Run the commands that the pages show, and put what they print under them.

``python docs/readme_output.py`` writes, ``--check`` only compares and fails if a page is stale.
A shown command stands between ``<!-- demo -->`` and ``<!-- /demo -->``, in a fence whose first
line is ``$ parley ...``; commands of one page run one after the other, in one empty folder that
holds the sample reports.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/tutorial.md", "docs/how-to/names.md")
_SHOWN = re.compile(
    r"(?P<head><!-- demo -->\n+```console\n\$ (?P<command>parley [^\n]*)\n).*?"
    r"(?P<tail>```\n+<!-- /demo -->)",
    re.DOTALL,
)


def renewed(page: str) -> str:
    """Give the text of a page with the output of its commands as they print it now."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")

        def run(shown: re.Match[str]) -> str:
            return f"{shown['head']}{output(shown['command'], Path(folder))}{shown['tail']}"

        return _SHOWN.sub(run, page)


def output(command: str, folder: Path) -> str:
    """Run one ``parley ...`` line; give what it prints, as on a terminal of 80 columns."""
    words = [sys.executable, "-c", "import sys, parley.cli; sys.exit(parley.cli.main())"]
    run = subprocess.run(
        [*words, *shlex.split(command)[1:]],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        check=True,
    )
    printed = run.stdout.decode("utf-8").strip("\n")
    return f"{printed}\n" if printed else ""


def main() -> int:
    """Renew the pages, or tell which are stale; 1 if any is."""
    stale = []
    for name in PAGES:
        page = (ROOT / name).read_text(encoding="utf-8")
        if (new := renewed(page)) != page:
            stale.append(name)
            if "--check" not in sys.argv:
                (ROOT / name).write_text(new, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"{', '.join(stale)}: not what parley prints now. Run python docs/readme_output.py.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
