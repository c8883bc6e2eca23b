"""The placement model: from answers to the probability of each quadrant. Pure: no files, no clock, no chance."""
