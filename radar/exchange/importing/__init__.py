"""Rows of another tool → a radar.

recognise, grouping, colours
               which tool it is; which rows are one entry; a theme for the source's colours
assembling     all of it: who is who, and what stood where and when
"""
