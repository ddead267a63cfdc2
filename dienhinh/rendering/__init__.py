"""Letters and Word documents from templates; nothing is sent or stored here."""
