"""Pictures and lists; they speak in messages and know no screen."""
