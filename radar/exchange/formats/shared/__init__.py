"""What formats share, and what is too much for the one file of a format.

Each module imports only those before it::

    served       pictures where AOE's and Porsche's sites serve them
    releases     dated folders of Markdown, of AOE and Porsche
    details      further columns of a table: owners, tags, fields of one's own
    snapshots    a file of qiwi
"""
