"""Charts on cells: each figure has a painter of its own, and one widget shows any of them, or its words."""
