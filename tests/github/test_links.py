"""Outside addresses are asked politely, and a robot's welcome is not taken for a dead page."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from pathlib import Path

import pytest
from tests.github.fake import Fake
from tests.support.bank import TODAY, read, write

from jambanken.pullrequest.outside import Answer, hosts_of, outside_links
from prtools import links, links_command
from prtools.links import Ask, Manners, answer_of, ask_the_web, check_links

ADDRESS = "https://exempel.se/sida"


def answering(*answers: int | Exception) -> Ask:
    """Return what gives one answer after the other."""
    rest = list(answers)

    def ask(_: str, __: str) -> int:
        answer = rest.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


@pytest.mark.parametrize(
    ("answers", "status", "fault"),
    [
        ([200], 200, None),
        ([405, 200], 200, None),
        ([404, 200], 200, None),
        ([403, 403], 403, None),
        ([429, 429], 429, None),
        ([999, 999], 999, None),
        ([404, 404], 404, "Sidan finns inte (404)."),
        ([410, 410], 410, "Sidan finns inte (410)."),
        ([500, 502], 502, "Servern svarar med ett fel (502)."),
        ([socket.gaierror()], None, "Webbplatsen finns inte."),
        ([TimeoutError()], None, "Servern svarar inte."),
        ([ssl.SSLCertVerificationError()], None, "Webbplatsens certifikat är inte giltigt."),
        ([UnicodeError()], None, "Servern svarar inte."),
        ([links.TooManyRedirectsError()], None, "Adressen skickar vidare för många gånger."),
    ],
)
def test_answers_in_words(
    answers: list[int | Exception], status: int | None, fault: str | None
) -> None:
    """Each way to answer has its words; being unwelcome is none."""
    assert answer_of(ADDRESS, answering(*answers)) == Answer(ADDRESS, status, fault)


def test_who_stumbles_is_asked_once_more() -> None:
    """A server that was down for a moment is not reported, and a page that is gone is not asked again."""
    asked: list[str] = []
    waits: list[float] = []
    lock = threading.Lock()

    def ask(address: str, method: str) -> int:
        with lock:
            asked.append(f"{method} {address[-1]}")
            if address.endswith("a"):
                return 503 if asked.count(f"{method} a") == 1 else 200
        return 404

    found = check_links(
        ["https://x.se/a", "https://x.se/b", "https://x.se/b"], ask, Manners(3, 7, waits.append)
    )
    assert [(one.url[-1], one.status) for one in found] == [("a", 200), ("b", 404)]
    assert asked == ["HEAD a", "GET a", "HEAD b", "GET b", "HEAD a"]
    assert waits == [3, 7]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://inre.example/", "10.0.0.1"),
        ("https://inre.example/", "127.0.0.1"),
        ("https://inre.example/", "169.254.169.254"),
        ("https://inre.example/", "::1"),
        ("https://inre.example/", "fe80::1%eth0"),
        ("https://inre.example:8443/", "93.184.215.14"),
        ("http://oppen.example/", "93.184.215.14"),
    ],
)
def test_no_inner_network_is_asked(
    monkeypatch: pytest.MonkeyPatch, address: str, place: str
) -> None:
    """An address that somebody has written cannot make a machine of ours ask its neighbours."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (place, 443))])
    assert answer_of(address, ask_the_web("a/b")).fault == links.NOT_PUBLIC


def test_servers_are_asked_as_they_like(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name, the head first; who moves is followed, who goes in circles or to an inner network is not."""
    monkeypatch.setattr(links, "_must_be_public", refuse_inner)
    page = f"{fake.base}/s\N{LATIN SMALL LETTER O WITH DIAERESIS}k?q=å b"
    fake.answers = {
        ("HEAD", "/flyttad"): f"{fake.base}/ny",
        ("HEAD", "/ny"): {},
        ("HEAD", "/rund"): f"{fake.base}/rund2",
        ("HEAD", "/rund2"): f"{fake.base}/rund",
        ("HEAD", "/smyg"): f"{fake.base}/inre",
        ("HEAD", "/trasig"): 404,
        ("GET", "/trasig"): 410,
    }
    ask = ask_the_web("region-x/bank")
    names = ("flyttad", "rund", "smyg", "trasig")
    found = {name: answer_of(f"{fake.base}/{name}", ask) for name in names}
    assert {name: answer.status for name, answer in found.items()} == {
        "flyttad": 200,
        "rund": None,
        "smyg": None,
        "trasig": 410,
    }
    assert (found["rund"].fault, found["smyg"].fault) == (links.GOES_ROUND, links.NOT_PUBLIC)
    assert "/inre" not in [one.path for one in fake.asked]
    assert answer_of(page, ask).status == 200
    assert fake.asked[-1].path == "/sök"
    assert all("github.com/region-x/bank" in headers["User-Agent"] for headers in fake.headers)
    assert answer_of("https://127.0.0.1:1/", ask).fault == links.NO_ANSWER


def refuse_inner(url: str) -> None:
    """Say of one address what is said of an inner network."""
    if url.endswith("/inre"):
        raise links.NotPublicError


def test_addresses_are_found_in_every_field(tmp_path: Path) -> None:
    """In a source, in a text, as a film's page and at an organisation; files and the bank's own are not."""
    write(
        tmp_path,
        {
            "tips/a": {
                "syfte": "Se [en](https://www.en.example/x) och [oss](/tips/a/) och [oss](mailto:a@b.se).",
                "källor": [{"titel": "Två", "länk": "https://tva.example/"}],
            },
            "filmer/f": {"visning": {"typ": "extern", "adress": "https://tre.example/f"}},
        },
        organisationer=[
            {"id": "skane", "namn": "S", "typ": "region", "webb": "https://fyra.example"}
        ],
    )
    found = outside_links(read(tmp_path))
    assert found["https://www.en.example/x"] == ("tipsbank/tips/a.yml",)
    assert {"en.example", "tva.example", "tre.example", "fyra.example"} <= hosts_of(found)
    assert all(address.startswith("https://") for address in found)


def test_the_weekly_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes what the report reads, and says which file has a dead address."""
    write(tmp_path, {"tips/a": {"källor": [{"titel": "Två", "länk": ADDRESS}]}})
    env = {"SOURCE_DATE_EPOCH": "1795348800"}
    code = links_command.command(lambda *_: 404, Manners(0, 0, lambda _: None)).main(
        [], tmp_path, env
    )
    held = json.loads((tmp_path / "docs/rapport/lankar.json").read_text("utf-8"))
    assert code == 0
    assert held["checked"] == TODAY.isoformat()
    assert {"url": ADDRESS, "status": 404, "fault": "Sidan finns inte (404)."} in held["links"]
    assert f"tipsbank/tips/a.yml: {ADDRESS}: Sidan finns inte (404)." in capsys.readouterr().out
    assert links_command.main(["-x"], tmp_path, env) == 2
    assert links_command.main([], tmp_path, {"SOURCE_DATE_EPOCH": "x"}) == 2
