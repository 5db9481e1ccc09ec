"""What is made of a game that was played: reviews as data, later comparisons and reports."""
