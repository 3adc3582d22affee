"""Sheets as people keep them: rows of cells under a header.

tables     CSV: read with the line of every row, written so that a spreadsheet runs no formula
headers    the header of a table, wherever it stands, and what its columns mean
workbooks  the sheets of Excel and LibreOffice
"""
