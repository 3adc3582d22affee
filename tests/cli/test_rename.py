"""`radar rename` and `radar remove`: an entry under another id, or gone, in all files at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.editing import rename
from radar.files import DiskTree, FrozenTree, MemoryTree
from radar.prose.references import rename_in_text
from radar.reading import read, read_tree

from .conftest import SETTINGS, Call, entry, write

FILES = {
    "radar.yaml": SETTINGS.replace("quadrants", "languages: [en, de]\nquadrants"),
    "data/k8s.md": entry("Kubernetes", "{2022: trial}", aliases="[kube]"),
    "data/k8s.de.md": "---\nname: Kubernetes\n---\n\nSelbst: [[k8s]].\n",
    "go.md": entry("Go", "{2022: trial}", related='[zig, "k8s"] # both').replace(
        "Text.",
        "[[k8s]] [[k8s|it]] [a](data/K8S.md#why) `[[k8s]]` [[K8s]] [[kube]] [b][r] <!-- k8s -->\n"
        "[[zig-k8s]]\n\n[r]: data/k8s.md",
    ),
    "zig.md": entry("Zig k8s", "{2022: hold}", instead="k8s", aliases="[zig-k8s]"),
    "list.yaml": "entries:\n  - {name: Ada, quadrant: tools, history: {2022: hold}, "
    "related: [K8s, go]}\n",
    "index.md": "See [[k8s]].\n",
}


def names(folder: Path) -> set[str]:
    """Return the paths of all files of a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_an_entry_is_renamed_everywhere(folder: Path, call: Call) -> None:
    """Files, links, related and instead follow; code, other words and the rest of a line stay."""
    write(folder, FILES)
    said = call("rename", "kube", "Kubernetes 1", "--name", "Kubernetes One")
    assert (said.code, said.out) == (0, "")
    assert said.err == ("k8s is kubernetes-1 now, and answers to k8s as before; 6 files changed\n")
    assert names(folder) == {name.replace("k8s", "kubernetes-1") for name in FILES}
    go = (folder / "go.md").read_text()
    assert 'related: [zig, "kubernetes-1"] # both' in go
    assert (
        "[[kubernetes-1]] [[kubernetes-1|it]] [a](data/kubernetes-1.md#why) `[[k8s]]` [[K8s]] "
        "[[kube]] [b][r] <!-- k8s -->\n[[zig-k8s]]\n\n[r]: data/kubernetes-1.md"
    ) in go
    radar = read(folder).require_sound(strict=True)
    assert radar.by_id["kubernetes-1"].aliases == ("kube", "k8s")
    assert radar.by_id["kubernetes-1"].name == {"und": "Kubernetes One"} | {"de": "Kubernetes"}
    assert radar.by_id["zig"].instead == radar.by_id["ada"].related[:1] == ("kubernetes-1",)


def test_a_listed_entry_is_renamed(folder: Path, call: Call) -> None:
    """An entry of a list gets an id of its own where it had none."""
    write(folder, FILES)
    assert call("rename", "ada", "lovelace").code == 0
    assert read(folder).require_sound().by_id["lovelace"].aliases == ("ada",)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("k8s", "that is the id"),
        ("zig-k8s", "the entry 'zig' answers to 'zig-k8s'"),
        ("GO", "the entry 'go' answers to"),
        ("index", "index.md is the introduction of a radar"),
        ("readme", "this would be no entry, because readme.md is not read. Choose another id"),
        ("kube.de", "would be the translation of 'kube'"),
    ],
)
def test_an_id_that_cannot_be(folder: Path, call: Call, new: str, says: str) -> None:
    """An id that is taken, or that no file can have, changes nothing."""
    write(folder, FILES)
    said = call("rename", "k8s", new)
    assert said.code == 2
    assert says in said.err
    assert {name: (folder / name).read_bytes() for name in names(folder)} == {
        name: text.encode() for name, text in FILES.items()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_an_entry_that_is_a_link_leaves_alone(folder: Path, call: Call) -> None:
    """Who deletes or renames a link keeps the entry that it leads to, and no link leads nowhere."""
    write(folder, {"radar.yaml": SETTINGS, "go.md": entry("Go", "{2024: trial}")})
    go = (folder / "go.md").read_bytes()
    (folder / "link.md").symlink_to("go.md")
    for args in (("remove", "go", "--delete"), ("rename", "go", "golang")):
        said = call(*args)
        assert (said.code, "link.md is a link to go.md" in said.err) == (2, True)
    assert call("rename", "link", "copy").code == 0
    assert names(folder) == {"copy.md", "go.md", "radar.yaml"}
    (folder / "copy.md").unlink()
    (folder / "link.md").symlink_to("go.md")
    assert "deleted link.md" in call("remove", "link", "--delete").err
    assert names(folder) == {"go.md", "radar.yaml"}
    assert (folder / "go.md").read_bytes() == go


def test_closed_editions_stay_as_they_were(folder: Path, call: Call) -> None:
    """After a closing a renamed entry is the same one, and no edition changes."""
    write(folder, FILES)
    assert call("snapshot", "2027", "--date", "2027-01-01").code == 0
    closed = (folder / "editions/2022.json").read_bytes()
    assert call("rename", "k8s", "kubernetes").code == 0
    assert (folder / "editions/2022.json").read_bytes() == closed
    radar = read(folder).require_sound()
    assert set(radar.identities.rows["kubernetes"]) == {0, 1, 2}
    assert radar.by_id.keys() == {"kubernetes", "go", "zig", "ada"}


def test_an_entry_leaves_or_is_deleted(folder: Path, call: Call) -> None:
    """Leaving is recorded; files go only where no edition and no text would miss them."""
    write(folder, FILES)
    said = call("remove", "go", "--note", "Done.")
    assert (said.code, said.err) == (0, "go: left, in go.md\n")
    assert read(folder).require_sound().by_id["go"].history[-1].ring is None
    said = call("remove", "zig", "--delete")
    assert (said.code, "stood in an edition that is not closed" in said.err) == (2, True)
    write(folder, {"elm.md": entry("Elm", "{2024: hold}"), "elm.de.md": "---\nname: E\n---\n"})
    write(folder, {"index.md": "See [[elm]].\n"})
    said = call("remove", "elm", "--delete")
    assert (said.code, "texts link to elm: index.md" in said.err) == (2, True)
    write(folder, {"index.md": "See.\n"})
    assert call("remove", "elm", "--delete").err.count("deleted") == 2
    assert not {"elm.md", "elm.de.md"} & names(folder)
    assert call("remove", "ada", "--delete").code == 2


@pytest.mark.thorough
def test_every_entry_of_our_own_radar_can_be_renamed(root: Path) -> None:
    """No link is left behind and nothing is wrong afterwards."""
    tree = FrozenTree(DiskTree(root / "entries"))
    radar = read(root / "entries", tree).require_sound()
    files = {name: tree.read(name) for name in tree.names()}
    for each in radar.entries:
        changes = rename(tree, radar, each, f"new-{each.id}")
        made = {name: data for name, data in (files | dict(changes)).items() if data is not None}
        assert not [p for p in read_tree(MemoryTree(made)).problems if p.severity != "note"]
        assert not [name for name, data in made.items() if f"[[{each.id}]]".encode() in data]


@given(st.text("[]()|#k8s.md/` \n!<>-:", max_size=40))
def test_a_text_keeps_every_other_byte(text: str) -> None:
    """Renaming there and back gives the text again, and without the id nothing changes."""
    renamed = rename_in_text(text, "k8s", "q9q")
    assert rename_in_text(renamed, "q9q", "k8s") == text
    assert rename_in_text(text, "q9q", "k8s") == text
