"""Where the name of every blip stands: each beside its own, none in another's way.

The modules, each importing only those before it::

    typesetting   the ways to set a name: on one line or on several
    obstacles     what a name may not cover, and what crossing a line costs
    overlaps      which of many boxes a box meets
    candidates    positions beside the blip
    leaders       positions farther away, joined to the blip by a line
    conflicts     who is in whose way, and what each position costs
    assignment    one position for each name
    placing       all of it, for one picture
    metrics       how good names are, as numbers
"""
