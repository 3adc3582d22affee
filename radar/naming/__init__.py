"""Names: which are the same, the key for searching one, and the id that follows from one.

::

    characters    what characters are, in one version of Unicode under every Python
    romanizing    Chinese, Japanese and the like in Latin letters
    keys          the two keys of a name, and the id made of one
"""

from __future__ import annotations

from radar.naming.keys import is_unspaced, make_id, same_name, search_key, search_words, slug

__all__ = ["is_unspaced", "make_id", "same_name", "search_key", "search_words", "slug"]
