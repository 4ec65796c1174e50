"""The command line of the search's measuring."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from devtools.browser import VARIABLE, Machine, installed
from evaltools.metrics import Query, summary
from evaltools.run import SCRIPTS, Answers, ask, lay_out
from jambanken.bank import Memory, load
from jambanken.catalogue import catalogue
from jambanken.intake.answers import OK, WRONG_USAGE, UsageError, day_of
from jambanken.output import Asset
from jambanken.search.build import index, same_words
from jambanken.search.documents import Document

_KIND = "tips"


def main(arguments: Sequence[str], root: Path, env: Mapping[str, str]) -> int:
    """Measure, print the figures and return 0; 2 where a file cannot be read, or the day is none."""
    given = _parser().parse_args(arguments)
    try:
        day = day_of(env)
        corpus = list(_corpus(given.corpus))
        queries = [Query(one["id"], one["stratum"], one["query"]) for one in _json(given.queries)]
        grades = _json(given.qrels)
    except UsageError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except (OSError, ValueError, KeyError, TypeError) as fault:
        print(f"Underlaget går inte att läsa: {fault}")
        return WRONG_USAGE
    shown = catalogue(load(root, day, Memory()))
    start = time.process_time()
    assets = list(index(corpus, same_words(shown)))
    built = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        lay_out(assets, root, Path(folder))
        asked = [{"id": query.id, "text": query.text} for query in queries]
        answers = ask(Path(folder), asked, _browser(env))
    figures: dict[str, Any] = summary(queries, answers.found, grades)
    figures["build"] = {"documents": len(corpus), "cpu_seconds": round(built, 3)}
    figures["latency_ms"] = {
        "first": round(answers.first, 1),
        "median": round(answers.median, 2),
        "slowest": round(answers.slowest, 1),
    }
    figures["bytes"] = _sizes(assets, root)
    if given.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        _print(figures)
    if given.detaljer:
        _print_details(queries, answers, grades)
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Mäter sökningen mot en bedömd samling: underlaget går genom bankens riktiga "
        "index och läses av sidans riktiga sökkod i en webbläsare."
    )
    parser.add_argument("--corpus", type=Path, required=True, help="JSON-rader: id, title, text")
    parser.add_argument("--queries", type=Path, required=True, help="JSON: id, stratum, query")
    parser.add_argument("--qrels", type=Path, required=True, help="JSON: frågans id till betyg")
    parser.add_argument("--json", action="store_true", help="skriv som JSON")
    parser.add_argument("--detaljer", action="store_true", help="visa varje fråga")
    return parser


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _corpus(path: Path) -> Iterator[Document]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            one = json.loads(line)
            hit = {"url": str(one["id"]), "title": one["title"], "label": "", "summary": ""}
            digest = hashlib.sha256(line.encode()).hexdigest()
            yield Document(f"{_KIND}/{one['id']}", _KIND, digest, hit, one["text"], {})


def _browser(env: Mapping[str, str]) -> str:
    named = env.get(VARIABLE)
    return named or str(installed(Machine()) or "")


def _sizes(assets: Sequence[Asset], root: Path) -> dict[str, int]:
    """Return sizes with gzip at its best: what a server sends at most."""
    sizes: dict[str, int] = {"files": len(assets)}
    names = {"t": "lists", "o": "words", "d": "hits", "f": "choices", "i": "manifest"}
    for asset in assets:
        sort = names.get(asset.address.rpartition("/")[2][0], "for editors")
        sizes[sort] = sizes.get(sort, 0) + len(gzip.compress(asset.read(), 9, mtime=0))
    scripts = ("reader", "language", "files", "lookup", "choose", "marks", "mend", "texts")
    paths = (root / SCRIPTS / "search" / f"{name}.js" for name in scripts)
    sizes["reader"] = sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in paths)
    return sizes


def _print(figures: Mapping[str, Mapping[str, float]]) -> None:
    print(f"{'':16}{'nDCG@10':>9}{'MRR':>7}{'R@20':>7}{'noll':>7}{'n':>5}")
    for stratum, row in figures.items():
        if "ndcg10" in row:
            values = (row["ndcg10"], row["mrr"], row["recall20"], row["zero"])
            said = "".join(
                f"{value:>{9 - 2 * (number > 0)}.3f}" for number, value in enumerate(values)
            )
            print(f"{stratum:16}{said}{int(row['n']):>5}")
        else:
            print(f"{stratum:16}  " + ", ".join(f"{name} {value:g}" for name, value in row.items()))


def _print_details(
    queries: Sequence[Query], answers: Answers, grades: Mapping[str, Mapping[str, int]]
) -> None:
    for query in queries:
        judged = grades.get(query.id, {})
        ids = answers.found[query.id]
        said = answers.details[query.id]
        told = " ".join(f"{id_}:{judged.get(id_, 0)}" for id_ in ids[:10])
        missed = [id_ for id_, grade in judged.items() if grade and id_ not in ids]
        mended = said["mended"]["to"] if said["mended"] else ""
        print(f"{query.stratum:15} {query.text!r} ({len(ids)}) {mended} {said['unknown']} {told}")
        print(f"{'':15} missade: {' '.join(missed)}")
