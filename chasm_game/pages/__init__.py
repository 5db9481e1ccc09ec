"""Pages of HTML made from views: one file each, nothing loaded from anywhere, no script at all."""
