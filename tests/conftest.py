"""A PostgreSQL server of the tests' own, and the places where a record can be."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from parley.record import Record

_WIPE = """
DO $$ DECLARE one text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'migrations' LOOP
        EXECUTE format('DELETE FROM %I', one);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', one);
    END LOOP;
END $$
"""

_OPTIONS = {
    "listen_addresses": "",  # a socket in its folder alone
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "autovacuum": "off",
}


@dataclass
class Cluster:
    """A running server that listens on a socket in `folder`; its superuser is ``parley``."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def address(self, database: str = "postgres", user: str = "parley", password: str = "") -> str:
        """Give the address of a database."""
        who = f"{user}:{password}" if password else user
        return f"postgresql://{who}@/{database}?host={self.folder}"

    def run(self, *commands: str, database: str = "postgres") -> None:
        """Run SQL as the superuser."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for command in commands:
                connection.execute(command.encode())

    def new(self, template: str = "") -> str:
        """Give the address of a new database: an empty one, or a copy of another."""
        name = f"record{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {_database(template) or 'template0'}")
        return self.address(name)

    def guard(self, database: str) -> None:
        """Ask everybody for a password who connects to a database."""
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"local {database} all scram-sha-256\n{rules.read_text()}")
        self.run("SELECT pg_reload_conf()")

    def wipe(self, address: str) -> None:
        """Take all rows out of a record: that is faster than a new database."""
        self.run(_WIPE, database=_database(address))


def _database(address: str) -> str:
    return address.partition("?")[0].split("/")[-1]


class Files:
    """Places of records that are files in a folder."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def empty(self) -> Path:
        """Give one and the same place, without what was in it."""
        for file in self._folder.glob("parley.db*"):
            file.unlink()
        return self._folder / "parley.db"

    def new(self) -> Path:
        """Give another place."""
        return self._folder / f"{next(self._numbers)}.db"

    def copy(self, place: Path | str) -> Path:
        """Give a copy of the record at a place."""
        return Path(shutil.copy(place, self.new()))


class Databases:
    """Places of records that are databases of a server."""

    kind = "postgresql"

    def __init__(self, cluster: Cluster, laid_out: str, spare: list[str]) -> None:
        self._cluster = cluster
        self._laid_out = laid_out
        self._spare = spare
        self._used: list[str] = []
        self._one = ""

    def empty(self) -> str:
        """Give one and the same place, without what was in it."""
        if self._one:
            self._cluster.wipe(self._one)
        self._one = self._one or self.new()
        return self._one

    def new(self) -> str:
        """Give another place."""
        if self._spare:
            address = self._spare.pop()
            self._cluster.wipe(address)
        else:
            address = self._cluster.new(self._laid_out)
        self._used.append(address)
        return address

    def copy(self, place: Path | str) -> str:
        """Give a copy of the record at a place."""
        return self._cluster.new(str(place))

    def give_back(self) -> None:
        """Let the next test use the databases."""
        self._spare += self._used


Places = Files | Databases


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Start a server for this session, as an unprivileged user; skip where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not there (pip install psycopg[binary])")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not there (Debian: apt-get install postgresql)")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="parley-", dir=memory))  # a socket's path must be short
    user = _unprivileged()
    shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"

    def run(program: str, *args: str) -> None:
        command = [str(programs / program), "-D", str(data), *args]
        subprocess.run(
            command, check=True, user=user, group=pwd.getpwnam(user).pw_gid, extra_groups=[],
            stdout=subprocess.DEVNULL, env={"PATH": os.defpath, "LC_ALL": "C"}, cwd=folder,
        )  # fmt: skip

    try:
        run("initdb", "-U", "parley", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = " ".join(f"-c {key}={value!r}" for key, value in _OPTIONS.items())
        run("pg_ctl", "-w", "-l", str(log), "-o", f"{options} -k '{folder}'", "start")
        try:
            yield Cluster(folder)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """Find the folder of the server's programs; Debian does not put them on the path."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), key=lambda p: float(p.parent.name), default=None)


def _unprivileged() -> str:
    """Give whose process the server is: it refuses to run as root."""
    if os.getuid():
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Give places for records: files, then databases of a server."""
    if request.param == "sqlite":
        yield Files(tmp_path)
        return
    found = Databases(
        request.getfixturevalue("cluster"),
        request.getfixturevalue("laid_out"),
        request.getfixturevalue("spare"),
    )
    yield found
    found.give_back()


@pytest.fixture
def place(places: Places) -> str:
    """Give the place of an empty record: a file's path, then a database's address."""
    return str(places.empty())


@pytest.fixture
def record(place: str) -> Record:
    """Give an empty record: in a file, then in a database."""
    from parley.record import Record

    return Record.open(place)


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Give a record of the reports that are exported; the tests only read it."""
    from exported import samples

    from parley.record import Record, Vectors

    record = Record.open(tmp_path_factory.mktemp("record") / "parley.db")
    for reading in samples():
        record.add(reading, Vectors("w1", {"s1": [0.1, -7.3, 2.0]}))
    return record


@pytest.fixture(scope="session")
def laid_out(cluster: Cluster) -> str:
    """Give a database that holds an empty record, to be copied: that is faster than laying out."""
    from parley.record import Record

    address = cluster.new()
    Record.open(address)
    return address


@pytest.fixture(scope="session")
def spare() -> list[str]:
    """Give the databases that earlier tests are done with."""
    return []
