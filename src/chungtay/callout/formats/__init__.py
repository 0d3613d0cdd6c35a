"""Call-outs as bytes and back."""
