"""Label placement: a position for the name of every blip, so that no two labels overlap.

The modules in the order of the work; each imports only those before it::

    typesetting   how a name may be broken into lines, and how large it is then
    model         blips, candidates for their labels, finished labels
    obstacles     what a label must not cover
    surroundings  the rules for one label, and what it costs to bend them
    candidates    label candidates beside the blip
    leaders       label candidates farther away, joined to the blip by a line
    ladder        the steps that each label is offered, the last of them a number
    clashes       which candidates exclude one another
    assignment    where each label is, and who is in whose way
    search        the choice of one candidate for each label
    memory        where a label was in the previous edition, and whether it may stay
    plan          the result: labels, numbers, and the memory for the next edition
    placing       all of the above for one picture: `place_labels`
    metrics       the quality of finished labels, as numbers
"""
