"""A bank in which every text tries to be something else, built for real and seen in a browser.

The entries, settings and shared files in tests/cases/hostile hold payloads in every field. What is
a payload would run `hostile()`, load something from e.example or make the page another; what says
``dold-för-alla`` may not be published on the day of the build.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error
from tests.support.browsing import served
from tests.support.builds import ROOT, built
from tests.support.html import Element, elements, text_of

from jambanken.kinds import KINDS

BANK = Path(__file__).parent / "cases" / "hostile" / "bank"
#: The folder of ``webbadress`` in the bank's settings.
BELOW = "a-b~c"
HIDDEN = "dold-för-alla".encode()
#: A picture that says in a comment what its case holds.
PICTURE = "bildbank/fikarum-1.jpg"
HIDDEN_PICTURES = (b"utgangen", b"aterkallad", b"bara-tryck", b"ingen-anvandning")
ATTACHED = {
    *("filmer/post/film.mp4", "filmer/post/film.vtt"),
    *("trycksaker/post/kort.pdf", "trycksaker/post/kort-fi.pdf"),
}
OF_PICTURES = {
    *("bildbank/bilder.json", "bildbank/aterkallade/aterkallade.json"),
    "bildbank/aterkallade/aterkallade.xml",
    *(f"bildbank/post/post-webb.{ending}" for ending in ("jpg", "webp", "avif")),
    "bildbank/post/post-tryck.jpg",
}
OF_ALL = {"sitemap.xml", "opensearch.xml", "bestall/artiklar.json"}
#: Of schema.org, that the pages tell search engines of.
TYPES = {
    *("CreativeWork", "ImageObject", "WebSite", "HowTo", "VideoObject", "LearningResource"),
    *("Article", "Course", "DefinedTerm", "Poster"),
}
OPEN_DATA = {
    *(f"data/{kind.name}.json" for kind in KINDS),
    *(f"data/schema/{kind.name}.schema.json" for kind in KINDS),
    *("data/tips.csv", "data/trycksaker.csv", "data/dcat.rdf"),
}
#: What other programs follow the bank by.
TABLES = (
    *("rapport", "granskning", "samtycke", "filmer", "pdf", "lankar", "bilder", "olankade"),
    *("ord", "balans", "deltagande", "kvartal"),
)
REPORT = {f"rapport/{name}.csv" for name in TABLES}
FOLLOWED = {
    *("flode.xml", "kalender.ics", "utbildningar/post/kalender.ics", "moten/forslag.json"),
    *("veckans-tips/flode.xml", "veckans-tips/kort.png"),
    *(f"{kind.name}/flode.xml" for kind in KINDS),
}
RECIPIENTS = {"jambanken@bank.example", "bestall@bank.example"}
TAGS = {
    *("html", "head", "meta", "link", "title", "script", "body", "header", "footer", "main", "nav"),
    *("a", "button", "svg", "rect", "article", "section", "div", "span", "p", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "strong", "em", "cite", "code", "pre"),
    *("blockquote", "br", "table", "caption", "thead", "tbody", "tr", "th", "td", "time", "meter"),
    *("figure", "figcaption", "video", "track", "picture", "source", "img", "details", "summary"),
    *("label", "input", "fieldset", "legend", "progress", "path", "circle", "text"),
    *("textarea", "template"),
    *(
        "datalist",
        "form",
        "select",
        "option",
        "optgroup",
        "kbd",
        "noscript",
        "mark",
        "small",
        "output",
    ),
}
ATTRIBUTES = {
    *("href", "src", "rel", "as", "type", "crossorigin", "content", "name", "charset", "lang"),
    *("http-equiv", "dir", "class", "id", "title", "role", "tabindex", "scope", "align", "hidden"),
    *("datetime", "popover", "popovertarget", "viewbox", "width", "height", "rx", "x", "y"),
    *("focusable", "min", "max", "value", "kind", "label", "srclang", "default", "controls"),
    *("preload", "playsinline", "srcset", "sizes", "alt", "loading", "decoding", "fetchpriority"),
    *("download", "open", "for", "multiple", "accept", "checked", "disabled", "readonly", "rows"),
    *("autocomplete", "autocapitalize", "spellcheck", "enterkeyhint", "maxlength", "placeholder"),
    *("list", "action", "method", "step", "inputmode", "selected", "blocking", "novalidate"),
    *("d", "r", "cx", "cy", "overflow", "text-anchor", "property"),
}
ARIA = re.compile(r"aria-[a-z]+")
CLASS = re.compile(r"jb-[a-z0-9_-]+|md-typeset|language-[a-z]+")
#: Attributes that a browser takes something from, but for the links that a visitor follows.
LOADS = ("href", "src")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile bank as a finished site. Look, do not touch."""
    project = tmp_path_factory.mktemp("hostile") / "bank"
    shutil.copytree(BANK, project)
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    for page in (project / "docs" / "bilder").glob("*.md"):
        page.write_text("# Bilder\n", "utf-8")  # the real ones lead to entries of the real bank
    picture = Image.radial_gradient("L").convert("RGB").resize((700, 500))
    picture.save(project / PICTURE, comment=(project / PICTURE).read_bytes())
    return built(project, project / BELOW)


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Give every page of a site, by its file's name, without its doctype."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text("utf-8").lstrip()
        assert html.startswith("<!doctype html>")
        yield path.relative_to(site).as_posix(), html.removeprefix("<!doctype html>")


@cache
def own_labels() -> frozenset[str]:
    """Return the data attributes that the site's own templates and scripts name."""
    folders = ("hooks/jambanken/templates", "hooks/theme", "docs")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*") if path.is_file()]
    texts = [
        path.read_text("utf-8")
        for path in files
        if path.suffix in {".jinja", ".html", ".js", ".md"}
    ]
    written = {
        name for text in texts for name in re.findall(r"\bdata-[a-z0-9]+(?:-[a-z0-9]+)*", text)
    }
    scripted = {name for text in texts for name in re.findall(r"\bdataset\.([a-zA-Z0-9]+)", text)}
    kebab = {"data-" + re.sub(r"[A-Z]", lambda it: "-" + it[0].lower(), name) for name in scripted}
    return frozenset(written | kebab)


def foreign(found: Iterable[Element]) -> Iterator[str]:
    """Give what of a page's elements is none of the site's own making."""
    for tag, attributes in found:
        if tag not in TAGS:
            yield f"<{tag}>"
        for name, value in attributes.items():
            is_known = name in ATTRIBUTES or name in own_labels() or ARIA.fullmatch(name)
            if not is_known and (name, value) != ("target", "_blank"):
                yield f"{tag} {name}={value}"
        for name in attributes.get("class", "").split():
            if not CLASS.fullmatch(name):
                yield f"class {name}"
        loaded = [attributes.get(name, "") for name in LOADS if tag != "a"]
        if attributes.get("rel") != "canonical" and any(":" in it or "//" in it for it in loaded):
            yield f"{tag} {loaded}"


def leads_astray(address: str) -> bool:
    """Tell whether an address is anything but a way within the site, a plain link out or a mail."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        fields = [name for name, _ in parse_qsl(parts.query, strict_parsing=bool(parts.query))]
        return unquote(parts.path) not in RECIPIENTS or fields not in (
            [],
            ["subject"],
            ["subject", "body"],
        )
    if parts.scheme or parts.netloc:
        return parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+", parts.netloc)
    asks = r"(?:sok/\?q=[\w%./~-]+|medverka/[a-z]+/\?fil=[a-z0-9-]+)?"
    return re.fullmatch(r"[a-z0-9./~_#-]*" + asks, address, re.IGNORECASE) is None


def test_no_element_is_content_s(site: Path) -> None:
    """Every element, attribute, class and address on every page is one that the site itself makes."""
    for name, html in pages(site):
        found = elements(html)
        assert list(foreign(found)) == [], name
        addresses = [attributes.get(key, "") for _, attributes in found for key in ("href", "src")]
        assert [address for address in addresses if leads_astray(address)] == [], name
        ids = Counter(attributes["id"] for _, attributes in found if "id" in attributes)
        assert [id_ for id_, count in ids.items() if count > 1] == [], name
        tags = Counter(element.tag for element in found)
        assert [tags[tag] for tag in ("html", "head", "body", "main", "h1")] == [1] * 5
        assert html.partition("</head>")[0].count("<title>") == 1  # drawings have titles, too
        assert not set(html) & {chr(code) for code in (*range(9), *range(11, 32), 127)}, name


def test_the_only_scripts_are_files_and_data(site: Path) -> None:
    """A script is one of the site's own files, or data that can be read and says what it says."""
    for name, html in pages(site):
        for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
            if "ld+json" in attributes:
                assert json.loads(content)["@type"] in TYPES, name
                assert "<" not in content
            elif "application/json" in attributes:
                assert isinstance(json.loads(content), dict), name
                assert "<" not in content
            else:
                assert re.fullmatch(
                    r'(?: type="module")?(?: blocking="render")? src="[./]*(?:/a-b~c/)?assets/js/[a-z/]+\.js"[a-z= "]*',
                    attributes,
                )
                assert content == ""


def test_the_payloads_are_there_to_be_read(site: Path) -> None:
    """What is written is shown as it is written: nothing was cut away or worked out."""
    texts = [text_of(html) for _, html in pages(site)]
    shown = "\n".join(texts)
    for path in BANK.rglob("post.yml"):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("titel: ").strip("'")
        assert title.replace("''", "'") in shown
    for payload in ("{{ 7*191 }}", "<h1 id=__config>Kapad</h1> {: #__config onclick=hostile() }"):
        assert payload in shown
    assert "1337" not in shown


def test_nothing_hidden_is_published(site: Path) -> None:
    """Drafts, what comes tomorrow, and pictures that may not be shown are in no file at all."""
    files = [*site.rglob("*"), *(site.parent / ".cache").rglob("*")]
    for path in filter(Path.is_file, files):
        content = path.read_bytes()
        assert HIDDEN not in content, path
        hidden = () if "aterkallade" in path.parts else HIDDEN_PICTURES  # the list of the withdrawn
        assert not re.search(
            rb"bildbank/(?:%b)(?![a-z])" % b"|".join(hidden or (b"-",)), content
        ), path


def test_files_are_published_by_name_and_sort(site: Path) -> None:
    """Beside the pages lie the files that entries name, and none that a server would call a page."""
    others = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.suffix != ".html" and path.relative_to(site).parts[0] != "assets"
    }
    themes = {name for name in others if re.fullmatch(r"teman/[a-z-]+/flode\.xml", name)}
    assert others - themes == {*ATTACHED, *OF_PICTURES, *OF_ALL, *OPEN_DATA, *FOLLOWED, *REPORT}
    assert "teman/bild/flode.xml" in themes
    expected = {f"{path.parent.relative_to(site).as_posix()}/" for path in site.rglob("index.html")}
    assert {"tips/jb-skal/", "tips/sida/", "teman/bild/", "organisationer/jb-skal/"} <= expected
    assert not list(site.rglob("post.html"))


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """The address of the site."""
    with served(site.parent) as address:
        yield f"{address}{BELOW}/"


@pytest.fixture(params=[False, True], ids=["with policy", "without policy"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser's window, with the pages' own policy and without."""
    with browser.new_context(bypass_csp=request.param) as context:
        yield context


DOM = """() => [...document.querySelectorAll("*")].map((element) =>
  [element.localName, Object.fromEntries([...element.attributes].map((it) => [it.name, it.value]))])"""


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_for(
    site: Path, base: str, context: BrowserContext
) -> None:
    """In a browser no payload runs, loads, leads away or makes an element, with or without the policy."""
    page, faults = context.new_page(), list[str]()
    page.add_init_script("window.hostile = () => { window.ran = true; }")
    page.on("request", lambda it: faults.extend([] if it.url.startswith(base) else [it.url]))
    page.on("dialog", lambda it: faults.append(it.message))
    page.on("console", lambda it: faults.append(it.text))
    page.on("pageerror", lambda it: faults.append(str(it)))
    for name, _ in pages(site):
        page.goto(base + name)
        for term in page.locator("a.jb-term").all()[:2]:
            term.hover()
            term.focus()
        found = [
            Element(tag, {key.lower(): value for key, value in attributes.items()})
            for tag, attributes in page.evaluate(DOM)
        ]
        # The explanation of a term is placed by script.
        own = (element for element in found if element.attributes.get("id") != "jb-tooltip")
        assert list(foreign(own)) == [], name
        assert page.evaluate("window.ran") is None, name
        assert page.url == base + name
        assert faults == [], name


@pytest.mark.browser
def test_a_file_that_is_also_a_page_is_shown_as_neither(
    site: Path, base: str, context: BrowserContext
) -> None:
    """A PDF, film or captions file with HTML in it is not opened as HTML."""
    page, ran = context.new_page(), list[str]()
    page.on("dialog", lambda it: ran.append(it.message))
    page.add_init_script("window.hostile = () => alert(1)")
    for name in sorted(ATTACHED):
        assert (site / name).is_file()
        kind = context.request.get(base + name).headers["content-type"]
        assert not re.search("html|xml|svg", kind), kind
        try:
            page.goto(base + name)
        except Error as error:
            assert "ownload" in error.message or "ERR_ABORTED" in error.message  # noqa: PT017
    assert ran == []
