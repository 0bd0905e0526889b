"""Papers: composed from templates as data, frozen as snapshots, drawn as PDF.

Alone imports reportlab and uharfbuzz. Knows no store and no clock; fonts, images and
facts come in as arguments.
"""

import sys
from types import ModuleType

for _settings in ("reportlab_mods", "reportlab_settings"):
    # Else reportlab runs files of that name from the home folder: it does not even start when
    # there is none, and a paper would not look the same for everyone.
    sys.modules.setdefault(_settings, ModuleType(_settings))
