"""The words of sheets, in the languages in which people write them.

The tables are data: a further language, or another word for something, is one word more here. All
words are as `plain_word` makes them. Nothing in here reads a file or reports anything.

values     yes and no, movements
days       dates, months, quarters and halves
columns    headings
rings      names of rings, from the centre outwards
"""
