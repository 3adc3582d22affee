"""Label placement: a position for the name of every blip, so that no two labels overlap.

The modules in the order of the work; each imports only those before it::

    typesetting   how a name may be broken into lines, and how large it is then
    obstacles     what a label must not cover, and what it costs to cross a line
    overlaps      an index of rectangles: which of them overlap a box
    candidates    label candidates beside the blip
    leaders       label candidates farther away, joined to the blip by a line
    conflicts     the conflict graph: which candidates exclude one another, and what each costs
    assignment    the choice of one candidate for each label
    placing       all of the above for one picture: `place_labels`
    metrics       the quality of finished labels, as numbers
"""
