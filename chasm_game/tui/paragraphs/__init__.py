"""Views as paragraphs and blocks of a screen."""
