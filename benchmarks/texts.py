"""Folders of entries as people write them, of any size: the same for the same seed.

Texts have about 150 words (or as many characters and a half in Chinese), a heading, a list, links
to other entries, sometimes a table or code; entries fall into rings and quadrants as unevenly as
they do in real radars, and about one in ten moves from edition to edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from pathlib import Path
from random import Random

QUADRANTS = ("Techniques", "Platforms", "Tools", "Languages and frameworks")
QUADRANTS_ZH = ("技术", "平台", "工具", "语言与框架")
RINGS = ("adopt", "trial", "assess", "hold")
_LATIN = (
    "team service build deploy schema queue latency cost contract release cluster test pipeline "
    "ledger stream cache policy tenant metric index replica rollout backup library version review "
    "the a of for with without in by when while because after our their each most few slow steady "
    "plain strict local remote shared small large keeps moves reads writes holds fails recovers "
    "replaces measures explains needs offers costs saves breaks grows shrinks starts stops waits"
)
_HAN = (
    "服务 团队 构建 部署 集群 队列 延迟 成本 契约 发布 测试 流水线 缓存 策略 租户 指标 索引 "
    "副本 备份 版本 评审 我们 他们 每个 多数 少数 稳定 简单 严格 本地 远程 共享 保持 移动 "
    "读取 写入 失败 恢复 替换 测量 说明 需要 提供 节省 增长 停止 等待 以及 因为 所以 如果 "
    "然后 已经 可以 没有"
)
_FIRST = (
    "Al Bor Cor Dal El Fer Gan Hel Ir Jun Kor Lum Mer Nim Or Pol Quar Rin Sol Tar Um Ver Wal Zen"
)
_LAST = "to ra lis met dex vane port grid flow base mark line cast loom gate scope forge stack wise"


def names(count: int, *, han: bool, seed: int = 1) -> list[str]:
    """Make that many different names, of one to three words."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    found: dict[str, None] = {}
    while len(found) < count:
        if han:
            words = random.sample(_HAN.split(), random.choice((1, 2, 2, 3)))
            name = "".join(words) + random.choice(("", "", " SQL", " Mesh"))
        else:
            made = random.choice(_FIRST.split()) + random.choice(_LAST.split())
            name = made + random.choice(("", "", "", " Cloud", " for tests", " mesh", ".js", " DB"))
        if name in found:
            name += f" {random.randrange(2, count + 9)}"
        found[name] = None
    return list(found)


_KINDS = (
    "Apache Amazon Azure Google Cloud Open Data Edge Event Feature Semantic Container Service "
    "Progressive Continuous Team Domain Platform Model Agent Code Zero-trust Serverless Micro"
)
_THINGS = (
    "Stream|Mesh|Kit|Gateway|Pipelines|Layer|Registry|Studio|SQL|Forge|Graph|Store|Flow|Bench|"
    "Contracts|Toggles|Lake|Query|Runtime|Agents|testing|delivery for models|cognitive load|"
    "threat modelling|cost as an architecture function|as a product|rendering|event sourcing|"
    "observability|driven design|bill of materials|review with LLMs|attestation"
)


def technologies(count: int, seed: int = 1) -> list[str]:
    """Make that many different names like those of technologies: 15 characters on average."""
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    found: dict[str, None] = {}
    while len(found) < count:
        made = random.choice(_FIRST.split()) + random.choice(_LAST.split())
        name = random.choice(
            (
                made,
                made,
                f"{made} {random.choice(_THINGS.split('|'))}",
                f"{random.choice(_KINDS.split())} {made}",
                f"{random.choice(_KINDS.split())} {random.choice(_THINGS.split('|'))}",
            )
        )
        found[name if name not in found else f"{name} {random.randrange(2, 99)}"] = None
    return list(found)


def sentence(random: Random, words: list[str], *, han: bool) -> str:
    """Make a sentence of 8 to 16 words."""
    chosen = random.choices(words, k=random.randrange(8, 17))
    if han:
        return "".join(chosen) + "。"
    return " ".join(chosen).capitalize() + "."


def body(random: Random, ids: list[str], *, han: bool) -> str:
    """Make the Markdown of one entry."""
    words = (_HAN if han else _LATIN).split()
    join = "" if han else " "

    def paragraph(count: int) -> str:
        return join.join(sentence(random, words, han=han) for _ in range(count))

    parts = [paragraph(3), "## " + join.join(random.choices(words, k=3)), paragraph(4)]
    parts.append("\n".join(f"- {sentence(random, words, han=han)}" for _ in range(3)))
    link, strong, code = random.choice(ids), random.choice(words), random.choice(words)
    parts.append(f"{paragraph(2)} [[{link}]] **{strong}** `{code}`")
    if random.random() < 0.1:
        parts.append("| a | b |\n|---|---|\n| 1 | 2 |")
    if random.random() < 0.1:
        parts.append("```\nradar build --strict\n```")
    return "\n\n".join(parts)


def history(random: Random, editions: list[str], *, leaves: bool) -> list[str]:
    """Make the lines that place an entry in editions, or for good; it may leave in the last."""
    ring = random.choices(range(4), weights=(3, 5, 6, 2))[0]
    if not editions:
        return [f"ring: {RINGS[ring]}"]
    start = 0 if leaves or random.random() < 0.6 else random.randrange(len(editions))
    lines = [f'  "{editions[start]}": {RINGS[ring]}']
    for edition in editions[start + 1 :]:
        if random.random() < 0.1:
            ring = min(3, max(0, ring + random.choice((-1, -1, 1))))
            lines.append(f'  "{edition}": {RINGS[ring]}')
    if leaves:
        lines = [line for line in lines if f'"{editions[-1]}"' not in line]
        lines.append(f'  "{editions[-1]}": removed')
    return ["history:", *lines]


def settings(count: int, periods: list[str], *, han: bool) -> str:
    """Make the text of `radar.yaml`."""
    lines = [f"title: Benchmark of {count}", f"languages: [{'zh' if han else 'en'}]", "quadrants:"]
    lines += [f"  - {name}" for name in (QUADRANTS_ZH if han else QUADRANTS)]
    if periods:
        lines += ["editions:", *(f'  - {{id: "{p}", date: {p}-01}}' for p in periods)]
    return "\n".join([*lines, ""])


def file(
    random: Random, name: str, ids: list[str], periods: list[str], *, leaves: bool, han: bool
) -> str:
    """Make the text of one entry's file."""
    words = (_HAN if han else _LATIN).split()
    quadrant = random.choices(QUADRANTS_ZH if han else QUADRANTS, weights=(4, 3, 5, 2))[0]
    front = [
        f'name: "{name}"',
        f'summary: "{sentence(random, words, han=han)}"',
        f"quadrant: {quadrant}",
        *history(random, periods, leaves=leaves),
        f"tags: [{', '.join(random.sample(words[:18], 2))}]",
        f"links: [https://example.org/{random.choice(ids)}]",
        f"related: [{random.choice(ids)}]",
    ]
    return "\n".join(["---", *front, "---", "", body(random, ids, han=han), ""])


def write_radar(
    folder: Path,
    count: int,
    *,
    editions: int = 1,
    han: bool = False,
    titles: Sequence[str] = (),
) -> Path:
    """Write a radar of `count` entries over that many editions, one file for each entry.

    With one edition the entries have a plain `ring`. `titles` are their names, by default made up.
    Returns the folder.
    """
    random = Random(count * 31 + editions)  # noqa: S311 - as above
    periods = [f"{2000 + n // 2}-{'04' if n % 2 == 0 else '10'}" for n in range(editions)]
    periods = periods if editions > 1 else []
    titles = titles or names(count, han=han)
    return _write(folder, random, [(periods, False)] * count, periods, titles, han=han)


def translate(folder: Path, languages: Sequence[str]) -> Path:
    """Add translations of all entries of a radar in English, with words as long as theirs."""
    settings = folder / "radar.yaml"
    tags = ", ".join(("en", *languages))
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("languages: [en]", f"languages: [{tags}]"), encoding="utf-8")
    random, words = Random(len(languages)), _LATIN.split()  # noqa: S311 - as above
    entries = sorted(folder.glob("*.md"))
    ids = [path.stem for path in entries]
    for language in languages:
        for path in entries:
            summary = sentence(random, words, han=False)
            front = f'---\nname: "{path.stem} in {language}"\nsummary: "{summary}"\n---\n\n'
            made = front + body(random, ids, han=False) + "\n"
            path.with_suffix(f".{language}.md").write_text(made, encoding="utf-8")
    return folder


def write_volumes(folder: Path, count: int, editions: int, standing: int) -> Path:
    """Write a radar like the longest that is published: entries come, stay a while, and leave.

    In each edition about `standing` entries are on the radar, and over all of them `count` were.
    """
    random = Random(count)  # noqa: S311 - as above
    periods = [f"{2000 + n // 2}-{'04' if n % 2 == 0 else '10'}" for n in range(editions)]
    fresh = (count - standing) / (editions - 1)
    starts = [floor((place - standing) / fresh) + 1 for place in range(count)]
    ends = [max(1, at + floor(standing / fresh + random.random())) for at in starts]
    lives = [
        (periods[max(at, 0) : end + 1], end < editions)
        for at, end in zip(starts, ends, strict=True)
    ]
    return _write(folder, random, lives, periods, names(count, han=False))


def _write(
    folder: Path,
    random: Random,
    lives: list[tuple[list[str], bool]],
    periods: list[str],
    titles: Sequence[str],
    *,
    han: bool = False,
) -> Path:
    """Write the entries with their names.

    Each has the editions of its life, and whether it leaves in the last.
    """
    count = len(lives)
    folder.mkdir(parents=True)
    (folder / "radar.yaml").write_text(settings(count, periods, han=han), encoding="utf-8")
    ids = [f"e{place:05}" for place in range(count)]
    for entry, name, (life, leaves) in zip(ids, titles, lives, strict=True):
        text = file(random, name, ids, life, leaves=leaves, han=han)
        (folder / f"{entry}.md").write_text(text, encoding="utf-8")
    return folder
