"""Where every blip stands: items in sectors and rings → points. No names, no pixels of text.

The modules, each importing only those before it::

    arrangement   what placement is asked, and what it answers
    wedge         one ring of one sector as a shape
    anchors, holes, relax, slots
                  positions without history; the largest hole; pushing pairs apart; lattices
    amend         small moves from edition to edition
    sector        the entries of one sector → points inside it
    rings         how wide each ring is
    editions      edition after edition, each from the one before
    metrics       how good a placement is, as numbers
"""
