"""Where every blip stands: items in sectors and rings → points. It knows nothing of names and text.

The modules, each importing only those before it::

    arrangement   input and output: `Item`, `Plan`, `Arrangement`
    wedge         one ring of one sector as a shape
    anchors, holes, relax, slots
                  positions without history; the largest hole; relaxation; lattices and packings
    berths        the radius of blips, and the room that is kept for each
    amend         small moves that make a sector more even
    sector        the items of one sector → points inside it
    rings         how wide each ring is
    editions      edition after edition, each from the one before
    metrics       how good a placement is, as numbers

Constants without a derivation beside them are judged by `benchmarks/layout.py`, which prints what
a change of one does to evenness, stability and time; docs/layout.md keeps the figures.
"""
