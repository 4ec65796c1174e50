"""Banks of any size out of nothing but a seed, built and timed beside plain MkDocs + Material."""
