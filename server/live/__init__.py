"""The world of open sockets: messages, intake, rooms, presence. It knows asyncio, and nothing of HTTP."""
