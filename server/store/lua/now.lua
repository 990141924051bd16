-- The time of the server that holds a key.
-- KEYS 1 any key of the workshop
-- Result: milliseconds since 1970
-- include chain
return now()
