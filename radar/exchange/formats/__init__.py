"""Other tools' formats, one module each, both directions; `FORMATS` of `recognise` lists them.

`releases`, `snapshots` and `served` are what AOE's, Porsche's and qiwi's share.
"""
