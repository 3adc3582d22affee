"""An imported radar → changes to the files of an existing radar.

histories       which decisions an import adds to the history of an entry
added_fields    adding fields and a text to the file of an entry
changed_files   a tree of files with changes that can be taken back
merge           merging a whole import
"""
