"""Property tests here are judged by what they find, not by how quick a shared machine is."""

from hypothesis import settings

settings.register_profile("kernel", deadline=None)
settings.load_profile("kernel")
