"""What `radar.yaml` says of the frame of the pages.

::

    header    the colour behind the menu, checked against that of the text on it
"""
