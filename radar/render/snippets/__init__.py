"""A radar → the text that puts it into a wiki.

content     what a snippet says, in whatever language
writing     how each language of wikis writes that
"""
