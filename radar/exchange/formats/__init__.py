"""Other tools' formats: each module is one, read and written, and exports it as `FORMAT`.

A new format is one new module here: `radar.exchange.registry` finds it, and with it the command,
its help and the recogniser. What is no format by itself is in `shared`.
"""
