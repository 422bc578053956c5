"""A Discord stand-in on loopback: the real bot runs against it without a token, an account or a network.

``StandIn`` is the server, ``Person`` does what people do, ``Script`` plays a conversation.
"""
