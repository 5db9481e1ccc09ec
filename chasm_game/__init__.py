"""Chasm: a training game about the distance between what people value and what a company's deeds show."""

__all__ = ["__version__"]

__version__ = "0.1.0"
