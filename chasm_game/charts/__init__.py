"""Charts as data: what they show, where it goes, and the same thing in words. Terminal and page draw from here."""
