"""Pages of the design system, what a reader chooses about language and look, and the site as an app on a device."""

from .look import FOREVER, accent_style, design_gallery, set_appearance
from .offline import app_icon, manifest, offline, worker

__all__ = [
    "FOREVER",
    "accent_style",
    "app_icon",
    "design_gallery",
    "manifest",
    "offline",
    "set_appearance",
    "worker",
]
