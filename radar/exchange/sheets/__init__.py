"""Sheets as people keep them: rows of cells under a header.

tables         CSV: read with the line of every row, written so that no formula is run
headers        the header of a table, wherever it stands, and what its columns mean
records        a record → cells by column, or a problem
open_document  the sheets of LibreOffice
parts          the parts of a workbook, unpacked within limits
excel          the sheets of Excel, by a library that is given nothing it could break on
excel_xml      a sheet of Excel without its empty rows and columns
excel_binary   how large the sheets of `.xlsb` are
cell_links     links behind cells → links of their entries
workbooks      a sheet of Excel or LibreOffice as CSV
"""
