"""A scenario that is played while it is written: read again on every save, the place kept by ids, nothing kept."""
