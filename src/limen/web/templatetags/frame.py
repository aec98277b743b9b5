"""What the frame of every page asks for."""

from django import template

from limen.web.assets import assets

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of the stylesheet or of the script."""
    return assets()[name].address
