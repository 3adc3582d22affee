"""Sheets as people keep them: rows of cells under a header.

tables         CSV: read with the line of every row, written so that no formula is run
headers        the header of a table, wherever it stands, and what its columns mean
records        a record → cells by column, or a problem
open_document  the sheets of LibreOffice
workbooks      a sheet of Excel or LibreOffice as CSV
"""
