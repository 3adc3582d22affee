"""An imported radar → changes to the files of the radar that is there.

histories       the history of an entry here, continued
added_fields    fields and texts added to an entry, with all else as it was
changed_files   the files as they become
merge           all of it, for one import
"""
