"""Teams side by side: saves gathered from folders, ranked, held against other people's weights, polled."""
