"""GitHub's interface, as much of it as answers and suggestions need."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

_PATIENCE = 60
_LARGEST = 20_000_000
_PAGE = 100
_MOST_PAGES = 30


class GitHubError(Exception):
    """GitHub refused, with HTTP's number; 0 where it could not be reached."""

    def __init__(self, status: int, words: str = "") -> None:
        super().__init__(f"{status} {words}".strip())
        self.status = status


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository at GitHub's interface. ``api`` is its address, ``repository`` is OWNER/NAME."""

    api: str
    repository: str
    token: str = field(repr=False)

    @classmethod
    def of(cls, env: Mapping[str, str]) -> GitHub:
        """Return the repository that a workflow runs for. Raises ``KeyError`` elsewhere."""
        return cls(env["GITHUB_API_URL"], env["GITHUB_REPOSITORY"], env["GITHUB_TOKEN"])

    def get(self, path: str, **query: str | int) -> Any:
        """Return the answer to a question. Raises `GitHubError`."""
        return json.loads(self._ask("GET", path, query=query))

    def pages(self, path: str, **query: str | int) -> Iterator[Any]:
        """Give the rows of a list, page for page. Raises `GitHubError`."""
        for page in range(1, _MOST_PAGES + 1):
            rows = self.get(path, **query, per_page=_PAGE, page=page)
            yield from rows
            if len(rows) < _PAGE:
                return

    def send(self, method: str, path: str, data: Any = None) -> Any:
        """Change something, and return the answer. Raises `GitHubError`."""
        answer = self._ask(method, path, data)
        return json.loads(answer) if answer else None

    def download(self, path: str, largest: int) -> bytes:
        """Return a file. Raises `GitHubError`, also where it is larger than ``largest`` bytes."""
        held = self._ask("GET", path, most=largest + 1)
        if len(held) > largest:
            raise GitHubError(0, "too large")
        return held

    def _ask(
        self,
        method: str,
        path: str,
        data: Any = None,
        *,
        query: Mapping[str, str | int] | None = None,
        most: int = _LARGEST,
    ) -> bytes:
        address = f"{self.api}/repos/{self.repository}/{quote(path)}"
        if query:
            address = f"{address}?{urlencode(query)}"
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(address, body, method=method)  # noqa: S310  # GitHub's own address, from its runner
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Files are kept at another host, which must not get the token: this header stays behind.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310  # as above
                return bytes(answer.read(most))
        except urllib.error.HTTPError as refused:
            with refused:
                raise GitHubError(refused.code, f"{method} {path}") from None
        except (OSError, http.client.HTTPException) as fault:
            raise GitHubError(0, f"{method} {path}: {type(fault).__name__}") from None
