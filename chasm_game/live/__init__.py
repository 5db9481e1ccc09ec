"""A room with doors: devices join over the network, take their seats, and see what is theirs to see."""
