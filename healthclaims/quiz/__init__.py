"""The quiz: which questions a sitting asks, and the widget that asks them."""
