"""What may be published of what others wrote: addresses, pictures, text in another markup.

Each question has one place. `links` knows where a reader may be led, `svg` (with `css`,
`vocabulary`, `repeats`, `losses` and `xml`) what of a picture may stay, `profile` what we draw
ourselves, `markup` how words stand in the language of a wiki, and `data` how they stand in JSON.
"""
