"""What an offering costs, saves and is worth: four calculations that a buyer's controller can recompute line by line."""
