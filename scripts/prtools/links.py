"""Asks outside addresses whether they are there, politely: the head alone, one at a time for a host.

Nothing but https, and no host on an inner network: an address is a stranger's text. Who answers
that robots are unwelcome (401, 403, 429, 999) is there, as far as anybody can tell.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from jambanken.pullrequest.outside import Answer

USER_AGENT = "Mozilla/5.0 (compatible; Jambanken-lankkontroll/1; +https://github.com/{repository})"
_HOSTS_AT_ONCE = 8
_PATIENCE = 20
_PAUSE = 1.0
_RETRY_AFTER = 20.0
_MOST_REDIRECTS = 6
#: Servers that know no HEAD, or answer it wrongly, are asked for the page itself, none of which is read.
_TRY_GET = frozenset({400, 403, 404, 405, 406, 410, 429, 500, 501, 503, 999})
_UNWELCOME = frozenset({401, 403, 406, 429, 451, 999})
_GONE = frozenset({404, 410})
_FIRST_ERROR = 400
_FIRST_OF_SERVER = 500

NOT_THERE = "Sidan finns inte"
SERVER_FAULT = "Servern svarar med ett fel"
NO_ANSWER = "Servern svarar inte."
NO_HOST = "Webbplatsen finns inte."
BAD_CERTIFICATE = "Webbplatsens certifikat är inte giltigt."
NOT_PUBLIC = "Adressen leder inte till en öppen webbplats."
GOES_ROUND = "Adressen skickar vidare för många gånger."

#: Asks once, by a method: HTTP's number, or raises ``OSError`` or ``http.client.HTTPException``.
Ask = Callable[[str, str], int]


class NotPublicError(OSError):
    """An address leads to an inner network, or is not https."""


class TooManyRedirectsError(OSError):
    """An address sends its visitors round."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How long to wait between questions to one host, and before asking once more, in seconds."""

    pause: float = _PAUSE
    retry_after: float = _RETRY_AFTER
    wait: Callable[[float], None] = time.sleep


def check_links(addresses: Sequence[str], ask: Ask, manners: Manners | None = None) -> list[Answer]:
    """Return how each address answers. What does not answer well is asked once more after a while."""
    manners = manners or Manners()
    first = _ask_all(addresses, ask, manners)
    doubtful = [answer.url for answer in first if answer.fault and answer.status not in _GONE]
    if doubtful:
        manners.wait(manners.retry_after)
        again = {answer.url: answer for answer in _ask_all(doubtful, ask, manners)}
        first = [again.get(answer.url, answer) for answer in first]
    return sorted(first)


def answer_of(address: str, ask: Ask) -> Answer:
    """Return how an address answers now."""
    try:
        status = ask(address, "HEAD")
        if status in _TRY_GET:
            status = ask(address, "GET")
    except NotPublicError:
        return Answer(address, None, NOT_PUBLIC)
    except TooManyRedirectsError:
        return Answer(address, None, GOES_ROUND)
    except ssl.SSLCertVerificationError:
        return Answer(address, None, BAD_CERTIFICATE)
    except socket.gaierror:
        return Answer(address, None, NO_HOST)
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(address, None, NO_ANSWER)
    return Answer(address, status, fault_of(status))


def fault_of(status: int) -> str | None:
    """Return what is wrong where a server answers with a number, None for nothing."""
    if status < _FIRST_ERROR or status in _UNWELCOME:
        return None
    return f"{SERVER_FAULT if status >= _FIRST_OF_SERVER else NOT_THERE} ({status})."


def ask_the_web(repository: str) -> Ask:
    """Return what asks real servers, and says on whose behalf."""
    agent = USER_AGENT.format(repository=repository)
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        _OnlyPublic(),
    )

    def ask(address: str, method: str) -> int:
        url = _ascii(address)
        _must_be_public(url)
        headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.8", "Accept-Language": "sv,en"}
        request = urllib.request.Request(url, headers=headers, method=method)  # noqa: S310  # https was asked for above
        try:
            with opener.open(request, timeout=_PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
        except urllib.error.URLError as fault:
            raise fault.reason if isinstance(fault.reason, OSError) else OSError from fault

    return ask


class _OnlyPublic(urllib.request.HTTPRedirectHandler):
    """Follows nobody to an inner network, nor from https to http."""

    max_redirections = _MOST_REDIRECTS

    def redirect_request(  # noqa: PLR0913, PLR0917  # the library's own signature
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> urllib.request.Request | None:
        url = _ascii(newurl)
        _must_be_public(url)
        visited = getattr(req, "redirect_dict", {})
        if sum(visited.values()) >= _MOST_REDIRECTS:
            raise TooManyRedirectsError
        made = super().redirect_request(req, fp, code, msg, headers, url)  # type: ignore[arg-type]  # typeshed wants one kind of stream
        if made is not None:
            made.method = req.get_method()
        return made


def _ask_all(addresses: Sequence[str], ask: Ask, manners: Manners) -> list[Answer]:
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        by_host[urlsplit(address).hostname or ""].append(address)

    def ask_host(of_host: list[str]) -> list[Answer]:
        found: list[Answer] = []
        for address in of_host:
            if found:
                manners.wait(manners.pause)
            found.append(answer_of(address, ask))
        return found

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        return [answer for answers in pool.map(ask_host, by_host.values()) for answer in answers]


def _ascii(address: str) -> str:
    """Return an address as a request may hold it: the host in IDNA, all else in percent signs."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, f"{host}{port}", path or "/", query, ""))


def _must_be_public(url: str) -> None:
    """Raise `NotPublicError` unless every address of the host is on the open network."""
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.port not in {None, 443}:
        raise NotPublicError
    for *_, place in socket.getaddrinfo(parts.hostname, 443, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise NotPublicError
