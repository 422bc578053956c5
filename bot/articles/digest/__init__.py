"""The digest of a discussion: what it is about, and which views at least three members hold. No language model.

``make.make_digest`` is the whole way, ``service.Digester`` runs it beside the event loop.
"""
