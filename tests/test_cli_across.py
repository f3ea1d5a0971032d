"""The commands that ask across reports."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from reported import STRIKE, shelling, stance

from parley.items import Act
from parley.record import Record


def test_a_record_is_asked_across_reports_without_the_network(record: Record, place: str) -> None:
    record.add(shelling(STRIKE, "Post"))
    asks = (
        "import sys; from parley.cli import main; "
        f"code = main(['claims', '--record', {place!r}]); "
        "print(code, [m for m in sys.modules if 'onnx' in m or 'parley.reading' in m "
        "or 'parley.encoder' in m or 'parley.text' in m])"
    )
    run = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize(
    "command", ["claims", "disputes", "tolls", "timeline", "positions", "sources"]
)
@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_every_question_is_answered_in_every_format(
    record: Record, place: str, capsys: pytest.CaptureFixture[str], command: str, format_: str
) -> None:
    from parley.cli import main

    record.add(shelling(STRIKE, "Post"))
    record.add(stance("There will be no truce with them", Act.REJECT, date(2021, 3, 3)))
    code = main([command, "--record", place, "--format", format_])

    assert code == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("command", ["tolls", "timeline"])
def test_no_cell_of_tolls_and_timeline_is_a_formula(
    record: Record, place: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    from parley.cli import main

    made = shelling(STRIKE, "=HYPERLINK(1)")
    record.add(replace(made, places=(replace(made.places[0], name="=Tarn()"),)))
    main([command, "--record", place, "--format", "csv"])
    out = capsys.readouterr().out

    assert "'=Tarn()" in out
    assert ",=" not in out
