"""Files, problems, tables, HTML and pages: what every room stands on.

It knows nothing of health claims, of learners or of Jupyter. Others use:

- files: data_dir, home_dir, solutions_dir; read_text, read_toml
- tables: Row, read_table, write_table
- schema: Field, Table, entry_problems - what may stand in a table or TOML file, and its check
- problems: Problem, DataError, raise_if_any, expected, why; UnknownNameError
- atomic_write: replace_file; csv_cells: defuse
- html: Html, tag, join, escape; offline_page; assets: asset
- untrusted: text of others, made fit to be shown
"""
