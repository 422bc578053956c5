"""Discord's documented limits, each with the page it stands on.

Pages are given relative to https://discord.com/developers/docs/.
"""

from __future__ import annotations

from datetime import timedelta

# resources/message#create-message
MESSAGE_CONTENT_LENGTH = 2000
MESSAGE_EMBEDS = 10
MESSAGE_STICKERS = 3
MESSAGE_NONCE_LENGTH = 25
MESSAGE_ATTACHMENTS = 10
# reference#uploading-files
ATTACHMENT_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 25 * 1024 * 1024
# resources/message#attachment-object
ATTACHMENT_DESCRIPTION_LENGTH = 1024
# resources/message#create-message
NONCE_MEMORY = timedelta(minutes=5)
"""An enforced nonce is checked against "the past few minutes"; how many is not said."""

# resources/message#embed-object-embed-limits
EMBED_TITLE_LENGTH = 256
EMBED_DESCRIPTION_LENGTH = 4096
EMBED_FIELDS = 25
EMBED_FIELD_NAME_LENGTH = 256
EMBED_FIELD_VALUE_LENGTH = 1024
EMBED_FOOTER_LENGTH = 2048
EMBED_AUTHOR_LENGTH = 256
EMBED_TOTAL_LENGTH = 6000
"""Title, description, field names and values, footer and author of all embeds of a message together."""

# components/reference#action-row, #button, #string-select, #what-is-a-component
COMPONENT_ROWS = 5
COMPONENTS_IN_ROW = 5
COMPONENTS_V2_TOTAL = 40
COMPONENTS_V2_TEXT_LENGTH = 4000
CUSTOM_ID_LENGTH = 100
BUTTON_LABEL_LENGTH = 80
BUTTON_URL_LENGTH = 512
SELECT_OPTIONS = 25
SELECT_PLACEHOLDER_LENGTH = 150
SELECT_OPTION_LABEL_LENGTH = 100
SELECT_OPTION_VALUE_LENGTH = 100
SELECT_OPTION_DESCRIPTION_LENGTH = 100
SECTION_TEXTS = 3
MEDIA_GALLERY_ITEMS = 10

# interactions/receiving-and-responding#interaction-response-object-modal
MODAL_TITLE_LENGTH = 45
MODAL_COMPONENTS = 5
LABEL_LENGTH = 45
LABEL_DESCRIPTION_LENGTH = 100
TEXT_INPUT_LABEL_LENGTH = 45
TEXT_INPUT_PLACEHOLDER_LENGTH = 100
TEXT_INPUT_LENGTH = 4000

# interactions/receiving-and-responding#interaction-callback
FIRST_REPLY = timedelta(seconds=3)
INTERACTION_TOKEN_LIFE = timedelta(minutes=15)
AUTOCOMPLETE_CHOICES = 25

# interactions/application-commands#registering-a-command, #application-command-object
GLOBAL_CHAT_COMMANDS = 100
GLOBAL_MENU_COMMANDS = 15
COMMAND_NAME_LENGTH = 32
COMMAND_DESCRIPTION_LENGTH = 100
COMMAND_OPTIONS = 25
COMMAND_CHOICES = 25
CHOICE_NAME_LENGTH = 100
CHOICE_VALUE_LENGTH = 100
COMMAND_TOTAL_LENGTH = 8000
"""Names, descriptions and values of a command, its options and choices together."""

# resources/poll#poll-create-request-object
POLL_ANSWERS = 10
POLL_QUESTION_LENGTH = 300
POLL_ANSWER_LENGTH = 55
POLL_HOURS = 32 * 24

# resources/guild#modify-guild-member
MEMBER_TIMEOUT = timedelta(days=28)
NICKNAME_LENGTH = 32
# resources/guild#create-guild-ban
BAN_DELETE_SECONDS = 604_800
# resources/audit-log
AUDIT_REASON_LENGTH = 512

# resources/message#bulk-delete-messages
BULK_DELETE_LEAST = 2
BULK_DELETE_MOST = 100
BULK_DELETE_AGE = timedelta(days=14)
# resources/message#get-channel-messages
MESSAGES_PAGE = 100
MESSAGES_PAGE_DEFAULT = 50
# resources/channel#modify-channel
CHANNEL_NAME_LENGTH = 100
CHANNEL_TOPIC_LENGTH = 1024
FORUM_TOPIC_LENGTH = 4096
THREAD_TAGS = 5
SLOWMODE_SECONDS = 21_600

# events/gateway#rate-limiting and events/gateway#sending-events
GATEWAY_SENDS_PER_MINUTE = 120
GATEWAY_PAYLOAD_BYTES = 4096
