"""Files in: everything that turns a path into a validated value. Nothing here renders."""
