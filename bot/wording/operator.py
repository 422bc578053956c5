"""What the operator reads in the log and on the command line; always in English."""

from __future__ import annotations

LOGIN_MISSING = "There is no token: put DISCORD_TOKEN into .env (Discord developer portal, your application, Bot, Reset Token)."
LOGIN_REFUSED = (
    "Discord refused the token in DISCORD_TOKEN; make a new one in the developer portal (Bot, Reset Token)."
)
INTENT_MISSING = (
    'Discord refused the connection because a privileged intent is off: turn on "Message Content Intent" in the '
    "developer portal (your application, Bot, Privileged Gateway Intents)."
)
THRESHOLDS_OF_ANOTHER_MODEL = (
    "The default thresholds are calibrated for the embedded model, and SCORER names another one: look at what shadow mode "
    "shows before members see anything, and set your own with /settings threshold."
)
HEALTH_PORT_TAKEN = "Port {port} of this machine is taken: choose another one in HEALTH_PORT, or 0 for none."
GATEWAY_REFUSED = (
    "Discord closed the connection for good (close code {code}); this needs a person to look at it."
)
NEW_GUILD = (
    "Joined a server (%s). It starts in shadow mode with nothing watched: a manager sets /settings review and "
    "/settings watch."
)
