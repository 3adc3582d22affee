"""A question about a technology → what a radar says of it: pure functions, on plain data.

A radar that answers is read from its `radar.json`, or from what would be in that file; so an answer
is the same from a folder, from a site and from the file alone. Nothing here imports the model, for
a question is asked often and has to be answered at once.

::

    radar_file    radar.json: where it is, which versions are read
    register      what is known of each technology, as frozen values
    kept          the same of a folder, as it was kept after the last question
    finding       who is meant by a name, and which names are near it
    answering     the answer, as data
    wording       the same in words
    listing       the technologies of a radar, as data
"""
