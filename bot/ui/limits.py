"""Discord's limits that our messages must keep, each with its page under https://discord.com/developers/docs/."""

from __future__ import annotations

from typing import Final

# resources/message#create-message
CONTENT_LENGTH: Final = 2000
NONCE_LENGTH: Final = 25
# resources/message#embed-object-embed-limits
EMBED_TITLE: Final = 256
EMBED_DESCRIPTION: Final = 4096
EMBED_FIELD_NAME: Final = 256
EMBED_FIELD_VALUE: Final = 1024
EMBED_FIELDS: Final = 25
EMBED_FOOTER: Final = 2048
EMBED_TOTAL: Final = 6000
# components/reference#string-select
OPTION_LABEL: Final = 100
# interactions/receiving-and-responding#interaction-response-object-modal
MODAL_TITLE: Final = 45
# components/reference#label
LABEL_DESCRIPTION: Final = 100
# resources/channel#start-thread-in-forum-or-media-channel
CHANNEL_NAME: Final = 100
# resources/guild#modify-guild-member
TIMEOUT_DAYS: Final = 28
# resources/audit-log ("X-Audit-Log-Reason": 1 to 512 characters)
AUDIT_REASON: Final = 512
# resources/message#get-channel-messages
HISTORY_PAGE: Final = 100
# interactions/application-commands#application-command-object-application-command-option-choice-structure
CHOICES: Final = 25
# resources/message#attachment-object, where alt text is called the description
ALT_TEXT: Final = 1024
