"""What is decided of entries, proposed, and demanded of them.

::

    proposed             `proposed:` of an entry
    rule_declarations    `rules:` of radar.yaml
    references           the words by which entries name each other
    instead              whether what is to be taken instead may be taken
    drafts               drafts, and proposals of what was on the radar
    rule_checks          which entries do not keep the rules of their ring
"""
