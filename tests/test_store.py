"""The cache on disk: it saves time, and is never believed when it is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jambanken.cache.store import Store

TEXTS = {f"nyckel {number}": f"text å {number} " * number for number in range(40)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound cache that holds TEXTS."""
    return filled(tmp_path_factory.mktemp("cache") / "cache.sqlite").read_bytes()


def filled(file: Path) -> Path:
    """Keep TEXTS in a file."""
    store = Store(file)
    for key, text in TEXTS.items():
        store.put(key, text.encode())
    store.close()
    return file


def answers(file: Path) -> dict[str, bytes | None]:
    """Return what a store knows of TEXTS."""
    store = Store(file)
    found = {key: store.get(key) for key in TEXTS}
    store.close()
    return found


def kept(store: Store) -> bytes | None:
    """Keep a value, and return what the store then knows of it."""
    store.put("k", b"a")
    return store.get("k")


def test_what_was_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    """A second build need not make again what the first made."""
    found = answers(filled(tmp_path / "deep" / "cache.sqlite"))
    assert found == {key: text.encode() for key, text in TEXTS.items()}


def test_a_store_without_a_file_remembers_nothing_for_later() -> None:
    """Programs that build once need no cache."""
    store = Store(None)
    assert kept(store) == b"a"
    store.close()
    assert Store(None).get("k") is None


def test_what_a_build_did_not_ask_for_is_gone_after_it(tmp_path: Path) -> None:
    """Nothing of a picture or a text that has left the site stays in the cache."""
    file = filled(tmp_path / "cache.sqlite")
    store = Store(file)
    store.get("nyckel 3")
    store.close()
    left = {key for key, value in answers(file).items() if value is not None}
    assert left == {"nyckel 3"}
    raw = file.read_bytes()
    assert [key for key in answers(file) if key.encode() in raw] == ["nyckel 3"]


def test_a_partial_build_leaves_the_rest(tmp_path: Path) -> None:
    """A rebuild that asks for little does not empty the cache."""
    file = filled(tmp_path / "cache.sqlite")
    Store(file).close(prune=False)
    assert None not in answers(file).values()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
def test_a_changed_byte_never_gives_a_wrong_text(
    tmp_path: Path, whole: bytes, place: float, change: int
) -> None:
    """Whatever byte of the cache is damaged, a value is the one that was kept, or none."""
    damaged = bytearray(whole)
    damaged[int(place * len(damaged))] ^= change
    file = tmp_path / "cache.sqlite"
    file.write_bytes(damaged)
    for key, value in answers(file).items():
        assert value is None or value == TEXTS[key].encode()


@pytest.mark.parametrize(
    "content", [b"", b"nonsense" * 1000, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_ruined_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    """A cache that is no cache is replaced by one that works."""
    file = tmp_path / "cache.sqlite"
    file.write_bytes(content)
    answers(file)
    assert None not in answers(filled(file)).values()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cut_cache_is_begun_anew(tmp_path: Path, whole: bytes, share: float) -> None:
    """A cache that was being written when the disk was full does no harm."""
    file = tmp_path / "cache.sqlite"
    file.write_bytes(whole[: int(len(whole) * share)])
    for key, value in answers(file).items():
        assert value is None or value == TEXTS[key].encode()


def test_a_cache_in_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """A file where the cache's folder should be stops nothing."""
    (tmp_path / "cache").write_text("in the way")
    store = Store(tmp_path / "cache" / "cache.sqlite")
    assert kept(store) == b"a"
    store.close()


def test_a_cache_that_another_build_holds_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds at once: the second does without what it cannot read or write."""
    monkeypatch.setattr("jambanken.cache.store._PATIENCE", 0.01)
    file = filled(tmp_path / "cache.sqlite")
    with sqlite3.connect(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = Store(file)
        assert store.get("nyckel 3") is None
        assert kept(store) == b"a"
        store.close()
    other.close()
    assert None not in answers(file).values()
