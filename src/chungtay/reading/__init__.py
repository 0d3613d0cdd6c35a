"""Documents into figures."""

READER = "5"  # its version, kept with every figure that is posted: raised when rules change what is read
