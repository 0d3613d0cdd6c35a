"""Chung Tay: record once, roll up, report with every figure traceable."""
