"""Ground floor: codebook, statistics, HTML, files. Knows nothing of texts."""
