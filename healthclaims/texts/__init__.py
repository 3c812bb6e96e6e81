"""First floor: articles, pairs and the studies behind them. Knows nothing of students."""
