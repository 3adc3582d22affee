"""What may be published of what others wrote: addresses, pictures, text in another markup.

Each question has one place. `links` knows where a reader may be led, `svg` (with `css`,
`vocabulary` and `repeats`) what of a picture may stay, `profile` what we draw ourselves, and
`markup` how words stand in the language of a wiki, as words.
"""
