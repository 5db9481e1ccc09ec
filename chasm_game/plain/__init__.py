"""The same game line by line: for screen readers, dumb terminals and pipes."""
