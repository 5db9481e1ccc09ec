"""Teams side by side: from saves and folders to rankings, parting ways, beliefs of the room, and tables of facts."""
