"""What a number counts. Measures do not mix: turns are not people, gifts are not households."""

from chungtay.kernel.measures.codes import Measure, MeasureKind
from chungtay.kernel.measures.counts import Count, refuse_to_mix, total
from chungtay.kernel.measures.words import WORDS, Words, measure_of, unit_word

__all__ = ["WORDS", "Count", "Measure", "MeasureKind", "Words", "measure_of", "refuse_to_mix", "total", "unit_word"]
