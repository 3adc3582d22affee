"""Build a radar from Python data: no files in, a picture and a site out.

Run it in any folder: it writes platform.svg there.
"""

from pathlib import Path

import radar

ROWS = [
    ("PostgreSQL", "data", "adopt", "The default database."),
    ("Kafka", "data", "trial", "Where events outlive their consumers."),
    ("Terraform", "platform", "adopt", "Infrastructure as reviewed text."),
    ("Nomad", "platform", "assess", "Scheduling with fewer moving parts."),
    ("Jenkins", "platform", "hold", "No new pipelines."),
]

ours = radar.Radar(
    title="Platform",
    quadrants=[{"id": "data", "name": "Data"}, {"id": "platform", "name": "Platform"}],
    editions=[{"id": "2025"}, {"id": "2026"}],
    entries=[
        {"id": name.lower(), "name": name, "summary": why, "quadrant": quadrant, "ring": ring}
        for name, quadrant, ring, why in ROWS
    ]
    + [
        radar.Entry(
            id="dbt",
            name="dbt",
            history=[
                {"edition": "2025", "ring": "assess", "quadrant": "data"},
                {"edition": "2026", "ring": "trial", "quadrant": "data"},
            ],
        )
    ],
)

scene = radar.lay_out(ours)
Path("platform.svg").write_text(radar.render_svg(scene), encoding="ascii")
print(scene.description)
