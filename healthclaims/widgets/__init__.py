"""What every widget shares; it knows no single feature.

- `base`: `PrintedWidget`, `LoggedWidget`; `bundle` joins a widget's script to `_shared.js`
- `printed`: the printed copy, and a question and its feedback as plain text
- `cell_output`: `Block`, and `say` for the text route
- `figures`: `Figure`, with description and table; `stacked_bars`
- `stopped`: what stands where a widget was when its notebook is opened another day
"""
