"""Documents into figures."""

READER = "4"  # its version, kept with every figure that is posted: raised when rules change what is read
