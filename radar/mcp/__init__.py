"""Requests of a program on a stream → answers from a radar, by the Model Context Protocol.

A program (an editor, an agent) starts `radar mcp`, writes one message of JSON-RPC 2.0 on each line
and reads one answer to each request. Nothing here knows the streams of the process or prints; the
texts of entries are handed over as data.

::

    lines       a stream → lines of bounded length
    messages    a line → requests, and what is wrong with it; an answer → a line
    arguments   the arguments of a call, checked by the schema that is told to the client
    schemas     what each tool takes and returns, as JSON Schemas
    tools       a call → what the radar says, as data
    session     a message → the answer to it; the loop over all lines
"""
