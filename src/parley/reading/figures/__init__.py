"""Figures: numbers of people killed, held, freed or fled, of aid, of strength."""

from parley.reading.figures.quantities import Quantity, find_quantities, unit_kind
from parley.reading.figures.read import read_figures

__all__ = ["Quantity", "find_quantities", "read_figures", "unit_kind"]
