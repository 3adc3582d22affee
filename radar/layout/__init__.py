"""Radar → finished Scene; knows nothing of SVG, HTML, files or colours."""
