"""Discord objects out of domain objects: cards, buttons, modals, and the doors through which the domain acts."""
