"""The screens of a room: what is projected, and what its facilitator types."""
