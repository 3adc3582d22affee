"""Where a site goes: a folder, or one page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from radar.errors import BadCall
from radar.files.folders import write_site
from radar.files.marker import FRONT
from radar.files.pages import write_pages
from radar.files.places import Places


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """Where a site goes: a folder, or one page where `single` is wanted and the name is a page's.

    `places` is the rule where that may be.
    """

    path: Path
    places: Places
    single: bool

    @property
    def is_page(self) -> bool:
        """Whether the path is named like a page, and is no folder."""
        return self.path.suffix.lower() in (".html", ".htm") and not os.path.isdir(self.path)

    def check(self) -> None:
        """Refuse the place before anything is drawn for it.

        Raises:
            BadCall: no site may be there, and why.
        """
        if not self.is_page:
            self.places.check_folder(self.path)
        elif self.single:
            self.places.check_file(self.path)
        else:
            hint = "Name a folder, or add --single-file"
            raise BadCall(f"{self.path} is named like a page, and a site is a folder. {hint}.")

    def write(self, site: Mapping[str, bytes]) -> tuple[Path, str]:
        """Put a site there; return its folder, and the name of the first page in it.

        Raises:
            BadCall: there is something that is not ours to replace, or the system does not let us.
        """
        if not self.is_page:
            self.places.check_site(self.path, site)
            write_site(site, self.path, self.places.check_folder)
            return self.path, FRONT
        pages = {self._page(name): data for name, data in site.items()}
        for path in pages:
            self.places.check_file(path)
        write_pages(pages)
        return self.path.parent, self.path.name

    def _page(self, name: str) -> Path:
        """Return the path of a page: `index.de.html` is `radar.de.html` where that is asked for."""
        language = name.removeprefix("index").removesuffix(".html")
        return self.path.with_name(f"{self.path.stem}{language}{self.path.suffix}")
