"""Every sentence that a person reads, in one place, in the reader's language.

A constant is a whole sentence, a function fills a template. Both are read from here at the moment they are said
(``wording.NAME``, ``wording.name(…)``) and then are in the language of ``language.speaking``. Each topic has a module of
its own; ``language`` says how a sentence finds its translation. The bot judges support, never truth: members are told
that no source was found, nothing more.
"""

from __future__ import annotations

import sys

from bot.wording.appeals import *
from bot.wording.audit import *
from bot.wording.author import *
from bot.wording.cards import *
from bot.wording.check import *
from bot.wording.clicks import *
from bot.wording.controls import *
from bot.wording.desk import *
from bot.wording.digest import *
from bot.wording.ladder import *
from bot.wording.language import Spoken
from bot.wording.members import *
from bot.wording.operator import *
from bot.wording.personal_data import *
from bot.wording.queue import *
from bot.wording.refusals import *
from bot.wording.rewrite import *
from bot.wording.second_look import *
from bot.wording.settings import *
from bot.wording.stats import *
from bot.wording.summaries import *

sys.modules[__name__].__class__ = Spoken
