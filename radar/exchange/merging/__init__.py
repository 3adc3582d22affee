"""An imported radar → changes to the files of an existing radar.

histories       which decisions an import adds to the history of an entry
added_fields    adding fields and a text to the file of an entry
changed_files   a tree of files with changes that can be taken back
matching        which entry, ring or quadrant is the same
recounting      what became of rows, and what the import does not have
team_sections   the text of each team in that of an entry
teams           what several teams say, brought together in one radar
merge           merging a whole import
"""
