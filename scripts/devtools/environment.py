"""The virtual environment in ``.venv``: made once, filled with the pinned packages, kept up.

Every step may be interrupted. A mark lies in the environment while it is being changed, and one
that was left behind means that the environment is made anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TextIO

from devtools.console import CommandError, SetupError, both, run_step, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)

# What a shell may have set that would lead our Python to somebody else's packages.
_LEADS_ASTRAY = frozenset(
    {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "PIP_TARGET", "PIP_PREFIX"}
)


class Packages(Enum):
    """A set of pinned packages, by the file that names them. The tests' set holds the site's."""

    SITE = "requirements.txt"
    TESTS = "tests/requirements.txt"


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in the folder ``venv``."""

    venv: Path
    windows: bool = os.name == "nt"

    @property
    def python(self) -> Path:
        return self.venv / ("Scripts/python.exe" if self.windows else "bin/python")

    @property
    def stamp(self) -> Path:
        """The file that says what is installed: one fingerprint a line."""
        return self.venv / "jambanken-installed.txt"

    @property
    def unfinished(self) -> Path:
        """The mark that lies here while the environment is being changed."""
        return self.venv / "jambanken-unfinished.txt"

    def has(self, fingerprint: str) -> bool:
        """Tell whether these packages were the last to be installed, all of them."""
        if self.unfinished.exists() or not self.python.exists() or not self.stamp.exists():
            return False
        return fingerprint in self.stamp.read_text(encoding="utf-8").split()


def child_environment(env: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that our programs start with."""
    kept = {name: value for name, value in env.items() if name not in _LEADS_ASTRAY}
    return kept | {
        "NO_MKDOCS_2_WARNING": "1",  # else Material prints its own notice at every build
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_USER": "0",  # a virtual environment refuses --user
        "PYTHONUTF8": "1",  # Windows still writes cp1252 into a pipe
    }


def fingerprint(requirements: bytes, python: tuple[int, int]) -> str:
    """Return what a requirements file comes to on a Python, whatever its line ends."""
    plain = requirements.replace(b"\r\n", b"\n")
    return hashlib.sha256(plain + b"python %d.%d" % python).hexdigest()


def ensure(packages: Packages, root: Path = ROOT) -> Environment:
    """Return an environment that holds the packages; at once where it is there already."""
    environment = Environment(root / ".venv")
    wanted = _fingerprint_in(environment, packages, root)
    # An environment made with another Python than this one has to be tried before it is trusted.
    if _version_of(environment) == sys.version_info[:2] and environment.has(wanted):
        return environment
    (root / ".cache").mkdir(exist_ok=True)
    with _alone(root / ".cache" / "setup.lock"):
        if not _is_usable(environment):
            _make(environment, root)
        wanted = _fingerprint_in(environment, packages, root)
        if not environment.has(wanted):
            _install(environment, packages, root)
    return environment


def _fingerprint_in(environment: Environment, packages: Packages, root: Path) -> str:
    """Return the packages' fingerprint on the environment's own Python, or "" if it has none."""
    version = _version_of(environment)
    return fingerprint((root / packages.value).read_bytes(), version) if version else ""


def _version_of(environment: Environment) -> tuple[int, int] | None:
    """Return the Python an environment was made with, as its settings file has it."""
    try:
        text = (environment.venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", text, re.MULTILINE)
    return (int(found[1]), int(found[2])) if found else None


def _is_usable(environment: Environment) -> bool:
    """Tell whether the environment is whole and runs a Python that will do."""
    version = _version_of(environment)
    if environment.unfinished.exists() or not environment.python.exists():
        return False
    if version is None or version < OLDEST:
        return False
    # The Python behind an environment may have been replaced by a newer one under the same name,
    # which then looks for its packages in another folder.
    probe = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run(
        [environment.python, "-c", probe],
        env=child_environment(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip() == "{}.{}".format(*version)


def _make(environment: Environment, root: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SetupError(
            both(
                "This Python cannot make virtual environments. "
                "On Debian and Ubuntu: sudo apt install python3-venv, then try again.",
                "Den här Python-installationen kan inte göra virtuella miljöer. "
                "I Debian och Ubuntu: sudo apt install python3-venv. Försök sedan igen.",
            )
        )
    _clear(environment)
    environment.venv.mkdir()
    environment.unfinished.touch()
    # Inside another virtual environment sys.executable is that one's; ours must not lean on it.
    python: str = getattr(sys, "_base_executable", sys.executable)
    command = (python, "-m", "venv", environment.venv)
    _run(f"Making {environment.venv.name}", command, root)
    environment.unfinished.unlink()


def _clear(environment: Environment) -> None:
    """Remove a broken environment, and never a folder that is something else."""
    venv = environment.venv
    if not venv.exists() and not venv.is_symlink():
        return
    ours = environment.unfinished.exists() or (venv / "pyvenv.cfg").exists()
    if venv.is_symlink() or not (ours or not any(venv.iterdir())):
        raise SetupError(
            both(
                f"{venv} is there, but it is no virtual environment. Move it away and try again.",
                f"{venv} finns, men är ingen virtuell miljö. Flytta på den och försök igen.",
            )
        )
    shutil.rmtree(venv)


def _install(environment: Environment, packages: Packages, root: Path) -> None:
    requirements = root / packages.value
    count = requirements.read_text(encoding="utf-8").count("==")
    environment.unfinished.touch()
    command = (
        *(environment.python, "-m", "pip", "install", "--no-input", "--progress-bar=off"),
        *("--retries=2", "--no-deps", "--require-hashes", "--requirement", requirements),
    )
    _run(f"Installing about {count} packages (a minute or so the first time)", command, root)
    installed = (packages, Packages.SITE) if packages is Packages.TESTS else (packages,)
    lines = {_fingerprint_in(environment, each, root) for each in installed}
    environment.stamp.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    environment.unfinished.unlink()


def _run(label: str, command: tuple[str | Path, ...], root: Path) -> None:
    try:
        run_step(label, command, child_environment(os.environ), root)
    except CommandError as error:
        tail = "\n".join(error.output.splitlines()[-15:])
        raise SetupError(f"{tail}\n\n{explain(error.output)}") from error


_NO_NETWORK = both(
    "The package index cannot be reached. Check the network (and HTTPS_PROXY, if your workplace "
    "uses a proxy) and run the command again: it goes on where it stopped.",
    "Det går inte att nå paketarkivet. Kontrollera nätet (och HTTPS_PROXY, om arbetsplatsen har en "
    "proxy) och kör kommandot igen: det fortsätter där det slutade.",
)
_EXPLANATIONS = (
    (
        r"CERTIFICATE_VERIFY_FAILED",
        both(
            "The network's certificate is not trusted. Ask IT for its certificate file and set "
            "PIP_CERT to its path.",
            "Nätets certifikat är inte betrott. Be it-avdelningen om certifikatfilen och ange dess "
            "sökväg i PIP_CERT.",
        ),
    ),
    (
        r"DO NOT MATCH THE HASHES",
        both(
            "A package is not the one that was pinned. Nothing was installed. Do not go round it: "
            "tell the maintainers.",
            "Ett paket är inte det som är låst. Inget installerades. Gå inte runt det: berätta för "
            "dem som förvaltar banken.",
        ),
    ),
    (
        r"No space left on device",
        both("The disk is full.", "Disken är full."),
    ),
    (
        r"NewConnectionError|ConnectTimeout|ProxyError|Max retries exceeded|from versions: none",
        _NO_NETWORK,
    ),
)


def explain(output: str) -> str:
    """Return in plain words why an installation failed, as far as its output tells."""
    for sign, explanation in _EXPLANATIONS:
        if re.search(sign, output):
            return explanation
    return both(
        "The set-up failed; the lines above say why. The next run starts it over.",
        "Installationen misslyckades; raderna ovanför säger varför. Nästa körning gör om den.",
    )


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one set-up at a time through; the system frees the lock of a process that ended."""
    with lock.open("a", encoding="utf-8") as file:
        if not _try_lock(file):
            say("  Another set-up is running; waiting for it ...")
            while not _try_lock(file):
                time.sleep(0.3)
        yield


def _try_lock(file: TextIO) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
