"""Export: lessons as single pages that open without Jupyter and without a network.

A page is made from a notebook that was run anew, as the simulated learner. Everything in a cell
counts as untrusted: only harmless HTML and the kit's own widgets get onto a page. Nothing here
stores answers; a page keeps them in the browser that opens it, by the rules of `learner`
(``rules.js``, which shares its tables of cases with Python). Others use:

* export: `export_pages`
* run: `read_notebook`, `run_notebook`, for whoever stores what a notebook shows
"""
