"""The pages of call-outs."""

from .answering import answer_call

__all__ = ["answer_call"]
