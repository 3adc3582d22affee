"""Rows of another tool → a radar.

recognise      the format of the files
grouping       which rows are about the same entry
assembling     rows → entries with ids, histories and links
colours        a theme for the source's colours
"""
