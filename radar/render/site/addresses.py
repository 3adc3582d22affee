"""How one page of the site links to another: relative addresses only.

A site is a tree (`index.html`, `entries/<id>.html`, `editions/<id>.html`, further languages the
same under `<language>/`); in a single file the pages are parts of one page, and their addresses
are fragments. Templates ask an `Addresses`, and never build an address themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from radar.prose.links import path_url


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of other pages, as one page writes them."""

    home: str = ""
    """The way from the page to the folder of its language; empty, or ends in a slash."""
    top: str = ""
    """The way from the page to the root of the site; empty, or ends in a slash."""
    prefix: str = ""
    """What ids of a language begin with in a single file.

    Empty for the first language, else it ends in a colon, which no id has.
    """

    @property
    def one_page(self) -> bool:
        """Whether all of the site is one page."""
        return False

    def entry(self, entry: str) -> str:
        """Return the address of an entry's page."""
        return f"{self.home}entries/{entry}.html"

    def edition(self, edition: str) -> str:
        """Return the address of an edition's page."""
        return f"{self.home}editions/{edition}.html"

    def quadrant(self, quadrant: str) -> str:
        """Return the address of a quadrant in the list of the first page."""
        return f"{self.home}index.html#quadrant-{quadrant}"

    def filter_by(self, kind: str, value: str) -> str:
        """Return the address of the first page, filtered as its script reads it.

        >>> Addresses("../").filter_by("tag", "data, big")
        '../index.html#tag=data%2C%20big'
        """
        return f"{self.home}index.html#{kind}={quote(value, safe='')}"

    def page(self, name: str) -> str:
        """Return the address of a page of this language, by its file's name."""
        return f"{self.home}{name}"

    def translation(self, root: str, name: str) -> str:
        """Return the address of a page in the language that has its pages in `root`.

        >>> Addresses("../", "../../").translation("zh/", "index.html")
        '../../zh/index.html'
        """
        return f"{self.top}{root}{name}"

    def asset(self, name: str) -> str:
        """Return the address of a file that the pages of all languages share."""
        return f"{self.top}assets/{name}"

    def media(self, path: str) -> str:
        """Return the address of a picture, by its path in the radar's folder."""
        return f"{self.top}media/{path_url(path)}"


@dataclass(frozen=True, slots=True)
class OnePageAddresses(Addresses):
    """The addresses within a single file, where every page is an element with an id."""

    @property
    def one_page(self) -> bool:
        """Whether all of the site is one page."""
        return True

    def entry(self, entry: str) -> str:
        """Return the fragment of an entry's page."""
        return f"#{self.prefix}entry-{entry}"

    def edition(self, edition: str) -> str:
        """Return the fragment of an edition's section on the page of changes."""
        return f"#{self.prefix}edition-{edition}"

    def quadrant(self, quadrant: str) -> str:
        """Return the fragment of a quadrant in the list."""
        return f"#{self.prefix}quadrant-{quadrant}"

    def filter_by(self, kind: str, value: str) -> str:
        """Return the fragment that filters the first page."""
        return f"#{self.prefix}{kind}={quote(value, safe='')}"

    def page(self, name: str) -> str:
        """Return the fragment of a page."""
        return f"#{self.prefix}{self._id(name)}"

    def translation(self, root: str, name: str) -> str:
        """Return the fragment of a page in the language that has its pages in `root` in a site."""
        return f"#{id_prefix(root)}{self._id(name)}"

    def _id(self, name: str) -> str:
        return name.removesuffix(".html").replace("index", "main")


def id_prefix(root: str) -> str:
    """Return what ids begin with of a language that has its pages in `root` in a site.

    They are names of XML, as ids in SVG have to be.

    >>> id_prefix(""), id_prefix("zh/")
    ('', 'zh:')
    """
    return root.replace("/", ":")


def addresses_from(path: str, language_root: str) -> Addresses:
    """Return the addresses for the page at `path`; its language has its pages in `language_root`.

    >>> addresses_from("zh/entries/rust.html", "zh/")
    Addresses(home='../', top='../../', prefix='')
    """
    up = "../" * path.count("/")
    return Addresses(up.removesuffix("../") if language_root and up else up, up)
