"""Reading speed on one thread: ``make bench``, or ``python -m evals.speed [FOLDER]``.

Prints words per CPU-second for reading whole reports, all kinds of items; the time from a cold
start to the first reading; the peak of memory; and, in the same run, the network alone, as
ratios to whole reading. Reads the shared reports where they are, else ``examples/``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from evals.shared import SHARED, present
from parley.encoder import Encoder
from parley.items import Report
from parley.reading.reader import Reader
from parley.text import report
from parley.text.segment import segment

REPORTS = 100
ROUNDS = 3
FIRST = (
    "import time; t = time.perf_counter(); import parley; "
    "parley.read('The army said on Monday that 12 people were killed in the north.', "
    "outlet='Daily', published='2024-05-06'); print(time.perf_counter() - t)"
)


def texts(folder: Path | None) -> list[Report]:
    """Give the reports that are timed, with a day, so that dates are resolved too."""
    folders = [folder] if folder else [SHARED / "data/reports/train", SHARED / "data/reports/dev"]
    if folder is None and not present():
        folders = [Path(__file__).resolve().parents[1] / "examples"]
    paths = [p for f in folders for p in sorted(f.glob("*.txt"))][:REPORTS]
    return [
        report(p.read_text(encoding="utf-8"), outlet="Outlet", published="2016-05-06")
        for p in paths
    ]


def cold_start() -> float:
    """Seconds of wall time from import to the first reading, best of three processes."""
    runs = [
        subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    return min(float(r.stdout) for r in runs)


def main() -> None:
    """Time and print."""
    reports = texts(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    words = sum(len(r.text.split()) for r in reports)
    reader, encoder = Reader(), Encoder()
    docs = [segment(r.text) for r in reports]
    reader.read(reports[0])
    whole, network = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        for r in reports:
            reader.read(r)
        middle = time.process_time()
        for doc in docs:
            encoder.encode(doc)
        whole.append(middle - start)
        network.append(time.process_time() - middle)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(reports)} reports, {words} words, best of {ROUNDS} rounds, one thread")
    print(f"reading, all kinds            {words / min(whole):10,.0f} words per CPU-second")
    print(f"the network's first pass      {words / min(network):10,.0f} words per CPU-second")
    print(f"share of the first pass       {min(network) / min(whole):10.0%}")
    print(f"import, load, first report    {cold_start():10.2f} s")
    print(f"peak memory                   {peak:10.0f} MB")


if __name__ == "__main__":
    main()
